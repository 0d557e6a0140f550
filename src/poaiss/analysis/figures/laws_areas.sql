-- The areas that the listed laws cover; a law may cover several.
WITH base AS (
    SELECT held, (SELECT count(*) FROM reports WHERE round = getvariable('round')) AS reports
    FROM rounds WHERE year = getvariable('round')
),
areas AS (
    SELECT DISTINCT concept FROM questions WHERE kind = 'choose_many' AND concept LIKE '%.area'
),
named AS (
    SELECT a.state, a.concept, a.entry, unnest(string_split(a.value, ' ')) AS area
    FROM given a
    WHERE a.round = getvariable('round') AND a.concept IN (SELECT concept FROM areas) AND a.said = 'answered'
),
found AS (
    SELECT c.concept || ' ' || n.area AS area, c.position, count(*) AS laws, count(DISTINCT n.state) AS states
    FROM named n
    JOIN (SELECT name, min(concept) AS concept, min(position) AS position FROM choices
          WHERE concept IN (SELECT concept FROM areas) GROUP BY name) c ON c.name = n.area
    GROUP BY ALL
)
SELECT f.area, f.laws, f.states,
       (SELECT count(DISTINCT (state, concept, entry)) FROM named) AS all_laws,
       b.reports, b.held
FROM base b
LEFT JOIN found f ON true
ORDER BY f.position, f.area;
