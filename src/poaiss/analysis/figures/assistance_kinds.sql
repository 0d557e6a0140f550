-- What kinds of assistance are asked for, over all sections: requests (a section of a report each) and States.
-- Older editions ask in words; these stand apart, since nobody has put them into kinds.
WITH base AS (
    SELECT held, (SELECT count(*) FROM reports WHERE round = getvariable('round')) AS reports
    FROM rounds WHERE year = getvariable('round')
),
form AS (
    SELECT concept FROM questions
    WHERE indicator = 'assistance-kind' AND kind = 'choose_many'
    ORDER BY edition DESC, position LIMIT 1
),
asked AS (
    SELECT a.state, q.section, q.kind AS question, a.value
    FROM given a
    JOIN questions q ON q.edition = a.edition AND q.number = a.number
    WHERE a.round = getvariable('round') AND q.indicator = 'assistance-kind' AND a.said = 'answered'
),
named AS (
    SELECT state, section, unnest(string_split(value, ' ')) AS kind FROM asked WHERE question = 'choose_many'
    UNION ALL
    SELECT state, section, '' FROM asked WHERE question <> 'choose_many'
),
found AS (
    SELECT n.kind, any_value(c.position) AS position, any_value(f.concept) AS concept,
           count(*) AS requests, count(DISTINCT n.state) AS states
    FROM named n
    CROSS JOIN form f
    LEFT JOIN choices c ON c.key = f.concept AND c.name = n.kind
    GROUP BY n.kind
)
SELECT CASE WHEN f.kind = '' THEN 'in_words' WHEN f.kind IS NOT NULL THEN f.concept || ' ' || f.kind END AS kind,
       coalesce(f.requests, 0) AS requests,
       coalesce(f.states, 0) AS states,
       (SELECT count(DISTINCT (state, section)) FROM asked) AS all_requests,
       (SELECT count(DISTINCT state) FROM asked) AS all_states,
       b.reports, b.held
FROM base b
LEFT JOIN found f ON true
ORDER BY f.position NULLS LAST, f.kind;
