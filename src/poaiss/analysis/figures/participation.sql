-- Who reported in the round, by regional group; Members at the end of the round's year are the denominator.
SELECT regional_group,
       count(*) FILTER (WHERE presence = 'reported') AS reported,
       count(*) FILTER (WHERE presence = 'did_not_report') AS did_not_report,
       count(*) FILTER (WHERE presence = 'not_held') AS not_held,
       count(*) AS members
FROM presence
WHERE round = getvariable('round') AND is_member
GROUP BY regional_group
ORDER BY regional_group;
