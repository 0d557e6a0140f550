-- Progress on the measures adopted at earlier meetings (section 11 of the form): what the States that report on a
-- measure say. The number of the question names the meeting: P11.bms4.1 is measure 1 of the fourth biennial meeting.
WITH base AS (
    SELECT held, (SELECT count(*) FROM reports WHERE round = getvariable('round')) AS reports
    FROM rounds WHERE year = getvariable('round')
),
measures AS (
    SELECT concept, split_part(concept, '.', 2) AS meeting, min(position) AS position
    FROM questions
    WHERE section = '11' AND kind = 'choose_one' AND regexp_matches(number, '^P11[.][a-z0-9]+[.][0-9]+$')
      AND edition IN (SELECT edition FROM reports WHERE round = getvariable('round'))
    GROUP BY concept
),
found AS (
    SELECT concept,
           count(*) FILTER (WHERE said = 'answered') AS states,
           count(*) FILTER (WHERE said = 'answered' AND value = 'not_started') AS not_started,
           count(*) FILTER (WHERE said = 'answered' AND value = 'under_way') AS under_way,
           count(*) FILTER (WHERE said = 'answered' AND value = 'completed') AS completed,
           count(*) FILTER (WHERE said = 'answered' AND value = 'stopped') AS stopped,
           count(*) FILTER (WHERE said = 'restricted') AS restricted
    FROM given
    WHERE round = getvariable('round') AND concept IN (SELECT concept FROM measures)
    GROUP BY concept
),
reporting AS (
    SELECT count(DISTINCT state) AS states FROM given
    WHERE round = getvariable('round') AND said = 'answered' AND concept IN (SELECT concept FROM measures)
)
SELECT 'C:P11.2 ' || m.meeting AS meeting, m.concept,
       coalesce(f.completed, 0) AS completed,
       coalesce(f.under_way, 0) AS under_way,
       coalesce(f.not_started, 0) AS not_started,
       coalesce(f.stopped, 0) AS stopped,
       coalesce(f.restricted, 0) AS restricted,
       coalesce(f.states, 0) AS states,
       r.states AS reporting,
       b.reports, b.held
FROM base b
CROSS JOIN reporting r
LEFT JOIN measures m ON true
LEFT JOIN found f USING (concept)
ORDER BY m.position, m.concept;
