"""Who sees a State's own analysis: those who work on its report, and nobody else.

Not the Secretariat, not administrators, not agencies that were asked for a section; no grant opens it.
"""

from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from poaiss.access.rules import Denied, rule
from poaiss.access.visibility import visibility
from poaiss.accounts.actor import Actor
from poaiss.accounts.enums import REPORTING_ROLES, Role
from poaiss.analysis.models import Explanation, MirrorConsent, ScoreChoice, TransferDeclaration
from poaiss.reporting.permissions import held

SWITCHERS = (Role.POINT_OF_CONTACT, Role.CONTRIBUTOR, Role.APPROVER)
CONSENTERS = (Role.POINT_OF_CONTACT, Role.APPROVER, Role.MISSION)
"""Consent binds the State towards another one, so a contributor does not give it."""

NOT_OF_THE_STATE = Denied(_("Only those who work on the national report of this State see its own analysis."))
NOT_A_SWITCHER = Denied(_("Only a drafter or an approver of the State may decide about its score."))
NOT_A_CONSENTER = Denied(
    _("Only the national point of contact, an approver or the permanent mission of the State may do this.")
)


@rule("analysis.own", _("see the analysis that a State has of itself"))
def may_see_own(actor: Actor, obj: Any) -> Denied | None:
    """Point of contact, contributors, approvers and the mission, of their own State."""
    return held(actor, REPORTING_ROLES, obj, NOT_OF_THE_STATE)


@rule("analysis.score", _("switch the score of one's State on or off, and choose its weights"))
def may_score(actor: Actor, obj: Any) -> Denied | None:
    """A drafter or an approver decides; the mission sees."""
    return held(actor, SWITCHERS, obj, NOT_A_SWITCHER)


@rule("analysis.explain", _("explain answers of one's State that do not seem to agree"))
def may_explain(actor: Actor, obj: Any) -> Denied | None:
    """Whoever works on the report may say why it is right as it is."""
    return held(actor, REPORTING_ROLES, obj, NOT_OF_THE_STATE)


@rule("analysis.consent", _("let another State compare declared transfers with those of one's own, or withdraw that"))
def may_consent(actor: Actor, obj: Any) -> Denied | None:
    """OBJ is the State that consents."""
    return held(actor, CONSENTERS, obj, NOT_A_CONSENTER)


@visibility(ScoreChoice)
def score_choices_seen(actor: Actor) -> Q:
    """A State's choice is its own."""
    return Q(state__in=actor.desks)


@visibility(Explanation)
def explanations_seen(actor: Actor) -> Q:
    """A State's explanations are its own."""
    return Q(state__in=actor.desks)


@visibility(MirrorConsent)
def consents_seen(actor: Actor) -> Q:
    """A consent is seen by the State that gives it and by the State that it is given to."""
    return Q(state__in=actor.desks) | Q(partner__in=actor.desks)


@visibility(TransferDeclaration)
def declarations_seen(actor: Actor) -> Q:
    """One's own declarations; the other State's about one's own while both consent."""
    if actor.is_machine:
        return Q()
    given = MirrorConsent.objects.filter(ended_at=None, state__in=actor.desks)
    own = given.filter(state=OuterRef("partner"), partner=OuterRef("state"))
    theirs = MirrorConsent.objects.filter(ended_at=None, state=OuterRef("state"), partner=OuterRef("partner"))
    return Q(state__in=actor.desks) | (Q(Exists(own)) & Q(Exists(theirs)))
