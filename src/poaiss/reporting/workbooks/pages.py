"""What the pages of the workbook show, and the file between its two steps: kept by its digest, known to the session."""

import io
from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from poaiss.access.web import Request
from poaiss.accounts.actor import Actor
from poaiss.common import files
from poaiss.common.errors import PoaissError, Problem
from poaiss.directory.enums import LANGUAGES
from poaiss.directory.queries import language_code
from poaiss.questionnaires import engine
from poaiss.questionnaires.compiled import form_of
from poaiss.questionnaires.engine.archives import MAX_FILE
from poaiss.reporting import exporting
from poaiss.reporting import pages as report_pages
from poaiss.reporting.actions import Given
from poaiss.reporting.actions.answering import question_at
from poaiss.reporting.documents import XLSX
from poaiss.reporting.documents.words import language_name
from poaiss.reporting.enums import AnswerKind
from poaiss.reporting.models import NationalReport
from poaiss.reporting.permissions import sections_for
from poaiss.reporting.workbooks import cells
from poaiss.reporting.workbooks.errors import REFUSED, WorkbookRefused
from poaiss.reporting.workbooks.exporting import export
from poaiss.reporting.workbooks.importing import Imported

MOST_REMEMBERED = 5


def workbook(report: NationalReport) -> dict[str, Any]:
    """Return the page with the workbook's languages and the way back in."""
    return {
        "report": report,
        "title": report_pages.heading(report),
        "exercise": report.state.is_exercise,
        "languages": [(code, language_name(code)) for code in LANGUAGES],
        "chosen": language_code(),
        "limit": MAX_FILE // 1_000_000,
    }


def file_of(actor: Actor, report: NationalReport, language: str) -> HttpResponse:
    """Return the workbook for download; what left after submission has a receipt, as any document has."""
    sections = sections_for(actor, report)
    if sections is None:
        made = exporting.export(report, "xlsx", language)
        data, name = made.data, made.name
    else:
        data = export(report, language, sections)
        name = f"poaiss-{report.state_id}-{report.round.year}-{language}-sections.xlsx"
    response = HttpResponse(data, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def sent(request: Request) -> bytes:
    """Return the bytes of the file that was sent; too many are not read."""
    upload = request.FILES.get("file")
    if upload is None:
        raise WorkbookRefused("workbook-absent", _("No file was chosen."), mend=_("Choose the workbook, then send it."))
    if (upload.size or 0) > MAX_FILE:
        raise files.too_large(MAX_FILE)
    return bytes(upload.read())


def session_key(report: NationalReport) -> str:
    """Return under which name the session knows the files sent for a report."""
    return f"workbooks-{report.pk}"


def remember(request: Request, report: NationalReport, data: bytes) -> str:
    """Keep a workbook until it is confirmed, and return its digest; the session knows who sent it."""
    kept = files.keep(io.BytesIO(data), limit=MAX_FILE)
    known = [each for each in request.session.get(session_key(report), []) if each != kept.sha256]
    request.session[session_key(report)] = [*known, kept.sha256][-MOST_REMEMBERED:]
    return kept.sha256


def remembered(request: Request, report: NationalReport) -> bytes | None:
    """Return the workbook that was confirmed, if this person sent it for this report; None otherwise."""
    wanted = request.POST.get("workbook", "")
    if wanted not in request.session.get(session_key(report), []):
        return None
    try:
        with files.open_kept(wanted) as kept:
            return kept.read()
    except files.NotKept:
        return None


def forget(request: Request, report: NationalReport) -> None:
    """Let the session know nothing more of the files sent for a report."""
    request.session.pop(session_key(report), None)


def refusal(error: PoaissError) -> dict[str, Any]:
    """Return what the page says when nothing of a file can be taken."""
    return {"problems": [{"message": told(each), "target": "file"} for each in error.problems]}


def told(problem: Problem) -> str:
    """Return a problem in one line: where, why, and how to mend it."""
    place = f"{problem.place}: " if problem.place else ""
    return f"{place}{problem.reason} {problem.mend}".strip()


def preview(found: Imported) -> dict[str, Any]:
    """Return what a workbook would change, what stands against it, and what should be looked at."""
    return {
        "merged": list(changes(found, found.saved.merged)),
        "conflicts": list(changes(found, found.saved.conflicts)),
        "unchanged": len(found.saved.unchanged),
        "refused": [told(each) for each in found.problems if each.code in REFUSED],
        "warnings": [told(each) for each in found.problems if each.code not in REFUSED],
    }


def changes(found: Imported, paths: Iterable[str]) -> Iterable[dict[str, str]]:
    """Yield each answer with what stands and what the workbook says."""
    form = form_of(found.report.version)
    for path in paths:
        question = question_at(form, path)
        yield {
            "number": question.number,
            "label": engine.text_in(question.labels, language_code(), "en"),
            "theirs": in_words(question, found.before.get(path)),
            "mine": in_words(question, found.given[path]),
        }


def in_words(question: engine.Question, given: Given | None) -> str:
    """Return an answer as the page shows it: choices by their labels, a silence, and the explanation."""
    if given is None:
        return ""
    value = given.value
    labels = cells.labels_of(question, language_code()) if question.choices else {}
    if labels and value and set(value.split()) <= labels.keys():
        value = "; ".join(labels[name] for name in value.split())
    if given.silence is not None:
        year = f", {given.unchanged_since}" if given.unchanged_since else ""
        value = f"{value} ({AnswerKind(given.silence).label}{year})".strip()
    return "\n".join(filter(None, [value, given.remark]))
