"""What a person or the system can do with accounts; who may do it is stated by the rules above this room."""

import datetime as dt
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.backends.db import SessionStore
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from poaiss.accounts import delivery
from poaiss.accounts.actor import Actor, actor_of
from poaiss.accounts.enums import Role
from poaiss.accounts.errors import AlreadyInvited, LastAdministrator, RoleAlreadyHeld, RoleEnded, invitation_closed
from poaiss.accounts.letters import role_words
from poaiss.accounts.mail import site_language
from poaiss.accounts.models import Invitation, Membership, Notification, Person
from poaiss.audit.actions import record
from poaiss.audit.enums import Kind
from poaiss.common.clock import now
from poaiss.directory.models import Agency, Organisation, State

VALID_FOR = dt.timedelta(days=14)
NEVER_WITHOUT = (Role.STATE_ADMINISTRATOR, Role.SECRETARIAT, Role.ADMINISTRATOR)
"""Roles whose last holder cannot lay them down: nobody could give them again from within."""


# -- Invitations ------------------------------------------------------------------------------------------------


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
    """Invite somebody to a capacity (S1); the link is made when the e-mail is written, and only its hash is kept."""
    invitation = Invitation.objects.create(
        email=email.strip().lower(),
        name=name,
        language=language,
        role=role,
        state=state,
        agency=agency,
        organisation=organisation,
        token_hash=delivery.hash_of(delivery.new_token()),
        invited_by_id=by.identifier,
        expires_at=now() + VALID_FOR,
    )
    delivery.later(delivery.INVITATION, invitation.pk)
    note("accounts.invite", invitation, by)
    return invitation


@transaction.atomic
def invite_also(*, invitation: Invitation, role: Role, by: Actor) -> Invitation:
    """Invite the same person to a second role of the same State; the first invitation's e-mail names both.

    Whoever accepts the one takes the other: the link proves the address, and both were given to it.
    """
    other = Invitation.objects.create(
        email=invitation.email,
        name=invitation.name,
        language=invitation.language,
        role=role,
        state=invitation.state,
        token_hash=delivery.hash_of(delivery.new_token()),
        invited_by_id=by.identifier,
        expires_at=invitation.expires_at,
    )
    note("accounts.invite", other, by, beside=str(invitation.pk))
    return other


def note(action: str, thing: Invitation | Membership, by: Actor, **details: Any) -> None:
    """Keep in the chain of the State concerned what was done with an invitation or a role."""
    if isinstance(thing, Membership):
        details |= {"person": str(thing.person_id), "name": thing.person.name}
    record(action, by=by, on=thing, state=thing.state_id or "", kind=Kind.CONFIGURATION, details=details)


def refuse_second_invitation(invitation: Invitation) -> None:
    """Refuse an invitation while another to the same address and role is open."""
    open_ones = Invitation.objects.filter(accepted_at__isnull=True, withdrawn_at__isnull=True, expires_at__gt=now())
    if open_ones.filter(email=invitation.email.strip().lower(), **scope_of(invitation)).exists():
        raise AlreadyInvited(
            gettext_lazy("This address has been invited to this role already."),
            mend=gettext_lazy("Send the open invitation again, or withdraw it."),
            place="email",
        )


@transaction.atomic
def invite_again(*, invitation: Invitation, by: Actor) -> Invitation:
    """Send an invitation again with a new link and a new term; the link before stops working."""
    found = locked(invitation)
    if found.accepted_at or found.withdrawn_at:
        raise invitation_closed()
    found.expires_at = now() + VALID_FOR
    found.token_hash = delivery.hash_of(delivery.new_token())
    found.sent_at, found.failure = None, ""
    found.save(update_fields=["expires_at", "token_hash", "sent_at", "failure"])
    delivery.later(delivery.INVITATION, found.pk)
    note("accounts.invite_again", found, by)
    return found


@transaction.atomic
def withdraw(*, invitation: Invitation, by: Actor) -> Invitation:
    """Withdraw an invitation that nobody has accepted: its link stops working."""
    found = locked(invitation)
    if found.accepted_at or found.withdrawn_at:
        raise invitation_closed()
    found.withdrawn_at = now()
    found.save(update_fields=["withdrawn_at"])
    note("accounts.withdraw", found, by)
    return found


