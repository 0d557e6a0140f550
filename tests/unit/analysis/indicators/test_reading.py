"""A faulty indicator is reported with its place and mend, and left out; the rest stands (A5)."""

from pathlib import Path

import pytest

from poaiss.analysis.indicators import load, questions_known, rows_of
from poaiss.common.errors import Severity
from tests.unit.analysis.indicators.ground import SMALL, line, questions_of_the_form, written

pytestmark = pytest.mark.rows("A5")


@pytest.mark.parametrize(
    ("cells", "code", "place", "words"),
    [
        ({"expression": "C:4.1 &"}, "indicator-syntax", "expression", ["character 8", "C:2.3.2 has a"]),
        ({"expression": "C:4.1.3"}, "indicator-question", "expression", ["no question C:4.1.3", "C:4.1.2"]),
        ({"expression": "C:2.3.2 has d"}, "indicator-choice", "expression", ["no choice d", "a, b, c"]),
        ({"expression": "C:P8.9"}, "indicator-not-yes-no", "expression", ["C:P8.9", "number"]),
        ({"expression": "!C:2.3.2"}, "indicator-not-yes-no", "expression", ["C:2.3.2", "choices"]),
        ({"expression": "C:4.1 at least 2"}, "indicator-not-a-number", "expression", ["C:4.1", "choices"]),
        ({"theme": "broking"}, "indicator-theme", "theme", ["broking is not known", "brokering"]),
        ({"theme": ""}, "indicator-theme", "theme", ["An empty cell is not known", "brokering, tracing"]),
        ({"scheme_theme": "trace"}, "indicator-scheme-theme", "scheme_theme", ["trace", "tracing"]),
        ({"paragraph": "PoA II.41"}, "indicator-paragraph", "paragraph", ["PoA II.41", "PoA II.14"]),
        ({"level": "Primary"}, "indicator-level", "level", ["Primary", "primary"]),
        ({"force": "strict"}, "indicator-force", "force", ["strict", "firm"]),
        ({"weight": "much"}, "indicator-weight", "weight", ["much", "0.25"]),
        ({"weight": "-1"}, "indicator-weight", "weight", ["-1", "at least 0"]),
        ({"weight": "nan"}, "indicator-weight", "weight", ["nan", "at least 0"]),
        ({"weight": "inf"}, "indicator-weight", "weight", ["inf", "at least 0"]),
        ({"label_en": ""}, "indicator-label", "label_en", ["missing"]),
    ],
)
def test_one_fault_is_named_and_the_rest_stands(
    tmp_path: Path, cells: dict[str, str], code: str, place: str, words: list[str]
) -> None:
    path = written(tmp_path / "own.csv", line(**cells), line(name="second"))
    indicators, problems = load(path, SMALL)
    assert [each.name for each in indicators] == ["second"]
    assert indicators[0].position == 1
    (problem,) = problems
    assert (problem.code, problem.place) == (code, f"own.csv, line 2, {place}")
    assert problem.severity is Severity.ERROR
    assert [word for word in words if word not in f"{problem.reason} {problem.mend}"] == []


def test_a_name_counts_once_and_the_first_stands(tmp_path: Path) -> None:
    path = written(tmp_path / "own.csv", line(), line(force="conditional"), line(name=""))
    indicators, problems = load(path, SMALL)
    assert [(each.name, each.force) for each in indicators] == [("brokers-registered", "firm")]
    assert [(each.code, each.place) for each in problems] == [
        ("indicator-repeated", "own.csv, line 3"),
        ("indicator-without-name", "own.csv, line 4"),
    ]


def test_every_fault_of_a_line_is_told_at_once(tmp_path: Path) -> None:
    path = written(tmp_path / "own.csv", line(theme="x", weight="y", expression="C:9.9 & C:8.8"))
    indicators, problems = load(path, SMALL)
    assert indicators == ()
    assert [each.code for each in problems] == [
        "indicator-theme",
        "indicator-weight",
        "indicator-question",
        "indicator-question",
    ]


def test_a_missing_translation_is_a_warning_and_english_stands_in(tmp_path: Path) -> None:
    path = written(tmp_path / "own.csv", line(label_ar="", label_en="Brokers are registered"))
    (found,), (problem,) = load(path, SMALL)
    assert (problem.code, problem.severity) == ("indicator-label", Severity.WARNING)
    assert problem.place == "own.csv, line 2, label_ar"
    assert found.labels["ar"] == "Brokers are registered"
    assert found.labels["fr"] == "Brokers are registered (label_fr)"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"name,theme\nbrokers,brokering\n", "indicators-columns"),
        (b"", "indicators-columns"),
        ("name,thème\n".encode("latin-1"), "indicators-unreadable"),
        (b'name,theme\n"never closed', "indicators-unreadable"),
        (b"PK\x03\x04\xff\xfe\x00", "indicators-unreadable"),
        (None, "indicators-unreadable"),
    ],
)
def test_a_file_that_is_none_gives_no_indicator_and_one_problem(
    tmp_path: Path, content: bytes | None, code: str
) -> None:
    path = tmp_path / "own.csv"
    if content is not None:
        path.write_bytes(content)
    indicators, problems = load(path, SMALL)
    assert indicators == ()
    assert [(each.code, each.place) for each in problems] == [(code, "own.csv")]


def test_rows_for_the_open_data(tmp_path: Path) -> None:
    alternatives = "C:4.1&(C:2.3.2 has a|C:P8.9 at least 20)"
    path = written(tmp_path / "own.csv", line(), line(name="second", weight="0.125", expression=alternatives))
    indicators, terms = rows_of(load(path, SMALL)[0])
    assert [(row["name"], row["position"], row["weight"]) for row in indicators] == [
        ("brokers-registered", 1, None),
        ("second", 2, 0.125),
    ]
    assert indicators[1]["expression"] == "C:4.1 & ( C:2.3.2 has a | C:P8.9 at least 20 )"
    assert [tuple(row.values()) for row in terms] == [
        ("brokers-registered", 1, 1, "C:4.1", "yes", ""),
        ("brokers-registered", 2, 1, "C:4.1.2", "yes", ""),
        ("second", 1, 1, "C:4.1", "yes", ""),
        ("second", 2, 1, "C:2.3.2", "has", "a"),
        ("second", 2, 2, "C:P8.9", "at_least", "20"),
    ]


@pytest.mark.rows("A8")
@pytest.mark.django_db
def test_questions_are_known_by_their_newest_edition() -> None:
    known = questions_known()
    form = questions_of_the_form()
    assert {key: set(known[key]) for key in form} == {key: set(choices) for key, choices in form.items()}
    assert "A:8.2" not in known
    assert [key for key in known if not key.startswith("C:")] != [], "what earlier editions alone ask is known too"
