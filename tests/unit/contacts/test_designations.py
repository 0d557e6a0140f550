import datetime as dt
import json

import pytest
import time_machine
from django.core import mail

from poaiss.access.enums import Audience
from poaiss.access.rls import acting_as
from poaiss.access.rules import Refused
from poaiss.accounts.actor import MACHINE
from poaiss.accounts.models import Invitation, Notification
from poaiss.audit.models import Entry
from poaiss.common.clock import today
from poaiss.common.errors import InvalidTransition
from poaiss.contacts import actions
from poaiss.contacts.enums import TRANSITIONS, DesignationStatus, OfficeKind, VerificationMethod
from poaiss.contacts.errors import DesignationPending, NoteTooLarge, NoteUnreadable, OfficeKindUnfit
from poaiss.contacts.models import Designation, Office, Term
from tests.factories import contacts as make

pytestmark = pytest.mark.rows("D5")


def events(person: object) -> list[str]:
    return list(Notification.objects.filter(person=person).order_by("created_at").values_list("event", flat=True))


def test_a_mission_notifies_and_the_secretariat_is_told(cast: make.Cast) -> None:
    made = make.notified(cast)
    assert (made.status, made.note_number, made.note_type) == ("notified", "AV/2026/014", "application/pdf")
    assert events(cast.dalia) == ["contacts.notified"]
    with acting_as(MACHINE):
        assert Office.objects.get().confirmed_on is None
        assert Term.objects.count() == 0
    entry = Entry.objects.filter(action="contacts.notify").get()
    assert (entry.chain, entry.actor_id) == ("XAV", str(cast.hana.pk))


@pytest.mark.parametrize("name", ["ana", "julia", "nadia", "omar", "dalia", "emeka", "grace"])
def test_nobody_else_notifies(cast: make.Cast, name: str) -> None:
    with pytest.raises(Refused):
        actions.notify_designation(
            state=make.state(),
            kind=OfficeKind.POA,
            office_name="x",
            who=make.who(),
            note=make.note(),
            by=cast.actor(name),
        )


def test_a_second_pending_note_for_the_same_office_is_refused(cast: make.Cast) -> None:
    make.notified(cast)
    with pytest.raises(DesignationPending) as refused:
        make.notified(cast)
    assert refused.value.problem.code == "contacts-designation-pending"


def test_technical_contacts_need_no_note(cast: make.Cast) -> None:
    with pytest.raises(OfficeKindUnfit):
        make.notified(cast, kind=OfficeKind.TECHNICAL)


@pytest.mark.rows("D2")
def test_verification_begins_the_term_and_prepares_the_invitation(cast: make.Cast) -> None:
    made = make.verified(cast, make.notified(cast))
    with acting_as(MACHINE):
        made = Designation.objects.get(pk=made.pk)
        term = Term.objects.get()
        assert (made.status, made.term, made.verified_by) == ("in_force", term, cast.dalia)
        assert (term.name, term.starts_on, term.ended_on, term.person) == (
            "New Holder",
            dt.date(2026, 3, 2),
            None,
            None,
        )
        assert made.office.confirmed_on == today()
        assert term.invitation == Invitation.objects.get(email="new.holder@avaria.exercise.example")
    assert Invitation.objects.get().role == "point_of_contact"
    assert "contacts.verified" in events(cast.hana)


def test_a_holder_with_an_account_is_linked_and_not_invited(cast: make.Cast) -> None:
    office = make.point_of_contact(cast, deputy=False)
    with acting_as(MACHINE):
        assert make.holder_of(office).person == cast.julia
    assert Invitation.objects.count() == 0
    assert "contacts.in-force" in events(cast.julia)


@pytest.mark.rows("D11")
def test_the_next_designation_ends_the_term_before(cast: make.Cast) -> None:
    office = make.point_of_contact(cast)
    with acting_as(MACHINE):
        actions.deputy_takes_over(term=make.deputy_of(office), by=cast.actor("kofi"))
    second = make.verified(cast, make.notified(cast, holder=make.who(starts_on=dt.date(2026, 9, 1))))
    with acting_as(MACHINE):
        before = office.terms.get(person=cast.julia)
        assert before.ended_on == dt.date(2026, 9, 1)
        assert make.holder_of(office).name == "New Holder"
        assert make.deputy_of(office).acting_since is None
        statuses = office.designations.order_by("notified_at").values_list("status", flat=True)
        assert list(statuses) == ["superseded", "in_force"]
        assert second.office == office
    assert "contacts.handover" in events(cast.julia)


