-- Kinds of assistance asked for in each section of the report; a request may name several kinds.
WITH base AS (
    SELECT held, (SELECT count(*) FROM reports WHERE round = getvariable('round')) AS reports
    FROM rounds WHERE year = getvariable('round')
),
asked AS (
    SELECT q.section, a.state, q.kind AS question, string_split(a.value, ' ') AS kinds
    FROM given a
    JOIN questions q ON q.edition = a.edition AND q.number = a.number
    WHERE a.round = getvariable('round') AND q.indicator = 'assistance-kind' AND a.said = 'answered'
),
found AS (
    SELECT section,
           count(*) FILTER (WHERE question = 'choose_many' AND list_contains(kinds, 'law')) AS law,
           count(*) FILTER (WHERE question = 'choose_many' AND list_contains(kinds, 'training')) AS training,
           count(*) FILTER (WHERE question = 'choose_many' AND list_contains(kinds, 'equipment')) AS equipment,
           count(*) FILTER (WHERE question = 'choose_many' AND list_contains(kinds, 'infrastructure')) AS infrastructure,
           count(*) FILTER (WHERE question = 'choose_many' AND list_contains(kinds, 'expertise')) AS expertise,
           count(*) FILTER (WHERE question = 'choose_many' AND list_contains(kinds, 'funding')) AS funding,
           count(*) FILTER (WHERE question = 'choose_many' AND list_contains(kinds, 'other')) AS other,
           count(*) FILTER (WHERE question <> 'choose_many') AS in_words,
           count(DISTINCT state) AS states
    FROM asked GROUP BY section
)
SELECT f.*, b.reports, b.held
FROM base b
LEFT JOIN found f ON true
ORDER BY try_cast(f.section AS INTEGER), f.section;
