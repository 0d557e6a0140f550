"""Topics in texts of six languages (A6): planted sentences are found, traps are not, and silence is counted."""

from dataclasses import replace
from itertools import groupby
from pathlib import Path

import duckdb
import pytest

from tests.unit.analysis.figures.folders import Computed, Folder
from tests.unit.analysis.topics.ground import (
    CHALLENGE,
    OPPORTUNITY,
    OTHER,
    computed,
    create,
    lexicon,
    load_lexicon,
    text,
    topics,
)

pytestmark = pytest.mark.rows("A6")
LANGUAGES = ("ar", "zh", "en", "fr", "ru", "es")
PLANTED = [
    ("en", "Customs officers are untrained.", {"training"}),
    ("en", "Our borders are POROUS; there is no budget for patrols.", {"borders", "funds"}),
    ("en", "All registers are hand­written on paper.", {"paper"}),
    ("fr", "Les frontières sont poreuses et les registres tenus sur papier.", {"borders", "paper"}),
    ("fr", "Le manque d’équipements retarde le marquage.", {"equipment"}),
    ("fr", "LA LÉGISLATION OBSOLÈTE ne couvre pas la vente en ligne.", {"legislation", "online"}),
    ("es", "Falta de capacitación y de equipos; la legislación está desactualizada.", {"training", "legislation"}),
    ("es", "La fabricación artesanal crece en el interior.", {"craft"}),
    ("es", "La rotación del personal es alta.", {"staff"}),
    ("ru", "Нехватка оборудования и текучесть кадров.", {"equipment", "staff"}),
    ("ru", "Учёт ведётся на бумаге, координация слаба: слабая координация ведомств.", {"paper", "coordination"}),
    ("ru", "Боеприпасы лежат под открытым небом.", {"ammunition"}),
    ("ar", "نَقْصُ التَّدْرِيبِ لدى الجمارك.", {"training"}),
    ("ar", "والتشريعات قديمة، وضعف التنسيق بين الوزارات.", {"coordination"}),
    ("ar", "هناك نقص في المعدات وفي الذخيرة.", {"equipment", "ammunition"}),
    ("ar", "السجلات الورقية وحدها متاحة.", {"paper"}),
    ("zh", "我国边界管控薄弱，并且缺乏培训。", {"borders", "training"}),
    ("zh", "所有登记都是纸质的，经费不足。", {"paper", "funds"}),
    ("zh", "包裹里的３Ｄ打印枪支难以发现。", {"online"}),
]
CHANCES = [
    ("en", "Regional cooperation with our neighbours has begun.", {"cooperation"}),
    ("fr", "La coopération régionale et la société civile nous aident.", {"cooperation", "civil_society"}),
    ("es", "La cooperación regional y los donantes.", {"cooperation", "partners"}),
    ("ru", "Региональное сотрудничество расширяется.", {"cooperation"}),
    ("ar", "يمكن للتعاون الإقليمي أن يساعد.", {"cooperation"}),
    ("zh", "区域合作正在加强。", {"cooperation"}),
]
DENIED = [
    ("en", "There is no lack of training. Funding is not a problem."),
    ("en", "The records are no longer on paper"),
    ("fr", "Il n’y a pas de manque de formation."),
    ("es", "Las fronteras ya no son porosas"),
    ("ru", "Нет недостатка в подготовке."),
    ("ar", "لا يوجد نقص في التدريب."),
    ("zh", "我们不缺乏培训。"),
]
TRAPS = [
    ("en", "The report was turned over to the constrainedly restraining committee."),  # "training" inside a word
    ("en", "The ngongo drum is played at the ceremony."),
    ("fr", "L’information a été donnée."),  # "formation" inside "information"
    ("es", "La información fue enviada."),  # "formación" inside "información"
    ("es", "Se hizo la transformación del edificio."),
    ("ru", "Неподготовленный текст."),
    ("ar", "الاستدراب كلمة أخرى."),
    ("zh", "我们已经提交了报告。"),
    ("en", "缺乏培训"),  # a text is read in the language of its report alone
]


@pytest.mark.parametrize(("language", "words", "expected"), PLANTED)
def test_planted_challenges_are_found(language: str, words: str, expected: set[str]) -> None:
    assert topics(words, language) >= expected


@pytest.mark.parametrize(("language", "words", "expected"), CHANCES)
def test_planted_opportunities_are_found(language: str, words: str, expected: set[str]) -> None:
    assert topics(words, language, OPPORTUNITY) == expected


@pytest.mark.parametrize(("language", "words"), DENIED)
def test_what_is_denied_counts_for_nothing(language: str, words: str) -> None:
    assert topics(words, language) == set()


@pytest.mark.parametrize(("language", "words"), TRAPS)
def test_a_term_inside_another_word_is_no_term(language: str, words: str) -> None:
    assert topics(words, language) == set()


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "The borders are no longer porous, but staff are untrained."),
        ("fr", "Les frontières ne sont plus poreuses, mais la formation manque."),
        ("es", "Las fronteras ya no son porosas, pero falta capacitación."),
        ("ru", "Границы больше не прозрачны, но не хватает подготовки."),
        ("ar", "لم تعد الحدود مفتوحة، ولكن التدريب ناقص."),
        ("zh", "边界漏洞已不再存在，但缺乏培训。"),
    ],
)
def test_a_denial_ends_at_a_turn(language: str, words: str) -> None:
    assert topics(words, language) == {"training"}


