"""What people do with a national report: draft, complete, approve, submit, receive, return, publish, amend.

Each action locks the report first and then decides: rule, table of transitions, then write, sign and audit.
"""

from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from poaiss.access.rules import Refused, check
from poaiss.accounts.actor import Actor
from poaiss.audit.actions import record
from poaiss.common.clock import now
from poaiss.common.errors import InvalidTransition, Problem, Severity
from poaiss.directory.models import State
from poaiss.questionnaires import engine
from poaiss.questionnaires.loading import freeze
from poaiss.reporting import content, receipts
from poaiss.reporting.attaching import library_entries
from poaiss.reporting.enums import TRANSITIONS, Provenance, Publication, ReportStatus
from poaiss.reporting.errors import (
    NotChosenForPublication,
    ReportClosed,
    ReportExists,
    ReportIncomplete,
    RoundWithoutTemplate,
    TextMissing,
)
from poaiss.reporting.helping.access import helps
from poaiss.reporting.models import NationalReport, Round, SectionChoice, Snapshot, Step, Submission
from poaiss.reporting.permissions import NOT_A_DRAFTER, secretariat_of, sections_for
from poaiss.reporting.rounds.errors import RoundOfExercise
from poaiss.reporting.translating.writing import release_translations

PUBLISHED_TASK = "analysis.follow_publication"
"""Job that writes the open data anew; it is enqueued with the publication and runs after it."""


def locked(report: NationalReport) -> NationalReport:
    """Return the report as it stands now; whoever else would change it waits until the transaction ends.

    The lock is one of the session's own kind: an officer of an agency may answer a section of a report, but not
    change the report's row, and a lock on the row would need that.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"reporting.report:{report.pk}"])
    rows = NationalReport.objects.select_related("state", "round", "version")
    return rows.defer("version__sheets", "version__xform").get(pk=report.pk)


def move(report: NationalReport, *, to: ReportStatus, by: Actor, remarks: str = "", **fields: Any) -> NationalReport:
    """Take a step of the table, sign it and audit it; a step that the table does not hold is refused."""
    before = ReportStatus(report.status)
    if to not in TRANSITIONS[before]:
        words = {"before": before.label, "after": to.label}
        raise InvalidTransition(
            _("A report that is “%(before)s” cannot become “%(after)s”.") % words, place=str(report)
        )
    report.status = to
    for name, value in fields.items():
        setattr(report, name, value)
    report.save(update_fields=["status", *fields])
    sign(report, before, to, by=by, remarks=remarks)
    return report


def sign(report: NationalReport, before: str, after: str, *, by: Actor, remarks: str = "") -> None:
    """Sign a step with name, capacity and time, and audit it."""
    Step.objects.create(
        report=report,
        before=before,
        after=after,
        at=now(),
        person_id=person_of(by),
        name=by.name,
        capacity=by.capacity_text,
        remarks=remarks,
    )
    details = {"before": str(before), "after": str(after), "remarks": bool(remarks)}
    record(f"reporting.{after}", by=by, on=report, state=report.state_id, details=details)


def person_of(actor: Actor) -> UUID | None:
    """Return the key of the person who acts; None for the machine."""
    return UUID(actor.identifier) if actor.is_signed_in else None


def check_may_answer(*, report: NationalReport, by: Actor) -> None:
    """Raise Refused unless BY may answer in REPORT."""
    check(by, "reporting.answer", report)


def check_may_talk(*, report: NationalReport, by: Actor) -> None:
    """Raise Refused unless BY takes part in the writing of REPORT; the Secretariat never does."""
    if not helps(by, report):
        check(by, "reporting.answer", report)


def check_sees_whole(*, report: NationalReport, by: Actor) -> None:
    """Raise Refused unless BY sees the report as a whole: an agency asked for a section sees that section alone."""
    check(by, "reporting.read", report)
    if not secretariat_of(by, report) and sections_for(by, report) is not None:
        raise Refused("reporting.read", NOT_A_DRAFTER, report)


def check_world(state: State, round: Round) -> None:
    """Raise RoundOfExercise unless STATE belongs to the world of ROUND."""
    if round.exercise and not state.is_exercise:
        raise RoundOfExercise(
            _("This round is for exercise States alone."), place=str(round), mend=_("Choose another round.")
        )


@transaction.atomic
def start_report(*, state: State, round: Round, by: Actor, language: str = "") -> NationalReport:
    """Begin the State's report in a round, in the template of the round, which is frozen from now on (R2)."""
    check(by, "reporting.draft", state)
    check_world(state, round)
    if round.version is None:
        raise RoundWithoutTemplate(
            _("No template is loaded for the round of %(year)d.") % {"year": round.year},
            mend=_("Choose another round, or ask the Secretariat."),
        )
    report, created = NationalReport.objects.get_or_create(
        state=state, round=round, defaults={"version": freeze(round.version), "language": language or state.language}
    )
    if not created:
        raise ReportExists(
            _("The report of the round of %(year)d has been begun already.") % {"year": round.year},
            place=str(report),
            mend=_("Open it in the list of reports."),
        )
    sign(report, "", ReportStatus.DRAFT, by=by)
    return report


