"""The page of suggestions: private to the State, and only it makes a need of one."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from poaiss.access.web import Request, requires
from poaiss.assistance.enums import SuggestionAnswer
from poaiss.assistance.needs.suggesting import actions, pages
from poaiss.assistance.needs.web import act, own_state, said
from poaiss.common.errors import PoaissError
from poaiss.common.web import go, page


@requires("assistance.state_need")
@require_safe
def listing(request: Request) -> HttpResponse:
    """What the State's own answers suggest that it may need."""
    state = own_state(request, "assistance.state_need")
    return page(request, "assistance/needs/suggestions.html", pages.listing(request.actor, state))


@requires("assistance.state_need")
@require_POST
def answer(request: Request, key: str) -> HttpResponse:
    """Take a suggestion up, dismiss it, or leave it for later."""
    state = own_state(request, "assistance.state_need")
    chosen = request.POST.get("answer", "")
    if chosen not in SuggestionAnswer.values:
        raise Http404
    if chosen == SuggestionAnswer.TAKEN:
        return taken(request, key)

    def do() -> object:
        return actions.answer(state=state, key=key, answer=SuggestionAnswer(chosen), by=request.actor)

    done = _("Kept. It comes back if the answers that it rests on change.")
    return act(request, do, done, "assistance:need-suggestions")


def taken(request: Request, key: str) -> HttpResponse:
    """Take a suggestion up and go on to write on the need."""
    state = own_state(request, "assistance.state_need")
    try:
        need = actions.take_up(state=state, key=key, by=request.actor)
    except PoaissError as error:
        said(request, error)
        return go(request, "assistance:need-suggestions")
    messages.success(request, _("It is a draft of a need now. Only your State sees it; write on it here."))
    return go(request, "assistance:need-edit", need.pk)
