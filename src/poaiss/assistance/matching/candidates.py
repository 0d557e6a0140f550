"""Candidates: the offers for one need, or the needs for one offer, with the reasons of each, in stated order (N10)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from django.db.models import Sum

from poaiss.access.visibility import visible_to
from poaiss.accounts.actor import Actor
from poaiss.assistance.enums import NeedStatus, ProposalStatus, ResourceStatus
from poaiss.assistance.matching.facts import Done, Published, published
from poaiss.assistance.matching.reasons import Wanted, Weighing, weigh
from poaiss.assistance.models import BudgetLine, Match, Need, Proposal, Resource
from poaiss.assistance.resources.queries import resources
from poaiss.common.clock import today
from poaiss.directory.models import State

PEERS = 8
LIVE = (ProposalStatus.SIGNED, ProposalStatus.CIRCULATED, ProposalStatus.DRAFT)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A need and an offer with the reasons for and against, and the match where there is one that the actor sees."""

    need: Need
    resource: Resource
    proposal: Proposal | None
    weighing: Weighing
    match: Match | None = None


def proposals_of(actor: Actor, needs: Iterable[Need]) -> dict[object, Proposal]:
    """Return the proposal that counts for each need: signed off before drafts, the latest version first."""
    found: dict[object, Proposal] = {}
    rows = visible_to(actor, Proposal).filter(need__in=[each.pk for each in needs], status__in=LIVE)
    for each in sorted(rows, key=lambda p: (LIVE.index(ProposalStatus(p.status)), -p.version)):
        found.setdefault(each.need_id, each)
    return found


def costs_of(actor: Actor, proposals: Iterable[Proposal]) -> dict[object, Decimal]:
    """Return what is asked for in each proposal: its budget without the State's own contribution."""
    lines = visible_to(actor, BudgetLine).filter(proposal__in=[each.pk for each in proposals], own=False)
    return {row["proposal"]: row["total"] for row in lines.values("proposal").annotate(total=Sum("amount")).order_by()}


def wanted(need: Need, proposal: Proposal | None, cost: Decimal | None, facts: Published) -> Wanted:
    """Return what is wanted, for weighing."""
    given = Wanted(
        state=need.state_id,
        region=need.state.regional_group,
        theme=need.theme,
        last_report=facts.last_report.get(need.state_id),
    )
    if proposal is None:
        return given
    return replace(
        given,
        cost=cost,
        currency=proposal.currency,
        starts=proposal.starts,
        ends=proposal.ends,
        divisible=proposal.divisible,
        min_share=proposal.min_share,
        implementer=proposal.implementer,
    )


def experience(resource: Resource, theme: str, facts: Published) -> Done | None:
    """Return what the offering State reports on a theme."""
    return facts.of(resource.state_id, theme) if resource.state_id else None


def assess(actor: Actor, need: Need, resource: Resource) -> Candidate:
    """Weigh one need against one offer."""
    facts = published(exercise=need.state.is_exercise)
    proposal = proposals_of(actor, [need]).get(need.pk)
    cost = costs_of(actor, [proposal]).get(proposal.pk) if proposal else None
    weighing = weigh(wanted(need, proposal, cost, facts), resource, today(), experience(resource, need.theme, facts))
    return Candidate(need, resource, proposal, weighing)


def in_order(found: Iterable[Candidate], title: str) -> list[Candidate]:
    """Return candidates in the order that the page states; equal ones by TITLE of need or resource."""
    return sorted(found, key=lambda each: (*each.weighing.order(), getattr(each, title).title))


def resources_for(actor: Actor, need: Need) -> list[Candidate]:
    """Return the open offers of the need's world, each weighed against it."""
    facts = published(exercise=need.state.is_exercise)
    proposal = proposals_of(actor, [need]).get(need.pk)
    cost = costs_of(actor, [proposal]).get(proposal.pk) if proposal else None
    subject = wanted(need, proposal, cost, facts)
    offers = resources(actor).filter(exercise=need.state.is_exercise, status=ResourceStatus.OPEN)
    matches = {each.resource_id: each for each in visible_to(actor, Match).filter(need=need).order_by("created_at")}
    day = today()
    found = (
        Candidate(
            need, each, proposal, weigh(subject, each, day, experience(each, need.theme, facts)), matches.get(each.pk)
        )
        for each in offers.prefetch_related("calls")
    )
    return in_order(found, "resource")


def needs_for(actor: Actor, resource: Resource, *, own_desk: bool) -> list[Candidate]:
    """Return the stated needs that ACTOR sees, each weighed against an offer; OWN_DESK: those of the own State alone.

    A donor sees the needs that their States let it see, and no trace of others.
    """
    rows = visible_to(actor, Need).filter(status=NeedStatus.STATED).select_related("state")
    rows = rows.filter(state__in=actor.desks) if own_desk else rows.exclude(state__in=actor.desks)
    needs = [each for each in rows if each.state.is_exercise == resource.exercise]
    facts = published(exercise=resource.exercise)
    proposals = proposals_of(actor, needs)
    costs = costs_of(actor, proposals.values())
    matches = {each.need_id: each for each in visible_to(actor, Match).filter(resource=resource).order_by("created_at")}
    day, found = today(), []
    for need in needs:
        proposal = proposals.get(need.pk)
        subject = wanted(need, proposal, costs.get(proposal.pk) if proposal else None, facts)
        weighing = weigh(subject, resource, day, experience(resource, need.theme, facts))
        found.append(Candidate(need, resource, proposal, weighing, matches.get(need.pk)))
    return in_order(found, "need")


def peers_for(need: Need) -> list[Done]:
    """Return States that report the theme as done, those of the same region first: they could be asked (N13)."""
    facts = published(exercise=need.state.is_exercise)
    found = [each for each in facts.who_did(need.theme) if each.state != need.state_id]
    regions = dict(State.objects.filter(pk__in=[each.state for each in found]).values_list("pk", "regional_group"))
    found.sort(key=lambda each: regions.get(each.state) != need.state.regional_group)
    return found[:PEERS]
