"""Actions on accounts with their rules: each checks who may, then lets the room ``accounts`` write."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from poaiss.access.rules import check
from poaiss.accounts import actions
from poaiss.accounts.actor import Actor
from poaiss.accounts.enums import Role
from poaiss.accounts.errors import RoleAlreadyHeld
from poaiss.accounts.models import Invitation, Membership, Notification, Person
from poaiss.accounts.queries import person_with
from poaiss.directory.models import Agency, Organisation, State


@transaction.atomic
def invite(
    *,
    email: str,
    name: str,
    language: str,
    role: Role,
    state: State | None = None,
    agency: Agency | None = None,
    organisation: Organisation | None = None,
    by: Actor,
) -> Invitation:
    """Invite somebody to a role that BY may give; not twice, and not to a role held already (S1)."""
    wanted = Invitation(email=email, role=role, state=state, agency=agency, organisation=organisation)
    check(by, "accounts.invite", wanted)
    actions.refuse_second_invitation(wanted)
    person = person_with(email)
    if person and person.memberships.filter(ended_at=None, **actions.scope_of(wanted)).exists():
        raise RoleAlreadyHeld(_("This person holds this role already."), place="email")
    return actions.invite(
        email=email,
        name=name,
        language=language,
        role=role,
        state=state,
        agency=agency,
        organisation=organisation,
        by=by,
    )


def invite_again(*, invitation: Invitation, by: Actor) -> Invitation:
    """Send an invitation again with a new link."""
    check(by, "accounts.invite", invitation)
    return actions.invite_again(invitation=invitation, by=by)


def withdraw(*, invitation: Invitation, by: Actor) -> Invitation:
    """Withdraw an invitation that nobody has accepted."""
    check(by, "accounts.invite", invitation)
    return actions.withdraw(invitation=invitation, by=by)


def give_role(
    *,
    person: Person,
    role: Role,
    state: State | None = None,
    agency: Agency | None = None,
    organisation: Organisation | None = None,
    by: Actor,
) -> Membership:
    """Give a role to somebody who has an account (S1)."""
    wanted = Membership(person=person, role=role, state=state, agency=agency, organisation=organisation)
    check(by, "accounts.give_role", wanted)
    return actions.give_role(membership=wanted, by=by)


def end_role(*, membership: Membership, by: Actor) -> Membership:
    """End a role today."""
    check(by, "accounts.end_role", membership)
    return actions.end_role(membership=membership, by=by)


def vet(*, membership: Membership, vetted: bool, by: Actor) -> Membership:
    """Vouch for an officer of one's State, or take it back."""
    check(by, "accounts.vet", membership)
    return actions.vet(membership=membership, vetted=vetted, by=by)


def recover(*, person: Person, letter_number: str, letter_date: dt.date, by: Actor) -> None:
    """Let a person in again on a letter of the permanent mission (S3)."""
    check(by, "accounts.recover", person)
    actions.recover(person=person, letter_number=letter_number, letter_date=letter_date, by=by)


def edit_profile(*, person: Person, name: str, language: str, time_zone: str, by: Actor) -> Person:
    """Change one's own name, language and time zone."""
    check(by, "accounts.profile", person)
    return actions.edit_profile(person=person, name=name, language=language, time_zone=time_zone, by=by)


def mark_read(*, notification: Notification, by: Actor) -> None:
    """Mark one of one's own notifications as read."""
    check(by, "accounts.notifications", notification)
    actions.mark_read(notification=notification, by=by)


def mark_all_read(*, by: Actor) -> int:
    """Mark all of one's own notifications as read."""
    check(by, "accounts.notifications")
    return actions.mark_all_read(by=by)