def test_a_note_for_a_later_day_waits_for_it(cast: make.Cast) -> None:
    day = today() + dt.timedelta(days=10)
    made = make.verified(cast, make.notified(cast, holder=make.who(starts_on=day)))
    assert made.status == DesignationStatus.VERIFIED
    assert actions.bring_designations_into_force(by=MACHINE, day=day - dt.timedelta(days=1)) == 0
    with time_machine.travel(day, tick=False):
        assert actions.bring_designations_into_force(by=MACHINE, day=day) == 1
        assert actions.bring_designations_into_force(by=MACHINE, day=day) == 0
    with acting_as(MACHINE):
        assert Designation.objects.get().status == DesignationStatus.IN_FORCE


def test_a_returned_note_says_why_and_can_be_notified_again(cast: make.Cast) -> None:
    made = make.notified(cast)
    actions.return_designation(designation=made, remarks="No seal.", by=cast.actor("dalia"))
    with acting_as(MACHINE):
        made = Designation.objects.get()
    assert (made.status, made.remarks, made.returned_by) == ("returned", "No seal.", cast.dalia)
    assert "contacts.returned" in events(cast.hana)
    again = actions.notify_designation_again(
        designation=made, who=make.who(name="New Holder"), note=make.note("AV/2026/015"), by=cast.actor("hana")
    )
    assert (again.status, again.note_number, again.returned_at, again.remarks) == (
        "notified",
        "AV/2026/015",
        None,
        "No seal.",
    )


def test_a_note_cannot_be_notified_again_past_a_newer_one(cast: make.Cast) -> None:
    made = make.notified(cast)
    actions.return_designation(designation=made, remarks="No seal.", by=cast.actor("dalia"))
    make.notified(cast)
    with pytest.raises(DesignationPending):
        actions.notify_designation_again(designation=made, who=make.who(), note=make.note(), by=cast.actor("hana"))


def test_the_mission_withdraws(cast: make.Cast) -> None:
    made = actions.withdraw_designation(designation=make.notified(cast), by=cast.actor("hana"))
    assert made.status == "withdrawn"
    with pytest.raises(InvalidTransition):
        make.verified(cast, made)


@pytest.mark.parametrize("name", ["hana", "ana", "omar", "grace", "emeka", "rosa"])
def test_only_the_secretariat_verifies(cast: make.Cast, name: str) -> None:
    made = make.notified(cast)
    with pytest.raises((Refused, Designation.DoesNotExist)):
        actions.verify_designation(designation=made, method=VerificationMethod.ORIGINAL, by=cast.actor(name))
    with acting_as(MACHINE):
        assert Designation.objects.get().status == "notified"


def test_the_table_leads_everywhere_and_out(cast: make.Cast) -> None:
    assert set(TRANSITIONS) == set(DesignationStatus.values)
    assert {step for steps in TRANSITIONS.values() for step in steps} <= set(DesignationStatus.values)
    ends = {status for status, steps in TRANSITIONS.items() if not steps}
    assert ends == {"withdrawn", "superseded"}


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"MZ\x90\x00 a program", NoteUnreadable),
        (b"%PDF-1.4 cut off", NoteUnreadable),
        (b"<html><script>alert(1)</script></html>", NoteUnreadable),
        (b"\x89PNG\r\n\x1a\n cut off", NoteUnreadable),
        (b"%PDF-" + b"0" * (5 * 1024 * 1024) + b"%%EOF", NoteTooLarge),
    ],
)
def test_what_is_not_a_note_is_refused_with_its_mend(content: bytes, error: type[Exception]) -> None:
    with pytest.raises(error) as refused:
        make.note(content=content)
    assert refused.value.problem.mend  # type: ignore[attr-defined]
    assert refused.value.problem.place == "note_file"  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("content", "kind", "suffix"),
    [
        (make.PDF, "application/pdf", ".pdf"),
        (b"\xff\xd8\xff\xe0 picture \xff\xd9", "image/jpeg", ".jpg"),
        (b"\x89PNG\r\n\x1a\n picture IEND\xaeB`\x82", "image/png", ".png"),
    ],
)
def test_the_type_is_found_from_the_content(content: bytes, kind: str, suffix: str) -> None:
    stored = make.note(content=content).file
    assert (stored.type, stored.path[-4:], stored.name) == (kind, suffix, "note.pdf")


@pytest.mark.rows("D3")
def test_the_name_keeps_the_audience_that_the_mission_chose(cast: make.Cast) -> None:
    made = make.verified(cast, make.notified(cast, holder=make.who(cast.julia, audience=Audience.OWN)))
    with acting_as(cast.actor("dalia")):
        assert list(made.office.terms.all()) == []
    with acting_as(cast.actor("farid")):
        assert [term.name for term in made.office.terms.all()] == ["Julia Marden"]


def test_no_name_or_address_stands_in_the_audit_details(cast: make.Cast) -> None:
    make.point_of_contact(cast)
    details = json.dumps(
        list(Entry.objects.filter(action__startswith="contacts.").values_list("details", "object_name"))
    )
    assert "Julia" not in details
    assert "@" not in details
    assert mail.outbox == []
