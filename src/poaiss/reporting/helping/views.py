"""Pages of help with a report: ask, pair, let in, take back, end (R21)."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from poaiss.access.rules import check
from poaiss.access.web import Request, requires
from poaiss.common.errors import PoaissError
from poaiss.common.web import go, page
from poaiss.contacts.views.helpers import add_problems
from poaiss.reporting.helping import actions, pages, queries
from poaiss.reporting.helping.forms import WRITE, AskForm, EndForm, LetInForm, PairForm
from poaiss.reporting.models import HelpRequest


def fetch(request: Request, pk: UUID) -> HelpRequest:
    """Return a request that the actor sees, or answer 404."""
    found = queries.request_at(request.actor, pk)
    if found is None:
        raise Http404
    return found


@requires("reporting.read_help")
@require_GET
def requests(request: Request) -> HttpResponse:
    """The requests of one's State, those that one helps with, or those that wait for the Secretariat."""
    return page(request, "reporting/helping/requests.html", pages.requests(request.actor))


@requires("reporting.ask_help")
@require_http_methods(["GET", "POST"])
def ask(request: Request) -> HttpResponse:
    """Ask for help with the report of a round."""
    states = queries.states_to_ask_for(request.actor)
    rounds, first = queries.rounds_to_ask_for(request.actor), {"language": states[0].language}
    form = AskForm(request.POST or None, states=states, rounds=rounds, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.ask(by=request.actor, **form.given())
        except PoaissError as error:
            add_problems(form, error)
        else:
            messages.success(request, _("The Secretariat has been asked to find a helper."))
            return go(request, "reporting:help", made.pk)
    context = {"form": form, "exercise": request.actor.exercise}
    return page(request, "reporting/helping/ask.html", context, status=422 if form.errors else 200)


def show(request: Request, asked: HelpRequest, *, status: int = 200, **filled: forms.Form) -> HttpResponse:
    """Render a request with the forms that the actor may use."""
    fresh = {
        "pairing": PairForm(helpers=queries.helpers(asked)),
        "letting": LetInForm(initial=LetInForm.first()),
        "ending": EndForm(),
    }
    context = pages.request(request.actor, asked, **{**fresh, **filled})
    return page(request, "reporting/helping/request.html", context, status=status)


@requires("reporting.read_help")
@require_GET
def detail(request: Request, pk: UUID) -> HttpResponse:
    """One request: what is asked for, who helps, what the helper may do, what came of it."""
    return show(request, fetch(request, pk))


def act(
    request: Request, asked: HelpRequest, name: str, form: forms.Form, do: Callable[[Any], object], said: str
) -> HttpResponse:
    """Do what a form asks; show what is wrong beside its fields, or say that it was done."""
    if form.is_valid():
        try:
            do(form.cleaned_data)
        except PoaissError as error:
            add_problems(form, error)
        else:
            messages.success(request, said)
            return go(request, "reporting:help", asked.pk)
    return show(request, asked, status=422, **{name: form})


@requires("reporting.pair_help")
@require_POST
def pair(request: Request, pk: UUID) -> HttpResponse:
    """Propose a helper."""
    asked = fetch(request, pk)
    check(request.actor, "reporting.pair_help", asked)

    def do(data: Any) -> object:
        helper = queries.helper_at(data["helper"])
        if helper is None:
            raise Http404
        return actions.pair(asked=asked, helper=helper, by=request.actor)

    form = PairForm(request.POST, helpers=queries.helpers(asked))
    return act(request, asked, "pairing", form, do, _("State and helper have been told of each other."))


@requires("reporting.let_in")
@require_POST
def let_in(request: Request, pk: UUID) -> HttpResponse:
    """Let the helper into the report."""
    asked = fetch(request, pk)
    check(request.actor, "reporting.let_in", asked)

    def do(data: Any) -> object:
        given = {"until": data["until"], "purpose": data["purpose"], "may_draft": data["may"] == WRITE}
        return actions.let_in(asked=asked, by=request.actor, **given)

    return act(request, asked, "letting", LetInForm(request.POST), do, _("The helper can open the report now."))


@requires("reporting.let_in")
@require_POST
def take_back(request: Request, pk: UUID) -> HttpResponse:
    """End the helper's access at once."""
    asked = fetch(request, pk)
    check(request.actor, "reporting.let_in", asked)
    try:
        actions.take_back(asked=asked, by=request.actor)
    except PoaissError as error:
        messages.error(request, f"{error.problem.reason} {error.problem.mend}")
    else:
        messages.success(request, _("The helper can no longer open the report."))
    return go(request, "reporting:help", asked.pk)


@requires("reporting.ask_help")
@require_POST
def end(request: Request, pk: UUID) -> HttpResponse:
    """End a request with what came of it."""
    asked = fetch(request, pk)
    check(request.actor, "reporting.ask_help", asked)

    def do(data: Any) -> object:
        return actions.end(asked=asked, outcome=data["outcome"], by=request.actor)

    return act(request, asked, "ending", EndForm(request.POST), do, _("The request has ended."))
