"""Rules of the room: who may do what with needs, proposals, resources, matches and projects."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from poaiss.access.rules import Denied, rule
from poaiss.accounts.actor import Actor
from poaiss.accounts.enums import REPORTING_ROLES, Role

STATING = (Role.POINT_OF_CONTACT, Role.CONTRIBUTOR, Role.APPROVER)
RELEASING = (Role.POINT_OF_CONTACT, Role.APPROVER, Role.MISSION)
"""Letting others see binds the State, so a contributor does not do it."""
NOT_THE_STATE = Denied(_("Only those who work for this State may do this."))
NOT_A_RELEASER = Denied(
    _("Only the national point of contact, an approver or the permanent mission lets others see what is the State's.")
)
NOT_A_DONOR = Denied(_("Only those who act for the organisation or State that offers it may do this."))
NOT_A_SIDE = Denied(_("Only the two sides of it may do this."))


def state_code(obj: Any) -> str:
    """Return the code of the State that OBJ is or belongs to; empty where there is none."""
    return str(getattr(obj, "state_id", None) or getattr(obj, "code", "") or "")


def of_state(actor: Actor, roles: tuple[Role, ...], obj: Any, refusal: Denied) -> Denied | None:
    """Return REFUSAL unless ACTOR holds one of ROLES for the State of OBJ (any State where OBJ is None)."""
    allowed = actor.holds(*roles, state=state_code(obj)) if obj is not None else actor.holds(*roles)
    return None if allowed else refusal


def of_donor(actor: Actor, obj: Any) -> bool:
    """Return whether ACTOR acts for the organisation or the State on the donor's side of OBJ."""
    if obj is None:
        return actor.holds(Role.DONOR, Role.REGIONAL_CENTRE)
    organisation = getattr(obj, "organisation_id", None) or ""
    state = getattr(obj, "donor_state_id", None) or ("" if organisation else getattr(obj, "state_id", None) or "")
    by_organisation = organisation and actor.holds(Role.DONOR, Role.REGIONAL_CENTRE, organisation=str(organisation))
    return bool(by_organisation or (state and actor.holds(*RELEASING, state=str(state))))


@rule("assistance.read", _("see what a State states of its needs, as far as the State lets one see it"))
def may_read(actor: Actor, obj: Any) -> Denied | None:
    """Whoever is signed in; what is seen is decided row by row."""
    return None if actor.is_signed_in else NOT_THE_STATE


@rule("assistance.state_need", _("state, change and rank the needs of one's State"))
def may_state_need(actor: Actor, obj: Any) -> Denied | None:
    """The State alone; OBJ is the State or the need."""
    return of_state(actor, STATING, obj, NOT_THE_STATE)


@rule("assistance.release", _("let others see a need, an annex, a match or a project, and withdraw that"))
def may_release(actor: Actor, obj: Any) -> Denied | None:
    """OBJ is the State, or what is released."""
    return of_state(actor, RELEASING, obj, NOT_A_RELEASER)


@rule("assistance.propose", _("write project proposals for the needs of one's State"))
def may_propose(actor: Actor, obj: Any) -> Denied | None:
    """OBJ is the need or the proposal."""
    return of_state(actor, STATING, obj, NOT_THE_STATE)


@rule("assistance.sign_off", _("sign off a proposal for one's agency or the national coordinating body"))
def may_sign_off(actor: Actor, obj: Any) -> Denied | None:
    """Officers of the State's agencies and its reporting roles."""
    return of_state(actor, (*REPORTING_ROLES, Role.AGENCY_OFFICER), obj, NOT_THE_STATE)


@rule("assistance.offer", _("offer resources for one's organisation, and change them"))
def may_offer(actor: Actor, obj: Any) -> Denied | None:
    """A donor or centre for its organisation, a State for its own experience; OBJ is the resource or None."""
    allowed = actor.holds(Role.DONOR, Role.REGIONAL_CENTRE, *RELEASING) if obj is None else of_donor(actor, obj)
    return None if allowed else NOT_A_DONOR


@rule("assistance.match", _("propose a match, and move it on for one's side"))
def may_match(actor: Actor, obj: Any) -> Denied | None:
    """Either side; OBJ is the match, the need or None."""
    if of_state(actor, RELEASING, obj, NOT_A_SIDE) is None or of_donor(actor, obj):
        return None
    return NOT_A_SIDE


@rule("assistance.plan", _("plan how one's own resources could be shared among the needs that one sees"))
def may_plan(actor: Actor, obj: Any) -> Denied | None:
    """Donors and centres for their own resources, the Secretariat for funds that it administers."""
    return None if actor.holds(Role.DONOR, Role.REGIONAL_CENTRE, Role.SECRETARIAT) else NOT_A_DONOR


@rule("assistance.run_project", _("keep a project up to date for one's side"))
def may_run_project(actor: Actor, obj: Any) -> Denied | None:
    """Either side; OBJ is the project."""
    if of_state(actor, (*STATING, Role.MISSION), obj, NOT_A_SIDE) is None or of_donor(actor, obj):
        return None
    return NOT_A_SIDE


@rule("assistance.facilitate", _("help a State with a need that it released to one's centre"))
def may_facilitate(actor: Actor, obj: Any) -> Denied | None:
    """A regional centre; which needs, the State decides."""
    return None if actor.holds(Role.REGIONAL_CENTRE) else NOT_A_DONOR


@rule("assistance.select", _("sit on the selection committee of one's organisation"))
def may_select(actor: Actor, obj: Any) -> Denied | None:
    """OBJ is the selection or None."""
    organisation = str(getattr(obj, "organisation_id", "") or "")
    return None if actor.holds(Role.DONOR, organisation=organisation) else NOT_A_DONOR
