-- The open data as tables. Run it in the folder that holds the files (or give another one in place of @folder@).
CREATE OR REPLACE TEMP VIEW states AS SELECT * FROM read_parquet('@folder@states.parquet');
CREATE OR REPLACE TEMP VIEW rounds AS SELECT * FROM read_parquet('@folder@rounds.parquet');
CREATE OR REPLACE TEMP VIEW reports AS SELECT * FROM read_parquet('@folder@reports.parquet');
CREATE OR REPLACE TEMP VIEW questions AS SELECT * FROM read_parquet('@folder@questions.parquet');
CREATE OR REPLACE TEMP VIEW choices AS SELECT * FROM read_parquet('@folder@choices.parquet');
CREATE OR REPLACE TEMP VIEW sections AS SELECT * FROM read_parquet('@folder@sections.parquet');
CREATE OR REPLACE TEMP VIEW themes AS SELECT * FROM read_parquet('@folder@themes.parquet');
CREATE OR REPLACE TEMP VIEW indicators AS SELECT * FROM read_parquet('@folder@indicators.parquet');
CREATE OR REPLACE TEMP VIEW indicator_terms AS SELECT * FROM read_parquet('@folder@indicator_terms.parquet');
CREATE OR REPLACE TEMP VIEW left_out AS SELECT * FROM read_parquet('@folder@left_out.parquet');
CREATE OR REPLACE TEMP VIEW topics AS SELECT * FROM read_parquet('@folder@topics.parquet');
CREATE OR REPLACE TEMP VIEW topic_terms AS SELECT * FROM read_parquet('@folder@topic_terms.parquet');
CREATE OR REPLACE TEMP VIEW topic_questions AS SELECT * FROM read_parquet('@folder@topic_questions.parquet');
CREATE OR REPLACE TEMP VIEW published_totals AS SELECT * FROM read_parquet('@folder@published_totals.parquet');
CREATE OR REPLACE TEMP VIEW schemes AS SELECT * FROM read_parquet('@folder@schemes.parquet');
CREATE OR REPLACE TEMP VIEW excerpts AS SELECT * FROM read_parquet('@folder@excerpts.parquet');
CREATE OR REPLACE TEMP VIEW unroca_years AS SELECT * FROM read_parquet('@folder@unroca_years.parquet');
CREATE OR REPLACE TEMP VIEW sdg AS SELECT * FROM read_parquet('@folder@sdg.parquet');
CREATE OR REPLACE TEMP VIEW answers AS SELECT * FROM read_parquet('@folder@answers/*.parquet');

-- Every State in every round: did it report? "not_held": this system does not keep the reports of that round, so
-- that nothing is said about who reported. Members are counted at the end of the round's year.
CREATE OR REPLACE TEMP VIEW presence AS
SELECT s.code AS state, r.year AS round, r.edition AS round_edition, s.regional_group,
       CASE
           WHEN p.state IS NOT NULL THEN 'reported'
           WHEN s.member_since > make_date(r.year, 12, 31) THEN 'not_yet_a_state'
           WHEN s.member_until < make_date(r.year, 1, 1) THEN 'no_longer_a_state'
           WHEN NOT r.held THEN 'not_held'
           ELSE 'did_not_report'
       END AS presence,
       s.kind IN ('member', 'former', 'exercise')
           AND coalesce(s.member_since <= make_date(r.year, 12, 31), s.kind = 'exercise')
           AND coalesce(s.member_until >= make_date(r.year, 12, 31), true) AS is_member
FROM states s
CROSS JOIN rounds r
LEFT JOIN reports p ON p.state = s.code AND p.round = r.year;

-- What was said, with "unchanged since ..." read as what it stands for; "kind" keeps how it was said.
CREATE OR REPLACE TEMP VIEW given AS
SELECT *,
       CASE
           WHEN kind <> 'unchanged' THEN kind
           WHEN value IN ('yes', 'no', 'developing') THEN value
           WHEN coalesce(value, '') = '' THEN 'no_answer'
           ELSE 'answered'
       END AS said
FROM answers;

