"""The contradictions that were planted in four States' reports are found in a State's own analysis, and told it alone.

An exercise State takes over what the State of the generated world said: nothing generated is stored as a real State's.
"""

import pytest

from bench.world import World
from bench.world.making import Conflict
from bench.world.writing import Report
from poaiss.access.rls import acting_as
from poaiss.accounts.enums import Role
from poaiss.analysis.own.contradictions.finding import contradictions
from poaiss.reporting.actions import Given
from poaiss.reporting.enums import AnswerKind
from tests.unit.analysis.own.reports import report, state
from tests.unit.reporting.people import actor

pytestmark = [pytest.mark.django_db, pytest.mark.rows("A9")]
FOUND_AS = {
    "yes, then no, then yes": {("turned-to-no", 2020, "P3.2")},
    "unchanged since a report that says otherwise": {("unchanged-differs", 2024, "P3.2")},
    "a total below its parts": {("members", 2024, "P1.1")},
}


def given(told: Report, section: str) -> dict[str, Given | str]:
    """Return what a generated report says in a section, as the product takes it; the rest only takes time."""
    return {
        line.path: Given(
            line.value,
            silence=AnswerKind.UNCHANGED if line.kind == "unchanged" else None,
            unchanged_since=line.unchanged_since,
            remark=line.remark,
        )
        for line in told.lines
        if line.value and line.item.section == section
    }


def found_by(code: str) -> set[tuple[str, int, str]]:
    who = actor(Role.CONTRIBUTOR, code)
    with acting_as(who):
        return {(each.rule.code, each.year, each.number) for each in contradictions(who, state("XAV"))}


def conflict_of(world: World, what: str) -> Conflict:
    return next(each for each in world.conflicts if each.what == what)


@pytest.mark.parametrize("what", FOUND_AS)
def test_a_planted_contradiction_is_found_and_told_its_state_alone(world: World, what: str) -> None:
    conflict = conflict_of(world, what)
    section = "1" if "C:P1.1" in conflict.concepts else "3"
    for year in conflict.rounds:
        report(year, given(world.reports[conflict.state, year], section))
    found = found_by("XAV")
    assert FOUND_AS[what] <= found
    assert found_by("XBO") == set()
    rules = {rule for each in FOUND_AS.values() for rule, _year, _number in each} - {"turned-to-no"}
    wanted = {rule for rule, _year, _number in FOUND_AS[what]}
    assert {rule for rule, _year, _number in found} & rules == wanted & rules
