"""What waits for a person in reporting; neutral words: reporting is voluntary."""

from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from poaiss.access.rules import can
from poaiss.access.visibility import visible_to
from poaiss.accounts.actor import Actor
from poaiss.directory.queries import language_code
from poaiss.questionnaires.compiled import form_of
from poaiss.questionnaires.engine import Section, text_in
from poaiss.reporting.enums import OPEN, CorrectionStatus, ReportStatus
from poaiss.reporting.models import Assignment, CorrectionRequest, NationalReport
from poaiss.reporting.queries.reports import title_of
from poaiss.reporting.waiting import Task

WITHOUT = ("report__version__sheets", "report__version__xform")


NEXT: tuple[tuple[ReportStatus, str, str], ...] = (
    (ReportStatus.RETURNED, "reporting.complete", "returned"),
    (ReportStatus.DRAFT, "reporting.draft", "draft"),
    (ReportStatus.AMENDED, "reporting.draft", "amended"),
    (ReportStatus.COMPLETE, "reporting.approve", "complete"),
    (ReportStatus.APPROVED, "reporting.submit", "approved"),
    (ReportStatus.SUBMITTED, "reporting.receive", "submitted"),
    (ReportStatus.RECEIVED, "reporting.receive", "received"),
)
"""Which status waits for whom."""


def words(name: str) -> str:
    """Return what is to be done, in the reader's language."""
    return {
        "returned": _("Read the remarks of the Secretariat and open the report again."),
        "draft": _("Continue the draft."),
        "amended": _("Continue the amendment."),
        "complete": _("Look the report over and approve it."),
        "approved": _("Submit the approved report."),
        "submitted": _("Receive the report."),
        "received": _("Publish it as the State chose, or return it with remarks."),
    }[name]


def tasks_for(actor: Actor) -> list[Task]:
    """Return what waits for ACTOR: reports by their status, and requests for correction."""
    found = assigned(actor)
    if not (can(actor, "reporting.draft") or can(actor, "reporting.receive")):
        return found
    reports = list(visible_to(actor, NationalReport).select_related("state", "round").order_by("-round__year", "state"))
    for status, rule, name in NEXT:
        for report in reports:
            if report.status == status and can(actor, rule, report):
                url = reverse("reporting:detail", args=[report.pk])
                found.append(Task(title_of(report.state_id, report.round.year), url, words(name)))
    return found + correction_tasks(actor)


def assigned(actor: Actor) -> list[Task]:
    """Return the sections that an actor's agency was asked for and has not finished."""
    if not actor.agencies:
        return []
    found = []
    rows = Assignment.objects.filter(
        agency__in=[UUID(each) for each in actor.agencies], ended_at=None, done_at=None, report__status__in=OPEN
    )
    for each in rows.select_related("report__round", "report__version").defer(*WITHOUT):
        section = form_of(each.report.version).items.get(each.section)
        if isinstance(section, Section):
            title = text_in(section.labels, language_code(), "en")
            url = reverse("reporting:section", args=[each.report_id, each.section])
            hint = _("Your agency was asked for this section of the national report.")
            found.append(Task(f"{title_of(each.state_id, each.report.round.year)}: {title}", url, hint))
    return found


def correction_tasks(actor: Actor) -> list[Task]:
    """Return the requests for correction that wait for the Secretariat."""
    if not can(actor, "reporting.answer_correction"):
        return []
    waiting = visible_to(actor, CorrectionRequest).filter(status=CorrectionStatus.OPEN).count()
    if not waiting:
        return []
    hint = _("A State says that an excerpt about it is wrong.")
    return [Task(_("Requests for correction"), reverse("reporting:corrections"), hint, waiting)]
