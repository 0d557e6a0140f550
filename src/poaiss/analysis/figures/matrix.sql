-- The answer matrix: a row for each State, round and question, with every kind of answer and of silence.
-- "concepts" are keys of the newest edition (C:4.1.2); a question is followed through the editions in which it is the
-- same one, and "not_asked" says that the edition of the report does not ask it. The entries of a list are joined.
WITH wanted AS (
    SELECT concept, edition, min(number) AS number
    FROM questions
    WHERE list_contains(getvariable('concepts'), concept)
    GROUP BY concept, edition
),
concerned AS (
    SELECT DISTINCT state FROM presence WHERE is_member OR presence = 'reported'
),
said AS (
    SELECT state, round, concept,
           coalesce(
               min_by(kind, path) FILTER (kind NOT IN ('no_answer', 'not_applicable')),
               min_by(kind, path)
           ) AS kind,
           min_by(said, path) FILTER (kind NOT IN ('no_answer', 'not_applicable')) AS said,
           nullif(string_agg(nullif(value, ''), ' | ' ORDER BY path), '') AS value,
           min_by(amount, path) AS amount,
           count(*) FILTER (entry > 0 AND coalesce(value, '') <> '') AS entries,
           max(unchanged_since) AS unchanged_since,
           nullif(string_agg(nullif(remark, ''), ' | ' ORDER BY path), '') AS remark
    FROM given
    WHERE list_contains(getvariable('concepts'), concept) AND list_contains(getvariable('rounds'), round)
    GROUP BY state, round, concept
)
SELECT p.state, p.round, c.concept, r.edition, w.number,
       CASE
           WHEN p.presence <> 'reported' THEN p.presence
           WHEN w.number IS NULL THEN 'not_asked'
           ELSE coalesce(s.kind, 'no_answer')
       END AS kind,
       s.said, s.value, s.amount, coalesce(s.entries, 0) AS entries, s.unchanged_since, s.remark
FROM presence p
CROSS JOIN (SELECT DISTINCT concept FROM wanted) c
LEFT JOIN reports r ON r.state = p.state AND r.round = p.round
LEFT JOIN wanted w ON w.concept = c.concept AND w.edition = r.edition
LEFT JOIN said s ON s.state = p.state AND s.round = p.round AND s.concept = c.concept
WHERE list_contains(getvariable('rounds'), p.round) AND p.state IN (SELECT state FROM concerned)
ORDER BY p.state, p.round, c.concept;