-- What the texts on challenges and opportunities speak of: each sentence with the topics whose words stand in it.
-- Texts and terms are folded alike (case, accents and vowel marks off, Arabic alef, ta marbuta and alef maqsura in one
-- form, punctuation as one space); a term is whole words, "*" any ending; Arabic words may bear their clitics; Chinese
-- has no spaces, a term counts wherever it stands. A clause ends at a full stop and at a turn ("but"); a clause
-- that denies ("no longer", "no lack of") counts for nothing.
-- A lexicon misses irony, pronouns, spelling errors, what is said in other words or in a seventh language, a denial
-- in the sentence before, and it cannot tell a trouble from its mention: read the passages before you quote a count.
CREATE OR REPLACE TEMP VIEW passages AS
WITH terms AS (
    SELECT topic, kind, language,
           CASE WHEN language = 'ar' THEN regexp_replace(folded, '(^| )ال', '\1', 'g') ELSE folded END AS term
    FROM (
        SELECT *, trim(regexp_replace(replace(replace(strip_accents(lower(term)), 'ة', 'ه'), 'ى', 'ي'),
                                      '[^\p{L}\p{N}*]+', ' ', 'g')) AS folded
        FROM topic_terms WHERE kind <> 'turn'
    )
),
patterns AS (  -- "must" stands in every text that the term fits, and says it all where there is no "pattern"
    SELECT topic, kind, language,
           CASE
               WHEN language = 'zh' THEN term
               WHEN language = 'ar' THEN split_part(split_part(term, '*', 1), ' ', 1)
               WHEN contains(term, '*') THEN ' ' || split_part(term, '*', 1)
               ELSE ' ' || term || ' '
           END AS must,
           CASE
               WHEN language = 'zh' THEN NULL
               WHEN language = 'ar'
                   THEN ' [وفبكل]?(ال|ل)?' || replace(replace(term, ' ', ' [وفبكل]?(ال|ل)?'), '*', '[^ ]*') || ' '
               WHEN contains(rtrim(term, '*'), '*') THEN ' ' || replace(term, '*', '[^ ]*') || ' '
           END AS pattern
    FROM terms
),
turns AS (
    SELECT language,
           CASE language WHEN 'zh' THEN words ELSE ' ' || words || ' ' END AS pattern
    FROM (
        SELECT language,
               '(' || string_agg(replace(strip_accents(lower(term)), '*', '[^ ]*'), '|' ORDER BY length(term) DESC, term)
                   || ')' AS words
        FROM topic_terms WHERE kind = 'turn' GROUP BY language
    )
),
texts AS (
    SELECT g.state, g.round, g.concept, g.entry, g.path, g.language, q.kind,
           regexp_split_to_array(g.value, '[.;:!?…。；：！？؛؟\n]+') AS split
    FROM given g
    JOIN topic_questions q ON q.concept = g.concept
    WHERE g.said = 'answered' AND trim(coalesce(g.value, '')) <> ''
),
sentences AS (
    SELECT *, ' ' || trim(regexp_replace(replace(replace(strip_accents(lower(passage)), 'ة', 'ه'), 'ى', 'ي'),
                                         '[^\p{L}\p{N}]+', ' ', 'g')) || ' ' AS folded
    FROM (
        SELECT * EXCLUDE (split), generate_subscripts(split, 1) AS sentence, trim(unnest(split)) AS passage FROM texts
    )
    WHERE passage <> ''
),
clauses AS (
    SELECT * EXCLUDE (split), generate_subscripts(split, 1) AS clause, ' ' || trim(unnest(split)) || ' ' AS folded
    FROM (
        SELECT s.state, s.round, s.path, s.kind, s.sentence, s.language,
               regexp_split_to_array(s.folded, t.pattern) AS split
        FROM sentences s JOIN turns t ON t.language = s.language
    )
),
found AS (
    SELECT DISTINCT c.state, c.round, c.path, c.kind, c.sentence, c.clause, p.topic
    FROM clauses c
    JOIN patterns p ON p.language = c.language AND p.kind IN (c.kind, 'denial')
    WHERE CASE  -- the cheap test first: what is not reached is not computed
        WHEN NOT contains(c.folded, p.must) THEN false
        WHEN p.pattern IS NULL THEN true
        ELSE regexp_matches(c.folded, p.pattern)
    END
),
affirmed AS (
    SELECT * FROM found
    QUALIFY NOT bool_or(topic = '') OVER (PARTITION BY state, round, path, kind, sentence, clause)
),
kept AS (SELECT DISTINCT state, round, path, kind, sentence, topic FROM affirmed)
SELECT s.state, s.round, s.kind, s.concept, s.entry, s.path, s.sentence, s.language, s.passage, k.topic,
       s.language IN (SELECT DISTINCT language FROM topic_terms) AS is_read
FROM sentences s
LEFT JOIN kept k USING (state, round, path, kind, sentence);

