"""Help with a question: a page, or its content alone when htmx asks for it."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET

from poaiss.access.web import Request, requires
from poaiss.common.web import page
from poaiss.reporting import queries
from poaiss.reporting.question_help.pages import help_page


@requires("reporting.read")
@require_GET
def question_help(request: Request, pk: UUID, number: str) -> HttpResponse:
    """Guidance, paragraphs, modules and examples for one question of a report."""
    report = queries.report_visible(request.actor, pk)
    found = help_page(request.actor, report, number) if report else None
    if found is None:
        raise Http404
    part = request.headers.get("HX-Request") == "true"
    template = "reporting/question_help/content.html" if part else "reporting/question_help/page.html"
    return page(request, template, {**found, "is_part": part})
