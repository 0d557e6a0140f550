-- In which language of the United Nations reports are written, and how many are published whole: with no answer kept
-- back from the public.
WITH base AS (
    SELECT held, (SELECT count(*) FROM reports WHERE round = getvariable('round')) AS reports
    FROM rounds WHERE year = getvariable('round')
),
restricted AS (
    SELECT DISTINCT state FROM answers WHERE round = getvariable('round') AND kind = 'restricted'
),
found AS (
    SELECT r.language, count(*) AS written, count(k.state) AS with_restricted, written - with_restricted AS whole
    FROM reports r
    LEFT JOIN restricted k ON k.state = r.state
    WHERE r.round = getvariable('round')
    GROUP BY r.language
)
SELECT l.language,
       coalesce(f.written, 0) AS written,
       coalesce(f.whole, 0) AS whole,
       coalesce(f.with_restricted, 0) AS with_restricted,
       b.reports, b.held
FROM (VALUES (1, 'ar'), (2, 'zh'), (3, 'en'), (4, 'fr'), (5, 'ru'), (6, 'es')) AS l(position, language)
CROSS JOIN base b
LEFT JOIN found f ON f.language = l.language
ORDER BY l.position;
