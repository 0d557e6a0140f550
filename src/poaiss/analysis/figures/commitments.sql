-- The commitments of a theme in the round: how many reports say what, and between which bounds the share lies.
-- "least" counts as done only what was reported so; "most" counts every silence, and every State that did not report,
-- as if it were done. Who cannot be concerned (not applicable, not asked, not yet a State) is in no denominator.
WITH found AS (
    SELECT o.indicator, o.outcome, o.low, o.high, o.silence, p.is_member
    FROM outcomes o
    JOIN indicators i ON i.name = o.indicator
    JOIN presence p ON p.state = o.state AND p.round = o.round
    WHERE o.round = getvariable('round') AND i.theme = getvariable('theme')
      AND (p.presence = 'reported' OR (p.presence = 'did_not_report' AND p.is_member))
)
SELECT i.name AS indicator,
       count(*) FILTER (WHERE outcome = 'met') AS met,
       count(*) FILTER (WHERE outcome = 'developing') AS developing,
       count(*) FILTER (WHERE outcome = 'not_met') AS not_met,
       count(*) FILTER (WHERE outcome = 'unknown' AND silence = 'no_answer') AS no_answer,
       count(*) FILTER (WHERE outcome = 'unknown' AND silence = 'restricted') AS restricted,
       count(*) FILTER (WHERE outcome = 'not_applicable') AS not_applicable,
       count(*) FILTER (WHERE outcome = 'not_asked') AS not_asked,
       count(*) FILTER (WHERE outcome = 'did_not_report') AS did_not_report,
       met + developing + not_met AS answered,
       met / nullif(met + developing + not_met, 0) AS share,
       met + developing + not_met + no_answer + restricted > 0 AS is_open,
       CASE WHEN is_open THEN
           met / (met + developing + not_met + no_answer + restricted + did_not_report)
       END AS least,
       CASE WHEN is_open THEN
           (met + count(*) FILTER (WHERE outcome = 'unknown' AND high = 2) + did_not_report)
           / (met + developing + not_met + no_answer + restricted + did_not_report)
       END AS most
FROM indicators i
LEFT JOIN found f ON f.indicator = i.name
WHERE i.theme = getvariable('theme')
GROUP BY i.name, i.position
ORDER BY i.position;
