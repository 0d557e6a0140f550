"""Reading selections: applications, scores and what they come to, as far as a member may see them."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from poaiss.access.visibility import visible_to
from poaiss.accounts.actor import Actor
from poaiss.assistance.enums import MatchStatus, Score, Side
from poaiss.assistance.models import Call, Conflict, Decision, Match, Scoring, Selection

FULL = max(int(each.value) for each in Score)


@dataclass(frozen=True, slots=True)
class Criterion:
    """A criterion: its name, what is asked, and its weight."""

    name: str
    words: str
    weight: int


def criteria_of(selection: Selection) -> list[Criterion]:
    """Return the criteria of a selection."""
    return [Criterion(each["name"], each.get("words", ""), int(each["weight"])) for each in selection.criteria]


def selections(actor: Actor) -> QuerySet[Selection]:
    """Return the selections of the organisations for which ACTOR acts."""
    return visible_to(actor, Selection).select_related("call__resource", "organisation")


def selection_at(actor: Actor, pk: UUID) -> Selection | None:
    """Return a selection, or None where ACTOR sees none."""
    return selections(actor).filter(pk=pk).first()


def call_at(actor: Actor, pk: UUID) -> Call | None:
    """Return a call, or None where ACTOR sees none."""
    return visible_to(actor, Call).select_related("resource__organisation").filter(pk=pk).first()


def of_selection(selection: Selection) -> Q:
    """Return which matches are applications: States that applied, those in talks, and those decided here."""
    applied = Q(status=MatchStatus.CONTACTED, proposed_by_side=Side.RECIPIENT) | Q(status=MatchStatus.NEGOTIATING)
    decided = Q(decision__selection=selection)
    waits = applied & Q(decision=None) if selection.decided_at is None else Q(pk__in=[])
    return Q(resource=selection.call.resource_id, contacted_at__isnull=False) & (waits | decided)


def applications(actor: Actor, selection: Selection) -> list[Match]:
    """Return the applications that ACTOR may judge: whoever stepped back from one does not see it."""
    rows = visible_to(actor, Match).filter(of_selection(selection))
    return list(rows.select_related("resource", "state", "organisation", "donor_state").order_by("contacted_at", "pk"))


def application_at(actor: Actor, selection: Selection, pk: UUID) -> Match | None:
    """Return one application, or None where ACTOR sees none."""
    return next((each for each in applications(actor, selection) if each.pk == pk), None)


def conflicts(actor: Actor, selection: Selection) -> list[Conflict]:
    """Return who stepped back in a selection."""
    return list(visible_to(actor, Conflict).filter(selection=selection).select_related("person").order_by("at"))


def scorings(actor: Actor, selection: Selection) -> list[Scoring]:
    """Return the scores of a selection that count: not those of whoever stepped back later."""
    back = {(each.match_id, each.person_id) for each in conflicts(actor, selection)}
    rows = visible_to(actor, Scoring).filter(selection=selection).select_related("person")
    return [each for each in rows if (each.match_id, each.person_id) not in back]


def decisions(actor: Actor, selection: Selection) -> dict[UUID, Decision]:
    """Return the decisions of a selection by application."""
    rows = visible_to(actor, Decision).filter(selection=selection).select_related("person")
    return {each.match_id: each for each in rows}


def has_scored(actor: Actor, selection: Selection, match: Match, found: list[Scoring]) -> bool:
    """Return whether ACTOR has scored an application under each criterion."""
    own = {each.criterion for each in found if each.match_id == match.pk and str(each.person_id) == actor.identifier}
    return {each.name for each in criteria_of(selection)} <= own


def percent(selection: Selection, match: Match, found: list[Scoring]) -> int | None:
    """Return the weighted mean of the scores of an application in per cent of the best; None without scores."""
    got = weights = 0.0
    for each in criteria_of(selection):
        scores = [int(s.score) for s in found if s.match_id == match.pk and s.criterion == each.name]
        if not scores:
            return None
        got += each.weight * sum(scores) / len(scores)
        weights += each.weight
    return round(100 * got / (weights * FULL)) if weights else None
