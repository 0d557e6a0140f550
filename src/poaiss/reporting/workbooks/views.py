"""Pages of the workbook: download it, send it back, see what would happen, and take it in. Without JavaScript."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from poaiss.access.web import Request, requires
from poaiss.common.errors import PoaissError
from poaiss.common.web import go, page
from poaiss.directory.enums import LANGUAGES
from poaiss.reporting.fetching import report_at
from poaiss.reporting.workbooks import pages
from poaiss.reporting.workbooks.importing import import_workbook


@requires("reporting.answer")
def workbook(request: Request, pk: UUID) -> HttpResponse:
    """Download the workbook, or send it back and see what it would change; nothing is stored yet."""
    report = report_at(request, pk)
    context = pages.workbook(report)
    if request.method != "POST":
        return page(request, "reporting/workbook.html", context)
    try:
        data = pages.sent(request)
        found = import_workbook(data, by=request.actor, report=report, dry_run=True)
    except PoaissError as error:
        return page(request, "reporting/workbook.html", {**context, **pages.refusal(error)}, status=422)
    token = pages.remember(request, report, data)
    return page(request, "reporting/workbook_preview.html", {**context, **pages.preview(found), "token": token})


@requires("reporting.answer")
@require_safe
def download(request: Request, pk: UUID, language: str) -> HttpResponse:
    """The workbook as a file; an officer of an agency gets the sections assigned to it."""
    report = report_at(request, pk)
    if language not in LANGUAGES:
        raise Http404
    return pages.file_of(request.actor, report, language)


@requires("reporting.answer")
@require_POST
def take_in(request: Request, pk: UUID) -> HttpResponse:
    """Merge the workbook that was looked at into the draft."""
    report = report_at(request, pk)
    data = pages.remembered(request, report)
    if data is None:
        messages.error(request, _("The workbook is no longer at hand. Please send it again."))
        return go(request, "reporting:workbook", report.pk)
    try:
        found = import_workbook(data, by=request.actor, report=report)
    except PoaissError as error:
        context = {**pages.workbook(report), **pages.refusal(error)}
        return page(request, "reporting/workbook.html", context, status=422)
    pages.forget(request, report)
    count = len(found.saved.merged)
    done = ngettext("%(count)d answer was taken in.", "%(count)d answers were taken in.", count)
    messages.success(request, done % {"count": count})
    if found.saved.conflicts:
        messages.warning(request, _("Somebody else changed the same answer. Both texts are kept: choose one."))
        return go(request, "reporting:conflicts", report.pk)
    return go(request, "reporting:detail", report.pk)
