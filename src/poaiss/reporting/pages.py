"""What the pages of reports show, in the reader's language."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from poaiss.access.rules import can
from poaiss.accounts.actor import Actor
from poaiss.directory.enums import LANGUAGES
from poaiss.directory.queries import agency_name, language_code
from poaiss.questionnaires.models import Question, Version
from poaiss.questionnaires.queries import label_of, questions_of
from poaiss.reporting import burden, contact_answers, content, drafting, queries
from poaiss.reporting.advice import pages as advice
from poaiss.reporting.enums import TRANSITIONS, WITH_SECRETARIAT, AnswerKind, Publication, ReceiptKind, ReportStatus
from poaiss.reporting.models import NationalReport, Receipt, Snapshot
from poaiss.reporting.paths import plain
from poaiss.reporting.permissions import secretariat_of, sections_for
from poaiss.reporting.translating import reading as translating

STEPS: tuple[tuple[ReportStatus, str, str], ...] = (
    (ReportStatus.COMPLETE, "reporting.complete", "complete"),
    (ReportStatus.APPROVED, "reporting.approve", "approve"),
    (ReportStatus.SUBMITTED, "reporting.submit", "submit"),
    (ReportStatus.RECEIVED, "reporting.receive", "receive"),
    (ReportStatus.PUBLISHED, "reporting.receive", "publish"),
    (ReportStatus.RETURNED, "reporting.receive", "return"),
    (ReportStatus.AMENDED, "reporting.submit", "amend"),
    (ReportStatus.DRAFT, "reporting.complete", "reopen"),
)
"""Which button leads to which status."""


def button_words(name: str) -> str:
    """Return what a button says."""
    return {
        "complete": _("Mark as complete"),
        "approve": _("Approve"),
        "submit": _("Submit to the Secretariat"),
        "receive": _("Record as received"),
        "publish": _("Publish"),
        "return": _("Return with remarks"),
        "amend": _("Amend"),
        "reopen": _("Open again"),
    }[name]


def buttons(actor: Actor, report: NationalReport) -> list[dict[str, Any]]:
    """Return the steps that the table holds and that ACTOR may take."""
    open_steps = TRANSITIONS[ReportStatus(report.status)]
    found = [(to, name) for to, rule, name in STEPS if to in open_steps and can(actor, rule, report)]
    return [
        {"name": name, "label": button_words(name), "url": reverse(f"reporting:{name}", args=[report.pk])}
        for to, name in found
        if name != "publish" or report.publication == Publication.PUBLIC
    ]


def heading(report: NationalReport) -> str:
    """Return what a report is called."""
    return queries.title_of(report.state_id, report.round.year)


def detail(actor: Actor, report: NationalReport) -> dict[str, Any]:
    """Return a report with its task list, its next steps and what was done so far."""
    stored = content.stored_answers(report)
    filled = content.evaluation(report.version, stored)
    own = None if secretariat_of(actor, report) else sections_for(actor, report)
    parts = [part for part in drafting.parts(report.version, stored, filled) if own is None or part.name in own]
    writes = report.is_open and can(actor, "reporting.answer", report)
    asked = asked_by_section(report)
    return {
        "report": report,
        "title": heading(report),
        "exercise": report.state.is_exercise,
        "tasks": [task(report, part, linked=writes, asked=asked.get(part.name, ())) for part in parts],
        "done": sum(part.status == "done" for part in parts),
        "total": len(parts),
        "whole": own is None,
        "desk": report.state_id in actor.desks,
        "writes": writes,
        "minutes": burden.minutes_left(filled, stored) if writes else 0,
        "conflicts": len(queries.open_conflicts(report)) if writes else 0,
        "buttons": buttons(actor, report),
        "timeline": [step_shown(step) for step in queries.steps_of(report)],
        "publications": Publication.choices if can(actor, "reporting.submit", report) else (),
        "public_url": queries.place_url(report.state, report.round.year) if report.revision else "",
        "languages": LANGUAGES,
        "final": report.status in WITH_SECRETARIAT,
        "links": links(actor, report) if report.state_id in actor.desks else [],
        "advice": advice.summary(actor, report, filled, stored),
        **contact_answers.panel(report, actor),
    }


def links(actor: Actor, report: NationalReport) -> list[dict[str, str]]:
    """Return where the work on a report goes on: offline, together, in another language, with help."""
    other = next(code for code in LANGUAGES if code != report.language)
    places: tuple[tuple[str, list[Any], str], ...] = (
        ("reporting:workbook", [report.pk], _("Fill in offline, as a workbook")),
        ("reporting:device-forms", [report.pk], _("Fill in on a telephone or tablet")),
        ("reporting:translation", [report.pk, other], _("Unofficial translation")),
        ("reporting:help-ask", [], _("Ask for help with the report")),
    )
    found = []
    for name, arguments, label in places:
        try:
            found.append({"url": reverse(name, args=arguments), "label": label})
        except NoReverseMatch:
            continue
    return found


def asked_by_section(report: NationalReport) -> dict[str, list[str]]:
    """Return the names of the agencies asked for each section, as far as the actor sees them."""
    found: dict[str, list[str]] = {}
    for each in queries.assignments_of(report):
        found.setdefault(each.section, []).append(agency_name(each.agency))
    return found


def task(report: NationalReport, part: drafting.Part, *, linked: bool, asked: Sequence[str] = ()) -> dict[str, Any]:
    """Return a line of the task list."""
    words = {"answered": part.answered, "asked": part.asked}
    labels = {"not_started": _("Not started"), "in_progress": _("In progress"), "done": _("Done")}
    return {
        "label": part.title,
        "url": reverse("reporting:section", args=[report.pk, part.name]) if linked else "",
        "hint": " · ".join([_("%(answered)d of %(asked)d answered") % words, *asked]),
        "status": part.status,
        "status_label": labels[part.status],
    }


def step_shown(step: Any) -> dict[str, Any]:
    """Return a signed step for the timeline; who it was is shown to those who may read the report."""
    title = ReportStatus(step.after).label
    return {"at": step.at, "title": title, "who": f"{step.name} ({step.capacity})", "detail": step.remarks}


def comments_url(report: NationalReport, section: str, path: str) -> str:
    """Return the address of the talk about a question, or about a section."""
    address = reverse("reporting:comments", args=[report.pk, section])
    return f"{address}?{urlencode({'path': path})}" if path else address


def next_section(report: NationalReport, name: str) -> str:
    """Return the name of the section after NAME, '' after the last."""
    names = [each.name for each in drafting.top_sections(report.version)]
    place = names.index(name) + 1 if name in names else len(names)
    return names[place] if place < len(names) else ""


def review(actor: Actor, report: NationalReport) -> dict[str, Any]:
    """Return every answer of a report and what does not fit; an agency sees the sections assigned to it."""
    own = None if secretariat_of(actor, report) else sections_for(actor, report)
    stored = content.stored_answers(report)
    filled = content.evaluation(report.version, stored)
    lines = [each.as_dict() for each in content.lines(filled, stored, public=False)]
    lines = [each for each in lines if own is None or each["path"].split("/")[0] in own]
    return {
        "report": report,
        "title": heading(report),
        "exercise": report.state.is_exercise,
        "sections": sections(report.version, lines),
        "problems": [problem_shown(each) for each in content.problems_of(filled)],
        "buttons": buttons(actor, report),
    }


def written_in(actor: Actor) -> str:
    """Return the language that a new report is proposed to be written in: the State's own, else the reader's."""
    return queries.language_of(actor) or language_code()


def receipt(found: Receipt) -> dict[str, Any]:
    """Return a receipt for the page: what the file is, of which State and round, and when it was submitted."""
    return {
        "kind": ReceiptKind(found.kind).label,
        "title": queries.title_of(found.state_id, found.round.year),
        "number": found.number,
        "submitted_at": found.submitted_at,
        "is_submission": found.kind == ReceiptKind.SUBMISSION,
        "url": queries.place_url(found.state, found.round.year),
        "exercise": found.state.is_exercise,
    }


def receipt_page(report: NationalReport) -> dict[str, Any] | None:
    """Return the receipt of the last submission, or None before there is one."""
    last = queries.last_submission(report)
    if last is None:
        return None
    address = f"{settings.BASE_URL}{reverse('reporting:verify')}?sha256={last.sha256}"
    return {
        "report": report,
        "title": heading(report),
        "exercise": report.state.is_exercise,
        "submission": last,
        "address": address,
    }


def problem_shown(found: Any) -> dict[str, str]:
    """Return a problem for the summary on top."""
    message = next(iter(found.messages.values()), found.code)
    return {"message": f"{found.number}: {message} {found.mend}".lstrip(": "), "target": f"a-{found.number}"}


def sections(version: Version, lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the answers of a report by section, each with the text of its question."""
    questions = {question.number: question for question in questions_of(version)}
    grouped: dict[str, list[dict[str, Any]]] = {}
    for line in lines:
        question = questions.get(line["number"]) or questions.get(plain(line["path"]))
        grouped.setdefault(line["path"].split("/")[0], []).append(line_shown(line, question))
    tops = drafting.top_sections(version)
    titles = {each.name: drafting.part_of(each, ()) for each in tops}
    return [{"part": titles[name], "lines": rows} for name, rows in grouped.items() if name in titles]


