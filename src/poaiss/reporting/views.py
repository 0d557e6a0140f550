"""Pages of national reports: public ones read snapshots and excerpts alone; drafts are seen by those who may."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from poaiss.access.rules import can
from poaiss.access.web import Request, public, requires
from poaiss.common.errors import PoaissError
from poaiss.common.web import go, page
from poaiss.directory.enums import LANGUAGES
from poaiss.directory.models import State
from poaiss.directory.queries import language_code, state_by_slug
from poaiss.reporting import actions, carrying, content, corrections, exporting, forms, pages, queries, receipts
from poaiss.reporting.documents.view import Document
from poaiss.reporting.enums import CorrectionStatus, Publication
from poaiss.reporting.errors import ReportIncomplete, UnknownFormat
from poaiss.reporting.fetching import report_at
from poaiss.reporting.models import NationalReport


def state_at(slug: str) -> State:
    """Return the State at an address or answer 404."""
    state = state_by_slug(slug)
    if state is None:
        raise Http404
    return state


@public
def state(request: Request, slug: str) -> HttpResponse:
    """The reports of a State by round, and the excerpts apart."""
    found = state_at(slug)
    context = {
        "state": found,
        "exercise": found.is_exercise,
        "reports": queries.reports_of(request.actor, found),
        "excerpts": queries.excerpts_of(found),
    }
    return page(request, "reporting/state.html", context)


@public
def place(request: Request, slug: str, year: int) -> HttpResponse:
    """A State in a round: the published report, or that none was received, and excerpts apart."""
    found = state_at(slug)
    snapshots, excerpts = queries.snapshots_of(found, year), queries.excerpts_at(found, year)
    if not snapshots and not excerpts and not queries.is_round(found, year):
        raise Http404
    shown = pages.snapshot_page(snapshots[0], request.GET.get("translation", "")) if snapshots else {}
    context = {
        "state": found,
        "year": year,
        "exercise": found.is_exercise,
        "excerpts": excerpts,
        "snapshots": snapshots,
    }
    return page(request, "reporting/place.html", {**context, **shown})


@public
def undated(request: Request, slug: str) -> HttpResponse:
    """The excerpts about a State of which the source does not show the year."""
    found = state_at(slug)
    excerpts = queries.excerpts_at(found, None)
    if not excerpts:
        raise Http404
    return page(request, "reporting/place.html", {"state": found, "exercise": found.is_exercise, "excerpts": excerpts})


@public
def unattributed(request: Request) -> HttpResponse:
    """The excerpts of which the source does not show the State."""
    return page(request, "reporting/unattributed.html", {"excerpts": queries.unattributed()})


@public
def snapshot(request: Request, pk: UUID) -> HttpResponse:
    """One publication of a report, whatever came after it."""
    found = queries.snapshot(pk)
    if found is None:
        raise Http404
    return page(request, "reporting/snapshot.html", pages.snapshot_page(found, request.GET.get("translation", "")))


@public
def snapshot_content(request: Request, pk: UUID) -> HttpResponse:
    """The very bytes that the hash of a publication is taken over."""
    found = queries.snapshot(pk)
    if found is None:
        raise Http404
    return HttpResponse(content.canonical(found.content), content_type="application/json; charset=utf-8")


@requires("reporting.draft")
def mine(request: Request) -> HttpResponse:
    """The reports of one's State, and the rounds in which one can begin."""
    context: dict[str, Any] = {
        "reports": queries.mine(request.actor),
        "rounds": queries.rounds_to_report(request.actor),
    }
    context |= {"languages": LANGUAGES, "language": pages.written_in(request.actor)}
    return page(request, "reporting/mine.html", context)


@requires("reporting.receive")
def received(request: Request) -> HttpResponse:
    """The reports that reached the Secretariat."""
    return page(request, "reporting/received.html", {"reports": queries.received(request.actor)})


@requires("reporting.draft")
@require_POST
def start(request: Request) -> HttpResponse:
    """Begin a report in a round."""
    chosen = queries.round_chosen(request.actor, request.POST.get("round", ""))
    if chosen is None:
        raise Http404
    try:
        language = forms.language_chosen(request.POST)
        report = carrying.begin(state=chosen["state"], round=chosen["round"], language=language, by=request.actor)
    except PoaissError as error:
        messages.error(request, str(error.problem.reason))
        return go(request, "reporting:mine")
    return go(request, "reporting:detail", report.pk)


@requires("reporting.read")
def detail(request: Request, pk: UUID) -> HttpResponse:
    """A report: its sections, its next step, what was done."""
    return page(request, "reporting/detail.html", pages.detail(request.actor, report_at(request, pk)))


@requires("reporting.read")
def review(request: Request, pk: UUID) -> HttpResponse:
    """Every answer of a report before it leaves."""
    return page(request, "reporting/review.html", pages.review(request.actor, report_at(request, pk)))


@requires("reporting.read")
@require_GET
def document(request: Request, pk: UUID, format: str) -> HttpResponse:
    """A report as a file, in the language asked for; an agency that sees one section gets none."""
    report = report_at(request, pk)
    actions.check_sees_whole(report=report, by=request.actor)
    try:
        made = exporting.export(report, format, request.GET.get("language", "") or language_code())
    except UnknownFormat:
        raise Http404 from None
    return download(made)


