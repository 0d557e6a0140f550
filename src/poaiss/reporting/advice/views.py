"""The page of advice on a report."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from poaiss.access.rules import check
from poaiss.access.web import Request, requires
from poaiss.common.web import page
from poaiss.reporting import queries
from poaiss.reporting.advice.pages import advice_page


@requires("reporting.advice")
@require_safe
def advice(request: Request, pk: UUID) -> HttpResponse:
    """Advice on a report, for those of its State who write and approve it."""
    report = queries.report_visible(request.actor, pk)
    if report is None:
        raise Http404
    check(request.actor, "reporting.advice", report)
    return page(request, "reporting/advice/page.html", advice_page(report))
