-- How complete reports are: of the questions that applied to a State, the part that it answered, in bands of a tenth.
-- No State is named. The quartiles are the same in every row.
WITH base AS (
    SELECT held, (SELECT count(*) FROM reports WHERE round = getvariable('round')) AS reports
    FROM rounds WHERE year = getvariable('round')
),
each_report AS (
    SELECT state,
           count(*) FILTER (WHERE kind <> 'not_applicable') AS asked,
           count(*) FILTER (WHERE kind NOT IN ('not_applicable', 'no_answer', 'restricted')) AS answered,
           answered / nullif(asked, 0) AS share
    FROM answers
    WHERE round = getvariable('round') AND entry = 0
    GROUP BY state
),
middle AS (
    SELECT quantile_cont(share, 0.25) AS lower_quartile, quantile_cont(share, 0.5) AS median,
           quantile_cont(share, 0.75) AS upper_quartile, CAST(sum(answered) AS BIGINT) AS answered,
           CAST(sum(asked) AS BIGINT) AS asked
    FROM each_report
),
counts AS (
    SELECT least(answered * 10 // asked, 9) AS tenth, count(*) AS found
    FROM each_report WHERE asked > 0 GROUP BY 1
)
SELECT t.tenth / 10 AS band_from,
       (t.tenth + 1) / 10 AS band_until,
       coalesce(c.found, 0) AS found,
       m.lower_quartile, m.median, m.upper_quartile, m.answered, m.asked,
       b.reports, b.held
FROM base b
CROSS JOIN middle m
CROSS JOIN range(10) AS t(tenth)
LEFT JOIN counts c ON c.tenth = t.tenth
ORDER BY t.tenth;