def locked(invitation: Invitation) -> Invitation:
    """Return the invitation as it stands now, held until the transaction ends."""
    return Invitation.objects.select_for_update().get(pk=invitation.pk)


def exercise_of(invitation: Invitation) -> bool:
    """Return whether an invitation belongs to the exercise: by its State or organisation, else by who invites."""
    if invitation.state:
        return invitation.state.is_exercise
    return invitation.organisation.exercise if invitation.organisation else invitation.invited_by.exercise


@transaction.atomic
def accept(*, invitation: Invitation, name: str, language: str, password: str) -> Person:
    """Accept an invitation as somebody new: the account comes into being with its role (S1)."""
    found = locked(invitation)
    if not is_same_link(found, invitation) or Person.objects.filter(email=found.email).exists():
        raise invitation_closed()
    exercise = exercise_of(found)
    person = Person.objects.create_user(found.email, password, name=name, language=language, exercise=exercise)
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)  # the link proves it
    take_role(found, person)
    take_roles_beside(found, person)
    return person


@transaction.atomic
def accept_as(*, invitation: Invitation, person: Person) -> Membership:
    """Accept an invitation as somebody who has an account under the invited address."""
    found = locked(invitation)
    is_theirs = found.email == person.email and exercise_of(found) == person.exercise
    if not is_same_link(found, invitation) or not is_theirs or found.invited_by_id == person.pk:
        raise invitation_closed()
    taken = take_role(found, person)
    take_roles_beside(found, person)
    return taken


def take_roles_beside(invitation: Invitation, person: Person) -> None:
    """Take the other roles that one letter gave together with this one."""
    for other in invitation.beside().select_for_update(of=("self",)):
        take_role(other, person)


def is_same_link(found: Invitation, shown: Invitation) -> bool:
    """Return whether the link that was opened is still the one in force."""
    return found.is_open and found.token_hash == shown.token_hash


def take_role(invitation: Invitation, person: Person) -> Membership:
    """Give the invited role to PERSON and close the invitation; a role held already stays as it is."""
    membership, _is_new = Membership.objects.get_or_create(
        person=person, ended_at=None, **scope_of(invitation), defaults={"given_by_id": invitation.invited_by_id}
    )
    invitation.accepted_at, invitation.accepted_by = now(), person
    invitation.save(update_fields=["accepted_at", "accepted_by"])
    note("accounts.accept", invitation, actor_of(person))
    return membership


def scope_of(thing: Invitation | Membership) -> dict[str, Any]:
    """Return the role and scope of an invitation or a membership as fields."""
    return {
        "role": thing.role,
        "state_id": thing.state_id,
        "agency_id": thing.agency_id,
        "organisation_id": thing.organisation_id,
    }


# -- Roles ------------------------------------------------------------------------------------------------------


@transaction.atomic
def give_role(*, membership: Membership, by: Actor) -> Membership:
    """Give a role to somebody who has an account; MEMBERSHIP is unsaved."""
    if Membership.objects.filter(person=membership.person, ended_at=None, **scope_of(membership)).exists():
        raise RoleAlreadyHeld(gettext_lazy("This person holds this role already."), place="role")
    membership.given_by = Person.objects.get(pk=by.identifier)
    membership.save()
    note("accounts.give_role", membership, by)
    tell_of_role(membership, "accounts.role-given")
    return membership


def held_open(membership: Membership) -> Membership:
    """Return a role that is in force, held until the transaction ends."""
    found = Membership.objects.select_for_update(of=("self",)).get(pk=membership.pk)
    if found.ended_at:
        raise RoleEnded(gettext_lazy("This role has ended before."))
    return found


@transaction.atomic
def end_role(*, membership: Membership, by: Actor) -> Membership:
    """End a role today; the person keeps the account, and what was done with it keeps its name."""
    found = held_open(membership)
    if str(found.person_id) == by.identifier and is_last(found, hold=True):
        raise LastAdministrator(
            gettext_lazy("You are the last to hold this role: nobody could take your place."),
            mend=gettext_lazy("Let somebody else be given the role first."),
        )
    found.ended_at, found.ended_by = now(), Person.objects.get(pk=by.identifier)
    found.save(update_fields=["ended_at", "ended_by"])
    note("accounts.end_role", found, by)
    tell_of_role(found, "accounts.role-ended")
    return found


