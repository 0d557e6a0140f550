"""Giving an officer of a State access on a letter of its permanent mission."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from poaiss.access.rls import acting_as
from poaiss.access.rules import check
from poaiss.accounts.actions import invite, invite_also, refuse_second_invitation
from poaiss.accounts.actor import Actor
from poaiss.accounts.enums import Role
from poaiss.accounts.models import Invitation, Membership
from poaiss.audit.actions import record
from poaiss.audit.enums import Kind
from poaiss.common.clock import today
from poaiss.contacts.actions import Incoming, Notified, register_designation
from poaiss.contacts.enums import OfficeKind, VerificationMethod
from poaiss.contacts.models import Designation
from poaiss.directory.models import State
from poaiss.site.access_by_letter.errors import ApproverKnown, LetterFromTheFuture, OfficerKnown
from poaiss.site.access_by_letter.queries import holders


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter of a permanent mission: the note with its scan, how it was found authentic, the office it names."""

    note: Notified
    method: VerificationMethod
    office_name: str
    remarks: str = ""


@transaction.atomic
def admit(
    *, state: State, letter: Letter, who: Incoming, approves: bool, by: Actor, although_held: bool = False
) -> Designation:
    """Let the officer whom a letter names in: designation in force, invitation sent, all of it in the log.

    APPROVES: the letter says that this officer also approves the report for the State. A State with an administrator
    or an approver of its own gives that role itself. A State with a point of contact who can sign in is named, and
    nothing is done unless ALTHOUGH_HELD: then the letter names a successor or a further officer.
    """
    with acting_as(by):
        check(by, "letters.admit", state)
        refuse_what_cannot_be(state, letter, who, approves=approves, although_held=although_held, by=by)
        designation = register_designation(
            state=state,
            kind=OfficeKind.POA,
            office_name=letter.office_name,
            who=who,
            note=letter.note,
            method=letter.method,
            remarks=letter.remarks,
            by=by,
        )
        invite_to_the_rest(designation, who, approves=approves, by=by)
        record_admission(designation, letter, approves=approves, by=by)
        return designation


def refuse_what_cannot_be(
    state: State, letter: Letter, who: Incoming, *, approves: bool, although_held: bool, by: Actor
) -> None:
    """Raise the error that says why nothing was done."""
    if letter.note.date > today():
        raise LetterFromTheFuture(_("This day is still to come."), place="note_date", mend=_("Look at the letter."))
    wanted = Invitation(email=who.email, role=Role.POINT_OF_CONTACT, state=state)
    check(by, "accounts.invite", wanted)
    refuse_second_invitation(wanted)
    if holders(state) and not although_held:
        raise OfficerKnown(
            _("The State has a point of contact who can sign in."),
            place="state",
            mend=_("Look below who it is. If the letter names somebody else, tick the box and go on."),
        )
    own = Membership.objects.filter(state=state, ended_at=None, person__is_active=True)
    if approves and own.filter(role__in=[Role.STATE_ADMINISTRATOR, Role.APPROVER]).exists():
        raise ApproverKnown(
            _("The State has an administrator or an approver of its own."),
            place="approves",
            mend=_("Leave the box empty: the State gives this role itself."),
        )


def invite_to_the_rest(designation: Designation, who: Incoming, *, approves: bool, by: Actor) -> None:
    """Invite the officer to the roles that the letter gives and that neither the designation nor an account has."""
    state, email = designation.state, who.email.strip().lower()
    held = Membership.objects.filter(person__email=email, state=state, ended_at=None).values_list("role", flat=True)
    invitation = designation.invitation
    for role in (Role.POINT_OF_CONTACT, *([Role.APPROVER] if approves else [])):
        if role in set(held) or (invitation and invitation.role == role):
            continue
        if invitation is not None:
            invite_also(invitation=invitation, role=role, by=by)
        else:
            invitation = invite(email=email, name=who.name, language=who.language, role=role, state=state, by=by)


def record_admission(designation: Designation, letter: Letter, *, approves: bool, by: Actor) -> None:
    """Keep in the State's chain on which letter access was given, and to which roles."""
    roles = [Role.POINT_OF_CONTACT.value, *([Role.APPROVER.value] if approves else [])]
    details = {"letter_number": letter.note.number, "letter_date": dated(letter.note.date), "roles": roles}
    state = designation.state_id
    record("letters.admit", by=by, on=designation, state=state, kind=Kind.ACCESS, details=details)


def dated(day: dt.date) -> str:
    """Return a day as the log writes it."""
    return day.isoformat()
