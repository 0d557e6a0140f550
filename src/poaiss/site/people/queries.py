"""Reading people, roles and invitations as far as the actor sees them."""

from dataclasses import dataclass, field

from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from poaiss.access.accounts_rules import administered_states
from poaiss.access.rules import can
from poaiss.access.visibility import visible_to
from poaiss.accounts.actor import Actor
from poaiss.accounts.enums import Role
from poaiss.accounts.models import Invitation, Membership, Notification, Person
from poaiss.audit.models import Entry
from poaiss.contacts.queries.work import WorkItem
from poaiss.directory.enums import StateKind
from poaiss.directory.models import Agency, Organisation, State


@dataclass(frozen=True, slots=True)
class HeldRole:
    """A role of somebody with what the reader may do to it."""

    membership: Membership
    can_end: bool
    can_vet: bool


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person with the roles that the reader sees."""

    person: Person
    roles: list[HeldRole] = field(default_factory=list)
    can_recover: bool = False


def memberships(actor: Actor) -> QuerySet[Membership]:
    """Return the roles that ACTOR sees, with their scopes."""
    return visible_to(actor, Membership).select_related("person", "state", "agency", "organisation")


def invitations(actor: Actor) -> QuerySet[Invitation]:
    """Return the invitations that ACTOR sees, with their scopes."""
    return visible_to(actor, Invitation).select_related("state", "agency", "organisation", "invited_by")


def people(actor: Actor) -> QuerySet[Person]:
    """Return the people that ACTOR sees with their roles in force that ACTOR sees, by name."""
    held = memberships(actor).filter(ended_at=None).order_by("since")
    return visible_to(actor, Person).prefetch_related(Prefetch("memberships", held, to_attr="seen")).order_by("name")


def rows(actor: Actor, found: list[Person]) -> list[PersonRow]:
    """Return PEOPLE with what ACTOR may do to each role; the rules decide."""
    return [
        PersonRow(
            person,
            [
                HeldRole(each, can(actor, "accounts.end_role", each), can(actor, "accounts.vet", each))
                for each in person.seen  # type: ignore[attr-defined]
            ],
            can(actor, "accounts.recover", person),
        )
        for person in found
    ]


def open_invitations(actor: Actor) -> QuerySet[Invitation]:
    """Return the invitations that wait for an answer, expired ones included: they can be sent again."""
    return invitations(actor).filter(accepted_at=None, withdrawn_at=None)


def states_of(actor: Actor) -> QuerySet[State]:
    """Return the States to whose people ACTOR may give roles."""
    if actor.holds(Role.SECRETARIAT):
        kinds = [StateKind.EXERCISE] if actor.exercise else [StateKind.MEMBER, StateKind.OBSERVER, StateKind.NON_MEMBER]
        return State.objects.filter(kind__in=kinds)
    return State.objects.filter(code__in=administered_states(actor))


def agencies_of(actor: Actor) -> QuerySet[Agency]:
    """Return the agencies whose officers ACTOR may name: of the own States alone, hidden ones included."""
    return Agency.objects.filter(state__in=administered_states(actor), closed_on=None).select_related("state")


def organisations_of(actor: Actor) -> QuerySet[Organisation]:
    """Return the organisations of ACTOR's world."""
    found = Organisation.objects.filter(exercise=actor.exercise)
    return found if actor.holds(Role.SECRETARIAT) else found.none()


def oneself(actor: Actor) -> Person:
    """Return the person behind ACTOR."""
    return visible_to(actor, Person).get(pk=actor.identifier)


def notifications(actor: Actor) -> QuerySet[Notification]:
    """Return ACTOR's own notifications, the latest first."""
    return visible_to(actor, Notification)


def activity(actor: Actor) -> QuerySet[Entry]:
    """Return what the audit log holds of ACTOR's own doing, the latest first."""
    return Entry.objects.filter(actor_id=actor.identifier).order_by("-at", "-pk")


def tasks_for(actor: Actor) -> list[WorkItem]:
    """Return the unread notifications as one line (one query)."""
    if not actor.is_signed_in:
        return []
    count = notifications(actor).filter(read_at=None).count()
    return [WorkItem(_("Unread notifications"), reverse("accounts:notifications"), count)] if count else []
