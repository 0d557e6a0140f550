"""Pages of candidates and matches (N10, N14)."""

from collections.abc import Callable
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from poaiss.access.rules import check
from poaiss.access.web import Request, requires
from poaiss.assistance.matching import actions, pages, queries
from poaiss.assistance.matching.errors import MatchExists
from poaiss.assistance.matching.forms import AmountForm, ContactForm, ProposeForm, ReasonForm
from poaiss.assistance.models import Match
from poaiss.common.errors import PoaissError
from poaiss.common.web import go, page
from poaiss.contacts.views.helpers import add_problems


def fetch(request: Request, pk: UUID) -> Match:
    """Return a match that the actor sees, or answer 404."""
    found = queries.match_at(request.actor, pk)
    if found is None:
        raise Http404
    return found


@requires("assistance.read")
@require_GET
def resources_for_need(request: Request, pk: UUID) -> HttpResponse:
    """The offers for a need, with reasons; for the State that has it."""
    need = queries.need_at(request.actor, pk)
    if need is None:
        raise Http404
    check(request.actor, "assistance.state_need", need)
    return page(request, "assistance/matches/for_need.html", pages.for_need(request.actor, need))


@requires("assistance.read")
@require_GET
def needs_for_resource(request: Request, slug: str) -> HttpResponse:
    """The needs for an offer: for its owner those released to it, for a State its own."""
    resource = queries.resource_at(request.actor, slug)
    if resource is None:
        raise Http404
    return page(request, "assistance/matches/for_resource.html", pages.for_resource(request.actor, resource))


@requires("assistance.match")
@require_POST
def propose(request: Request) -> HttpResponse:
    """Propose a match for one's side."""
    form = ProposeForm(request.POST)
    need = queries.need_at(request.actor, form.cleaned_data["need"]) if form.is_valid() else None
    resource = queries.resource_at(request.actor, form.cleaned_data["resource"]) if need else None
    if need is None or resource is None:
        raise Http404
    try:
        made = actions.propose(need=need, resource=resource, by=request.actor)
    except MatchExists as error:
        return go(request, "assistance:match", error.problem.place)
    except PoaissError as error:
        messages.error(request, f"{error.problem.reason} {error.problem.mend}")
        return go(request, "assistance:resource", resource.slug)
    messages.success(request, _("The match is kept. The other side does not see it yet."))
    return go(request, "assistance:match", made.pk)


@requires("assistance.read")
@require_GET
def matches(request: Request) -> HttpResponse:
    """The matches of one's sides."""
    return page(request, "assistance/matches/matches.html", pages.matches(request.actor))


def show(request: Request, match: Match, *, status: int = 200, **filled: forms.Form) -> HttpResponse:
    """Render a match with the forms of its next steps."""
    fresh = {
        "contacting": ContactForm(asks_consent=pages.asks_consent(request.actor, match)),
        "amounting": AmountForm(initial=AmountForm.first(match)),
        "closing": ReasonForm(),
        "declining": ReasonForm(),
    }
    context = pages.detail(request.actor, match) | fresh | filled
    return page(request, "assistance/matches/match.html", context, status=status)


@requires("assistance.read")
@require_GET
def match(request: Request, pk: UUID) -> HttpResponse:
    """One match."""
    return show(request, fetch(request, pk))


def act(
    request: Request, match: Match, name: str, form: forms.Form, do: Callable[[], object], said: str
) -> HttpResponse:
    """Do what a form asks; show what is wrong beside its fields, or say that it was done."""
    if form.is_valid():
        try:
            do()
        except PoaissError as error:
            add_problems(form, error)
        else:
            messages.success(request, said)
            return go(request, "assistance:match", match.pk)
    return show(request, match, status=422, **{name: form})


def contact_form(request: Request, match: Match) -> ContactForm:
    """Return the form of a contact or an answer as it was filled in."""
    check(request.actor, "assistance.match", match)
    return ContactForm(request.POST, asks_consent=pages.asks_consent(request.actor, match))


@requires("assistance.match")
@require_POST
def contact(request: Request, pk: UUID) -> HttpResponse:
    """Contact the other side."""
    found = fetch(request, pk)
    form = contact_form(request, found)

    def do() -> object:
        return actions.contact(match=found, by=request.actor, **form.given())

    return act(request, found, "contacting", form, do, _("The other side has been told."))


@requires("assistance.match")
@require_POST
def answer(request: Request, pk: UUID) -> HttpResponse:
    """Answer a contact: negotiate."""
    found = fetch(request, pk)
    form = contact_form(request, found)

    def do() -> object:
        return actions.negotiate(match=found, by=request.actor, **form.given())

    return act(request, found, "contacting", form, do, _("You are in talks now."))


@requires("assistance.match")
@require_POST
def amount(request: Request, pk: UUID) -> HttpResponse:
    """Offer an amount, or agree to it."""
    found = fetch(request, pk)
    check(request.actor, "assistance.match", found)
    form = AmountForm(request.POST)

    def do() -> object:
        return actions.offer_amount(match=found, by=request.actor, **form.cleaned_data)

    return act(request, found, "amounting", form, do, _("Kept. Once both sides give the same amount, it is agreed."))


@requires("assistance.match")
@require_POST
def start(request: Request, pk: UUID) -> HttpResponse:
    """Start the project."""
    found = fetch(request, pk)
    check(request.actor, "assistance.match", found)

    def do() -> object:
        return actions.start(match=found, by=request.actor)

    return act(request, found, "starting", forms.Form(request.POST), do, _("The project has begun."))


@requires("assistance.match")
@require_POST
def close(request: Request, pk: UUID) -> HttpResponse:
    """Close a match that ran its course."""
    found = fetch(request, pk)
    check(request.actor, "assistance.match", found)
    form = ReasonForm(request.POST)

    def do() -> object:
        return actions.close(match=found, reason=form.cleaned_data["reason"], by=request.actor)

    return act(request, found, "closing", form, do, _("The match is closed."))


@requires("assistance.match")
@require_POST
def decline(request: Request, pk: UUID) -> HttpResponse:
    """Decline a match."""
    found = fetch(request, pk)
    check(request.actor, "assistance.match", found)
    form = ReasonForm(request.POST)

    def do() -> object:
        return actions.decline(match=found, reason=form.cleaned_data["reason"], by=request.actor)

    return act(request, found, "declining", form, do, _("The match is declined."))


@requires("assistance.match")
@require_POST
def again(request: Request, pk: UUID) -> HttpResponse:
    """Take a match up again."""
    found = fetch(request, pk)
    check(request.actor, "assistance.match", found)

    def do() -> object:
        return actions.again(match=found, by=request.actor)

    return act(request, found, "repeating", forms.Form(request.POST), do, _("The match is taken up again."))
