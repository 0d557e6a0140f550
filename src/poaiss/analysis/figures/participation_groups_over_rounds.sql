-- Who reported, round by round up to this one, in each regional group; only rounds whose reports are held here.
SELECT p.regional_group, p.round,
       count(*) FILTER (WHERE p.presence = 'reported') AS reported,
       count(*) FILTER (WHERE p.presence = 'did_not_report') AS did_not_report,
       count(*) AS members,
       reported / nullif(members, 0) AS share
FROM presence p
JOIN rounds r ON r.year = p.round
WHERE p.is_member AND r.held AND p.round <= getvariable('round')
GROUP BY p.regional_group, p.round
ORDER BY p.regional_group, p.round;
