"""Lists with units and totals on the page of a section (R17)."""

import pytest

from poaiss.access.rls import acting_as
from poaiss.accounts.enums import Role
from poaiss.reporting import content, drafting
from poaiss.reporting.actions import Given
from tests.unit.reporting.people import actor, answered, started

pytestmark = [pytest.mark.django_db, pytest.mark.rows("R17")]


@pytest.mark.parametrize(("name", "listed"), [("section_6", "p_6_3"), ("section_6", "p_6_7"), ("section_3", "p_3_14")])
def test_seizures_destruction_and_transfers_are_lists_with_the_sum_of_what_is_counted(name: str, listed: str) -> None:
    entries = [("2024", "40"), ("2025", "2"), ("2025", "many")]
    given = {}
    for at, (year, count) in enumerate(entries, start=1):
        given[f"{name}/{listed}[{at}]/{listed}_year"] = Given(year)
        given[f"{name}/{listed}[{at}]/{listed}_count"] = Given(count)
    report = answered(started(), given)
    with acting_as(actor(Role.CONTRIBUTOR)):
        stored = content.stored_answers(report)
        filled = content.evaluation(report.version, stored)
        section = drafting.section_named(report.version, name)
        assert section is not None
        found = drafting.blocks(filled, stored, section)
    here = [each for each in found if each.id.startswith((f"e-q-{name.replace('_', '-')}-{listed.replace('_', '-')}",))]
    assert [each.entry for each in here] == [1, 2, 3, 4]
    totals = [(each.label, each.value) for block in found for each in block.totals]
    assert totals == [("Number of weapons", "42")]  # years are not added, nor is what is no number; it is kept
    kept = [each.field.value for each in found if each.field and each.field.path.endswith("[3]/" + listed + "_count")]
    assert kept == ["many"]


def test_laws_are_a_list_without_a_sum() -> None:
    place = "section_2/manufacture_details/p_2_2_1"
    given = {"section_2/p_2_1": Given("yes"), "section_2/manufacture_details/p_2_2": Given("yes")}
    for at in (1, 2):
        given[f"{place}[{at}]/p_2_2_1_title"] = Given(f"Act {at}")
        given[f"{place}[{at}]/p_2_2_1_year"] = Given(str(2000 + at))
    report = answered(started(), given)
    with acting_as(actor(Role.CONTRIBUTOR)):
        stored = content.stored_answers(report)
        section = drafting.section_named(report.version, "section_2")
        assert section is not None
        found = drafting.blocks(content.evaluation(report.version, stored), stored, section)
    assert [each.field.value for each in found if each.field and each.field.path.endswith("_title")] == [
        "Act 1",
        "Act 2",
        "",
    ]
    assert not [each for each in found if each.totals]
