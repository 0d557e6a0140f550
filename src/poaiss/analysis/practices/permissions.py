"""Who sees candidates for good practices, who asks a State, and who speaks for it.

The State concerned and the Secretariat of its world see them; others see what is in the library.
"""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from poaiss.access.rules import Denied, rule
from poaiss.access.visibility import visibility
from poaiss.accounts.actor import Actor
from poaiss.accounts.enums import REPORTING_ROLES, Role
from poaiss.analysis.models import Practice
from poaiss.directory.enums import StateKind
from poaiss.reporting.permissions import held

CONSENTERS = (Role.POINT_OF_CONTACT, Role.APPROVER, Role.MISSION)
"""Consent speaks for the State, so a contributor does not give it."""

NOT_CONCERNED = Denied(_("Only those who work on the national report of the State, and the Secretariat, see this."))
NOT_THE_SECRETARIAT = Denied(_("Only the Secretariat asks a State for a good practice."))
NOT_A_CONSENTER = Denied(
    _("Only the national point of contact, an approver or the permanent mission of the State decides about this.")
)


def is_office(actor: Actor, obj: Any) -> bool:
    """Return whether ACTOR is the Secretariat, in the world of the State OBJ."""
    return Role.SECRETARIAT in actor.roles and (obj is None or obj.is_exercise == actor.exercise)


@rule("analysis.practices", _("see which published answers of a State may be good practices"))
def may_see_practices(actor: Actor, obj: Any) -> Denied | None:
    """OBJ is the State; its people and the Secretariat see them."""
    return None if is_office(actor, obj) else held(actor, REPORTING_ROLES, obj, NOT_CONCERNED)


@rule("analysis.ask_practice", _("ask a State whether a published answer may go into the library as a good practice"))
def may_ask(actor: Actor, obj: Any) -> Denied | None:
    """OBJ is the State that is asked."""
    return None if is_office(actor, obj) else NOT_THE_SECRETARIAT


@rule("analysis.decide_practice", _("let a published answer of one's State go into the library, decline or withdraw"))
def may_decide(actor: Actor, obj: Any) -> Denied | None:
    """OBJ is the State that decides."""
    return held(actor, CONSENTERS, obj, NOT_A_CONSENTER)


@visibility(Practice)
def practices_seen(actor: Actor) -> Q:
    """The people of the State's report, and the Secretariat of its world."""
    own = Q(state__in=actor.desks)
    if Role.SECRETARIAT in actor.roles:
        exercise = Q(state__kind=StateKind.EXERCISE)
        own |= exercise if actor.exercise else ~exercise
    return own