def is_last(membership: Membership, hold: bool = False) -> bool:
    """Return whether nobody else could do what the holder of this role does, in its State and its world.

    HOLD keeps the others as they are until the transaction ends: two who leave at once do not both succeed.
    """
    if membership.role not in NEVER_WITHOUT:
        return False
    same = Membership.objects.filter(
        role=membership.role,
        state_id=membership.state_id,
        ended_at=None,
        person__exercise=membership.person.exercise,
        person__is_active=True,
    )
    if hold:
        same = same.select_for_update(of=("self",))
    return all(each.person_id == membership.person_id for each in same.order_by("pk"))


@transaction.atomic
def vet(*, membership: Membership, vetted: bool, by: Actor) -> Membership:
    """Vouch for an officer, or take it back: whether operational details may be received."""
    found = held_open(membership)
    found.vetted = vetted
    found.save(update_fields=["vetted"])
    note("accounts.vet", found, by, vetted=vetted)
    return found


def tell_of_role(membership: Membership, event: str) -> None:
    """Tell the person of a role given or ended, in the person's language."""
    with translation.override(site_language(membership.person.language)):
        words = role_words(membership.role, membership.state, membership.agency, membership.organisation)
        subject = {
            "accounts.role-given": _("You have been given a role: {role}"),
            "accounts.role-ended": _("Your role has ended: {role}"),
        }[event].format(role=words)
        body = _("If this surprises you, ask whoever administers your State’s people, or the Secretariat.")
        notify(person=membership.person, event=event, subject=subject, body=body, path=reverse("accounts:profile"))


# -- Recovery, profile ------------------------------------------------------------------------------------------


@transaction.atomic
def recover(*, person: Person, letter_number: str, letter_date: dt.date, by: Actor) -> None:
    """Let a person in again on a letter of the mission: second factors, password and sessions end, a link is sent (S3).

    The password ends as well: whoever knows it could otherwise set up a second factor before the person does.
    """
    Authenticator.objects.filter(user=person).delete()
    person.set_unusable_password()
    person.save(update_fields=["password"])
    end_sessions(person)
    delivery.later(delivery.SIGN_IN_LINK, person.pk)
    states = sorted(actor_of(person).states)
    record(
        "accounts.recover",
        by=by,
        on=person,
        state=states[0] if len(states) == 1 else "",
        kind=Kind.ACCESS,
        details={"letter_number": letter_number, "letter_date": letter_date.isoformat()},
    )


def end_sessions(person: Person) -> None:
    """Sign PERSON out everywhere."""
    for session in UserSession.objects.filter(user=person):
        SessionStore(session.session_key).delete()
        session.delete()


@transaction.atomic
def edit_profile(*, person: Person, name: str, language: str, time_zone: str, by: Actor) -> Person:
    """Change how a person is called and written to."""
    person.name, person.language, person.time_zone = name, language, time_zone
    person.save(update_fields=["name", "language", "time_zone"])
    record("accounts.profile", by=by, on=person)
    return person


# -- Notifications ----------------------------------------------------------------------------------------------


def notify(*, person: Person, event: str, subject: str, body: str, path: str) -> Notification:
    """Tell a person something, in the workspace and by e-mail once the transaction is done."""
    found = Notification.objects.create(person=person, event=event, subject=subject, body=body, path=path)
    delivery.later(delivery.NOTIFICATION, found.pk)
    return found


def mark_read(*, notification: Notification, by: Actor) -> None:
    """Mark one notification of BY as read; the first time counts."""
    Notification.objects.filter(pk=notification.pk, person_id=by.identifier, read_at=None).update(read_at=now())


def mark_all_read(*, by: Actor) -> int:
    """Mark every notification of BY as read; return how many were not."""
    return Notification.objects.filter(person_id=by.identifier, read_at=None).update(read_at=now())
