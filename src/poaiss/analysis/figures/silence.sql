-- How the reporters answered, section by section: every kind of answer and of silence, over the questions put to
-- them. Lists are left out: a State fills as many entries as it has, so that nobody knows how many are missing.
WITH base AS (
    SELECT held, (SELECT count(*) FROM reports WHERE round = getvariable('round')) AS reports
    FROM rounds WHERE year = getvariable('round')
),
found AS (
    SELECT q.section,
           count(*) FILTER (WHERE a.kind = 'yes') AS yes,
           count(*) FILTER (WHERE a.kind = 'developing') AS developing,
           count(*) FILTER (WHERE a.kind = 'no') AS no,
           count(*) FILTER (WHERE a.kind = 'answered') AS answered,
           count(*) FILTER (WHERE a.kind = 'unchanged') AS unchanged,
           count(*) FILTER (WHERE a.kind = 'restricted') AS restricted,
           count(*) FILTER (WHERE a.kind = 'no_answer') AS no_answer,
           count(*) FILTER (WHERE a.kind = 'not_applicable') AS not_applicable
    FROM answers a
    JOIN questions q ON q.edition = a.edition AND q.number = a.number
    WHERE a.round = getvariable('round') AND a.entry = 0
    GROUP BY q.section
)
SELECT f.*,
       yes + developing + no + answered + unchanged AS said,
       said + restricted + no_answer AS asked,
       said / nullif(asked, 0) AS share,
       b.reports, b.held
FROM base b
LEFT JOIN found f ON true
ORDER BY try_cast(f.section AS INTEGER), f.section;