@public
@require_GET
def published_document(request: Request, pk: UUID, format: str) -> HttpResponse:
    """A publication as a document, in the language asked for."""
    found = queries.snapshot(pk)
    if found is None:
        raise Http404
    try:
        made = exporting.export_published(found, format, request.GET.get("language", "") or language_code())
    except UnknownFormat:
        raise Http404 from None
    return download(made)


def download(made: Document) -> HttpResponse:
    """Return a file as a download."""
    headers = {"Content-Disposition": f'attachment; filename="{made.name}"'}
    return HttpResponse(made.data, content_type=made.media_type, headers=headers)


@public
def verify(request: Request) -> HttpResponse:
    """Say whether a file is the very one that was submitted; the file is looked at and not kept.

    A report of which nothing is restricted is published in the very bytes that were submitted: told once.
    """
    digest = forms.digest_asked(request)
    context = {"digest": digest, "found": [pages.receipt(each) for each in receipts.find_digest(digest)[:1]]}
    return page(request, "reporting/verify.html", context)


@requires("reporting.read")
@require_GET
def receipt(request: Request, pk: UUID) -> HttpResponse:
    """The receipt of the last submission, to print and keep."""
    report = report_at(request, pk)
    actions.check_sees_whole(report=report, by=request.actor)
    context = pages.receipt_page(report)
    if context is None:
        raise Http404
    return page(request, "reporting/receipt_page.html", context)


@public
@require_GET
def schema(request: Request) -> HttpResponse:
    """The JSON Schema of a report."""
    return HttpResponse(exporting.schema(), content_type="application/schema+json; charset=utf-8")


def step(rule: str, action: Callable[..., NationalReport]) -> Callable[..., HttpResponse]:
    """Build the view of one step of the workflow."""

    @requires(rule)
    @require_POST
    def take(request: Request, pk: UUID) -> HttpResponse:
        """Take the step, or say why it cannot be taken."""
        report = report_at(request, pk)
        try:
            action(report=report, by=request.actor, remarks=request.POST.get("remarks", "")[:20_000].replace("\0", ""))
        except ReportIncomplete:
            return page(request, "reporting/review.html", pages.review(request.actor, report), status=422)
        except PoaissError as error:
            messages.error(request, f"{error.problem.reason} {error.problem.mend}".strip())
        return go(request, "reporting:detail", report.pk)

    return take


complete = step("reporting.complete", actions.mark_complete)
reopen = step("reporting.complete", actions.reopen)
approve = step("reporting.approve", actions.approve)
submit = step("reporting.submit", actions.submit)
receive = step("reporting.receive", actions.receive)
send_back = step("reporting.receive", actions.return_with_remarks)
publish = step("reporting.receive", actions.publish)
amend = step("reporting.submit", actions.amend)


@requires("reporting.submit")
@require_POST
def publication(request: Request, pk: UUID) -> HttpResponse:
    """Choose whether the report is published."""
    report = report_at(request, pk)
    chosen = request.POST.get("publication", "")
    if chosen not in Publication.values:
        raise Http404
    try:
        actions.choose_publication(report=report, publication=Publication(chosen), by=request.actor)
    except PoaissError as error:
        messages.error(request, f"{error.problem.reason} {error.problem.mend}".strip())
    return go(request, "reporting:detail", report.pk)


@requires("reporting.request_correction")
def correction(request: Request, pk: UUID) -> HttpResponse:
    """Ask for the correction of an excerpt about one's own State."""
    excerpt = queries.excerpt_shown(pk)
    if excerpt is None:
        raise Http404
    context: dict[str, Any] = {
        "excerpt": excerpt,
        "text": request.POST.get("text", ""),
        "numbers": excerpt.answers.all(),
    }
    if request.method == "POST":
        try:
            given = {"text": context["text"][:20_000], "number": request.POST.get("number", "")}
            corrections.request_correction(excerpt=excerpt, by=request.actor, **given)
        except PoaissError as error:
            problems = [{"message": error.problem.reason, "target": "text"}]
            return page(request, "reporting/correction.html", {**context, "problems": problems}, status=422)
        messages.success(request, _("The request has been sent to the Secretariat."))
        return go(request, "reporting:corrections")
    corrections.check_may_request(excerpt, request.actor)
    return page(request, "reporting/correction.html", context)


@requires("reporting.read_corrections")
@require_GET
def correction_list(request: Request) -> HttpResponse:
    """The requests for correction that one may read."""
    context = {
        "requests": queries.open_corrections(request.actor),
        "may_answer": can(request.actor, "reporting.answer_correction"),
    }
    return page(request, "reporting/corrections.html", context)


@requires("reporting.answer_correction")
@require_POST
def correction_answer(request: Request, pk: UUID) -> HttpResponse:
    """Answer a State's request for correction."""
    found = queries.correction_visible(request.actor, pk)
    status = request.POST.get("status", "")
    if found is None or status not in CorrectionStatus.values:
        raise Http404
    try:
        reply = request.POST.get("reply", "")[:20_000]
        corrections.answer_correction(correction=found, status=CorrectionStatus(status), reply=reply, by=request.actor)
    except PoaissError as error:
        messages.error(request, str(error.problem.reason))
    return go(request, "reporting:corrections")
