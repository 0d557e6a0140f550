-- Numbers of weapons and of tracing requests as reported: the sum, the States that give a number (zero is a number),
-- and the reports that give none. What is kept back is counted apart.
WITH base AS (
    SELECT held, (SELECT count(*) FROM reports WHERE round = getvariable('round')) AS reports
    FROM rounds WHERE year = getvariable('round')
),
wanted AS (
    SELECT * FROM (VALUES
        (1, 'seized'), (2, 'seized-traced'), (3, 'destroyed'), (4, 'diverted-from-stocks'),
        (5, 'diverted-from-transfers'), (6, 'tracing-sent'), (7, 'tracing-received'), (8, 'tracing-received-year'),
        (9, 'tracing-answered'), (10, 'tracing-refused')
    ) AS t(position, quantity)
),
editions AS (
    SELECT q.indicator AS quantity, count(DISTINCT r.state) AS asked
    FROM reports r
    JOIN questions q ON q.edition = r.edition
    WHERE r.round = getvariable('round') AND q.indicator IN (SELECT quantity FROM wanted)
    GROUP BY q.indicator
),
by_state AS (
    SELECT q.indicator AS quantity, a.state, sum(a.amount) AS amount, bool_or(a.said = 'restricted') AS restricted
    FROM given a
    JOIN questions q ON q.edition = a.edition AND q.number = a.number
    WHERE a.round = getvariable('round') AND q.indicator IN (SELECT quantity FROM wanted)
    GROUP BY ALL
),
found AS (
    SELECT quantity, sum(amount) AS total, count(amount) AS states,
           count(*) FILTER (WHERE amount = 0) AS zero,
           count(*) FILTER (WHERE amount IS NULL AND restricted) AS restricted
    FROM by_state GROUP BY quantity
)
SELECT w.quantity, f.total,
       coalesce(f.states, 0) AS states,
       coalesce(f.zero, 0) AS zero,
       coalesce(f.restricted, 0) AS restricted,
       coalesce(e.asked, 0) - coalesce(f.states, 0) - coalesce(f.restricted, 0) AS silent,
       coalesce(e.asked, 0) AS asked,
       b.reports, b.held
FROM wanted w
CROSS JOIN base b
LEFT JOIN found f USING (quantity)
LEFT JOIN editions e USING (quantity)
ORDER BY w.position;
