"""Reading matches: one, those of one's sides, and what waits."""

from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from poaiss.access.visibility import visible_to
from poaiss.accounts.actor import Actor
from poaiss.assistance.enums import MatchStatus
from poaiss.assistance.matching.sides import side_of, turns
from poaiss.assistance.models import Match, MatchStep, Need, Project, Resource
from poaiss.assistance.resources.queries import resources
from poaiss.reporting.waiting import Task

OPEN = (MatchStatus.PROPOSED, MatchStatus.CONTACTED, MatchStatus.NEGOTIATING, MatchStatus.AGREED)


def matches(actor: Actor) -> QuerySet[Match]:
    """Return the matches that ACTOR sees, of its own sides or released to it."""
    return visible_to(actor, Match).select_related("resource", "organisation", "donor_state", "state")


def match_at(actor: Actor, pk: UUID) -> Match | None:
    """Return a match, or None where ACTOR sees none."""
    return matches(actor).filter(pk=pk).first()


def needs_of(actor: Actor, found: list[Match]) -> dict[UUID, Need]:
    """Return the needs of matches that ACTOR sees; one that was withdrawn from it is left out."""
    rows = visible_to(actor, Need).filter(pk__in=[each.need_id for each in found]).select_related("state")
    return {each.pk: each for each in rows}


def need_at(actor: Actor, pk: UUID) -> Need | None:
    """Return a need that ACTOR sees, or None."""
    return visible_to(actor, Need).select_related("state").filter(pk=pk).first()


def steps_of(actor: Actor, match: Match) -> list[MatchStep]:
    """Return the steps of a match that ACTOR sees, the latest first."""
    return list(visible_to(actor, MatchStep).filter(match=match).order_by("-at", "-pk"))


def project_of(actor: Actor, match: Match) -> Project | None:
    """Return the project that came of a match, or None."""
    return visible_to(actor, Project).filter(match=match).first()


def resource_at(actor: Actor, slug: str) -> Resource | None:
    """Return an offer that ACTOR sees, or None."""
    return resources(actor).filter(slug=slug).prefetch_related("calls").first()


def waiting(actor: Actor) -> list[Match]:
    """Return the open matches in which it is ACTOR's turn."""
    found = matches(actor).filter(status__in=OPEN).order_by("expires_on")
    return [each for each in found if side_of(actor, each) in turns(each)]


def tasks_for(actor: Actor) -> list[Task]:
    """Return what waits for ACTOR, for the workspace."""
    if not (actor.desks or actor.organisations):
        return []
    found = waiting(actor)
    if not found:
        return []
    hint = _("The other side has proposed, answered or offered an amount, or you have not gone on.")
    return [Task(_("Matches of needs and offers that wait for you"), reverse("assistance:matches"), hint, len(found))]