def check_answers(report: NationalReport) -> None:
    """Raise ReportIncomplete with every answer that does not fit its question."""
    found = [each for each in content.problems(report) if each.severity is not engine.Severity.WARNING]
    if found:
        problems = tuple(
            Problem(each.code, next(iter(each.messages.values()), each.code), each.mend, each.number, Severity.ERROR)
            for each in found
        )
        raise ReportIncomplete(_("Some answers do not fit their questions."), problems=problems)


def check_settled(report: NationalReport) -> None:
    """Raise ReportIncomplete while answers are carried over unconfirmed, or two texts stand side by side."""
    problems = [
        Problem("answer-unconfirmed", _("The answer was carried over and nobody has confirmed it."), place=number)
        for number in report.answers.filter(provenance=Provenance.CARRIED).values_list("number", flat=True)
    ]
    problems += [
        Problem("answer-conflict", _("Two people answered differently, and nobody has chosen."), place=number)
        for number in report.conflicts.filter(resolution="").values_list("number", flat=True)
    ]
    if problems:
        raise ReportIncomplete(
            _("Some answers wait for somebody to confirm them or to choose."), problems=tuple(problems)
        )


@transaction.atomic
def mark_complete(*, report: NationalReport, by: Actor, remarks: str = "") -> NationalReport:
    """Say that a draft is complete; that approves nothing.

    Answers carried over that nobody confirmed, and conflicts that nobody settled, are told first.
    """
    report = locked(report)
    check(by, "reporting.complete", report)
    check_settled(report)
    check_answers(report)
    return move(report, to=ReportStatus.COMPLETE, by=by, remarks=remarks)


@transaction.atomic
def reopen(*, report: NationalReport, by: Actor, remarks: str = "") -> NationalReport:
    """Open a complete, approved or returned report again."""
    report = locked(report)
    check(by, "reporting.complete", report)
    return move(report, to=ReportStatus.DRAFT, by=by, remarks=remarks)


@transaction.atomic
def approve(*, report: NationalReport, by: Actor, remarks: str = "") -> NationalReport:
    """Approve a complete report within the State."""
    report = locked(report)
    check(by, "reporting.approve", report)
    return move(report, to=ReportStatus.APPROVED, by=by, remarks=remarks)


@transaction.atomic
def submit(*, report: NationalReport, by: Actor, remarks: str = "") -> NationalReport:
    """Submit an approved report to the Secretariat; only the point of contact or the mission may (R10).

    The answers are looked over as a whole; what does not fit refuses the report with ReportIncomplete. The hash
    of all that was submitted is the State's receipt.
    """
    report = locked(report)
    check(by, "reporting.submit", report)
    check_answers(report)
    number, at = report.submissions.count() + 1, now()
    whole = content.content(report, content.stored_answers(report), number=number, public=False)
    digest = content.sha256(whole)
    fields = {"submitted_at": at, "submitted_by_id": person_of(by), "submitted_hash": digest}
    moved = move(report, to=ReportStatus.SUBMITTED, by=by, remarks=remarks, **fields)
    made = Submission.objects.create(
        report=moved,
        state=moved.state,
        number=number,
        content=whole,
        sha256=digest,
        at=at,
        person_id=person_of(by),
        name=by.name,
        capacity=by.capacity_text,
    )
    receipts.of_submission(made)
    return moved


