"""Declarations of two States side by side (A9)."""

import pytest

from poaiss.access.rls import acting_as
from poaiss.accounts.actor import MACHINE
from poaiss.accounts.enums import Role
from poaiss.analysis.models import TransferDeclaration
from poaiss.analysis.own import actions, mirror
from poaiss.analysis.own.demo import load_demo
from poaiss.analysis.own.errors import PartnerUnfit
from tests.unit.analysis.own.reports import state
from tests.unit.reporting.people import actor

pytestmark = [pytest.mark.django_db, pytest.mark.rows("A9")]


def declared(by: str, other: str, direction: str, items: int, year: int = 2023) -> TransferDeclaration:
    return TransferDeclaration(
        state_id=by, partner_id=other, year=year, direction=direction, category="rifles_and_carbines", items=items
    )


def test_an_export_meets_the_import_of_the_other_side() -> None:
    rows = [declared("XAV", "XBO", "export", 40), declared("XBO", "XAV", "import", 30)]
    found = mirror.joined(rows)
    assert [(each.exporter, each.importer, each.exported, each.imported, each.agrees) for each in found] == [
        ("XAV", "XBO", 40, 30, False)
    ]


def test_an_export_does_not_meet_an_export() -> None:
    found = mirror.joined([declared("XAV", "XBO", "export", 40), declared("XBO", "XAV", "export", 40)])
    assert {(each.exporter, each.exported, each.imported) for each in found} == {("XAV", 40, None), ("XBO", 40, None)}


def test_zero_is_a_declaration_and_none_is_not() -> None:
    found = mirror.joined([declared("XAV", "XBO", "export", 0)])
    assert (found[0].exported, found[0].imported, found[0].agrees) == (0, None, False)


def test_what_differs_stands_before_what_agrees() -> None:
    rows = [
        declared("XAV", "XBO", "export", 5),
        declared("XBO", "XAV", "import", 5),
        declared("XAV", "XBO", "export", 5, 2020),
    ]
    assert [each.year for each in mirror.joined(rows)] == [2020, 2023]


def test_the_demonstration_is_loaded_once_and_is_of_the_exercise_alone() -> None:
    assert load_demo() > 0
    assert load_demo() == 0
    with acting_as(MACHINE):
        codes = set(TransferDeclaration.objects.values_list("state", flat=True))
    assert {code[0] for code in codes} == {"X"}


def test_without_both_consents_the_reader_is_given_nothing_even_with_a_forged_pair() -> None:
    load_demo()
    who, own, other = actor(Role.APPROVER), state(), state("XBO")
    with acting_as(who):
        given = actions.consent(state=own, partner=other, by=who)
        assert actions.consent(state=own, partner=other, by=who) == given
        pair = mirror.Pair(other, given, given)
        flows = mirror.mirrored(who, own, [pair])["XBO"]
    assert flows
    assert {each.imported for each in flows if each.exporter == "XAV"} == {None}


def test_a_consent_that_was_withdrawn_can_be_given_again() -> None:
    who, own, other = actor(Role.APPROVER), state(), state("XBO")
    with acting_as(who):
        first = actions.consent(state=own, partner=other, by=who)
        assert actions.withdraw(state=own, partner=other, by=who)
        assert not actions.withdraw(state=own, partner=other, by=who)
        assert actions.consent(state=own, partner=other, by=who).pk != first.pk


def test_nobody_compares_with_itself_or_with_the_other_world() -> None:
    who = actor(Role.APPROVER)
    for partner in ("XAV", "AUT"):
        with acting_as(who), pytest.raises(PartnerUnfit):
            actions.consent(state=state(), partner=state(partner), by=who)
