"""Who may read the audit log and the grants."""

from typing import Any
from uuid import UUID

from django.db.models import Q, TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from poaiss.access.models import Grant
from poaiss.access.rules import Denied, rule
from poaiss.access.visibility import visibility
from poaiss.accounts.actor import Actor
from poaiss.accounts.enums import Role
from poaiss.accounts.models import Person
from poaiss.audit.actions import SYSTEM
from poaiss.audit.enums import Kind
from poaiss.audit.models import Entry
from poaiss.directory.enums import StateKind
from poaiss.directory.models import State

NOTHING = Q(pk__in=[])
AUDITED = (Kind.CONFIGURATION, Kind.ACCESS)
"""What the auditor reads of a State's chain: what States change among themselves stays with them (S2)."""
DESIGNATION = "contacts.designation"
READERS = (Role.AUDITOR, Role.STATE_ADMINISTRATOR, Role.SECRETARIAT)


@rule("audit.read", _("read the audit log"))
def may_read_log(actor: Actor, obj: Any) -> Denied | None:
    """Auditors, the administrator of a State, the Secretariat; which entries is stated by visibility (S4)."""
    if actor.holds(*READERS):
        return None
    return Denied(_("Only auditors, the administrator of a State and the Secretariat read the audit log."))


def administered(actor: Actor) -> frozenset[str]:
    """Return the codes of the States that the actor administers."""
    return frozenset(c.state for c in actor.capacities if c.role == Role.STATE_ADMINISTRATOR)


def same_world(actor: Actor) -> Q:
    """Return the condition that an entry is of the actor's world: by its State, else by the person who acted."""
    exercise = Q(chain__in=State.objects.filter(kind=StateKind.EXERCISE).values("code")) | (
        Q(chain=SYSTEM) & Q(actor_id__in=Person.objects.filter(exercise=True).values(key=Cast("pk", TextField())))
    )
    return exercise if actor.exercise else ~exercise


@visibility(Entry)
def entries_seen(actor: Actor) -> Q:
    """One's own doing; for a State's administrator its chain; the rest by role, within one's own world (S4).

    An auditor reads the system's chain, and configuration and access in the others; the Secretariat designations.
    """
    if actor.is_machine:
        return Q()
    if not actor.is_signed_in:
        return NOTHING
    seen = Q(actor_id=actor.identifier) | Q(chain__in=administered(actor))
    if Role.AUDITOR in actor.roles:
        seen |= same_world(actor) & (Q(kind__in=AUDITED) | Q(chain=SYSTEM))
    if Role.SECRETARIAT in actor.roles:
        seen |= same_world(actor) & Q(object_type=DESIGNATION)
    return seen


@visibility(Grant)
def grants_seen(actor: Actor) -> Q:
    """A grant is seen by its owner and by whom it was given to; migration 0003 says the same in SQL."""
    if actor.is_machine:
        return Q()
    if not actor.is_signed_in:
        return NOTHING
    person = UUID(actor.identifier)
    given = Q(state__in=actor.states) | Q(organisation__in=actor.organisations) | Q(agency__in=actor.agencies)
    return Q(owner__in=actor.states) | Q(given_by=person) | Q(person=person) | given
