-- Of the requests for assistance, how many come with a project proposal. In the form the question on a proposal
-- stands under the request ("P5.90.3" under "P5.90").
WITH base AS (
    SELECT held, (SELECT count(*) FROM reports WHERE round = getvariable('round')) AS reports
    FROM rounds WHERE year = getvariable('round')
),
requests AS (
    SELECT q.section, a.state, a.edition, a.number
    FROM given a
    JOIN questions q ON q.edition = a.edition AND q.number = a.number
    WHERE a.round = getvariable('round') AND q.indicator = 'assistance-requested' AND a.said = 'yes'
),
proposals AS (
    SELECT a.state, a.edition, q.number, a.said
    FROM given a
    JOIN questions q ON q.edition = a.edition AND q.number = a.number
    WHERE a.round = getvariable('round') AND q.indicator = 'assistance-proposal'
),
found AS (
    SELECT r.section,
           count(*) AS requests,
           count(*) FILTER (WHERE p.said = 'yes') AS yes,
           count(*) FILTER (WHERE p.said = 'no') AS no,
           count(*) FILTER (WHERE p.said = 'restricted') AS restricted,
           requests - yes - no - restricted AS no_answer,
           count(DISTINCT r.state) AS states
    FROM requests r
    LEFT JOIN proposals p
        ON p.state = r.state AND p.edition = r.edition AND starts_with(p.number, r.number || '.')
    GROUP BY r.section
)
SELECT f.*, b.reports, b.held
FROM base b
LEFT JOIN found f ON true
ORDER BY try_cast(f.section AS INTEGER), f.section;
