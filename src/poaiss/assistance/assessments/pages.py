"""What the pages of assessments show: that of one's own side, that of the other once it is shared."""

from typing import Any
from uuid import UUID

from poaiss.access.rules import can
from poaiss.access.visibility import visible_to
from poaiss.accounts.actor import Actor
from poaiss.assistance.assessments import actions, answers
from poaiss.assistance.assessments.forms import LessonsForm
from poaiss.assistance.enums import AssessmentStatus, Side
from poaiss.assistance.models import Assessment, Project
from poaiss.assistance.projects import pages as projects
from poaiss.assistance.projects import queries
from poaiss.assistance.projects.sides import side_names, side_of


def seen(actor: Actor, project: Project) -> list[Assessment]:
    """Return the assessments of a project that ACTOR sees."""
    rows = visible_to(actor, Assessment).filter(project=project).select_related("version", "project")
    return list(rows.order_by("-side"))


def assessment_at(actor: Actor, project: UUID, pk: UUID) -> Assessment | None:
    """Return an assessment that ACTOR sees, else None."""
    return visible_to(actor, Assessment).select_related("version", "project").filter(project=project, pk=pk).first()


def own(actor: Actor, project: Project) -> Assessment | None:
    """Return the assessment of the actor's side, None before there is one."""
    side = side_of(actor, project)
    return next((each for each in seen(actor, project) if each.side == side), None)


def overview(actor: Actor, project: Project) -> dict[str, Any]:
    """Return both assessments as far as ACTOR sees them, and what the indicators show."""
    side, found = side_of(actor, project), seen(actor, project)
    mine = next((each for each in found if each.side == side), None)
    return {
        "project": project,
        "exercise": project.exercise,
        "side": side,
        "own": mine,
        "may_write": can(actor, "assistance.run_project", project)
        and (mine is None or mine.status == AssessmentStatus.DRAFT),
        "assessments": [shown(actor, each, side) for each in found],
        "indicators": [projects.indicator(each) for each in queries.indicators(actor, project)],
        "names": side_names(project),
    }


def shown(actor: Actor, assessment: Assessment, side: Side | None) -> dict[str, Any]:
    """Return an assessment with what ACTOR may say of it."""
    is_own = side == assessment.side
    is_shared = assessment.status == AssessmentStatus.SHARED
    rule = "assistance.release" if side == Side.RECIPIENT else "assistance.run_project"
    public = actions.is_public(assessment)
    may_consent = side is not None and is_shared and can(actor, rule, assessment)
    return {
        "row": assessment,
        "side": Side(assessment.side).label,
        "by": side_names(assessment.project)[Side(assessment.side)],
        "said": answers.said(assessment),
        "is_own": is_own,
        "is_shared": is_shared,
        "is_public": public,
        "may_share": is_own and not is_shared and can(actor, "assistance.run_project", assessment),
        "may_consent": may_consent,
        "consents": assessment.consents_public if is_own else assessment.other_consents,
        "other_side_consents": assessment.other_consents if is_own else assessment.consents_public,
        "lessons_form": LessonsForm()
        if public and is_own and side == Side.RECIPIENT and may_consent and answers.lessons(assessment)
        else None,
    }
