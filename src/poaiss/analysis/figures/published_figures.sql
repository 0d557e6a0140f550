-- Figures that others published, each beside what the rows held here give: recomputed (from rows), quoted (it follows
-- from other quoted figures, and so reproduces nothing), or not computable, with what is missing.
WITH held AS (SELECT year FROM rounds WHERE held),
recomputed(key, value) AS (
    SELECT 'members-2003', count(*) FROM presence WHERE round = 2003 AND is_member
    UNION ALL
    SELECT 'members-2010', count(*) FROM presence WHERE round = 2010 AND is_member
    UNION ALL
    SELECT 'destroyed-moldova-2000-2009', sum(TRY_CAST(value AS DOUBLE))
    FROM excerpts WHERE state = 'MDA' AND year = 2010 AND regexp_matches(number, '^destroyed_[0-9]{4}$')
    UNION ALL
    SELECT 'unroca-' || year, count(DISTINCT state) FROM unroca_years WHERE year IN (2001, 2022) GROUP BY year
    UNION ALL
    SELECT 'unroca-never', count(*) FROM states
    WHERE kind = 'member' AND code NOT IN (SELECT state FROM unroca_years)
    UNION ALL
    SELECT 'bms1-reports', count(*) FROM presence
    WHERE round = 2003 AND is_member AND presence = 'reported' AND 2003 IN (FROM held)
    HAVING count(*) > 0
    UNION ALL
    SELECT 'round-2018', count(*) FROM presence
    WHERE round = 2018 AND presence = 'reported' AND 2018 IN (FROM held)
    HAVING count(*) > 0
)
SELECT p.key, p.position, p.period, p.value AS published, p.denominator, p.unit,
       CASE
           WHEN r.value IS NOT NULL THEN 'recomputed'
           WHEN p.reason = 'follows-from-quoted' THEN 'quoted'
           ELSE 'not_computable'
       END AS status,
       CAST(r.value AS DOUBLE) AS recomputed,
       r.value = p.value AS agrees,
       CASE WHEN r.value IS NULL THEN p.reason ELSE 'rows-held' END AS reason,
       p.source
FROM published_totals p
LEFT JOIN recomputed r ON r.key = p.key
ORDER BY p.position;
