-- In how many of the rounds held here, up to this one, each Member of today's round reported; no State is named.
WITH held AS (SELECT year FROM rounds WHERE held AND year <= getvariable('round')),
each_state AS (
    SELECT p.state, count(r.state) AS times
    FROM presence p
    LEFT JOIN reports r ON r.state = p.state AND r.round IN (SELECT year FROM held)
    WHERE p.round = getvariable('round') AND p.is_member
    GROUP BY p.state
),
counts AS (SELECT times, count(*) AS states FROM each_state GROUP BY times)
SELECT CAST(t.times AS INTEGER) AS times,
       coalesce(c.states, 0) AS states,
       (SELECT count(*) FROM each_state) AS members,
       (SELECT count(*) FROM held) AS rounds
FROM range((SELECT count(*) FROM held) + 1) AS t(times)
LEFT JOIN counts c ON c.times = t.times
ORDER BY t.times;
