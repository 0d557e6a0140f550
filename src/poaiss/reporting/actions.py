"""What people do with a national report: draft, complete, approve, submit, receive, return, publish, amend.

Each action locks the report first and then decides: rule, table of transitions, then write, sign and audit.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from poaiss.access.enums import Marking
from poaiss.access.rules import check
from poaiss.accounts.actor import Actor
from poaiss.audit.actions import record
from poaiss.common.clock import now
from poaiss.common.errors import InvalidTransition, Problem, Severity
from poaiss.directory.models import State
from poaiss.questionnaires import engine
from poaiss.questionnaires.compiled import form_of
from poaiss.questionnaires.loading import freeze
from poaiss.reporting import content
from poaiss.reporting.enums import TRANSITIONS, AnswerKind, Provenance, Publication, ReportStatus
from poaiss.reporting.errors import (
    NotChosenForPublication,
    ReportClosed,
    ReportExists,
    ReportIncomplete,
    RoundWithoutTemplate,
    TextMissing,
    UnknownQuestion,
)
from poaiss.reporting.models import Answer, NationalReport, Round, Snapshot, Step


@dataclass(frozen=True, slots=True)
class Given:
    """An answer as a person gives it: the text, or a silence that the person chooses, and who may see it."""

    value: str = ""
    silence: AnswerKind | None = None
    unchanged_since: int | None = None
    remark: str = ""
    marking: Marking = Marking.CLEAR
    provenance: Provenance = Provenance.TYPED


def locked(report: NationalReport) -> NationalReport:
    """Return the report as it stands now, locked until the transaction ends."""
    rows = NationalReport.objects.select_related("state", "round", "version")
    return rows.select_for_update(of=("self",)).get(pk=report.pk)


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


@transaction.atomic
def start_report(*, state: State, round: Round, by: Actor, language: str = "") -> NationalReport:
    """Begin the State's report in a round, in the template of the round, which is frozen from now on (R2)."""
    check(by, "reporting.draft", state)
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


@transaction.atomic
def answer(*, report: NationalReport, answers: Mapping[str, Given], by: Actor) -> int:
    """Store ANSWERS by path and return how many changed; what was typed is stored even where it does not fit.

    A text in a yes/no cell is kept and told when the report is looked over (R3). Nothing is deleted: an empty
    answer is an answer of the kind "no answer".
    """
    report = locked(report)
    check(by, "reporting.draft", report)
    if not report.is_open:
        raise ReportClosed(
            _("The report is “%(status)s”; its answers cannot change.") % {"status": report.get_status_display()},
            place=str(report),
            mend=_("Open it again first."),
        )
    form, stored = form_of(report.version), content.stored_answers(report)
    changed = [each for each in (changes(report, form, stored, *pair, by=by) for pair in answers.items()) if each]
    Answer.objects.bulk_create([each for each in changed if each.pk is None])
    fields = [
        "value",
        "kind",
        "unchanged_since",
        "remark",
        "marking",
        "provenance",
        "revision",
        "changed_at",
        "changed_by",
    ]
    Answer.objects.bulk_update([each for each in changed if each.path in stored], fields)
    if changed:
        record("reporting.answer", by=by, on=report, state=report.state_id, details={"answers": len(changed)})
    return len(changed)


def question_at(form: engine.Form, path: str) -> engine.Question:
    """Return the question of a form at a path; indexes of lists do not count."""
    plain = "/".join(part.split("[")[0] for part in path.split("/"))
    item = form.items.get(plain)
    if not isinstance(item, engine.Question) or not item.asked:
        raise UnknownQuestion(
            _("The form has no question here."), place=path[:200], mend=_("Open the section again and save anew.")
        )
    return item


def changes(
    report: NationalReport, form: engine.Form, stored: content.Stored, path: str, given: Given, *, by: Actor
) -> Answer | None:
    """Return the row of an answer when it is new or other than before, else None."""
    question = question_at(form, path)
    value = given.value.replace("\0", "\ufffd")
    kind = given.silence or content.kind_of(question, value)
    row = stored.get(path)
    facts = {
        "value": "" if given.silence and not value else value,
        "kind": kind,
        "unchanged_since": given.unchanged_since if kind == AnswerKind.UNCHANGED else None,
        "remark": given.remark.replace("\0", "\ufffd"),
        "marking": given.marking,
        "provenance": given.provenance,
    }
    if row is None:
        blank = kind == AnswerKind.NO_ANSWER and not given.remark
        return (
            None
            if blank
            else Answer(report=report, path=path, number=question.number, changed_by=by.identifier, **facts)
        )
    if all(getattr(row, name) == each for name, each in facts.items()):
        return None
    for name, each in facts.items():
        setattr(row, name, each)
    row.revision, row.changed_by, row.changed_at = row.revision + 1, by.identifier, now()
    return row


def check_answers(report: NationalReport) -> None:
    """Raise ReportIncomplete with every answer that does not fit its question."""
    found = [each for each in content.problems(report) if each.severity is not engine.Severity.WARNING]
    if found:
        problems = tuple(
            Problem(each.code, next(iter(each.messages.values()), each.code), each.mend, each.number, Severity.ERROR)
            for each in found
        )
        raise ReportIncomplete(_("Some answers do not fit their questions."), problems=problems)


@transaction.atomic
def mark_complete(*, report: NationalReport, by: Actor, remarks: str = "") -> NationalReport:
    """Say that a draft is complete; that approves nothing."""
    report = locked(report)
    check(by, "reporting.complete", report)
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
    stored = content.stored_answers(report)
    whole = content.content(report, stored, number=report.revision + 1, public=False)
    fields = {"submitted_at": now(), "submitted_by_id": person_of(by), "submitted_hash": content.sha256(whole)}
    return move(report, to=ReportStatus.SUBMITTED, by=by, remarks=remarks, **fields)


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
    take_snapshot(moved, number, at)
    return moved


def take_snapshot(report: NationalReport, number: int, at: Any) -> Snapshot:
    """Store the public content of a report for good."""
    public = content.content(report, content.stored_answers(report), number=number, public=True)
    return Snapshot.objects.create(
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


@transaction.atomic
def amend(*, report: NationalReport, by: Actor, remarks: str = "") -> NationalReport:
    """Open a published report for an amendment; what was published stays until the amendment is published."""
    report = locked(report)
    check(by, "reporting.submit", report)
    return move(report, to=ReportStatus.AMENDED, by=by, remarks=remarks)
