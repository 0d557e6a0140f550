-- Published answers that may hold a good practice: texts that are concrete, which is to say long enough and with a
-- number in them. Some questions ask for practices; of other texts only the long ones count, and never those on needs
-- or challenges. One text that stands in several reports of a State counts once, in the latest.
WITH texts AS (
    SELECT g.state, g.round, g.edition, g.number, g.path, g.concept, g.entry, g.language, trim(g.value) AS text,
           q.theme, q.section, t.concept IS NOT NULL AS is_asked,
           length(trim(g.value)) * CASE g.language WHEN 'zh' THEN 3 ELSE 1 END AS weight
    FROM given g
    JOIN questions q ON q.edition = g.edition AND q.number = g.number AND q.kind = 'text'
    LEFT JOIN topic_questions t ON t.concept = g.concept AND t.kind = 'practice'
    WHERE g.said = 'answered'
      AND (getvariable('state') = '' OR g.state = getvariable('state'))
      AND g.concept NOT IN (SELECT concept FROM topic_questions WHERE kind <> 'practice')
)
SELECT state, round AS year, edition, number, path, concept, entry, language, text, theme, is_asked
FROM texts
WHERE regexp_matches(text, '\p{Nd}') AND weight >= CASE WHEN is_asked THEN 80 ELSE 160 END
QUALIFY row_number() OVER (PARTITION BY state, text ORDER BY round DESC, is_asked DESC, path) = 1
ORDER BY round DESC, is_asked DESC, state, path;
