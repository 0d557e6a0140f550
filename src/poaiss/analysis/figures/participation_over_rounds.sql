-- Who reported, round by round up to this one. Where the reports of a round are not held here nothing is said about
-- who reported in it, which is not the same as nobody.
SELECT p.round, r.held,
       CASE WHEN r.held THEN count(*) FILTER (WHERE p.presence = 'reported') END AS reported,
       CASE WHEN r.held THEN count(*) FILTER (WHERE p.presence = 'did_not_report') END AS did_not_report,
       count(*) AS members,
       reported / nullif(members, 0) AS share
FROM presence p
JOIN rounds r ON r.year = p.round
WHERE p.is_member AND p.round <= getvariable('round')
GROUP BY p.round, r.held
ORDER BY p.round;