@transaction.atomic
def receive(*, report: NationalReport, by: Actor, remarks: str = "") -> NationalReport:
    """Receive a submitted report; the Secretariat neither edits nor judges it."""
    report = locked(report)
    check(by, "reporting.receive", report)
    return move(report, to=ReportStatus.RECEIVED, by=by, remarks=remarks)


@transaction.atomic
def return_with_remarks(*, report: NationalReport, by: Actor, remarks: str) -> NationalReport:
    """Return a report with remarks on its authenticity or legibility, never on its substance."""
    report = locked(report)
    check(by, "reporting.receive", report)
    if not remarks.strip():
        raise TextMissing(_("Say why the report is returned."), mend=_("Write the remarks."))
    return move(report, to=ReportStatus.RETURNED, by=by, remarks=remarks.strip())


@transaction.atomic
def choose_publication(*, report: NationalReport, publication: Publication, by: Actor) -> NationalReport:
    """Choose whether the report is published; the State alone decides, at any time before publication."""
    report = locked(report)
    check(by, "reporting.submit", report)
    if report.status == ReportStatus.PUBLISHED:
        raise ReportClosed(_("The report has been published."), place=str(report), mend=_("Amend it instead."))
    report.publication = publication
    report.save(update_fields=["publication"])
    details = {"publication": str(publication)}
    record("reporting.choose_publication", by=by, on=report, state=report.state_id, details=details)
    return report


@transaction.atomic
def choose_section(*, report: NationalReport, section: str, publication: Publication, by: Actor) -> None:
    """Choose whether a section is published with the report; what is restricted stays with the Secretariat (R15)."""
    report = locked(report)
    check(by, "reporting.draft", report)
    if report.status == ReportStatus.PUBLISHED:
        raise ReportClosed(_("The report has been published."), place=str(report), mend=_("Amend it instead."))
    SectionChoice.objects.update_or_create(
        report=report, section=section, defaults={"publication": publication, "changed_by": by.identifier}
    )
    details = {"section": section, "publication": str(publication)}
    record("reporting.choose_section", by=by, on=report, state=report.state_id, details=details)


@transaction.atomic
def publish(*, report: NationalReport, by: Actor, remarks: str = "") -> NationalReport:
    """Publish a received report as a snapshot that never changes, when its State chose publication (R13)."""
    report = locked(report)
    check(by, "reporting.receive", report)
    if report.publication != Publication.PUBLIC:
        raise NotChosenForPublication(
            _("The State has not chosen publication."), place=str(report), mend=_("Ask the State; it alone decides.")
        )
    number, at = report.revision + 1, now()
    fields = {"published_at": at, "published_by_id": person_of(by), "revision": number}
    moved = move(report, to=ReportStatus.PUBLISHED, by=by, remarks=remarks, **fields)
    made = take_snapshot(moved, number, at)
    library_entries.release_published(made, by)
    release_translations(made)
    world = "exercise" if moved.state.is_exercise else "states"
    app.configure_task(PUBLISHED_TASK).defer(world=world, year=moved.round.year)
    return moved


def take_snapshot(report: NationalReport, number: int, at: Any) -> Snapshot:
    """Store the public content of a report for good."""
    last = report.submissions.order_by("-number").first()
    said = last.number if last else number
    public = content.content(report, content.stored_answers(report), number=said, public=True)
    made = Snapshot.objects.create(
        report=report,
        state=report.state,
        round=report.round,
        version=report.version,
        number=number,
        language=report.language,
        content=public,
        sha256=content.sha256(public),
        published_at=at,
    )
    receipts.of_snapshot(made, last.at if last else at)
    return made


@transaction.atomic
def amend(*, report: NationalReport, by: Actor, remarks: str = "") -> NationalReport:
    """Open a published report for an amendment; what was published stays until the amendment is published."""
    report = locked(report)
    check(by, "reporting.submit", report)
    return move(report, to=ReportStatus.AMENDED, by=by, remarks=remarks)
