"""A note verbale that reached the Secretariat on paper: registered, verified and in force in one step (D5)."""

import datetime as dt
from pathlib import Path

import pytest

from poaiss.access.rls import acting_as
from poaiss.access.rules import Refused
from poaiss.accounts.actions import accept, invite_also
from poaiss.accounts.actor import MACHINE, actor_of
from poaiss.accounts.enums import Role
from poaiss.accounts.models import Invitation
from poaiss.audit.models import Entry
from poaiss.contacts import actions
from poaiss.contacts.enums import OfficeKind, VerificationMethod
from poaiss.contacts.errors import DesignationPending
from poaiss.contacts.models import Designation, Office
from tests.factories import contacts as make

pytestmark = [pytest.mark.django_db, pytest.mark.rows("D5")]


@pytest.fixture(autouse=True)
def files(settings: object, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path  # type: ignore[attr-defined]


@pytest.fixture
def cast(db: None) -> make.Cast:
    return make.make_cast()


def registered(cast: make.Cast, by: str = "dalia", code: str = "XES") -> Designation:
    return actions.register_designation(
        state=make.state(code),
        kind=OfficeKind.POA,
        office_name="Oficina de armas",
        who=make.who(email="lia@esmara.exercise.example", name="Lia Sol", starts_on=dt.date(2026, 3, 2)),
        note=make.note(),
        method=VerificationMethod.ORIGINAL,
        by=cast.actor(by),
    )


def test_the_office_comes_into_being_with_its_holder(cast: make.Cast) -> None:
    made = registered(cast)
    with acting_as(MACHINE):
        office = Office.objects.get(state="XES", kind=OfficeKind.POA)
        assert (made.office_id, made.status, made.method) == (office.pk, "in_force", "original")
        assert office.confirmed_on is not None
    assert (made.notified_by_id, made.verified_by_id) == (cast.dalia.pk, cast.dalia.pk)
    assert [each.role for each in Invitation.objects.all()] == ["point_of_contact"]
    assert {"contacts.create_office", "contacts.register", "contacts.verify", "contacts.in_force"} <= set(
        Entry.objects.filter(chain="XES").values_list("action", flat=True)
    )


@pytest.mark.parametrize("by", ["hana", "nadia", "emeka", "omar"])
def test_nobody_else_registers(cast: make.Cast, by: str) -> None:
    with pytest.raises(Refused):
        registered(cast, by, "XAV")
    with acting_as(MACHINE):
        assert not Designation.objects.exists()


def test_a_note_that_waits_is_verified_where_it_stands(cast: make.Cast) -> None:
    make.notified(cast, kind=OfficeKind.POA)
    with pytest.raises(DesignationPending):
        registered(cast, code="XAV")


def test_roles_of_one_letter_are_taken_together(cast: make.Cast) -> None:
    first = registered(cast).invitation
    assert first is not None
    office = cast.actor("dalia")
    other = invite_also(invitation=first, role=Role.APPROVER, by=office)
    assert [each.pk for each in first.beside()] == [other.pk]
    Invitation.objects.create(
        email=first.email,
        role=Role.CONTRIBUTOR,
        state_id="XBO",
        token_hash="x",
        invited_by=cast.dalia,
        expires_at=first.expires_at,
    )
    person = accept(invitation=first, name="Lia Sol", language="es", password="a long and quiet river")
    held = {(each.role, each.state) for each in actor_of(person).capacities}
    assert held == {(Role.POINT_OF_CONTACT, "XES"), (Role.APPROVER, "XES")}
    assert Invitation.objects.filter(accepted_at=None).values_list("state", flat=True).get() == "XBO"
