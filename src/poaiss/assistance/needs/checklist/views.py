"""Pages of the checklist of needs; an answer that opens questions shows them after saving, without JavaScript."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from poaiss.access.web import Request, requires
from poaiss.assistance.needs.checklist import answers, pages
from poaiss.assistance.needs.checklist.forms import AreaForm
from poaiss.assistance.needs.checklist.saving import form_sent, opens_more, with_current_revision
from poaiss.assistance.needs.errors import NeedChanged
from poaiss.assistance.needs.web import own_state
from poaiss.common.web import go, page
from poaiss.contacts.views.helpers import add_problems
from poaiss.directory.models import State


@requires("assistance.state_need")
@require_safe
def overview(request: Request) -> HttpResponse:
    """The areas of the checklist and how far each is answered."""
    state = own_state(request, "assistance.state_need")
    return page(request, "assistance/needs/checklist.html", pages.overview(request.actor, state))


@requires("assistance.state_need")
@require_http_methods(["GET", "POST"])
def area(request: Request, code: str) -> HttpResponse:
    """One area of the checklist."""
    state = own_state(request, "assistance.state_need")
    context = pages.area_page(request.actor, state, code)
    if context is None:
        raise Http404
    if request.method == "POST":
        return saved(request, state, code, str(context["next"]))
    return page(request, "assistance/needs/area.html", context)


def saved(request: Request, state: State, code: str, following: str) -> HttpResponse:
    """Keep an area's answers; show it again while the answer has opened questions, then go on to the next."""
    version, form = form_sent(request.actor, state, code, request.POST)
    if not form.is_valid():
        return again(request, state, code, form, 422)
    given, revision = form.given(), form.cleaned_data["revision"] or 0
    try:
        kept = answers.save(state=state, form=version, given=given, revision=revision, by=request.actor)
    except NeedChanged as error:
        form = with_current_revision(request.actor, state, code, request.POST)
        add_problems(form, error)
        return again(request, state, code, form, 409)
    if opens_more(kept, code, form):
        return go(request, "assistance:needs-checklist-area", code)
    messages.success(request, _("Saved. Only your State sees the checklist."))
    if following:
        return go(request, "assistance:needs-checklist-area", following)
    return go(request, "assistance:needs-checklist")


def again(request: Request, state: State, code: str, form: AreaForm, status: int) -> HttpResponse:
    """Show an area as it was filled in, with what is wrong."""
    context = pages.area_page(request.actor, state, code, form) or {}
    return page(request, "assistance/needs/area.html", context, status=status)
