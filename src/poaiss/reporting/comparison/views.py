"""Pages that set two reports beside each other."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from poaiss.access.web import Request, public, requires
from poaiss.common.web import page
from poaiss.reporting import queries
from poaiss.reporting.comparison import pages


@requires("reporting.read")
@require_safe
def changes(request: Request, pk: UUID) -> HttpResponse:
    """What changed in a report since the State's last one, or since it was submitted."""
    report = queries.report_visible(request.actor, pk)
    context = pages.report_page(request.actor, report, request.GET.dict()) if report else None
    if context is None:
        raise Http404
    return page(request, "reporting/comparison/report.html", context)


@public
@require_safe
def published_changes(request: Request, pk: UUID) -> HttpResponse:
    """What changed from one publication to the next, for everybody."""
    found = queries.snapshot(pk)
    context = pages.snapshot_page(found, request.GET.dict()) if found else None
    if context is None:
        raise Http404
    return page(request, "reporting/comparison/published.html", context)
