"""Reading reports: the public reads snapshots alone; drafts are read by their own State."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Case, Count, Q, QuerySet, When
from django.urls import reverse
from django.utils.translation import gettext as _

from poaiss.access.visibility import visible_to
from poaiss.accounts.actor import Actor
from poaiss.directory.enums import StateKind
from poaiss.directory.models import State
from poaiss.directory.queries import name_of
from poaiss.reporting.enums import AnswerKind, ReportStatus
from poaiss.reporting.models import NationalReport, Snapshot, Step, Submission
from poaiss.reporting.permissions import DRAFTERS
from poaiss.reporting.queries.aligned import place_url
from poaiss.reporting.rounds.queries import is_round_for, open_to


@dataclass(frozen=True, slots=True)
class ReportLine:
    """A report in a list."""

    title: str
    url: str
    status: str
    status_label: str
    state: str
    year: int
    exercise: bool
    published_at: dt.datetime | None = None


def title_of(state: str, year: int) -> str:
    """Return what a report is called in the reader's language."""
    return _("%(state)s, report of %(year)d") % {"state": name_of(state), "year": year}


def line_of_snapshot(snapshot: Snapshot) -> ReportLine:
    """Return a published report for a list."""
    status = ReportStatus.PUBLISHED
    return ReportLine(
        title=title_of(snapshot.state_id, snapshot.round.year),
        url=place_url(snapshot.state, snapshot.round.year),
        status=status.value,
        status_label=str(status.label),
        state=snapshot.state_id,
        year=snapshot.round.year,
        exercise=snapshot.state.is_exercise,
        published_at=snapshot.published_at,
    )


def line_of_report(report: NationalReport) -> ReportLine:
    """Return a report that its own State or the Secretariat works on, for a list."""
    return ReportLine(
        title=title_of(report.state_id, report.round.year),
        url=reverse("reporting:detail", args=[report.pk]),
        status=report.status,
        status_label=str(ReportStatus(report.status).label),
        state=report.state_id,
        year=report.round.year,
        exercise=report.state.is_exercise,
        published_at=report.published_at,
    )


def last_snapshots() -> QuerySet[Snapshot]:
    """Return the last snapshot of each report without its content."""
    newer = Snapshot.objects.order_by("report_id", "-number").distinct("report_id").values("pk")
    return Snapshot.objects.filter(pk__in=newer).defer("content").select_related("state", "round")


def latest_published(limit: int) -> list[ReportLine]:
    """Return the reports published last, real ones before those of the exercise (one query)."""
    exercise_last = Case(When(state__kind=StateKind.EXERCISE, then=1), default=0)
    found = last_snapshots().filter(round__exercise=False)
    return [line_of_snapshot(each) for each in found.order_by(exercise_last, "-published_at")[:limit]]


def reports_of(actor: Actor, state: State) -> list[ReportLine]:
    """Return the published reports of STATE, and the ones in work that ACTOR may read, the latest first."""
    published = {each.year: each for each in map(line_of_snapshot, last_snapshots().filter(state=state))}
    own: Iterable[NationalReport] = ()
    if actor.is_signed_in:
        own = visible_to(actor, NationalReport).filter(state=state).select_related("state", "round")
    in_work = {each.round.year: line_of_report(each) for each in own if each.status != ReportStatus.PUBLISHED}
    lines = [*in_work.values(), *published.values()]
    return sorted(lines, key=lambda each: (-each.year, each.status == ReportStatus.PUBLISHED))


def mine(actor: Actor) -> list[ReportLine]:
    """Return the reports that ACTOR works on, those of the own State first, the latest round first (one query)."""
    found = visible_to(actor, NationalReport).select_related("state", "round")
    return [line_of_report(each) for each in found.order_by("state", "-round__year")]


def received(actor: Actor) -> list[ReportLine]:
    """Return the reports that the Secretariat sees, those that wait for it first."""
    order = {ReportStatus.SUBMITTED: 0, ReportStatus.RECEIVED: 1, ReportStatus.RETURNED: 2}
    found = visible_to(actor, NationalReport).select_related("state", "round")
    lines = [line_of_report(each) for each in found.order_by("-round__year", "state")]
    return sorted(lines, key=lambda each: order.get(ReportStatus(each.status), 9))


def language_of(actor: Actor) -> str:
    """Return the UN language of the State that ACTOR drafts for; '' where there is none or more than one."""
    found = set(State.objects.filter(pk__in=actor.desks).values_list("language", flat=True))
    return str(found.pop()) if len(found) == 1 else ""


def rounds_to_report(actor: Actor) -> list[dict[str, Any]]:
    """Return the rounds in which a State of ACTOR can still begin a report, the latest first."""
    found = []
    for state in State.objects.filter(pk__in={c.state for c in actor.capacities if c.role in DRAFTERS and c.state}):
        found += [{"state": state, "round": each} for each in open_to(state)]
    return found


def report_visible(actor: Actor, pk: UUID) -> NationalReport | None:
    """Return the report if ACTOR may read it, else None: a stranger is told that there is none."""
    found = visible_to(actor, NationalReport).filter(pk=pk)
    found = found.select_related("state", "round", "version__questionnaire")
    return found.defer("version__sheets", "version__xform").first()


def steps_of(report: NationalReport) -> list[Step]:
    """Return the signed steps of a report, the latest first."""
    return list(report.steps.order_by("-id"))


def last_submission(report: NationalReport) -> Submission | None:
    """Return what was submitted last, without its content; None before that."""
    return report.submissions.defer("content").order_by("-number").first()


def snapshots_of(state: State, year: int) -> list[Snapshot]:
    """Return the publications of a State's report of a year, the latest first."""
    found = Snapshot.objects.filter(state=state, round__year=year)
    return list(found.select_related("state", "round", "version__questionnaire").order_by("-number"))


def snapshot(pk: UUID) -> Snapshot | None:
    """Return a publication, or None."""
    return Snapshot.objects.filter(pk=pk).select_related("state", "round", "version__questionnaire").first()


def listed(actor: Actor) -> list[dict[str, Any]]:
    """Return one object a report as ``poaiss reports list`` prints it; excerpts are no reports and never counted."""
    answered = Count("answers", filter=~Q(answers__kind=AnswerKind.NO_ANSWER))
    found = visible_to(actor, NationalReport).annotate(answered=answered).select_related("state", "round")
    return [
        {
            "state": report.state_id,
            "round": report.round.year,
            "status": report.status,
            "exercise": report.state.is_exercise,
            "answers": report.answered,
            "hash": report.submitted_hash,
        }
        for report in found.order_by("state", "round__year")
    ]


def all_reports(actor: Actor) -> list[NationalReport]:
    """Return every report that ACTOR may read, with what a document of it needs."""
    found = visible_to(actor, NationalReport).select_related("state", "round", "version__questionnaire")
    return list(found.defer("version__sheets", "version__xform"))


def is_round(state: State, year: int) -> bool:
    """Return whether STATE was asked for a report in a year."""
    return is_round_for(state, year)


def round_chosen(actor: Actor, given: str) -> dict[str, Any] | None:
    """Return State and round in GIVEN (code and year, such as XAV-2026) when a report can still be begun there."""
    known = {f"{each['state'].pk}-{each['round'].year}": each for each in rounds_to_report(actor)}
    return known.get(given)
