-- Laws, regulations and procedures that reports list, by section and by the decade in which they were adopted. An
-- entry counts when anything stands in it.
WITH base AS (
    SELECT held, (SELECT count(*) FROM reports WHERE round = getvariable('round')) AS reports
    FROM rounds WHERE year = getvariable('round')
),
lists AS (  -- lists of laws are those that ask for the areas that a law covers
    SELECT DISTINCT regexp_replace(concept, '[.]area$', '') AS list, section
    FROM questions WHERE kind = 'choose_many' AND concept LIKE '%.area'
),
entries AS (
    SELECT l.section, a.state, a.entry,
           max(a.amount) FILTER (WHERE a.concept = l.list || '.year') AS year,
           bool_or(a.said = 'answered') AS is_listed
    FROM given a
    JOIN lists l ON starts_with(a.concept, l.list || '.')
    WHERE a.round = getvariable('round') AND a.entry > 0
    GROUP BY ALL
),
found AS (
    SELECT section,
           CASE WHEN year BETWEEN 1700 AND getvariable('round') THEN CAST(floor(year / 10) * 10 AS INTEGER) END
               AS decade,
           count(*) AS laws, count(DISTINCT state) AS states
    FROM entries WHERE is_listed
    GROUP BY ALL
)
SELECT f.section, f.decade, f.laws, f.states,
       (SELECT count(DISTINCT state) FROM entries WHERE is_listed) AS listing,
       b.reports, b.held
FROM base b
LEFT JOIN found f ON true
ORDER BY try_cast(f.section AS INTEGER), f.section, f.decade NULLS LAST;
