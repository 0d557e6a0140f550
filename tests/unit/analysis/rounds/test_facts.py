"""Which published totals are of a round; which States are in a group; a question through its editions (A2)."""

from typing import Any

import pytest

from poaiss.analysis.rounds.catalogue import in_group, joined
from poaiss.analysis.rounds.facts import covers
from poaiss.analysis.rounds.matrix import Asked

pytestmark = pytest.mark.rows("A2")


@pytest.mark.parametrize(
    ("period", "year", "expected"),
    [
        ("2018", 2018, True),
        ("2009-2010", 2010, True),
        ("2009-2010", 2009, True),
        ("2009-2010", 2011, False),
        ("2001-2010", 2010, False),
        ("2012-2017", 2014, False),
        ("", 2018, False),
    ],
)
def test_a_total_is_of_a_round_when_its_period_is_that_round(period: str, year: int, expected: bool) -> None:
    assert covers(period, year) is expected


def test_a_state_is_in_its_regional_and_special_groups() -> None:
    state = {"regional_group": "african", "ldc": True, "lldc": False, "sids": None}
    groups = ("", "african", "grulac", "ldc", "lldc", "sids")
    assert [each for each in groups if in_group(state, each)] == ["", "african", "ldc"]


def row(key: str, concept: str, position: int, entries: str = "", label: str = "Label") -> dict[str, Any]:
    edition, number = key.split(":")
    base = {"key": key, "concept": concept, "edition": edition, "number": number, "position": position}
    return base | {
        "label": label,
        "section": "4",
        "theme": None,
        "kind": "yes_no",
        "is_yes_no": True,
        "paragraphs": "",
        "list": entries or None,
    }


def test_a_question_is_followed_through_editions_and_called_as_in_the_newest() -> None:
    rows = [row("A:8", "C:4.1", 7, label="Old"), row("B:9", "B:9", 1), row("C:4.1", "C:4.1", 2, label="New")]
    found = list(joined(rows))
    assert [(each.concept, each.label, each.crosswalk) for each in found] == [
        ("C:4.1", "New", "A 8 · C 4.1"),
        ("B:9", "Label", "B 9"),
    ]


def test_the_first_question_of_a_list_stands_for_the_list() -> None:
    rows = [row("C:1.title", "C:1.title", 1, "1"), row("C:1.year", "C:1.year", 2, "1"), row("C:2", "C:2", 3)]
    assert [(each.concept, each.leads_list, each.in_list) for each in joined(rows)] == [
        ("C:1.title", True, True),
        ("C:1.year", False, True),
        ("C:2", False, False),
    ]


def test_what_is_asked_for_stands_in_the_address() -> None:
    assert Asked(question="C:4.1", group="african").query() == "question=C%3A4.1&group=african"
    assert Asked(part="s:4", round=2024).query() == "part=s%3A4&round=2024"
