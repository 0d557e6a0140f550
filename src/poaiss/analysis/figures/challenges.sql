-- Of how many States the texts on challenges (or on opportunities) speak of each topic in the round.
-- Denominators: the States that wrote such a text in a language that is read, and all reports. "other" are States
-- whose texts name no topic that the lexicon knows; "unread" are States that wrote in a language it does not read.
WITH base AS (
    SELECT held, (SELECT count(*) FROM reports WHERE round = getvariable('round')) AS reports
    FROM rounds WHERE year = getvariable('round')
),
here AS MATERIALIZED (
    SELECT * FROM passages WHERE round = getvariable('round') AND kind = getvariable('kind')
),
writers AS (
    SELECT state, bool_or(is_read) AS is_read, bool_or(topic IS NOT NULL) AS is_matched FROM here GROUP BY state
),
counted AS (
    SELECT topic, count(DISTINCT state) AS states, count(*) AS passages
    FROM here WHERE topic IS NOT NULL GROUP BY topic
)
SELECT t.topic,
       coalesce(c.states, 0) AS states,
       c.states / nullif((SELECT count(*) FROM writers WHERE is_read), 0) AS share,
       coalesce(c.passages, 0) AS passages,
       (SELECT count(*) FROM writers WHERE is_read) AS writers,
       (SELECT count(*) FROM writers WHERE is_read AND NOT is_matched) AS other,
       (SELECT count(*) FROM writers WHERE NOT is_read) AS unread,
       b.reports, b.held
FROM base b
LEFT JOIN topics t ON t.kind = getvariable('kind')
LEFT JOIN counted c ON c.topic = t.topic
ORDER BY coalesce(c.states, 0) DESC, t.position;
