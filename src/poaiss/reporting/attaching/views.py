"""Attaching a file to a question, taking it off, and handing files out; all of it without JavaScript."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from poaiss.access.web import Request, public, requires
from poaiss.common.downloads import download
from poaiss.common.errors import PoaissError
from poaiss.common.web import go, page
from poaiss.reporting import attachments, contact_answers, queries
from poaiss.reporting.attaching import pages
from poaiss.reporting.attaching.errors import NotAFileQuestion
from poaiss.reporting.errors import UnknownQuestion
from poaiss.reporting.fetching import report_at
from poaiss.reporting.models import Attachment, NationalReport


def attachment_at(request: Request, pk: UUID, attachment: UUID) -> Attachment:
    """Return a file of a report that the actor may read, or answer 404."""
    found = pages.attachment_visible(request.actor, pk, attachment)
    if found is None:
        raise Http404
    return found


def question_page(request: Request, report: NationalReport, path: str, problem: PoaissError | None) -> HttpResponse:
    """Show the question with its file; a refused file says why and how to mend it."""
    try:
        context = pages.question_page(report, path, problem)
    except (UnknownQuestion, NotAFileQuestion) as error:
        raise Http404 from error
    return page(request, "reporting/attaching/file.html", context, status=422 if problem else 200)


@requires("reporting.answer")
def attach(request: Request, pk: UUID, path: str) -> HttpResponse:
    """The page of one question that asks for a file: send one, replace it, take it off."""
    report = report_at(request, pk)
    if request.method != "POST":
        attachments.check_open(report, path, request.actor)
        return question_page(request, report, path, None)
    sent = request.FILES.get("file")
    try:
        given = pages.sent_file(sent)
        attachments.attach(report=report, path=path, name=given.name or "", stream=given, by=request.actor)
    except PoaissError as error:
        return question_page(request, report, path, error)
    messages.success(request, _("The file is attached."))
    return go(request, "reporting:section", report.pk, path.split("/")[0])


@requires("reporting.answer")
@require_POST
def remove(request: Request, pk: UUID, attachment: UUID) -> HttpResponse:
    """Take a file off its answer; it stays on record."""
    found = attachment_at(request, pk, attachment)
    try:
        attachments.detach(attachment=found, by=request.actor)
    except PoaissError as error:
        messages.error(request, f"{error.problem.reason} {error.problem.mend}".strip())
    else:
        messages.success(request, _("The file has been removed from the answer. It stays on record."))
    return go(request, "reporting:section", pk, found.path.split("/")[0])


@requires("reporting.read")
@require_safe
def attachment(request: Request, pk: UUID, attachment: UUID) -> HttpResponse:
    """A file of a report, for those who may read it."""
    found = attachment_at(request, pk, attachment)
    return download(name=found.name, sha256=found.sha256, media_type=found.media_type)


@public
@require_safe
def published(request: Request, pk: UUID, sha256: str) -> HttpResponse:
    """A file that a publication holds, for everybody; what the publication does not hold is not public."""
    snapshot = queries.snapshot(pk)
    found = attachments.public_file(snapshot.content, sha256) if snapshot else None
    if found is None:
        raise Http404
    return download(name=found["name"], sha256=sha256, media_type=found["media_type"])


@requires("reporting.answer")
@require_POST
def contacts(request: Request, pk: UUID) -> HttpResponse:
    """Bring the contacts in the report into the directory, or the other way about, as the person presses."""
    report = report_at(request, pk)
    try:
        done = contact_answers.carry_out(report, request.POST.get("do", ""), request.actor)
    except PoaissError as error:
        messages.error(request, f"{error.problem.reason} {error.problem.mend}".strip())
    else:
        messages.success(request, done)
    return go(request, "reporting:detail", pk)
