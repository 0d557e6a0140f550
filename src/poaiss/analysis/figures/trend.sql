-- The primary commitments of a theme over the rounds held here, up to this one: the share among the reports that
-- answer, and the least and the most that it can be among all Members that it concerns, with every silence and every
-- Member without a report counted once as not done and once as done. "broken" says that other questions were asked
-- than in the round before, or put to other States.
WITH base AS (
    SELECT held, (SELECT count(*) FROM reports WHERE round = getvariable('round')) AS reports
    FROM rounds WHERE year = getvariable('round')
),
wanted AS (SELECT name, position FROM indicators WHERE theme = getvariable('theme') AND level = 'primary'),
years AS (SELECT year FROM rounds WHERE held AND year <= getvariable('round')),
basis AS (  -- what an edition asks of a commitment: the same questions, of the same kind, make answers comparable
    SELECT indicator, edition, string_agg(asked, ', ' ORDER BY asked) AS basis
    FROM (
        SELECT DISTINCT t.indicator, q.edition,
               concat_ws(' ', t.clause, t.term, CASE WHEN t.test <> 'answered' THEN q.kind END,
                         nullif(q.depends_on, '')) AS asked  -- put to other States: another denominator
        FROM indicator_terms t
        JOIN questions q ON q.concept = t.concept
        WHERE t.indicator IN (SELECT name FROM wanted)
    )
    GROUP BY ALL
),
said AS (
    SELECT o.round, o.indicator, a.basis || ' / ' || o.basis AS basis, o.outcome, o.high
    FROM outcomes o
    JOIN reports r ON r.state = o.state AND r.round = o.round
    JOIN basis a ON a.indicator = o.indicator AND a.edition = r.edition
    WHERE o.round <= getvariable('round') AND o.outcome <> 'not_asked'
),
absent AS (
    SELECT round, count(*) AS did_not_report FROM presence
    WHERE presence = 'did_not_report' AND is_member
    GROUP BY round
),
counted AS (
    SELECT indicator, round,
           count(*) AS asked,
           count(*) FILTER (WHERE outcome = 'met') AS met,
           count(*) FILTER (WHERE outcome = 'developing') AS developing,
           count(*) FILTER (WHERE outcome = 'not_met') AS not_met,
           count(*) FILTER (WHERE outcome = 'unknown') AS unknown,
           count(*) FILTER (WHERE outcome = 'unknown' AND high = 2) AS may_be_met,
           count(*) FILTER (WHERE outcome = 'not_applicable') AS not_applicable,
           string_agg(DISTINCT basis, '; ' ORDER BY basis) AS bases
    FROM said GROUP BY ALL
),
compared AS (
    SELECT *, bases <> lag(bases) OVER (PARTITION BY indicator ORDER BY round) AS is_broken FROM counted
)
SELECT w.name AS indicator, y.year AS round,
       coalesce(c.asked, 0) AS asked,
       coalesce(c.met, 0) AS met,
       coalesce(c.developing, 0) AS developing,
       coalesce(c.not_met, 0) AS not_met,
       coalesce(c.unknown, 0) AS unknown,
       coalesce(c.not_applicable, 0) AS not_applicable,
       coalesce(n.did_not_report, 0) AS did_not_report,
       c.met / nullif(c.met + c.developing + c.not_met, 0) AS share,
       c.met / nullif(c.met + c.developing + c.not_met + c.unknown + coalesce(n.did_not_report, 0), 0) AS least,
       (c.met + c.may_be_met + coalesce(n.did_not_report, 0))
           / nullif(c.met + c.developing + c.not_met + c.unknown + coalesce(n.did_not_report, 0), 0) AS most,
       coalesce(c.is_broken, false) AS broken,
       b.reports, b.held
FROM base b
CROSS JOIN wanted w
LEFT JOIN years y ON true
LEFT JOIN compared c ON c.indicator = w.name AND c.round = y.year
LEFT JOIN absent n ON n.round = y.year
ORDER BY w.position, y.year;