def test_states_are_counted_once_over_those_that_wrote_and_could_be_read() -> None:
    rows = computed(
        "challenges",
        "challenge",
        [
            text("XAV", "Lack of training."),
            text("XAV", "Training again, and ammunition."),
            text("XBO", "Le manque de formation.", "fr"),
            text("XFE", "The weather."),
            text("XGE", "Falta de formação.", "pt"),
            text("XIL", "", kind="no_answer"),
            text("XDR", "", kind="restricted"),
            text("XES", "Training was given.", concept=OTHER),
            text("XES", "Training together.", concept=OPPORTUNITY),
        ],
        reports=("XCE",),
    )
    first = rows[0]
    assert (first["topic"], first["states"], first["passages"]) == ("training", 2, 3)
    assert (first["writers"], first["other"], first["unread"], first["reports"]) == (3, 1, 1, 8)
    assert first["share"] == pytest.approx(2 / 3)
    assert {row["topic"]: row["states"] for row in rows if row["states"]} == {"training": 2, "ammunition": 1}
    assert len(rows) == len([row for row in lexicon("topics") if row["kind"] == "challenge"])


def test_passages_carry_what_was_written_where_and_those_of_no_topic_too() -> None:
    found = computed(
        "passages", "challenge", [text("XBO", "La vétusté des DÉPÔTS. Rien d’autre.", "fr"), text("XAV", "x " * 400)]
    )
    assert [(row["topic"], row["state"], row["concept"], row["language"], row["passage"]) for row in found[:1]] == [
        ("depots", "XBO", CHALLENGE, "fr", "La vétusté des DÉPÔTS")
    ]
    assert [(row["topic"], row["state"], len(row["passage"])) for row in found[1:]] == [
        (None, "XAV", 300),
        (None, "XBO", len("Rien d’autre")),
    ]


def test_a_round_without_texts_has_its_topics_and_no_writer() -> None:
    rows = computed("challenges", "challenge", [text("XAV", "", kind="no_answer")])
    assert {(row["states"], row["writers"], row["share"]) for row in rows} == {(0, 0, None)}


def test_every_topic_has_terms_in_six_languages_that_a_pattern_can_hold() -> None:
    names = {row["topic"]: row["kind"] for row in lexicon("topics")}
    terms = lexicon("topic_terms")
    have = {(row["topic"], row["language"]) for row in terms if row["topic"]}
    assert have == {(topic, language) for topic in names for language in LANGUAGES}
    assert {row["kind"] for row in terms if not row["topic"]} == {"denial", "turn"}
    assert all(row["kind"] == names[row["topic"]] for row in terms if row["topic"])
    assert [row["term"] for row in terms if set(row["term"]) & set("()[]{}+?.^$|\\/\"'")] == []
    assert all(len(row["term"].strip("*")) > 1 for row in terms if row["topic"])
    once = sorted((row["topic"], row["kind"], row["language"], row["term"]) for row in terms)
    assert [key for key, group in groupby(once) if len(list(group)) > 1] == []


def test_the_figures_of_a_folder_say_topic_and_denominator_and_what_is_missing(tmp_path: Path) -> None:
    made = Folder(tmp_path)
    made.report("XAV", 2024, {})
    made.report("XBO", 2024, {}, "fr")
    folder = made.written()
    with duckdb.connect() as connection:
        load_lexicon(connection)
        for name in ("topics", "topic_terms", "topic_questions"):
            connection.execute(f"COPY {name} TO '{folder / name}.parquet'")
        said = [text("XAV", "Lack of training."), text("XBO", "Le manque de formation; des munitions.", "fr")]
        create(connection, "said", said)
        connection.execute(
            "COPY (SELECT *, NULL::DOUBLE AS amount, NULL::INTEGER AS unchanged_since, '' AS remark FROM said) "
            f"TO '{folder}/answers/said.parquet'"
        )
    found = Computed(folder, "challenges", 2024)
    assert found.finding == (
        "Challenge named by most States: “Lack of training and skills”, "
        "by 2 of 2 (100%) States that describe challenges"
    )
    assert found.denominator == "2 States that wrote of it, in 2 reports; the texts of 0 name no known topic"
    level = found.result.rows[1]
    assert (level["topic"], level["states"]) == ("ammunition", 1)
    alike = replace(found.result, rows=(level, {**level, "topic": "training"}))
    assert found.figure.finding(alike, found.words) == (
        "No challenge stands out: 2 are named by 1 of 2 (50%) States each, “Ammunition” among them"
    )
    passages = Computed(folder, "passages-challenge", 2024)
    assert passages.finding == "3 passages of 2 States, of which 0 name no known topic"
    assert Computed(folder, "opportunities", 2024).empty == "No report of this round describes an opportunity."
