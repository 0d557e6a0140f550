"""Reading projects, as far as the actor sees them."""

from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from poaiss.access.visibility import visible_to
from poaiss.accounts.actor import Actor
from poaiss.assistance.enums import ProjectStatus
from poaiss.assistance.models import (
    Milestone,
    Project,
    ProjectDocument,
    ProjectIndicator,
    Transaction,
)

LIVE = (ProjectStatus.PIPELINE, ProjectStatus.RUNNING, ProjectStatus.SUSPENDED)


def projects(actor: Actor) -> QuerySet[Project]:
    """Return the projects that ACTOR sees, of its own world alone."""
    rows = visible_to(actor, Project).select_related("state", "organisation", "donor_state")
    return rows.filter(exercise=actor.exercise) if actor.is_signed_in else rows


def project_at(actor: Actor, pk: UUID) -> Project | None:
    """Return a project that ACTOR sees, else None."""
    return visible_to(actor, Project).select_related("state", "organisation", "donor_state").filter(pk=pk).first()


def own(actor: Actor) -> Q:
    """Return the condition that ACTOR stands on one of the sides."""
    return Q(state__in=actor.desks) | Q(organisation__in=actor.organisations) | Q(donor_state__in=actor.desks)


def found(actor: Actor, asked: dict[str, Any]) -> QuerySet[Project]:
    """Return the projects that fit what was asked for, those that run first."""
    rows = projects(actor)
    if text := asked.get("text"):
        rows = rows.filter(Q(title__icontains=text) | Q(donor_name__icontains=text))
    for name in ("theme", "status", "state"):
        if asked.get(name):
            rows = rows.filter(**{name: asked[name]})
    if asked.get("mine"):
        rows = rows.filter(own(actor))
    return rows.order_by("state", "-starts", "title")


def milestones(actor: Actor, project: Project) -> list[Milestone]:
    """Return the milestones by day."""
    return list(visible_to(actor, Milestone).filter(project=project).order_by("due_on", "pk"))


def indicators(actor: Actor, project: Project) -> list[ProjectIndicator]:
    """Return the indicators with their measurements, those of one day in the order in which they were entered."""
    rows = visible_to(actor, ProjectIndicator).filter(project=project).order_by("pk")
    return list(rows.prefetch_related("measurements"))


def transactions(actor: Actor, project: Project) -> list[Transaction]:
    """Return what both sides stated of money, those struck out among them."""
    return list(visible_to(actor, Transaction).filter(project=project).order_by("on", "pk"))


def documents(actor: Actor, project: Project) -> list[ProjectDocument]:
    """Return the documents, the latest first; only the two sides see them."""
    return list(visible_to(actor, ProjectDocument).filter(project=project).order_by("-added_at"))


def document_at(actor: Actor, project: UUID, pk: UUID) -> ProjectDocument | None:
    """Return a document that ACTOR may read, else None."""
    return visible_to(actor, ProjectDocument).filter(project=project, pk=pk).first()


def part_at(actor: Actor, model: Any, pk: Any) -> Any:
    """Return a part of a project (milestone, indicator, statement) that ACTOR sees, else None."""
    return visible_to(actor, model).filter(pk=pk).first()
