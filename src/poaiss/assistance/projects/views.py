"""Pages of projects."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from poaiss.access.web import Request, public
from poaiss.assistance.projects import queries
from poaiss.common.web import page


@public
@require_safe
def projects(request: Request) -> HttpResponse:
    """The projects that one sees: one's own, those released, those brought in from public sources."""
    rows = queries.found(request.actor, {})
    return page(request, "assistance/projects/projects.html", {"lines": rows})


@public
@require_safe
def project(request: Request, pk: UUID) -> HttpResponse:
    """One project."""
    found = queries.project_at(request.actor, pk)
    if found is None:
        raise Http404
    return page(request, "assistance/projects/project.html", {"project": found})
