"""The page of what later reports show of a project."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from poaiss.access.web import Request, public, requires
from poaiss.assistance.effects import actions, pages
from poaiss.assistance.needs.web import act
from poaiss.assistance.projects.web import project_or_404
from poaiss.common.web import page


@public
@require_safe
def effect(request: Request, pk: UUID) -> HttpResponse:
    """The change in later reports: for the two sides, and for others once both sides agree."""
    found = project_or_404(request, pk)
    if not pages.may_read(request.actor, found):
        raise Http404
    return page(request, "assistance/effects/effect.html", pages.page_of(request.actor, found))


@requires("assistance.run_project")
@require_POST
def show(request: Request, pk: UUID) -> HttpResponse:
    """Agree that others read it, or withdraw that."""
    found = project_or_404(request, pk)
    agrees = request.POST.get("agrees") == "yes"
    return act(
        request,
        lambda: actions.show_effect(project=found, agrees=agrees, by=request.actor),
        _("Kept. Others read it while both sides agree."),
        "assistance:effect",
        pk,
    )
