"""Pages of good practices; a stranger is told that there is none."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from poaiss.access.rules import check
from poaiss.access.web import Request, requires
from poaiss.analysis.models import Practice
from poaiss.analysis.practices import actions, pages
from poaiss.analysis.practices.forms import AskForm, GiveForm
from poaiss.common.errors import PoaissError
from poaiss.common.web import go, page
from poaiss.directory.models import State

TEMPLATE = "analysis/practices/practices.html"


def state_at(request: Request, slug: str, rule: str) -> State:
    """Return the State at an address: 404 for another's, 403 with the rule's sentence without the role."""
    state = pages.state_at(request.actor, slug)
    if state is None:
        raise Http404
    check(request.actor, rule, state)
    return state


def done(request: Request, state: State, form: Form | None, act: Callable[[], Practice], said: str) -> HttpResponse:
    """Act and go back to where the reader came from; show the page again with what is wrong."""
    if form is not None and not form.is_valid():
        return page(request, TEMPLATE, pages.page(request.actor, state, form=form), status=422)
    try:
        made = act()
    except PoaissError as error:
        messages.error(request, f"{error.problem.reason} {error.problem.mend}")
    else:
        messages.success(request, said or pages.told(made.decision))
    return go(request, "analysis:practices", state.slug)


@requires("analysis.practices")
@require_safe
def index(request: Request) -> HttpResponse:
    """All States for the Secretariat; for a State's people their own."""
    states = pages.states_of(request.actor)
    if len(states) == 1 and not pages.is_office(request.actor):
        return go(request, "analysis:practices", states[0].slug)
    if not pages.is_office(request.actor):
        return page(request, "analysis/practices/index.html", {"states": states, "exercise": request.actor.exercise})
    return page(request, TEMPLATE, pages.page(request.actor, None, request.GET.get("page", "")))


@requires("analysis.practices")
@require_safe
def practices(request: Request, slug: str) -> HttpResponse:
    """What a State published that may be a good practice, and what it decided."""
    state = state_at(request, slug, "analysis.practices")
    return page(request, TEMPLATE, pages.page(request.actor, state, request.GET.get("page", "")))


@requires("analysis.ask_practice")
@require_POST
def ask(request: Request, slug: str, key: str) -> HttpResponse:
    """Ask a State for a text."""
    state, form = state_at(request, slug, "analysis.ask_practice"), AskForm(request.POST, key=key)

    def act() -> Practice:
        return actions.ask(state=state, key=key, note=form.cleaned_data["note"], by=request.actor)

    return done(request, state, form, act, _("The State is asked. It decides."))


@requires("analysis.decide_practice")
@require_POST
def give(request: Request, slug: str, key: str) -> HttpResponse:
    """Let a text go into the library."""
    state, form = state_at(request, slug, "analysis.decide_practice"), GiveForm(request.POST, key=key)

    def act() -> Practice:
        return actions.give(state=state, key=key, title=form.cleaned_data["title"], by=request.actor)

    return done(request, state, form, act, "")


@requires("analysis.decide_practice")
@require_POST
def decline(request: Request, slug: str, key: str) -> HttpResponse:
    """Say that a text does not go into the library."""
    return decide(request, slug, actions.decline, key)


@requires("analysis.decide_practice")
@require_POST
def withdraw(request: Request, slug: str, key: str) -> HttpResponse:
    """Take a text out of the library."""
    return decide(request, slug, actions.withdraw, key)


def decide(request: Request, slug: str, action: Callable[..., Practice], key: str) -> HttpResponse:
    """Take a decision that needs nothing but the text."""
    state: Any = state_at(request, slug, "analysis.decide_practice")
    return done(request, state, None, lambda: action(state=state, key=key, by=request.actor), "")
