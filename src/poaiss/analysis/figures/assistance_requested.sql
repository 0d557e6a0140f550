-- Who asks for assistance, by section of the form. A section may ask twice (stocks and surplus, in older editions):
-- one yes is a request; what is silent or restricted is never a no.
WITH base AS (
    SELECT held, (SELECT count(*) FROM reports WHERE round = getvariable('round')) AS reports
    FROM rounds WHERE year = getvariable('round')
),
said AS (
    SELECT q.section, a.state, list(DISTINCT a.said) AS said
    FROM given a
    JOIN questions q ON q.edition = a.edition AND q.number = a.number
    WHERE a.round = getvariable('round') AND q.indicator = 'assistance-requested'
    GROUP BY ALL
),
stands AS (
    SELECT section, state,
           CASE
               WHEN list_contains(said, 'yes') THEN 'yes'
               WHEN list_contains(said, 'restricted') THEN 'restricted'
               WHEN list_contains(said, 'no_answer') THEN 'no_answer'
               WHEN list_contains(said, 'no') THEN 'no'
               ELSE 'not_applicable'
           END AS stands
    FROM said
),
found AS (
    SELECT section,
           count(*) FILTER (WHERE stands = 'yes') AS yes,
           count(*) FILTER (WHERE stands = 'no') AS no,
           count(*) FILTER (WHERE stands = 'no_answer') AS no_answer,
           count(*) FILTER (WHERE stands = 'restricted') AS restricted,
           count(*) FILTER (WHERE stands = 'not_applicable') AS not_applicable,
           count(*) AS asked
    FROM stands GROUP BY section
)
SELECT f.*,
       (SELECT count(DISTINCT state) FROM stands WHERE stands = 'yes') AS asking,
       b.reports, b.held
FROM base b
LEFT JOIN found f ON true
ORDER BY try_cast(f.section AS INTEGER), f.section;
