"""What the pages of projects show, in the reader's language."""

from decimal import Decimal
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from poaiss.access.rules import can
from poaiss.accounts.actor import Actor
from poaiss.assistance.enums import PROJECT_TRANSITIONS, MoneyKind, ProjectStatus, Side
from poaiss.assistance.models import Milestone, Project, Transaction
from poaiss.assistance.projects import achieving, converting, duplicates, queries, reconciling
from poaiss.assistance.projects.actions import ENDED
from poaiss.assistance.projects.sides import side_names, side_of
from poaiss.assistance.resources.pages import money
from poaiss.assistance.resources.queries import theme_names
from poaiss.common.clock import today
from poaiss.directory.queries import name_of


def listed(actor: Actor, asked: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the projects that fit, for the list."""
    themes = theme_names()
    return [line(each, themes) for each in queries.found(actor, asked)]


def line(project: Project, themes: dict[str, str]) -> dict[str, Any]:
    """Return a project for a list."""
    return {
        "project": project,
        "state": name_of(project.state_id),
        "theme": themes.get(project.theme, project.theme),
        "budget": money(project.budget, project.currency),
        "mark": mark(project.status),
        "status_label": project.get_status_display(),
    }


def mark(status: str) -> str:
    """Return the mark of a project's status."""
    marks = {ProjectStatus.RUNNING: "active", ProjectStatus.PIPELINE: "pending", ProjectStatus.FINISHED: "done"}
    return marks.get(ProjectStatus(status), str(status))


def detail(actor: Actor, project: Project) -> dict[str, Any]:
    """Return the page of a project for a reader."""
    side = side_of(actor, project)
    may_run = can(actor, "assistance.run_project", project)
    writes = may_run and project.status not in ENDED
    rows = queries.transactions(actor, project)
    return {
        **line(project, theme_names()),
        "exercise": project.exercise,
        "side": side,
        "may_run": may_run,
        "writes": writes,
        "may_release": can(actor, "assistance.release", project),
        "names": side_names(project),
        "milestones": [milestone(each) for each in queries.milestones(actor, project)],
        "indicators": [indicator(each) for each in queries.indicators(actor, project)],
        "money": money_of(rows),
        "documents": queries.documents(actor, project),
        "duplicates": duplicates.of_project(actor, project) if side else [],
        "steps": steps(project) if may_run else [],
    }


def steps(project: Project) -> list[dict[str, str]]:
    """Return where a project may go, in words of what is done."""
    words = {
        ProjectStatus.RUNNING: _("It runs"),
        ProjectStatus.FINISHED: _("The work is finished"),
        ProjectStatus.CLOSED: _("Close it: accounts and assessment are done"),
        ProjectStatus.SUSPENDED: _("Suspend it"),
        ProjectStatus.CANCELLED: _("Cancel it"),
    }
    found = PROJECT_TRANSITIONS[ProjectStatus(project.status)]
    quiet = (ProjectStatus.SUSPENDED, ProjectStatus.CANCELLED)
    return [{"to": str(each), "label": words[each], "quiet": "yes" if each in quiet else ""} for each in found]


def milestone(row: Milestone) -> dict[str, Any]:
    """Return a milestone with where it stands."""
    if row.reached_on:
        return {"row": row, "mark": "done", "label": _("reached")}
    late = row.due_on < today()
    return {"row": row, "mark": "overdue" if late else "pending", "label": _("past its day") if late else _("to come")}


def number(value: Decimal | None) -> str:
    """Return a value without idle noughts; '' for none."""
    if value is None:
        return ""
    whole = value == value.to_integral_value()
    return number_format(value, decimal_pos=0 if whole else 2, force_grouping=True)


def indicator(row: Any) -> dict[str, Any]:
    """Return an indicator with its values over time and how far it has come."""
    found = achieving.achievement(row)
    percent = None if found.share is None else int(max(Decimal(0), min(Decimal(1), found.share)) * 100)
    return {
        "row": row,
        "baseline": number(row.baseline),
        "target": number(row.target),
        "last": number(found.last.value) if found.last else "",
        "percent": percent,
        "reached": found.reached,
        "sides_differ": found.sides_differ,
        "by_side": [
            {"side": side.label, "value": number(each.value), "on": each.on} for side, each in found.by_side.items()
        ],
        "values": [
            {"row": each, "value": number(each.value), "side": Side(each.side).label} for each in row.measurements.all()
        ],
    }


def money_of(rows: list[Transaction]) -> dict[str, Any]:
    """Return the statements of both sides, and what stands when they are laid side by side."""
    stated = converting.statements(rows)
    found = reconciling.pairs(stated, converting.dollars)
    return {
        "rows": [statement(each) for each in reversed(rows)],
        "pairs": [pair(each) for each in found],
        "sums": [summed(each) for each in reconciling.sums(stated, converting.dollars)],
        "open": sum(1 for each in found if each.verdict != reconciling.Verdict.SAME),
    }


def statement(row: Transaction) -> dict[str, Any]:
    """Return what one side stated."""
    return {
        "row": row,
        "kind": MoneyKind(row.kind).label,
        "side": Side(row.side).label,
        "amount": exact(row.amount, row.currency),
    }


def exact(amount: Decimal | None, currency: str) -> str:
    """Return an amount with its cents where it has some; '' for none."""
    return f"{number(amount)} {currency}" if amount is not None else ""


def said(each: reconciling.Statement | None) -> dict[str, Any] | None:
    """Return one side's statement for a cell."""
    return {"amount": exact(each.amount, each.currency), "on": each.on} if each else None


def pair(each: reconciling.Pair) -> dict[str, Any]:
    """Return two statements beside each other with what is to be said of them."""
    return {
        "kind": each.kind.label,
        "recipient": said(each.recipient),
        "donor": said(each.donor),
        "mark": "done" if each.verdict == reconciling.Verdict.SAME else "pending",
        "words": verdict_words(each),
    }


def verdict_words(each: reconciling.Pair) -> str:
    """Return in neutral words how two statements stand to each other."""
    words = {
        reconciling.Verdict.SAME: _("Both sides state it."),
        reconciling.Verdict.DAYS_DIFFER: _("Same amount; the days lie %(days)d days apart.") % {"days": abs(each.days)},
        reconciling.Verdict.AMOUNTS_DIFFER: _("Near in time; the amounts differ."),
        reconciling.Verdict.ONLY_RECIPIENT: _("Stated by the recipient so far."),
        reconciling.Verdict.ONLY_DONOR: _("Stated by the donor so far."),
    }
    return words[each.verdict]


def summed(each: reconciling.Sum) -> dict[str, Any]:
    """Return the sums of a kind in a year."""
    return {
        "kind": each.kind.label,
        "year": each.year,
        "recipient": exact(each.recipient, each.currency),
        "donor": exact(each.donor, each.currency),
        "difference": exact(each.difference, each.currency),
        "without_rate": ", ".join(each.without_rate),
    }
