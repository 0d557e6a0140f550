"""Designations: notified by the mission with its note verbale, verified by the Secretariat, in force (D5)."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from poaiss.access.rls import acting_as
from poaiss.access.rules import check
from poaiss.accounts.actor import MACHINE, Actor
from poaiss.accounts.enums import Role
from poaiss.accounts.models import Membership
from poaiss.audit.actions import record
from poaiss.common.clock import now, today
from poaiss.common.errors import InvalidTransition
from poaiss.contacts.acting import acted
from poaiss.contacts.actions.locks import locked
from poaiss.contacts.actions.offices import create_office
from poaiss.contacts.actions.terms import Incoming, begin_term, invitation_for
from poaiss.contacts.enums import (
    NOTIFIED_KINDS,
    TRANSITIONS,
    Capacity,
    ConfirmedVia,
    DesignationStatus,
    OfficeKind,
    VerificationMethod,
)
from poaiss.contacts.errors import DesignationPending, OfficeKindUnfit
from poaiss.contacts.models import Confirmation, Designation, Office
from poaiss.contacts.notes import StoredNote
from poaiss.contacts.notices import Words, people_of, standing_in, tell, terms_of
from poaiss.directory.models import State

PENDING = (DesignationStatus.NOTIFIED, DesignationStatus.VERIFIED)


@dataclass(frozen=True, slots=True)
class Notified:
    """A note verbale as the mission gives it: number, date and the stored file."""

    number: str
    date: dt.date
    file: StoredNote


def move(designation: Designation, to: DesignationStatus) -> None:
    """Move a designation along the table; refuse a step that the table does not hold."""
    if to not in TRANSITIONS[designation.status]:
        raise InvalidTransition(
            _("This designation is not at the step that this needs."), mend=_("Reload the page to see where it stands.")
        )
    designation.status = to


def office_for(state: State, kind: OfficeKind, name: str, by: Actor) -> Office:
    """Return the State's office of a kind, added if there is none yet."""
    if kind not in NOTIFIED_KINDS:
        raise OfficeKindUnfit(
            _("The holder of this office is recorded by the State itself."),
            mend=_("Choose another kind."),
            place="kind",
        )
    found = Office.objects.filter(state=state, kind=kind, closed_on__isnull=True).first()
    if found is None:
        return create_office(owner=state, kind=kind, name=name, languages=[state.language], by=by)
    return locked(found)


def with_note(designation: Designation, who: Incoming, note: Notified, by: Actor) -> Designation:
    """Write the holder and the note verbale onto a designation."""
    designation.holder_name, designation.holder_title = who.name.strip(), who.title.strip()
    designation.holder_email, designation.holder_language = who.email.strip().lower(), who.language
    designation.holder_audience, designation.starts_on = who.audience, who.starts_on or today()
    designation.note_number, designation.note_date = note.number.strip(), note.date
    designation.note_file.name, designation.note_name = note.file.path, note.file.name
    designation.note_type, designation.note_sha256 = note.file.type, note.file.sha256
    designation.notified_by_id, designation.notified_at = UUID(by.identifier), now()
    return designation


@acted
def notify_designation(
    *, state: State, kind: OfficeKind, office_name: str, who: Incoming, note: Notified, by: Actor
) -> Designation:
    """Notify the holder of an office with a note verbale; the Secretariat is told (outcome document ¶28c)."""
    check(by, "contacts.notify", state)
    office = office_for(state, kind, office_name, by)
    if office.designations.filter(status__in=PENDING).exists():
        raise DesignationPending(
            _("A designation for this office already waits for the Secretariat."),
            mend=_("Withdraw that one first, or wait."),
            place="kind",
        )
    designation = with_note(Designation(office=office, state=state), who, note, by)
    designation.save()
    record("contacts.notify", by=by, on=designation, state=state.code, details={"sha256": note.file.sha256})
    tell_secretariat(designation)
    return designation


@acted
def notify_designation_again(*, designation: Designation, who: Incoming, note: Notified, by: Actor) -> Designation:
    """Notify a returned designation again, with what the Secretariat asked for."""
    designation = locked_designation(designation)
    check(by, "contacts.notify", designation.state)
    move(designation, DesignationStatus.NOTIFIED)
    if designation.office.designations.filter(status__in=PENDING).exists():
        raise DesignationPending(
            _("A designation for this office already waits for the Secretariat."), mend=_("Withdraw that one first.")
        )
    with_note(designation, who, note, by)
    designation.returned_at = designation.returned_by = None
    designation.save()
    record("contacts.notify", by=by, on=designation, state=designation.state_id, details={"again": True})
    tell_secretariat(designation)
    return designation


@acted
def verify_designation(
    *, designation: Designation, method: VerificationMethod, by: Actor, remarks: str = ""
) -> Designation:
    """Record how the note verbale was found authentic; the term begins on its day and the one before ends (D5).

    Nothing of substance is judged: whom a State designates is the State's own decision.
    """
    designation = locked_designation(designation)
    check(by, "contacts.verify", designation)
    move(designation, DesignationStatus.VERIFIED)
    designation.verified_by_id, designation.verified_at = UUID(by.identifier), now()
    designation.method, designation.method_note = method, remarks.strip()
    designation.invitation = invitation_for(designation.office, incoming(designation), by)
    designation.save()
    record("contacts.verify", by=by, on=designation, state=designation.state_id, details={"method": method.value})
    with acting_as(MACHINE):
        if designation.starts_on <= today():
            bring_into_force(designation, by)
        tell(standing_in(designation.office), "contacts.verified", lambda: verified_words(designation))
    return designation


