"""A project from a match that both sides agreed on: what the proposal says is taken over once."""

from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from poaiss.access.rules import check
from poaiss.accounts.actor import Actor
from poaiss.assistance.enums import MatchStatus, ProjectStatus
from poaiss.assistance.models import (
    Activity,
    Indicator,
    Match,
    Milestone,
    Need,
    Project,
    ProjectIndicator,
    Proposal,
    Resource,
)
from poaiss.assistance.projects import telling
from poaiss.assistance.projects.errors import MatchNotAgreed
from poaiss.audit.actions import record
from poaiss.common.clock import today

READY = (MatchStatus.AGREED, MatchStatus.RUNNING)
COPIED = ("text", "unit", "baseline", "baseline_on", "target", "target_on", "verification")


@transaction.atomic
def start_project(*, match: Match, by: Actor) -> Project:
    """Start the project of an agreed match and return it; starting twice starts once (N14, N17).

    The match itself is moved on by whoever moves matches. What the proposal says of indicators and times is copied:
    a later version of the proposal does not change a project that runs.
    """
    check(by, "assistance.run_project", match)
    found = Match.objects.select_for_update(of=("self",)).get(pk=match.pk)
    if known := Project.objects.filter(match=found).first():
        return known
    if found.status not in READY:
        raise MatchNotAgreed(
            _("Both sides have not agreed yet; a project starts from what is agreed."),
            place="status",
            mend=_("Agree on the match first."),
        )
    proposal = Proposal.objects.filter(pk=found.proposal_id).first() if found.proposal_id else None
    made = Project.objects.create(**facts(found, proposal))
    if proposal is not None:
        copy_plan(proposal, made)
    record("assistance.start_project", by=by, on=made, state=made.state_id, details={"match": str(found.pk)})
    telling.started(made, by)
    return made


def facts(match: Match, proposal: Proposal | None) -> dict[str, Any]:
    """Return what a project takes over: from the proposal, else from the need, else from the offer."""
    need = Need.objects.filter(pk=match.need_id).first()
    resource = Resource.objects.get(pk=match.resource_id)
    amount, currency = budget_of(match, proposal)
    starts, ends = (proposal.starts, proposal.ends) if proposal else (None, None)
    return {
        "match": match,
        "state_id": match.state_id,
        "organisation_id": match.organisation_id,
        "donor_state_id": match.donor_state_id,
        "donor_name": resource.donor_name,
        "implementer": proposal.implementer if proposal else "",
        "title": proposal.title if proposal else need.title if need else resource.title,
        "description": proposal.objective if proposal else need.problem if need else "",
        "theme": need.theme if need else next(iter(resource.themes), ""),
        "currency": currency,
        "budget": amount,
        "starts": starts or (today() if ends is None or today() <= ends else None),
        "ends": ends,
        "status": ProjectStatus.PIPELINE if starts and starts > today() else ProjectStatus.RUNNING,
        "exercise": match.state.is_exercise,
    }


def budget_of(match: Match, proposal: Proposal | None) -> tuple[Decimal | None, str]:
    """Return what the two sides agreed on, else what the proposal asks for, with its currency."""
    if match.amount is not None:
        return match.amount, match.currency or "USD"
    if proposal is None:
        return None, match.currency or "USD"
    lines = proposal.budget_lines.filter(own=False).values_list("amount", flat=True)
    return sum(lines, Decimal(0)) or None, proposal.currency


def copy_plan(proposal: Proposal, project: Project) -> None:
    """Copy the indicators with their baselines and targets, and the ends of activities as milestones."""
    for indicator in Indicator.objects.filter(proposal=proposal):
        ProjectIndicator.objects.create(project=project, **{name: getattr(indicator, name) for name in COPIED})
    dated = Activity.objects.filter(output__proposal=proposal, ends__isnull=False).order_by("ends", "pk")
    ends = [(each.text, each.ends) for each in dated if each.ends]
    Milestone.objects.bulk_create(Milestone(project=project, text=text, due_on=day) for text, day in ends)
