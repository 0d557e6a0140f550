"""Markings after the Traffic Light Protocol 2.0 (FIRST, 2022)."""

import pytest

from poaiss.access.enums import Marking, strictest


def test_each_marking_says_what_it_allows() -> None:
    assert len({str(marking.meaning) for marking in Marking}) == 5
    assert str(Marking.RED.meaning) == "For the eyes and ears of the named recipients alone."


@pytest.mark.parametrize(
    ("parts", "whole"),
    [
        ([], Marking.CLEAR),
        ([Marking.GREEN, Marking.CLEAR], Marking.GREEN),
        ([Marking.AMBER, Marking.AMBER_STRICT, Marking.GREEN], Marking.AMBER_STRICT),
        (list(Marking), Marking.RED),
    ],
)
def test_a_whole_is_marked_as_its_strictest_part(parts: list[Marking], whole: Marking) -> None:
    assert strictest(parts) == whole


def test_markings_are_in_order() -> None:
    assert Marking.AMBER.at_least(Marking.AMBER)
    assert Marking.RED.at_least(Marking.CLEAR)
    assert not Marking.AMBER.at_least(Marking.AMBER_STRICT)
