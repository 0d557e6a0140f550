"""What both sides do with a project: start, enter, move, plan and reach milestones (N14, N17)."""

import datetime as dt
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from poaiss.access.rules import check
from poaiss.accounts.actor import Actor
from poaiss.assistance.enums import PROJECT_TRANSITIONS, ProjectStatus
from poaiss.assistance.models import Milestone, Project, ProjectIndicator
from poaiss.assistance.projects import telling
from poaiss.assistance.projects.errors import ProjectEnded, ProjectUnfit, WordsMissing
from poaiss.assistance.projects.starting import start_project
from poaiss.assistance.resources.money import amount_problem, currency_problem
from poaiss.audit.actions import record
from poaiss.common.clock import today
from poaiss.common.errors import InvalidTransition, Problem
from poaiss.directory.models import Organisation, State, Theme

__all__ = ["PROJECT_TRANSITIONS", "Plan", "add_indicator", "add_milestone", "change", "enter", "move", "start_project"]
ENDED = (ProjectStatus.CLOSED, ProjectStatus.CANCELLED)


@dataclass(frozen=True, slots=True)
class Plan:
    """What is said of a project as a whole."""

    title: str
    theme: str
    description: str = ""
    implementer: str = ""
    currency: str = "USD"
    budget: Decimal | None = None
    starts: dt.date | None = None
    ends: dt.date | None = None

    def cleaned(self) -> dict[str, Any]:
        """Return the words as they are stored."""
        strip = {key: value.strip() for key, value in asdict(self).items() if isinstance(value, str)}
        return asdict(self) | strip


def locked(project: Project) -> Project:
    """Return the project as it stands now, locked."""
    rows = Project.objects.select_for_update(of=("self",)).select_related("state", "organisation", "donor_state")
    return rows.get(pk=project.pk)


def opened(project: Project, by: Actor) -> Project:
    """Return the project, locked, if BY may write on it and it has not ended."""
    found = locked(project)
    check(by, "assistance.run_project", found)
    if found.status in ENDED:
        raise ProjectEnded(
            _("This project is “%(status)s”; it is kept as it is.") % {"status": found.get_status_display()},
            mend=_("What came later belongs to another project or to its assessment."),
        )
    return found


def problems_of(plan: Plan) -> tuple[Problem, ...]:
    """Return everything that is wrong with a plan."""
    found = [amount_problem(plan.budget, "budget")]
    found.append(currency_problem(plan.currency, has_amounts=plan.budget is not None))
    if not plan.title.strip():
        found.append(Problem("project-unfit", _("A project has a title."), _("Name it in one line."), "title"))
    if not Theme.objects.filter(pk=plan.theme).exists():
        found.append(Problem("project-unfit", _("This is not in the list."), _("Choose a subject."), "theme"))
    if plan.starts and plan.ends and plan.starts > plan.ends:
        words = _("The project would end before it starts.")
        found.append(Problem("project-unfit", words, _("Exchange or correct the days."), "ends"))
    return tuple(each for each in found if each)


def check_plan(plan: Plan) -> None:
    """Raise ProjectUnfit with every problem of a plan; nothing of it is stored then."""
    if problems := problems_of(plan):
        raise ProjectUnfit(_("The project cannot be kept as it stands."), problems=problems)


@transaction.atomic
def enter(
    *,
    plan: Plan,
    state: State,
    by: Actor,
    organisation: Organisation | None = None,
    donor_state: State | None = None,
    donor_name: str = "",
) -> Project:
    """Enter a project that did not come from a match here; either side enters it for both."""
    named = donor_name.strip() or str(organisation or donor_state or "")
    made = Project(
        state=state,
        organisation=organisation,
        donor_state=donor_state,
        donor_name=named,
        exercise=state.is_exercise,
        **plan.cleaned(),
    )
    check(by, "assistance.run_project", made)
    check_plan(plan)
    worlds = [each.exercise for each in [organisation] if each] + [each.is_exercise for each in [donor_state] if each]
    if not named or any(world != state.is_exercise for world in worlds) or donor_state == state:
        raise ProjectUnfit(_("A project names who gives."), place="donor", mend=_("Choose it, or write its name."))
    made.status = ProjectStatus.PIPELINE if made.starts and made.starts > today() else ProjectStatus.RUNNING
    made.save(force_insert=True)
    record("assistance.start_project", by=by, on=made, state=made.state_id, details={"entered": True})
    telling.started(made, by)
    return made


@transaction.atomic
def change(*, project: Project, plan: Plan, by: Actor) -> Project:
    """Change what is said of a project as a whole."""
    found = opened(project, by)
    check_plan(plan)
    changed = {key: value for key, value in plan.cleaned().items() if getattr(found, key) != value}
    for key, value in changed.items():
        setattr(found, key, value)
    if changed:
        found.save(update_fields=[*changed])
        log(found, by, changed=sorted(changed))
    return found


def log(project: Project, by: Actor, **details: Any) -> None:
    """Write into the log what was done with a project: by its key, never its title."""
    record("assistance.run_project", by=by, on=project, state=project.state_id, details=details)


@transaction.atomic
def move(*, project: Project, to: ProjectStatus, by: Actor) -> Project:
    """Move a project along its table of transitions and tell the other side."""
    found = locked(project)
    check(by, "assistance.run_project", found)
    if to not in PROJECT_TRANSITIONS[ProjectStatus(found.status)]:
        words = {"before": found.get_status_display(), "after": to.label}
        raise InvalidTransition(
            _("A project does not go from “%(before)s” to “%(after)s”.") % words,
            place="status",
            mend=_("Look at it again: somebody may have changed it."),
        )
    before, found.status = found.status, to
    found.save(update_fields=["status"])
    log(found, by, before=str(before), after=str(to))
    telling.moved(found, by)
    return found


def said(text: str, place: str) -> str:
    """Return TEXT without blanks around it, or raise that it is missing."""
    words = text.strip().replace("\r\n", "\n")
    if not words:
        raise WordsMissing(_("Say what it is."), place=place, mend=_("A few words are enough."))
    return words


@transaction.atomic
def add_milestone(*, project: Project, text: str, due_on: dt.date, by: Actor) -> Milestone:
    """Add something that is to be reached by a day."""
    found = opened(project, by)
    made = Milestone.objects.create(project=found, text=said(text, "text"), due_on=due_on)
    log(found, by, milestone=made.pk)
    return made


@transaction.atomic
def reach(*, milestone: Milestone, on: dt.date | None, by: Actor) -> Milestone:
    """Say on which day a milestone was reached; None takes that back."""
    project = opened(milestone.project, by)
    if on is not None and on > today():
        raise ProjectUnfit(_("This day has not come yet."), place="on", mend=_("Choose today or an earlier day."))
    found = Milestone.objects.select_for_update().get(pk=milestone.pk)
    found.reached_on = on
    found.save(update_fields=["reached_on"])
    log(project, by, milestone=found.pk, reached=str(on or ""))
    return found


@transaction.atomic
def add_indicator(*, project: Project, values: dict[str, Any], by: Actor) -> ProjectIndicator:
    """Add an indicator to a project; those that are there stay as they were agreed."""
    found = opened(project, by)
    made = ProjectIndicator.objects.create(project=found, **(values | {"text": said(values["text"], "text")}))
    log(found, by, indicator=made.pk)
    return made
