-- The passages behind the counts of challenges (or opportunities): who wrote what, where, and of which topic it speaks.
-- A passage of no known topic stands too, so that a reader can see what the lexicon misses.
WITH base AS (
    SELECT held, (SELECT count(*) FROM reports WHERE round = getvariable('round')) AS reports
    FROM rounds WHERE year = getvariable('round')
),
here AS (
    SELECT * FROM passages WHERE round = getvariable('round') AND kind = getvariable('kind')
)
SELECT p.topic, p.state, p.concept, p.entry, p.language,
       CASE WHEN length(p.passage) > 300 THEN left(p.passage, 299) || '…' ELSE p.passage END AS passage,
       b.reports, b.held
FROM base b
LEFT JOIN here p ON true
LEFT JOIN topics t ON t.topic = p.topic AND t.kind = p.kind
ORDER BY t.position NULLS LAST, p.state, p.path, p.sentence, p.topic;
