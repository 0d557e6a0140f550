-- Women and men, wherever the form asks for both: numbers ending in ".women" and ".men" under the same question.
-- Sums are over the States that give both numbers; a State that gives one of them is counted apart.
WITH base AS (
    SELECT held, (SELECT count(*) FROM reports WHERE round = getvariable('round')) AS reports
    FROM rounds WHERE year = getvariable('round')
),
asked AS (
    SELECT regexp_replace(concept, '[.](women|men)$', '') AS pair, any_value(section) AS section,
           min(position) AS position
    FROM questions
    WHERE regexp_matches(concept, '[.](women|men)$')
      AND edition IN (SELECT edition FROM reports WHERE round = getvariable('round'))
    GROUP BY 1
),
by_entry AS (
    SELECT regexp_replace(concept, '[.](women|men)$', '') AS pair, state, entry,
           max(amount) FILTER (WHERE concept LIKE '%.women') AS women,
           max(amount) FILTER (WHERE concept LIKE '%.men') AS men,
           bool_or(said = 'restricted') AS restricted
    FROM given
    WHERE round = getvariable('round') AND (concept LIKE '%.women' OR concept LIKE '%.men')
    GROUP BY ALL
),
by_state AS (
    SELECT pair, state,
           sum(women) FILTER (WHERE men IS NOT NULL) AS women,
           sum(men) FILTER (WHERE women IS NOT NULL) AS men,
           bool_or((women IS NULL) <> (men IS NULL)) AS one_alone,
           bool_or(restricted) AS restricted
    FROM by_entry GROUP BY ALL
),
found AS (
    SELECT pair,
           count(women) AS states,
           sum(women) AS women,
           sum(men) AS men,
           count(*) FILTER (WHERE women IS NULL AND one_alone) AS one_alone,
           count(*) FILTER (WHERE women IS NULL AND NOT one_alone AND restricted) AS restricted
    FROM by_state GROUP BY pair
)
SELECT a.section, a.pair,
       coalesce(f.states, 0) AS states,
       f.women, f.men,
       f.women / nullif(f.women + f.men, 0) AS share,
       coalesce(f.one_alone, 0) AS one_alone,
       coalesce(f.restricted, 0) AS restricted,
       b.reports, b.held
FROM base b
LEFT JOIN asked a ON true
LEFT JOIN found f USING (pair)
ORDER BY a.position, a.pair;