@acted
def return_designation(*, designation: Designation, remarks: str, by: Actor) -> Designation:
    """Return a note verbale whose authenticity was not established, saying what was missing (D5)."""
    designation = locked_designation(designation)
    check(by, "contacts.verify", designation)
    move(designation, DesignationStatus.RETURNED)
    designation.returned_by_id, designation.returned_at = UUID(by.identifier), now()
    designation.remarks = remarks.strip()
    designation.save()
    record("contacts.return", by=by, on=designation, state=designation.state_id)
    tell(standing_in(designation.office), "contacts.returned", lambda: returned_words(designation))
    return designation


@acted
def withdraw_designation(*, designation: Designation, by: Actor) -> Designation:
    """Withdraw a designation before it is in force."""
    designation = locked_designation(designation)
    check(by, "contacts.notify", designation.state)
    move(designation, DesignationStatus.WITHDRAWN)
    designation.withdrawn_at = now()
    designation.save()
    record("contacts.withdraw", by=by, on=designation, state=designation.state_id)
    return designation


@acted
def bring_designations_into_force(*, by: Actor, day: dt.date) -> int:
    """Bring verified designations whose day has come into force and return how many."""
    check(by, "contacts.chase")
    waiting = Designation.objects.filter(status=DesignationStatus.VERIFIED, starts_on__lte=day)
    found = list(waiting.select_for_update(of=("self",)).select_related("office", "state", "invitation"))
    for designation in found:
        bring_into_force(designation, by)
    return len(found)


def bring_into_force(designation: Designation, by: Actor) -> None:
    """Begin the new term, end the one before, supersede its designation; the database's actor is the machine."""
    office = locked(designation.office)
    before = people_of(terms_of(office, Capacity.HOLDER))
    for earlier in office.designations.filter(status=DesignationStatus.IN_FORCE):
        move(earlier, DesignationStatus.SUPERSEDED)
        earlier.save(update_fields=["status"])
    move(designation, DesignationStatus.IN_FORCE)
    designation.term = begin_term(office, incoming(designation), designation.invitation)
    designation.in_force_at = now()
    designation.save()
    office.confirmed_on = today()
    office.save(update_fields=["confirmed_on"])
    Confirmation.objects.create(office=office, confirmed_on=today(), via=ConfirmedVia.DESIGNATION)
    record("contacts.in_force", by=by, on=designation, state=designation.state_id)
    tell(before, "contacts.handover", lambda: handover_words(office))
    tell(people_of([designation.term]), "contacts.in-force", lambda: welcome_words(office))


def incoming(designation: Designation) -> Incoming:
    """Return the new holder as the mission named them."""
    return Incoming(
        name=designation.holder_name,
        title=designation.holder_title,
        email=designation.holder_email,
        language=designation.holder_language,
        audience=designation.holder_audience,  # type: ignore[arg-type]
        starts_on=designation.starts_on,
    )


def locked_designation(designation: Designation) -> Designation:
    """Return the designation as it stands now, locked against a change at the same time."""
    found = Designation.objects.select_for_update(of=("self",))
    return found.select_related("state", "office__state", "office__agency", "invitation").get(pk=designation.pk)


def tell_secretariat(designation: Designation) -> None:
    """Tell the Secretariat of the State's world that a note verbale waits."""
    members = Membership.objects.filter(role=Role.SECRETARIAT, ended_at__isnull=True).select_related("person")
    people = [m.person for m in members if m.person.exercise == designation.state.is_exercise]
    tell(people, "contacts.notified", lambda: notified_words(designation))


def page_of(designation: Designation) -> str:
    """Return the page of a designation."""
    return reverse("contacts:designation", args=[designation.pk])


def notified_words(designation: Designation) -> Words:
    """Say that a note verbale waits."""
    return (
        _t("A note verbale waits for verification"),
        _t("Please verify that the note verbale is authentic, and record how."),
        page_of(designation),
    )


def verified_words(designation: Designation) -> Words:
    """Say that a note verbale was found authentic."""
    return (
        _t("Your note verbale has been verified"),
        _t("The designation takes effect on the day that your note names."),
        page_of(designation),
    )


def returned_words(designation: Designation) -> Words:
    """Say that a note verbale was returned."""
    return (
        _t("Your note verbale has been returned"),
        _t("Its authenticity could not be established. The remarks say what is missing."),
        page_of(designation),
    )


def handover_words(office: Office) -> Words:
    """Say to the holder before that somebody else holds the office."""
    return (
        _t("Your office has a new holder"),
        _t("Thank you. What was written to the office stays with it."),
        reverse("contacts:office", args=[office.pk]),
    )


def welcome_words(office: Office) -> Words:
    """Welcome a new holder and lead to the first steps."""
    return (
        _t("You now hold an office"),
        _t("The first steps and the handover pack are ready for you."),
        reverse("contacts:onboarding", args=[office.pk]),
    )
