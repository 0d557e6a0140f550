"""Pages of offers: the public register, and what an owner does with its own (N8)."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from poaiss.access.rules import check
from poaiss.access.web import Request, public, requires
from poaiss.assistance.models import Resource
from poaiss.assistance.resources import actions, pages, queries
from poaiss.assistance.resources.forms import CallForm, OfferForm, RegisterFilter
from poaiss.common.errors import PoaissError
from poaiss.common.web import go, page
from poaiss.contacts.views.helpers import add_problems


def fetch(request: Request, slug: str) -> Resource:
    """Return an offer that the actor sees, or answer 404."""
    found = queries.resource_at(request.actor, slug)
    if found is None:
        raise Http404
    return found


@public
@require_GET
def register(request: Request) -> HttpResponse:
    """The register of offers: everybody may look."""
    wanted = request.GET.get("world") or ("exercise" if request.actor.exercise else "real")
    exercise = wanted == "exercise"
    form = RegisterFilter(request.GET)
    asked = form.asked()
    context = {
        "form": form,
        "lines": pages.register(request.actor, asked, exercise=exercise),
        "asked": any(asked.values()),
        "exercise": exercise,
        "owner": bool(queries.owners(request.actor)),
    }
    return page(request, "assistance/resources/register.html", context)


def show(request: Request, resource: Resource, *, status: int = 200, form: forms.Form | None = None) -> HttpResponse:
    """Render an offer, with the form of a call for its owner."""
    context = pages.detail(request.actor, resource) | {"form": form or CallForm()}
    return page(request, "assistance/resources/resource.html", context, status=status)


@public
@require_GET
def resource(request: Request, slug: str) -> HttpResponse:
    """One offer: rules, calls, how sure, where it was seen."""
    return show(request, fetch(request, slug))


@requires("assistance.offer")
@require_GET
def mine(request: Request) -> HttpResponse:
    """The offers that one keeps."""
    return page(request, "assistance/resources/mine.html", pages.mine(request.actor))


@requires("assistance.offer")
@require_http_methods(["GET", "POST"])
def offer(request: Request) -> HttpResponse:
    """Offer something: first a draft, seen by its owner alone."""
    owners = queries.owners(request.actor)
    form = OfferForm(request.POST or None, owners=owners, exercise=request.actor.exercise)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.offer_resource(owner=form.giver(), offer=form.offer(), by=request.actor)
        except PoaissError as error:
            add_problems(form, error)
        else:
            messages.success(request, _("The draft is kept. Publish it when it is right."))
            return go(request, "assistance:resource", made.slug)
    context = {"form": form, "exercise": request.actor.exercise}
    return page(request, "assistance/resources/offer.html", context, status=422 if form.errors else 200)


@requires("assistance.offer")
@require_http_methods(["GET", "POST"])
def change(request: Request, slug: str) -> HttpResponse:
    """Change an offer."""
    found = fetch(request, slug)
    check(request.actor, "assistance.offer", found)
    owners = [each for each in (found.organisation, found.state) if each]
    form = OfferForm(request.POST or None, owners=owners, exercise=found.exercise, initial=OfferForm.first(found))
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_resource(resource=found, offer=form.offer(), by=request.actor)
        except PoaissError as error:
            add_problems(form, error)
        else:
            messages.success(request, _("The offer is changed."))
            return go(request, "assistance:resource", found.slug)
    context = {"form": form, "resource": found, "exercise": found.exercise}
    return page(request, "assistance/resources/offer.html", context, status=422 if form.errors else 200)


def step(request: Request, slug: str, do: Callable[..., object], said: str) -> HttpResponse:
    """Do one step with an offer and say so, or why not."""
    found = fetch(request, slug)
    check(request.actor, "assistance.offer", found)
    try:
        do(resource=found, by=request.actor)
    except PoaissError as error:
        messages.error(request, f"{error.problem.reason} {error.problem.mend}")
    else:
        messages.success(request, said)
    return go(request, "assistance:resource", found.slug)


@requires("assistance.offer")
@require_POST
def publish(request: Request, slug: str) -> HttpResponse:
    """Publish an offer, or open it again."""
    return step(request, slug, actions.open_resource, _("The offer is open: everybody can read it."))


@requires("assistance.offer")
@require_POST
def confirm(request: Request, slug: str) -> HttpResponse:
    """Say that an offer is still right."""
    return step(request, slug, actions.confirm_resource, _("Thank you. The offer is shown as confirmed today."))


@requires("assistance.offer")
@require_POST
def close(request: Request, slug: str) -> HttpResponse:
    """Close an offer."""
    return step(request, slug, actions.close_resource, _("The offer is closed. What was agreed goes on."))


@requires("assistance.offer")
@require_POST
def call(request: Request, slug: str) -> HttpResponse:
    """Announce a call."""
    found = fetch(request, slug)
    check(request.actor, "assistance.offer", found)
    form = CallForm(request.POST)
    if form.is_valid():
        try:
            actions.add_call(resource=found, words=form.words(), by=request.actor)
        except PoaissError as error:
            add_problems(form, error)
        else:
            messages.success(request, _("The call is announced."))
            return go(request, "assistance:resource", found.slug)
    return show(request, found, status=422, form=form)