def line_shown(line: dict[str, Any], question: Question | None) -> dict[str, Any]:
    """Return one line in the reader's language."""
    kind = line["kind"]
    return {
        "number": line["number"],
        "entry": entry_of(line["path"]),
        "label": label_of(question) if question else line["path"],
        "kind": kind,
        "is_silence": kind not in (AnswerKind.YES, AnswerKind.NO, AnswerKind.DEVELOPING, AnswerKind.ANSWERED),
        "display": queries.display(kind, line.get("value", ""), question, line.get("unchanged_since")),
        "remark": line.get("remark", ""),
        "file": line.get("file"),
    }


def entry_of(path: str) -> str:
    """Return which entry of a list a path is in, '' outside lists."""
    return "/".join(part.split("[")[1].rstrip("]") for part in path.split("/") if "[" in part)


def snapshot_page(snapshot: Snapshot, translation: str = "") -> dict[str, Any]:
    """Return a publication with its hash, counts by kind, and every answer."""
    answers = snapshot.content["answers"]
    counts: dict[str, int] = {}
    for each in answers:
        counts[each["kind"]] = counts.get(each["kind"], 0) + 1
    return {
        "snapshot": snapshot,
        "title": queries.title_of(snapshot.state_id, snapshot.round.year),
        "exercise": snapshot.state.is_exercise,
        "sections": sections(snapshot.version, answers),
        "counts": [(AnswerKind(kind).label, counts[kind]) for kind in AnswerKind.values if kind in counts],
        "asked": len(answers),
        **translating.public_context(snapshot, translation),
    }
