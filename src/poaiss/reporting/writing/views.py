"""Pages of writing a report: sections with autosave, conflicts, comments, assignments. All work without JavaScript."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from poaiss.access.web import Request, requires
from poaiss.common.errors import PoaissError
from poaiss.common.web import go, page
from poaiss.reporting import actions, carrying, collaborating, forms, pages, queries
from poaiss.reporting.drafting import key_of
from poaiss.reporting.enums import Publication, Resolution
from poaiss.reporting.fetching import report_at
from poaiss.reporting.models import NationalReport
from poaiss.reporting.writing import pages as shown
from poaiss.reporting.writing.forms import Asked


def found_or_404(context: dict[str, Any] | None) -> dict[str, Any]:
    """Return what a page shows, or answer 404."""
    if context is None:
        raise Http404
    return context


@requires("reporting.answer")
def section(request: Request, pk: UUID, name: str) -> HttpResponse:
    """One section of a report: a page that is saved as often as one likes."""
    report = report_at(request, pk)
    actions.check_may_answer(report=report, by=request.actor)
    if request.method == "POST":
        return save(request, report, name)
    if not report.is_open:
        return go(request, "reporting:review", report.pk)
    context = found_or_404(shown.section_page(request.actor, report, name))
    blocks_alone = "blocks" in request.GET
    context["have"] = frozenset(request.GET.get("have", "").split(".")) if blocks_alone else ()
    return page(request, "reporting/section_blocks.html" if blocks_alone else "reporting/section.html", context)


def save(request: Request, report: NationalReport, name: str) -> HttpResponse:
    """Store what was typed in a section and go on, or show again what could not be understood."""
    typed = forms.parse_section(request.POST, name)
    try:
        saved = actions.answer(report=report, answers=typed.answers, bases=typed.bases, by=request.actor)
    except PoaissError as error:
        context = shown.unsaved(report, typed.answers)
        if not context["rows"]:
            return go(request, "reporting:review", report.pk)
        return page(request, "reporting/unsaved.html", {**context, "problem": error.problem}, status=409)
    if typed.problems:
        context = found_or_404(shown.section_page(request.actor, report, name, typed.problems))
        return page(request, "reporting/section.html", context, status=422)
    if saved.conflicts:
        messages.warning(request, _("Somebody else changed the same answer. Both texts are kept: choose one."))
        return go(request, "reporting:conflicts", report.pk)
    messages.success(request, press(request, report, name) or _("Saved."))
    if "continue" not in request.POST:
        return go(request, "reporting:section", report.pk, name)
    following = pages.next_section(report, name)
    if following and queries.may_open(request.actor, report, following):
        return go(request, "reporting:section", report.pk, following)
    return go(request, "reporting:review", report.pk)


def press(request: Request, report: NationalReport, name: str) -> str:
    """Do what a button beside the answers asks for, and return what was done; '' for a plain save."""
    if paths := request.POST.getlist("confirm"):
        carrying.confirm(report=report, paths=paths, by=request.actor)
        return _("Confirmed.")
    if "confirm-all" in request.POST:
        carrying.confirm(report=report, section=name, by=request.actor)
        return _("Every answer carried over is confirmed.")
    if "nothing-new" in request.POST:
        carrying.nothing_new(report=report, section=name, by=request.actor)
        return _("Nothing new: every answer of the last report still stands.")
    if "something-new" in request.POST:
        carrying.undo_nothing_new(report=report, section=name, by=request.actor)
        return _("The answers are open again.")
    return ""


@requires("reporting.answer")
@require_POST
def autosave(request: Request, pk: UUID) -> HttpResponse:
    """Store one answer while the person goes on writing, and say beside it what became of it."""
    report = report_at(request, pk)
    path = request.POST.get("asked", "")
    typed = forms.parse_section(request.POST, path.split("/")[0])
    try:
        actions.answer(report=report, answers=typed.answers, bases=typed.bases, by=request.actor)
    except PoaissError as error:
        context = {
            "path": path,
            "key": key_of(path),
            "failure": f"{error.problem.reason} {error.problem.mend}",
            "revision": typed.bases.get(path),
        }
        return page(request, "reporting/answer_state.html", context, status=422)
    context = shown.answer_state(report, path)
    context["failure"] = next((each["message"] for each in typed.problems), "")
    response = page(request, "reporting/answer_state.html", context)
    if shown.reads_others(report, path):
        response["HX-Trigger"] = "poaiss:follow"
    return response


@requires("reporting.draft")
@require_POST
def section_publication(request: Request, pk: UUID, name: str) -> HttpResponse:
    """Choose whether a section is published with the report."""
    report = report_at(request, pk)
    found_or_404(shown.section_page(request.actor, report, name))
    chosen = Publication.RESTRICTED if request.POST.get("restricted") else Publication.PUBLIC
    try:
        actions.choose_section(report=report, section=name, publication=chosen, by=request.actor)
        messages.success(request, _("Saved."))
    except PoaissError as error:
        messages.error(request, f"{error.problem.reason} {error.problem.mend}".strip())
    return go(request, "reporting:section", report.pk, name)


@requires("reporting.answer")
def conflicts(request: Request, pk: UUID) -> HttpResponse:
    """Every answer for which two texts stand."""
    report = report_at(request, pk)
    actions.check_may_answer(report=report, by=request.actor)
    return page(request, "reporting/conflicts.html", shown.conflict_page(report))


@requires("reporting.answer")
@require_POST
def resolve(request: Request, pk: UUID, conflict: UUID) -> HttpResponse:
    """Choose between two texts, or write a third."""
    report = report_at(request, pk)
    found = queries.conflict_at(report, conflict)
    chosen = request.POST.get("resolution", "")
    if found is None or chosen not in Resolution.values:
        raise Http404
    try:
        text = request.POST.get("text", "")[: forms.LONGEST].replace("\r\n", "\n")
        actions.resolve(conflict=found, resolution=Resolution(chosen), text=text, by=request.actor)
        messages.success(request, _("Chosen. The other text stays in the history."))
    except PoaissError as error:
        messages.error(request, f"{error.problem.reason} {error.problem.mend}".strip())
    if queries.open_conflicts(report):
        return go(request, "reporting:conflicts", report.pk)
    return go(request, "reporting:section", report.pk, found.path.split("/")[0])


@requires("reporting.read")
def comments(request: Request, pk: UUID, name: str) -> HttpResponse:
    """The talk about a question or a section, and a place to write."""
    report = report_at(request, pk)
    actions.check_may_talk(report=report, by=request.actor)
    path = request.POST.get("path", "") or request.GET.get("path", "")
    context = found_or_404(shown.comments_page(request.actor, report, name, path))
    if request.method != "POST":
        return page(request, "reporting/comments.html", context)
    told = set(request.POST.getlist("mention"))
    people = [each for each in context["colleagues"] if str(each.pk) in told]
    try:
        text = request.POST.get("text", "")
        collaborating.comment(report=report, section=name, path=path, text=text, mentions=people, by=request.actor)
    except PoaissError as error:
        problems = [{"message": error.problem.reason, "target": "text"}]
        return page(request, "reporting/comments.html", {**context, "problems": problems}, status=422)
    messages.success(request, _("The comment is there."))
    return HttpResponse(status=303, headers={"Location": request.get_full_path()})


@requires("reporting.read")
@require_POST
def settle(request: Request, pk: UUID, comment: UUID) -> HttpResponse:
    """Mark a comment as settled, or open it again."""
    report = report_at(request, pk)
    actions.check_may_talk(report=report, by=request.actor)
    found = queries.comment_at(report, comment)
    if found is None:
        raise Http404
    collaborating.settle(comment=found, settled="open" not in request.POST, by=request.actor)
    address = f"{pages.comments_url(report, found.section, found.path)}"
    return HttpResponse(status=303, headers={"Location": address})


@requires("reporting.answer")
def assignments(request: Request, pk: UUID) -> HttpResponse:
    """Who was asked for which section."""
    report = report_at(request, pk)
    if request.method != "POST":
        return page(request, "reporting/assignments.html", shown.assignments_page(request.actor, report))
    asked = Asked(request.POST, agencies=queries.agencies_of(report))
    try:
        collaborating.assign(report=report, by=request.actor, **asked.given())
    except PoaissError as error:
        context = {**shown.assignments_page(request.actor, report), "asked": asked}
        problems = [{"message": error.problem.reason, "target": error.problem.place}]
        return page(request, "reporting/assignments.html", {**context, "problems": problems}, status=422)
    messages.success(request, _("The agency has been asked; its officers are told."))
    return go(request, "reporting:assignments", report.pk)


@requires("reporting.draft")
@require_POST
def take_back(request: Request, pk: UUID, assignment: UUID) -> HttpResponse:
    """Take a section back from an agency."""
    report = report_at(request, pk)
    found = queries.assignment_at(report, assignment)
    if found is None:
        raise Http404
    collaborating.take_back(assignment=found, by=request.actor)
    messages.success(request, _("The section has been taken back. What was answered stays."))
    return go(request, "reporting:assignments", report.pk)


@requires("reporting.answer")
@require_POST
def done(request: Request, pk: UUID, assignment: UUID) -> HttpResponse:
    """Say that the agency's part is done, or open it again."""
    report = report_at(request, pk)
    found = queries.assignment_at(report, assignment)
    if found is None:
        raise Http404
    collaborating.mark_done(assignment=found, done="open" not in request.POST, by=request.actor)
    return go(request, "reporting:section", report.pk, found.section)
