-- How long records are kept, against the floors of the International Tracing Instrument, para. 12: 30 years for
-- records of manufacture, 20 years for all others. In the form "a" is indefinitely, "b" the floor itself, "c" another
-- period in words; older editions ask one of the questions in words alone, which nobody reads as a period here.
WITH base AS (
    SELECT held, (SELECT count(*) FROM reports WHERE round = getvariable('round')) AS reports
    FROM rounds WHERE year = getvariable('round')
),
floors AS (
    SELECT * FROM (VALUES (1, 'C:2.3.2', 30), (2, 'C:P3.11.2', 20), (3, 'C:P7.8.2', 20)) AS t(position, records, floor)
),
asked AS (
    SELECT q.concept AS records, count(DISTINCT r.state) AS asked
    FROM reports r
    JOIN questions q ON q.edition = r.edition
    WHERE r.round = getvariable('round') AND q.concept IN (SELECT records FROM floors)
    GROUP BY q.concept
),
found AS (
    SELECT a.concept AS records,
           count(*) FILTER (WHERE a.said = 'answered' AND q.kind = 'choose_one' AND a.value = 'a') AS indefinitely,
           count(*) FILTER (WHERE a.said = 'answered' AND q.kind = 'choose_one' AND a.value = 'b') AS floor,
           count(*) FILTER (WHERE a.said = 'answered' AND (q.kind <> 'choose_one' OR a.value NOT IN ('a', 'b')))
               AS other,
           count(*) FILTER (WHERE a.said = 'no_answer') AS no_answer,
           count(*) FILTER (WHERE a.said = 'restricted') AS restricted,
           count(*) FILTER (WHERE a.said = 'not_applicable') AS not_applicable
    FROM given a
    JOIN questions q ON q.edition = a.edition AND q.number = a.number
    WHERE a.round = getvariable('round') AND a.concept IN (SELECT records FROM floors)
    GROUP BY a.concept
)
SELECT o.records, o.floor AS years,
       coalesce(f.indefinitely, 0) AS indefinitely,
       coalesce(f.floor, 0) AS floor,
       coalesce(f.other, 0) AS other,
       coalesce(f.no_answer, 0) AS no_answer,
       coalesce(f.restricted, 0) AS restricted,
       coalesce(f.not_applicable, 0) AS not_applicable,
       coalesce(f.indefinitely + f.floor + f.other, 0) AS answered,
       coalesce(a.asked, 0) AS asked,
       b.reports, b.held
FROM floors o
CROSS JOIN base b
LEFT JOIN found f USING (records)
LEFT JOIN asked a USING (records)
ORDER BY o.position;
