"""Who asks for help with a report, who finds a helper, and who lets the helper in: the State alone (R21)."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from poaiss.access.rules import Denied, rule
from poaiss.access.visibility import visibility
from poaiss.accounts.actor import Actor
from poaiss.accounts.enums import ORGANISATION_ROLES, REPORTING_ROLES, Role
from poaiss.directory.enums import StateKind
from poaiss.reporting.models import HelpRequest

ANSWERABLE = (Role.POINT_OF_CONTACT, Role.MISSION)
READERS = (*REPORTING_ROLES, *ORGANISATION_ROLES, Role.SECRETARIAT)

NOT_ON_THE_DESK = Denied(_("Only those who work on the national report of this State may do this."))
NOT_ANSWERABLE = Denied(_("Only the national point of contact or the permanent mission of the State may do this."))
NOT_THE_SECRETARIAT = Denied(_("Only the Secretariat may do this."))
NOT_CONCERNED = Denied(_("Only the State, its helper and the Secretariat may do this."))
OTHER_WORLD = Denied(_("Exercise States and real States are kept apart."))


def code_of(obj: Any) -> str:
    """Return the code of the State that OBJ is about: a code, a State, or a row with a State; '' for nothing."""
    if obj is None or isinstance(obj, str):
        return obj or ""
    return str(getattr(obj, "state_id", None) or obj.pk)


@rule("reporting.ask_help", _("ask for help with a national report, and say what came of it"))
def may_ask(actor: Actor, obj: Any) -> Denied | None:
    """Whoever works on the State's report asks (outcome document of BMS4, paragraph 40)."""
    return None if actor.holds(*REPORTING_ROLES, state=code_of(obj)) else NOT_ON_THE_DESK


@rule("reporting.pair_help", _("propose a helper to a State that asked for help with its report"))
def may_pair(actor: Actor, obj: Any) -> Denied | None:
    """The Secretariat proposes; it opens no report."""
    if Role.SECRETARIAT not in actor.roles:
        return NOT_THE_SECRETARIAT
    return OTHER_WORLD if obj is not None and obj.state.is_exercise != actor.exercise else None


@rule("reporting.let_in", _("let a helper into a national report of one's State, and end that access"))
def may_let_in(actor: Actor, obj: Any) -> Denied | None:
    """The point of contact or the mission: nobody else decides who reads a State's draft."""
    return None if actor.holds(*ANSWERABLE, state=code_of(obj)) else NOT_ANSWERABLE


@rule("reporting.read_help", _("follow requests for help with a report"))
def may_read_help(actor: Actor, obj: Any) -> Denied | None:
    """The State, its helper, and the Secretariat of the same world; which rows is stated by visibility."""
    return None if actor.holds(*READERS) else NOT_CONCERNED


@visibility(HelpRequest)
def help_seen(actor: Actor) -> Q:
    """A request is seen by its State's desk, by its helper, and by the Secretariat of its world."""
    found = Q(state__in=actor.desks) | Q(helper_organisation__in=actor.organisations) | Q(helper_state__in=actor.desks)
    if Role.SECRETARIAT in actor.roles:
        kind = Q(state__kind=StateKind.EXERCISE)
        found |= kind if actor.exercise else ~kind
    return found
