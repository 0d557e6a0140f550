"""Holders and deputies: record, appoint, end, take over (D2)."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from poaiss.access.web import Request, requires
from poaiss.common.clock import today
from poaiss.common.errors import PoaissError
from poaiss.common.web import go, page
from poaiss.contacts import actions
from poaiss.contacts.forms import PersonForm
from poaiss.contacts.permissions import exercise_of
from poaiss.contacts.views.helpers import add_problems, fetch_office, fetch_term


@requires("contacts.appoint")
@require_http_methods(["GET", "POST"])
def appoint(request: Request, pk: UUID) -> HttpResponse:
    """Name a deputy."""
    office = fetch_office(request, pk, "contacts.appoint")
    form = PersonForm(request.POST or None, initial={"starts_on": today()})
    if request.method == "POST" and form.is_valid():
        try:
            actions.appoint_deputy(office=office, who=form.who(), by=request.actor)
        except PoaissError as error:
            add_problems(form, error)
        else:
            messages.success(request, _("The deputy has been named."))
            return go(request, "contacts:office", office.pk)
    context = {"office": office, "form": form, "exercise": exercise_of(office), "deputy": True}
    return page(request, "contacts/person.html", context, status=422 if form.errors else 200)


@requires("contacts.record_holder")
@require_http_methods(["GET", "POST"])
def record_holder(request: Request, pk: UUID) -> HttpResponse:
    """Record the holder of an office that needs no note verbale."""
    office = fetch_office(request, pk, "contacts.record_holder")
    form = PersonForm(request.POST or None, initial={"starts_on": today()})
    if request.method == "POST" and form.is_valid():
        actions.record_holder(office=office, who=form.who(), by=request.actor)
        messages.success(request, _("The holder has been recorded."))
        return go(request, "contacts:office", office.pk)
    context = {"office": office, "form": form, "exercise": exercise_of(office), "deputy": False}
    return page(request, "contacts/person.html", context, status=422 if form.errors else 200)


@requires("contacts.appoint")
@require_http_methods(["GET", "POST"])
def end(request: Request, pk: UUID) -> HttpResponse:
    """End a term, after asking once."""
    term = fetch_term(request, pk, "contacts.appoint")
    if request.method == "POST":
        return done(request, term.office_id, lambda: actions.end_term(term=term, by=request.actor), _("Ended."))
    return page(request, "contacts/end_term.html", {"term": term, "exercise": exercise_of(term.office)})


@requires("contacts.take_over")
@require_POST
def take_over(request: Request, pk: UUID) -> HttpResponse:
    """Let a deputy take over."""
    term = fetch_term(request, pk, "contacts.take_over")
    said = _("The deputy now acts for the office.")
    return done(request, term.office_id, lambda: actions.deputy_takes_over(term=term, by=request.actor), said)


@requires("contacts.take_over")
@require_POST
def end_take_over(request: Request, pk: UUID) -> HttpResponse:
    """End a take-over: the holder is back."""
    term = fetch_term(request, pk, "contacts.take_over")
    said = _("The holder is back in office.")
    return done(request, term.office_id, lambda: actions.end_take_over(term=term, by=request.actor), said)


def done(request: Request, office: UUID, act: Callable[[], object], said: str) -> HttpResponse:
    """Act, say what happened or why not, and go back to the office."""
    try:
        act()
    except PoaissError as error:
        messages.error(request, f"{error.problem.reason} {error.problem.mend}")
    else:
        messages.success(request, said)
    return go(request, "contacts:office", office)
