-- Each State with how it stands in the round: those that reported first, each part in the order of the codes. States
-- that no longer exist, and those that did not exist yet, stand with what they were.
SELECT p.state, p.presence, p.is_member, s.tile_column, s.tile_row
FROM presence p
JOIN states s ON s.code = p.state
WHERE p.round = getvariable('round')
ORDER BY CASE p.presence
             WHEN 'reported' THEN 1 WHEN 'did_not_report' THEN 2 WHEN 'not_held' THEN 3
             WHEN 'not_yet_a_state' THEN 4 ELSE 5
         END,
         p.state;
