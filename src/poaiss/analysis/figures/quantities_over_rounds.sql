-- The same sums in every round up to this one whose reports are held here, with the States that give a number each
-- time: a sum over other States is another sum.
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
years AS (SELECT year FROM rounds WHERE held AND year <= getvariable('round')),
asked AS (
    SELECT q.indicator AS quantity, r.round, count(DISTINCT r.state) AS asked
    FROM reports r
    JOIN questions q ON q.edition = r.edition
    WHERE q.indicator IN (SELECT quantity FROM wanted)
    GROUP BY ALL
),
by_state AS (
    SELECT q.indicator AS quantity, a.round, a.state, sum(a.amount) AS amount
    FROM given a
    JOIN questions q ON q.edition = a.edition AND q.number = a.number
    WHERE a.round <= getvariable('round') AND q.indicator IN (SELECT quantity FROM wanted)
    GROUP BY ALL
),
found AS (
    SELECT quantity, round, sum(amount) AS total, count(amount) AS states FROM by_state GROUP BY ALL
)
SELECT w.quantity, y.year AS round, f.total,
       coalesce(f.states, 0) AS states,
       coalesce(a.asked, 0) AS asked,
       b.reports, b.held
FROM base b
CROSS JOIN wanted w
LEFT JOIN years y ON true
LEFT JOIN found f ON f.quantity = w.quantity AND f.round = y.year
LEFT JOIN asked a ON a.quantity = w.quantity AND a.round = y.year
ORDER BY w.position, y.year;
