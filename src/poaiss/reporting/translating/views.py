"""The page on which a report's texts stand beside their unofficial translation."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from poaiss.access.web import Request, requires
from poaiss.common.web import go, page
from poaiss.reporting import queries
from poaiss.reporting.translating import pages
from poaiss.reporting.translating.writing import translate


@requires("reporting.read")
def translation(request: Request, pk: UUID, language: str) -> HttpResponse:
    """Show original and translation side by side, and store what was typed in a section."""
    report = queries.report_visible(request.actor, pk)
    if report is None or not pages.is_language(report, language):
        raise Http404
    if request.method != "POST":
        return page(request, "reporting/translating/page.html", pages.translation_page(request.actor, report, language))
    given = pages.parsed(request.POST)
    found = translate(report=report, language=language, given=given, by=request.actor)
    if found.conflicts:
        shown = pages.translation_page(request.actor, report, language, typed=given, conflicts=found.conflicts)
        return page(request, "reporting/translating/page.html", shown, status=422)
    messages.success(request, _("Saved."))
    return go(request, "reporting:translation", report.pk, language)
