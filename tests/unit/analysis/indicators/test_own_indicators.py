"""The indicators the system comes with: over the newest template, in six languages, to the published maxima (A5)."""

import csv
import re
from decimal import Decimal

import pytest

from poaiss.analysis.indicators import Indicators, load, rows_of, scheme_named, schemes, vocabulary
from poaiss.analysis.indicators.schemes import differences, rows_of_schemes, sums
from poaiss.analysis.opendata import shapes
from poaiss.directory.enums import LANGUAGES
from tests.unit.analysis.indicators.ground import OWN, questions_of_the_form, sheet

pytestmark = pytest.mark.rows("A5")

PUBLISHED = {  # the page named in scheme_themes.csv
    "coordination-agency": "1",
    "point-of-contact": "2",
    "manufacture": "3",
    "marking": "14.25",
    "record-keeping": "4",
    "tracing": "1.5",
    "transfers": "12",
    "brokering": "3.5",
    "stockpiles": "4.5",
    "surplus": "4",
    "awareness": "1",
    "other": "6",
}


@pytest.fixture(scope="module")
def own() -> Indicators:
    """The indicators of the reference data, none of them faulty."""
    indicators, problems = load(OWN, vocabulary(questions_of_the_form()))
    assert problems == ()
    return indicators


def test_every_line_is_an_indicator_over_questions_and_choices_that_exist(own: Indicators) -> None:
    with OWN.open(encoding="utf-8", newline="") as file:
        written = [(row["name"], row["expression"]) for row in csv.DictReader(file)]
    assert [(each.name, each.expression) for each in own] == written
    assert len(own) == 136
    assert all(re.fullmatch(r"[a-z]+(-[a-z0-9]+)*", each.name) for each in own)


def test_the_maxima_are_the_published_ones(own: Indicators) -> None:
    scheme = scheme_named()
    assert {name: str(points.normalize()) for name, points in sums(own, scheme).items()} == PUBLISHED
    assert {theme.name: str(theme.maximum) for theme in scheme.themes} == PUBLISHED
    assert sum(sums(own, scheme).values()) == scheme.total == Decimal("56.75")
    assert differences(own, scheme) == ()


def test_a_theme_that_misses_its_maximum_is_named(own: Indicators) -> None:
    without = tuple(each for each in own if each.name != "brokers-registered")
    (problem,) = differences(without, scheme_named())
    assert (problem.code, problem.place) == ("scheme-maximum", "poaim, brokering")
    assert "give 3 points at most; the published maximum is 3.5" in str(problem.reason)


def test_the_points_by_level_and_force_are_the_published_ones() -> None:
    found = scheme_named().points
    assert {f"{level} {force}": str(points) for (level, force), points in found.items()} == {
        "primary firm": "1",
        "primary conditional": "0.5",
        "primary encouraged": "0.5",
        "subsidiary firm": "0.5",
        "subsidiary conditional": "0.25",
        "subsidiary encouraged": "0.25",
    }


def test_labels_are_short_and_stand_in_six_languages(own: Indicators) -> None:
    for each in own:
        texts = [each.labels[code] for code in LANGUAGES]
        assert all(texts)
        assert len(set(texts)) == len(texts), each.name
        assert max(map(len, texts)) <= 110, each.name
        assert not any(re.search(r"TODO|TBD|\?\?|xxx|\bFIXME\b|[.。]$|\?", text) for text in texts), each.name
        assert re.search(r"[\u0600-\u06ff]", each.labels["ar"])
        assert re.search(r"[\u4e00-\u9fff]", each.labels["zh"])
        assert re.search(r"[\u0400-\u04ff]", each.labels["ru"])
    for code in LANGUAGES:
        assert len({each.labels[code] for each in own}) == len(own), code


def test_the_caution_stands_in_six_languages() -> None:
    for scheme in schemes().values():
        assert all(scheme.cautions[code] and scheme.labels[code] for code in LANGUAGES)
        assert all(theme.labels[code] for theme in scheme.themes for code in LANGUAGES)
    assert scheme_named().cautions["en"] == "Research method, not endorsed by the United Nations"


def test_the_assignment_of_points_is_said_to_be_ours(own: Indicators) -> None:
    assert {each.evidence for each in own} <= {"ours", "inferred"}
    assert [each.name for each in own if not each.source] == []


def test_rows_have_the_columns_of_the_open_data(own: Indicators) -> None:
    indicators, terms = rows_of(own)
    assert {tuple(sorted(row)) for row in indicators} == {tuple(sorted(shapes.INDICATORS))}
    assert {tuple(sorted(row)) for row in terms} == {tuple(sorted(shapes.INDICATOR_TERMS))}
    assert sum(row["maximum"] for row in rows_of_schemes([scheme_named()])) == 56.75


@pytest.mark.rows("A8")
@pytest.mark.parametrize(("edition", "whole"), [("A", 67), ("B", 63)])
def test_what_earlier_editions_ask_in_part_is_known(own: Indicators, edition: str, whole: int) -> None:
    """A commitment of which an edition asks a part alone must not be read from that part: a false trend."""
    asked = {
        f"C:{row['bind::poa:number']}"
        for row in sheet("survey")
        if any(key.startswith(f"{edition}:") for key in row["bind::poa:same-as"].split())
    }
    clauses = {
        each.name: [{term.concept for term in each.terms if term.clause == number} for number in range(1, last + 1)]
        for each in own
        for last in [each.terms[-1].clause]
    }
    of_each = {name: {bool(concepts & asked) for concepts in found} for name, found in clauses.items()}
    assert sum(found == {True} for found in of_each.values()) == whole
    assert {name for name, found in of_each.items() if len(found) == 2} == {
        "export-licensed",
        "import-licensed",
        "transit-licensed",
        "retransfer-licensed",
        "brokering-abroad",
        "tracing-requests-acknowledged",
        "women-in-body",
    }