-- Commitments: each is a set of clauses that must all hold; of the terms of a clause one is enough. A term is known
-- only between two bounds: 0 no, 1 in development, 2 yes; what is silent or restricted may be anything (0 to 2).
CREATE OR REPLACE TEMP VIEW outcomes AS
WITH asked AS (SELECT DISTINCT edition, concept FROM questions),
within AS (
    SELECT DISTINCT t.concept AS wanted, q.concept
    FROM (SELECT DISTINCT concept FROM indicator_terms WHERE test = 'answered') t
    JOIN questions q ON q.concept = t.concept OR starts_with(q.concept, t.concept || '.')
),
said AS (
    SELECT a.state, a.round, t.indicator, t.clause, t.term, t.test, t.argument, a.said, a.value, a.amount
    FROM given a JOIN indicator_terms t ON a.concept = t.concept
    WHERE t.test <> 'answered'
    UNION ALL
    SELECT a.state, a.round, t.indicator, t.clause, t.term, t.test, t.argument, a.said, a.value, a.amount
    FROM given a JOIN within w ON a.concept = w.concept
    JOIN indicator_terms t ON t.concept = w.wanted AND t.test = 'answered'
),
bounded AS (
    SELECT state, round, indicator, clause, term, said,
           CASE
               WHEN said = 'not_applicable' THEN NULL
               WHEN said IN ('no_answer', 'restricted') THEN 0
               WHEN test = 'yes' THEN CASE said WHEN 'yes' THEN 2 WHEN 'developing' THEN 1 ELSE 0 END
               WHEN test = 'no' THEN CASE said WHEN 'no' THEN 2 WHEN 'developing' THEN 1 ELSE 0 END
               WHEN test = 'has' THEN CASE WHEN list_contains(string_split(value, ' '), argument) THEN 2 ELSE 0 END
               WHEN test = 'at_least' THEN CASE WHEN amount >= CAST(argument AS DOUBLE) THEN 2 ELSE 0 END
               ELSE 2
           END AS low,
           CASE
               WHEN said = 'not_applicable' THEN NULL
               WHEN said IN ('no_answer', 'restricted') THEN 2
               WHEN test IN ('yes', 'no') AND said = 'answered' THEN 2
               WHEN test = 'yes' THEN CASE said WHEN 'yes' THEN 2 WHEN 'developing' THEN 1 ELSE 0 END
               WHEN test = 'no' THEN CASE said WHEN 'no' THEN 2 WHEN 'developing' THEN 1 ELSE 0 END
               WHEN test = 'has' THEN CASE WHEN list_contains(string_split(value, ' '), argument) THEN 2 ELSE 0 END
               WHEN test = 'at_least' THEN
                   CASE WHEN amount IS NULL OR amount >= CAST(argument AS DOUBLE) THEN 2 ELSE 0 END
               ELSE 2
           END AS high
    FROM said
),
terms AS (
    SELECT state, round, indicator, clause, term,
           max(low) AS low, max(high) AS high, bool_or(said = 'restricted') AS restricted
    FROM bounded GROUP BY ALL
),
grid AS (
    SELECT r.state, r.round, t.indicator, t.clause,
           a.concept IS NOT NULL AS is_asked,
           CASE WHEN a.concept IS NULL THEN NULL WHEN v.state IS NULL THEN 0 ELSE v.low END AS low,
           CASE WHEN a.concept IS NULL THEN NULL WHEN v.state IS NULL THEN 2 ELSE v.high END AS high,
           coalesce(v.restricted, false) AS restricted
    FROM reports r
    CROSS JOIN indicator_terms t
    LEFT JOIN asked a ON a.edition = r.edition AND a.concept = t.concept
    LEFT JOIN terms v
        ON v.state = r.state AND v.round = r.round
        AND v.indicator = t.indicator AND v.clause = t.clause AND v.term = t.term
),
clauses AS (
    SELECT state, round, indicator, clause,
           max(low) AS low, max(high) AS high, bool_or(is_asked) AS is_asked,
           count(*) FILTER (WHERE is_asked) AS terms_asked, bool_or(restricted) AS restricted
    FROM grid GROUP BY ALL
),
reported AS (
    -- a commitment of which an edition asks a part only is not asked there: the part would pass for the whole
    SELECT state, round, indicator, bool_and(is_asked) AS is_asked, sum(terms_asked) AS basis,
           CASE WHEN bool_and(is_asked) THEN min(low) END AS low, CASE WHEN bool_and(is_asked) THEN min(high) END AS high,
           bool_or(restricted) AS restricted
    FROM clauses GROUP BY ALL
)
SELECT state, round, indicator, low, high, CAST(basis AS BIGINT) AS basis,
       CASE
           WHEN NOT is_asked THEN 'not_asked'
           WHEN low IS NULL THEN 'not_applicable'
           WHEN low = 2 THEN 'met'
           WHEN low = 1 AND high = 1 THEN 'developing'
           WHEN high = 0 THEN 'not_met'
           ELSE 'unknown'
       END AS outcome,
       CASE WHEN low < high THEN CASE WHEN restricted THEN 'restricted' ELSE 'no_answer' END END AS silence
FROM reported
UNION ALL
SELECT p.state, p.round, i.name, 0, 2, 0, p.presence, p.presence
FROM presence p CROSS JOIN indicators i
WHERE p.presence <> 'reported';
