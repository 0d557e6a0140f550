"""Contacts of the report and of the directory: shown side by side, and each follows the other on a press alone."""

import pytest

from poaiss.access.enums import Audience
from poaiss.access.rls import acting_as
from poaiss.access.rules import Refused
from poaiss.accounts.actor import Actor
from poaiss.accounts.enums import Role
from poaiss.audit.models import Entry as Logged
from poaiss.contacts import actions as contacts
from poaiss.contacts.enums import DetailKind, OfficeKind
from poaiss.contacts.models import Detail, Office
from poaiss.directory.models import State
from poaiss.reporting import contact_answers
from poaiss.reporting.actions import Given
from poaiss.reporting.models import Answer, NationalReport
from tests.unit.reporting.people import actor, answered, started

pytestmark = [pytest.mark.django_db, pytest.mark.rows("R4", "D1")]
NPC = "section_1/npc/q_1_2_1/q_1_2_1_"
ASKED = {"section_1/q_1_2": Given("yes")}


def office(state: str = "XAV", *, audience: Audience = Audience.STATES) -> Office:
    by = actor(Role.MISSION, state)
    with acting_as(by):
        found = contacts.create_office(
            owner=State.objects.get(pk=state), kind=OfficeKind.POA, name="Arms Control Unit", languages=["en"], by=by
        )
        given = [
            contacts.Particular(DetailKind.EMAIL, "npc@avaria.example", audience),
            contacts.Particular(DetailKind.POST, "1 Harbour Road", Audience.PUBLIC),
        ]
        contacts.keep_particulars(office=found, particulars=given, by=by)
    return found


def particulars(state: str = "XAV") -> dict[str, tuple[str, str]]:
    with acting_as(actor(Role.MISSION, state)):
        rows = Detail.objects.filter(office__state=state, ended_on=None)
        return {each.kind: (each.value, each.audience) for each in rows}


def reported(**particular: str) -> NationalReport:
    given = {f"{NPC}{name}": Given(value) for name, value in particular.items()}
    return answered(started(), {**ASKED, **given})


def carry(report: NationalReport, do: str, by: Actor) -> str:
    with acting_as(by):
        return contact_answers.carry_out(report, do, by)


def found(report: NationalReport, by: Actor) -> dict[str, tuple[str, str]]:
    with acting_as(by):
        rows = contact_answers.differences(report, by)
        return {each.place.question.number: (each.in_report, each.in_directory) for each in rows}


def test_blank_answers_are_filled_from_the_directory_and_what_was_typed_stays() -> None:
    office()
    report = reported(email="typed@avaria.example")
    carry(report, "from-directory", actor(Role.CONTRIBUTOR))
    with acting_as(actor(Role.CONTRIBUTOR)):
        rows = {row.path.removeprefix(NPC): row for row in Answer.objects.filter(path__startswith=NPC)}
    assert {name: row.value for name, row in rows.items()} == {
        "email": "typed@avaria.example",
        "organization": "Arms Control Unit",
        "address": "1 Harbour Road",
    }


def test_what_does_not_apply_is_not_filled() -> None:
    office()
    report = answered(started(), {"section_1/q_1_2": Given("no")})
    with acting_as(actor(Role.CONTRIBUTOR)):
        assert contact_answers.prefill(report, actor(Role.CONTRIBUTOR)) == {}


def test_differences_are_told_and_spaces_and_capitals_make_none() -> None:
    office()
    report = reported(email="new@avaria.example", address="1  harbour ROAD", telephone="+999 1", name="Ana Lind")
    assert found(report, actor(Role.CONTRIBUTOR)) == {
        "1.2.1.email": ("new@avaria.example", "npc@avaria.example"),
        "1.2.1.telephone": ("+999 1", ""),
        "1.2.1.name": ("Ana Lind", ""),
    }


def test_the_directory_follows_on_a_press_and_keeps_each_audience() -> None:
    office(audience=Audience.OWN)
    report = reported(email="new@avaria.example", telephone="+999 1", name="Ana Lind")
    before = particulars()
    assert found(report, actor(Role.MISSION)) != {}
    assert particulars() == before, "looking changes nothing"
    done = carry(report, "to-directory", actor(Role.MISSION))
    assert particulars() == {
        "email": ("new@avaria.example", "own"),
        "post": ("1 Harbour Road", "public"),
        "telephone": ("+999 1", "states"),
    }
    assert "2 particulars" in done
    assert "note verbale" in done
    assert found(report, actor(Role.MISSION)) == {"1.2.1.name": ("Ana Lind", "")}, "a holder needs a note verbale"
    actions = Logged.objects.filter(chain="XAV").values_list("action", flat=True)
    assert {"contacts.keep_particulars", "reporting.write_contacts"} <= set(actions)


def test_an_office_that_the_directory_does_not_have_is_added() -> None:
    report = reported(organization="Small Arms Desk", email="desk@avaria.example")
    carry(report, "to-directory", actor(Role.POINT_OF_CONTACT))
    with acting_as(actor(Role.MISSION)):
        assert [each.name for each in Office.objects.filter(state="XAV", kind=OfficeKind.POA)] == ["Small Arms Desk"]
    assert particulars() == {"email": ("desk@avaria.example", "states")}


def test_who_may_not_change_contacts_changes_nothing() -> None:
    office()
    report = reported(email="new@avaria.example")
    before = particulars()
    with pytest.raises(Refused):
        carry(report, "to-directory", actor(Role.CONTRIBUTOR))
    assert particulars() == before


def test_another_press_is_refused() -> None:
    report = reported()
    with pytest.raises(contact_answers.TextMissing):
        carry(report, "everything", actor(Role.MISSION))


def test_the_panel_offers_each_person_what_that_person_may_do() -> None:
    office()
    report = reported(email="new@avaria.example", name="Ana Lind")
    shown = {}
    for role in (Role.CONTRIBUTOR, Role.MISSION, Role.SECRETARIAT):
        with acting_as(actor(role)):
            shown[role] = contact_answers.panel(report, actor(role))
    assert shown[Role.CONTRIBUTOR]["may_write_contacts"] is False
    assert shown[Role.CONTRIBUTOR]["note_urls"] == []
    assert shown[Role.MISSION]["may_write_contacts"] is True
    assert [url for _label, url in shown[Role.MISSION]["note_urls"]] == ["/en/contacts/designations/new/?kind=poa"]
    assert shown[Role.MISSION]["contact_prefill"] == 2
    assert shown[Role.SECRETARIAT] == {}
