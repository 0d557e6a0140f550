"""Designations: notify, follow, verify, return, withdraw; the note verbale itself (D5)."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from poaiss.access.rules import can, check
from poaiss.access.web import Request, requires
from poaiss.common.errors import PoaissError
from poaiss.common.web import go, page
from poaiss.contacts import actions, queries
from poaiss.contacts.enums import OfficeKind, VerificationMethod
from poaiss.contacts.forms import DesignationForm, ReturnForm, VerifyForm
from poaiss.contacts.models import Designation
from poaiss.contacts.views.directory import attachment
from poaiss.contacts.views.helpers import add_problems


def fetch(request: Request, pk: UUID) -> Designation:
    """Return a designation that the actor sees, else 404."""
    return get_object_or_404(queries.designations(request.actor), pk=pk)


@requires("contacts.notify")
@require_http_methods(["GET", "POST"])
def notify(request: Request) -> HttpResponse:
    """Notify a holder with a note verbale."""
    state = queries.state_of_mission(request.actor)
    first = {"kind": request.GET.get("kind", OfficeKind.POA), "language": state.language}
    form = DesignationForm(request.POST or None, request.FILES or None, actor=request.actor, initial=first)
    if request.method == "POST" and form.is_valid():
        kind, name = OfficeKind(form.cleaned_data["kind"]), form.cleaned_data["office_name"]
        try:
            made = actions.notify_designation(
                state=state, kind=kind, office_name=name, who=form.who(), note=form.note(), by=request.actor
            )
        except PoaissError as error:
            form.keep()
            add_problems(form, error)
        else:
            messages.success(request, _("The note verbale has been notified. The Secretariat will verify it."))
            return go(request, "contacts:designation", made.pk)
    context = {"form": form, "state": state, "exercise": state.is_exercise}
    return page(request, "contacts/notify.html", context, status=422 if form.errors else 200)


@requires("contacts.notify")
@require_http_methods(["GET", "POST"])
def again(request: Request, pk: UUID) -> HttpResponse:
    """Notify a returned designation again."""
    found = fetch(request, pk)
    check(request.actor, "contacts.notify", found.state)
    first = queries.initial_of(found)
    form = DesignationForm(
        request.POST or None, request.FILES or None, actor=request.actor, fixed_office=True, initial=first
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.notify_designation_again(designation=found, who=form.who(), note=form.note(), by=request.actor)
        except PoaissError as error:
            form.keep()
            add_problems(form, error)
        else:
            messages.success(request, _("The note verbale has been notified again."))
            return go(request, "contacts:designation", found.pk)
    context = {"form": form, "state": found.state, "designation": found, "exercise": found.state.is_exercise}
    return page(request, "contacts/notify.html", context, status=422 if form.errors else 200)


@requires("contacts.read_designation")
@require_GET
def listing(request: Request) -> HttpResponse:
    """The designations of one's State, or those that wait for the Secretariat."""
    found = Paginator(queries.designations(request.actor), 50).get_page(request.GET.get("page"))
    return page(request, "contacts/designations.html", {"designations": found})


@requires("contacts.read_designation")
@require_GET
def detail(request: Request, pk: UUID) -> HttpResponse:
    """One designation: where it stands, what happened, what can be done."""
    return show(request, fetch(request, pk), VerifyForm(), ReturnForm())


def show(
    request: Request, found: Designation, verifying: VerifyForm, returning: ReturnForm, *, status: int = 200
) -> HttpResponse:
    """Render a designation with the forms that the actor may use."""
    waits = found.status == "notified"
    is_mission = can(request.actor, "contacts.notify", found.state)
    context = {
        "designation": found,
        "exercise": found.state.is_exercise,
        "timeline": queries.timeline(found),
        "verifying": verifying if waits and can(request.actor, "contacts.verify", found) else None,
        "returning": returning,
        "can_withdraw": is_mission and found.status in ("notified", "verified", "returned"),
        "can_notify_again": is_mission and found.status == "returned",
    }
    return page(request, "contacts/designation.html", context, status=status)


@requires("contacts.read_designation")
@require_GET
def note(request: Request, pk: UUID) -> HttpResponse:
    """The note verbale as uploaded, for the State and the Secretariat alone."""
    found = fetch(request, pk)
    with found.note_file.open("rb") as file:
        response = attachment(file.read(), found.note_type, f"note-verbale-{found.pk}")
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


@requires("contacts.verify")
@require_POST
def verify(request: Request, pk: UUID) -> HttpResponse:
    """Record how the note verbale was found authentic."""
    found = fetch(request, pk)
    form = VerifyForm(request.POST)
    if not form.is_valid():
        return show(request, found, form, ReturnForm(), status=422)
    method = VerificationMethod(form.cleaned_data["method"])
    return acted(
        request,
        found,
        lambda: actions.verify_designation(
            designation=found, method=method, remarks=form.cleaned_data["remarks"], by=request.actor
        ),
        _("Verified. The State's mission has been told."),
    )


@requires("contacts.verify")
@require_POST
def give_back(request: Request, pk: UUID) -> HttpResponse:
    """Return a note verbale whose authenticity was not established."""
    found = fetch(request, pk)
    form = ReturnForm(request.POST)
    if not form.is_valid():
        return show(request, found, VerifyForm(), form, status=422)
    remarks = form.cleaned_data["remarks"]
    return acted(
        request,
        found,
        lambda: actions.return_designation(designation=found, remarks=remarks, by=request.actor),
        _("Returned. The State's mission has been told."),
    )


@requires("contacts.notify")
@require_POST
def withdraw(request: Request, pk: UUID) -> HttpResponse:
    """Withdraw a designation that is not in force."""
    found = fetch(request, pk)
    check(request.actor, "contacts.notify", found.state)
    said = _("The designation has been withdrawn.")
    return acted(request, found, lambda: actions.withdraw_designation(designation=found, by=request.actor), said)


def acted(request: Request, found: Designation, act: Callable[[], object], said: str) -> HttpResponse:
    """Act, say what happened or why not, and go back to the designation."""
    try:
        act()
    except PoaissError as error:
        messages.error(request, f"{error.problem.reason} {error.problem.mend}")
    else:
        messages.success(request, said)
    return go(request, "contacts:designation", found.pk)
