-- The commitments of a theme, for the States that reported in this round and in the round compared: how many moved
-- up (not done, in development, done), stayed, or moved down. The round compared is the last one before in which the
-- commitment was asked in the same questions. Where other questions were asked nothing is compared: what looks like a
-- change may be one of the form. What cannot be told in either round stands apart.
WITH base AS (
    SELECT held, (SELECT count(*) FROM reports WHERE round = getvariable('round')) AS reports
    FROM rounds WHERE year = getvariable('round')
),
wanted AS (SELECT name, position FROM indicators WHERE theme = getvariable('theme')),
basis AS (  -- what an edition asks of a commitment: the same questions, of the same kind, make answers comparable
    SELECT indicator, edition, string_agg(asked, ', ' ORDER BY asked) AS basis
    FROM (
        SELECT DISTINCT t.indicator, q.edition,
               concat_ws(' ', t.clause, t.term, CASE WHEN t.test <> 'answered' THEN q.kind END) AS asked
        FROM indicator_terms t
        JOIN questions q ON q.concept = t.concept
        WHERE t.indicator IN (SELECT name FROM wanted)
    )
    GROUP BY ALL
),
said AS (
    SELECT o.state, o.round, o.indicator, a.basis || ' / ' || o.basis AS basis, o.outcome,
           CASE o.outcome WHEN 'met' THEN 2 WHEN 'developing' THEN 1 WHEN 'not_met' THEN 0 END AS level
    FROM outcomes o
    JOIN reports r ON r.state = o.state AND r.round = o.round
    JOIN basis a ON a.indicator = o.indicator AND a.edition = r.edition
    WHERE o.round <= getvariable('round') AND o.outcome <> 'not_asked'
),
now AS (SELECT * FROM said WHERE round = getvariable('round')),
before AS (
    SELECT s.indicator,
           max(s.round) AS asked_before,
           max(s.round) FILTER (WHERE (s.indicator, s.basis) IN (SELECT (indicator, basis) FROM now)) AS compared
    FROM said s
    WHERE s.round < getvariable('round')
    GROUP BY s.indicator
),
pairs AS (
    SELECT n.indicator, n.state, n.level, s.level AS earlier,
           n.basis = s.basis AS is_comparable,
           'not_applicable' IN (n.outcome, s.outcome) AS is_not_applicable
    FROM now n
    JOIN before b ON b.indicator = n.indicator
    JOIN said s ON s.indicator = n.indicator AND s.state = n.state AND s.round = coalesce(b.compared, b.asked_before)
),
counted AS (
    SELECT indicator,
           count(*) AS both_rounds,
           count(*) FILTER (WHERE is_comparable AND level > earlier) AS up,
           count(*) FILTER (WHERE is_comparable AND level = earlier) AS same,
           count(*) FILTER (WHERE is_comparable AND level < earlier) AS down,
           count(*) FILTER (WHERE is_comparable AND is_not_applicable) AS not_applicable,
           count(*) FILTER (WHERE NOT is_comparable) AS not_comparable
    FROM pairs GROUP BY indicator
)
SELECT w.name AS indicator,
       CASE
           WHEN n.indicator IS NULL THEN 'not_asked'
           WHEN b.asked_before IS NULL THEN 'new'
           WHEN b.compared IS NULL THEN 'not_comparable'
           ELSE 'compared'
       END AS comparison,
       CASE WHEN n.indicator IS NOT NULL THEN coalesce(b.compared, b.asked_before) END AS compared,
       coalesce(c.both_rounds, 0) AS both_rounds,
       coalesce(c.up, 0) AS up,
       coalesce(c.same, 0) AS same,
       coalesce(c.down, 0) AS down,
       coalesce(c.both_rounds - c.up - c.same - c.down - c.not_applicable - c.not_comparable, 0) AS unknown,
       coalesce(c.not_applicable, 0) AS not_applicable,
       coalesce(c.not_comparable, 0) AS not_comparable,
       (SELECT count(*) FROM reports
        WHERE round = getvariable('round')
          AND state IN (SELECT state FROM reports WHERE round < getvariable('round'))) AS again,
       h.reports, h.held
FROM wanted w
CROSS JOIN base h
LEFT JOIN (SELECT DISTINCT indicator FROM now) n ON n.indicator = w.name
LEFT JOIN before b ON b.indicator = w.name
LEFT JOIN counted c ON c.indicator = w.name
ORDER BY w.position;
