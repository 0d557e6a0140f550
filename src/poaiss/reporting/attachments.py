"""Files attached to the answers of a report: attach, replace, detach; each law or plan is in the library too (R16).

The bytes are kept before anything is written down, under their digest; the answer to the question is the file's name.
A file that was replaced or removed stays on record with who did it and when.
"""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from poaiss.access.enums import Marking
from poaiss.access.rules import check
from poaiss.accounts.actor import Actor
from poaiss.audit.actions import record
from poaiss.common import files
from poaiss.common.clock import now
from poaiss.questionnaires import engine
from poaiss.questionnaires.compiled import form_of
from poaiss.questionnaires.enums import QuestionKind
from poaiss.reporting import actions, drafting
from poaiss.reporting.attaching import kinds, library_entries, names
from poaiss.reporting.attaching.errors import FilesTooMany, NotAFileQuestion
from poaiss.reporting.errors import ReportClosed, UnknownQuestion
from poaiss.reporting.models import Attachment, NationalReport
from poaiss.reporting.permissions import check_sections

AT_ONCE = 100
"""Files that stand in a report at most."""
EVER = 1_000
"""Files that a report ever had at most, those replaced among them: the store keeps them all."""
ENTRY = re.compile(r"(?P<name>[^\[\]/]+)(\[(?P<index>[1-9]\d{0,3})\])?")
ENTRIES = 1_000


@dataclass(frozen=True, slots=True)
class Examined:
    """A file in the store that was found acceptable."""

    name: str
    kept: files.Kept
    media_type: str


def current(report: NationalReport) -> dict[str, Attachment]:
    """Return the files that stand in a report, by the path of their question (one query)."""
    return {each.path: each for each in report.attachments.filter(ended_at=None).select_related("by")}


def attach(*, report: NationalReport, path: str, name: str, stream: files.Readable, by: Actor) -> Attachment:
    """Attach the file that STREAM gives to the question at PATH; one that stood there is ended and kept.

    Whatever is refused leaves the report as it was: rules first, then the bytes, then one transaction that writes.
    """
    question = file_question(report, path)
    report.refresh_from_db(fields=["status"])
    check_open(report, path, by)
    found = received(name, stream)
    return stand(report=report, path=path, question=question, found=found, by=by)


def received(name: str, stream: files.Readable) -> Examined:
    """Keep the bytes of an acceptable file; others leave nothing behind."""
    title = names.cleaned(name)
    kind: list[kinds.FileKind] = []

    def examine(path: Path) -> None:
        kind.append(kinds.examined(path, title))

    kept = files.keep(stream, limit=settings.ATTACHMENT_LIMIT, examine=examine)
    ending = kind[0].endings[0]
    if not names.ending_of(title):
        title = names.shortened(f"{title or _('file')}.{ending}")
    return Examined(title, kept, kind[0].media_type)


def file_question(report: NationalReport, path: str) -> engine.Question:
    """Return the question at a path that asks for a file; in lists each entry has its number."""
    form = form_of(report.version)
    place = ""
    for part in path.split("/"):
        found = ENTRY.fullmatch(part)
        place = f"{place}/{found['name']}".strip("/") if found else "\0"
        item = form.items.get(place)
        repeats = isinstance(item, engine.Section) and item.repeats
        if item is None or found is None or repeats != bool(found["index"]) or int(found["index"] or 1) > ENTRIES:
            raise UnknownQuestion(_("The form has no question here."), place=path[:200])
    question = form.items[place]
    if not isinstance(question, engine.Question) or question.type != QuestionKind.FILE or not question.asked:
        raise NotAFileQuestion(_("This question does not ask for a file."), place=path[:200])
    return question


def check_open(report: NationalReport, path: str, by: Actor) -> None:
    """Raise unless BY may answer at PATH and the report is open."""
    check(by, "reporting.answer", report)
    check_sections(by, report, {path.split("/")[0]})
    if not report.is_open:
        raise ReportClosed(
            _("The report is “%(status)s”; its answers cannot change.") % {"status": report.get_status_display()},
            place=str(report),
            mend=_("Open it again first."),
        )


@transaction.atomic
def stand(*, report: NationalReport, path: str, question: engine.Question, found: Examined, by: Actor) -> Attachment:
    """Write down that a kept file answers the question at PATH."""
    report = actions.locked(report)
    check_open(report, path, by)
    check_number(report, path)
    before = report.attachments.filter(path=path, ended_at=None).first()
    if before is not None:
        finish(report, before, by)
    row = Attachment.objects.create(
        report=report,
        path=path,
        name=found.name,
        media_type=found.media_type,
        size=found.kept.size,
        sha256=found.kept.sha256,
        by_id=UUID(by.identifier),
    )
    answer_with(report, path, question, found.name, by)
    library_entries.deposit(report, row, by)
    details = {"number": question.number, "sha256": row.sha256, "replaced": str(before.pk) if before else ""}
    record("reporting.attach", by=by, on=row, state=report.state_id, details=details)
    return row


def check_number(report: NationalReport, path: str) -> None:
    """Raise FilesTooMany where no further file may stand in the report."""
    elsewhere = report.attachments.filter(ended_at=None).exclude(path=path).count()
    if elsewhere >= AT_ONCE or report.attachments.count() >= EVER:
        raise FilesTooMany(
            _("The report has %(count)d files, as many as it may have.") % {"count": AT_ONCE},
            place=str(report),
            mend=_("Remove one, or put several texts into one file."),
        )


@transaction.atomic
def detach(*, attachment: Attachment, by: Actor) -> Attachment:
    """Remove a file from its answer; the row and the bytes stay, the answer is blank."""
    report = actions.locked(attachment.report)
    check_open(report, attachment.path, by)
    row = Attachment.objects.select_for_update().get(pk=attachment.pk)
    if row.ended_at is not None:
        return row
    finish(report, row, by)
    answer_with(report, row.path, file_question(report, row.path), "", by)
    record("reporting.detach", by=by, on=row, state=report.state_id, details={"path": row.path})
    return row


def finish(report: NationalReport, row: Attachment, by: Actor) -> None:
    """Say that a file no longer stands in the report."""
    row.ended_at, row.ended_by_id = now(), UUID(by.identifier)
    row.save(update_fields=["ended_at", "ended_by"])
    library_entries.end(report, row, by)


def answer_with(report: NationalReport, path: str, question: engine.Question, value: str, by: Actor) -> None:
    """Answer the question with the name of a file; remark and marking stay as the State chose them."""
    row = report.answers.filter(path=path).first()
    marking = Marking(row.marking) if row else drafting.marking_of(question)
    given = actions.Given(value=value, remark=row.remark if row else "", marking=marking)
    actions.answer(report=report, answers={path: given}, by=by)


def public_file(public: dict[str, Any], sha256: str) -> dict[str, Any] | None:
    """Return what a publication says of the file with a digest, or None: what it does not hold is not public."""
    return next((each["file"] for each in public["answers"] if each.get("file", {}).get("sha256") == sha256), None)
