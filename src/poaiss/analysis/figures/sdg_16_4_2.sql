-- SDG indicator 16.4.2 as reported: of the weapons seized, found and surrendered in a year, those whose origin was
-- traced or established. A row for each State and year that it lists; beside it, and never mixed in, what the
-- custodians of the indicator published for that State and year, each release apart. A State that lists nothing has
-- one row without numbers.
WITH base AS (
    SELECT held, (SELECT count(*) FROM reports WHERE round = getvariable('round')) AS reports
    FROM rounds WHERE year = getvariable('round')
),
listed AS (
    SELECT a.state, a.entry,
           max(a.amount) FILTER (WHERE q.indicator = 'sdg-16-4-2-denominator') AS denominator,
           max(a.amount) FILTER (WHERE q.indicator = 'sdg-16-4-2-numerator') AS numerator,
           max(a.amount) FILTER (WHERE q.indicator = '') AS year,
           bool_or(q.indicator <> '' AND a.said = 'restricted') AS restricted
    FROM given a
    JOIN questions q ON q.edition = a.edition AND q.number = a.number
    WHERE a.round = getvariable('round')
      AND (q.indicator LIKE 'sdg-16-4-2-%'
           OR q.concept IN (SELECT regexp_replace(concept, '[.]denominator$', '.year')
                            FROM questions WHERE indicator = 'sdg-16-4-2-denominator'))
    GROUP BY a.state, a.entry
),
asked AS (
    SELECT r.state FROM reports r
    WHERE r.round = getvariable('round')
      AND r.edition IN (SELECT edition FROM questions WHERE indicator = 'sdg-16-4-2-denominator')
),
dated AS (SELECT max(release) AS release FROM sdg WHERE regexp_matches(release, '^[0-9]{4}')),
found AS (
    SELECT s.state, CAST(l.year AS INTEGER) AS year, l.denominator, l.numerator, l.entry,
           CASE
               WHEN l.numerator > l.denominator THEN 'exceeds'
               WHEN l.numerator IS NOT NULL AND l.denominator IS NOT NULL THEN 'usable'
               WHEN l.denominator IS NOT NULL THEN 'denominator_only'
               WHEN l.numerator IS NOT NULL THEN 'numerator_only'
               WHEN l.restricted THEN 'restricted'
               ELSE 'silent'
           END AS standing
    FROM asked s
    LEFT JOIN listed l ON l.state = s.state
)
SELECT f.state, f.year, f.denominator, f.numerator, f.standing,
       CASE WHEN f.standing = 'usable' THEN f.numerator / nullif(f.denominator, 0) END AS share,
       n.value / 100 AS dated_share,
       u.value / 100 AS undated_share,
       d.release AS dated_release,
       b.reports, b.held
FROM base b
CROSS JOIN dated d
LEFT JOIN found f ON true
LEFT JOIN sdg n ON n.state = f.state AND n.year = f.year AND n.release = d.release
LEFT JOIN sdg u ON u.state = f.state AND u.year = f.year AND NOT regexp_matches(u.release, '^[0-9]{4}')
ORDER BY f.state, f.year, f.entry;
