"""Which States have somebody who can sign in for them, and whom the Secretariat has invited by letter."""

from dataclasses import dataclass, field

from django.db.models import QuerySet

from poaiss.accounts.actor import Actor
from poaiss.accounts.enums import Role
from poaiss.accounts.models import Invitation, Membership
from poaiss.common.clock import now
from poaiss.contacts.queries.offices import sort_key
from poaiss.directory.enums import StateKind
from poaiss.directory.models import State
from poaiss.directory.queries import name_of

WHO = (Role.POINT_OF_CONTACT, Role.MISSION)


@dataclass(slots=True)
class Reach:
    """A State: who can sign in for it in these roles, and who has been invited and has not answered."""

    state: State
    name: str
    members: list[Membership] = field(default_factory=list)
    invited: list[Invitation] = field(default_factory=list)

    @property
    def has_contact(self) -> bool:
        """Whether a point of contact can sign in."""
        return any(each.role == Role.POINT_OF_CONTACT for each in self.members)


def states(actor: Actor) -> QuerySet[State]:
    """Return the States of ACTOR's world."""
    kinds = [StateKind.EXERCISE] if actor.exercise else [StateKind.MEMBER, StateKind.OBSERVER, StateKind.NON_MEMBER]
    return State.objects.filter(kind__in=kinds)


def holders(state: State) -> list[Membership]:
    """Return the points of contact of STATE who can sign in."""
    rows = Membership.objects.filter(state=state, role=Role.POINT_OF_CONTACT, ended_at=None, person__is_active=True)
    return list(rows.select_related("person").order_by("since"))


def reach(actor: Actor) -> list[Reach]:
    """Return every State of ACTOR's world with who can sign in for it (three queries)."""
    found = {state.pk: Reach(state, name_of(state.pk)) for state in states(actor)}
    rows = Membership.objects.filter(state__in=found, role__in=WHO, ended_at=None, person__is_active=True)
    for row in rows.select_related("person"):
        found[str(row.state_id)].members.append(row)
    waiting = Invitation.objects.filter(state__in=found, role__in=WHO, accepted_at=None, withdrawn_at=None)
    for invitation in waiting.filter(expires_at__gt=now()):
        found[str(invitation.state_id)].invited.append(invitation)
    return sorted(found.values(), key=lambda each: sort_key(each.name))
