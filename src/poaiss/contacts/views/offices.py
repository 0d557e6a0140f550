"""Keeping an office: edit with audiences, preview, confirm, add, share."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from poaiss.access.rules import check
from poaiss.access.web import Request, public, requires
from poaiss.accounts.actor import MACHINE
from poaiss.common.errors import PoaissError
from poaiss.common.web import go, page
from poaiss.contacts import actions, queries
from poaiss.contacts.forms import NewOfficeForm, OfficeForm, ShareForm, particulars_of
from poaiss.contacts.permissions import exercise_of
from poaiss.contacts.views.helpers import add_problems, fetch_office
from poaiss.directory.queries import states as all_states


@requires("contacts.create_office")
@require_http_methods(["GET", "POST"])
def new(request: Request, slug: str) -> HttpResponse:
    """Add an office of a State (D1)."""
    state = get_object_or_404(all_states(*queries.EVERY_KIND), slug=slug)
    check(request.actor, "contacts.create_office", state)
    form = NewOfficeForm(request.POST or None, state=state, initial={"time_zone": "UTC"})
    if request.method == "POST" and form.is_valid():
        try:
            office = actions.create_office(owner=state, by=request.actor, **form.cleaned_data)
        except PoaissError as error:
            add_problems(form, error)
        else:
            messages.success(request, _("The office has been added."))
            return go(request, "contacts:edit", office.pk)
    context = {"form": form, "state": state, "exercise": state.is_exercise}
    return page(request, "contacts/new.html", context, status=422 if form.errors else 200)


@requires("contacts.edit")
@require_http_methods(["GET", "POST"])
def edit(request: Request, pk: UUID) -> HttpResponse:
    """Edit an office: its description, and each particular with its audience (D3)."""
    office = fetch_office(request, pk, "contacts.edit")
    view = queries.office_view(request.actor, office)
    form = OfficeForm(request.POST or None, initial=OfficeForm.of(office))
    particulars = particulars_of(office, [*view.details, *view.needs], request.POST or None)
    if request.method == "POST" and form.is_valid() and particulars.is_valid():
        given = [each.particular() for each in particulars if each.has_changed() or each.initial]
        try:
            actions.keep_particulars(office=office, particulars=given, by=request.actor)  # refuses before it writes
            actions.edit_office(office=office, by=request.actor, **form.cleaned_data)
        except PoaissError as error:
            add_problems(form, error)
        else:
            messages.success(request, _("The particulars have been saved."))
            return go(request, "contacts:office", office.pk)
    wrong = bool(form.errors) or particulars.total_error_count() > 0
    context = {"office": office, "form": form, "particulars": particulars, "exercise": exercise_of(office)}
    return page(request, "contacts/edit.html", context, status=422 if wrong else 200)


@requires("contacts.edit")
@require_http_methods(["GET"])
def preview(request: Request, pk: UUID) -> HttpResponse:
    """Show an office as others see it (D3)."""
    office = fetch_office(request, pk, "contacts.edit")
    seen_as = request.GET.get("as", "public")
    if seen_as not in queries.AS_SEEN_BY:
        raise Http404
    reader = queries.AS_SEEN_BY[seen_as][1](request.actor)
    is_seen = queries.offices(reader).filter(pk=office.pk).exists()
    context = {
        "office": office,
        "view": queries.office_view(reader, office) if is_seen else None,
        "tabs": queries.preview_tabs(office, seen_as),
        "exercise": exercise_of(office),
    }
    return page(request, "contacts/preview.html", context)


@requires("contacts.confirm")
@require_http_methods(["GET", "POST"])
def confirm(request: Request, pk: UUID) -> HttpResponse:
    """Confirm in one press that the particulars are right (D4)."""
    office = fetch_office(request, pk, "contacts.confirm")
    if request.method == "POST":
        actions.confirm_office(office=office, by=request.actor)
        messages.success(request, _("Thank you. The particulars are confirmed as of today."))
        return go(request, "contacts:office", office.pk)
    context = {
        "office": office,
        "view": queries.office_view(request.actor, office),
        "exercise": exercise_of(office),
        "due_on": office.due_on,
    }
    return page(request, "contacts/confirm.html", context)


@public
@require_http_methods(["GET", "POST"])
def confirm_link(request: Request, token: str) -> HttpResponse:
    """Confirm by the link from an e-mail, without sign-in; nothing restricted is shown (D4)."""
    try:
        if request.method == "POST":
            actions.confirm_by_link(token=token, by=MACHINE)
            return page(request, "contacts/confirm_link.html", {"done": True})
        return page(request, "contacts/confirm_link.html", {"office": queries.office_of_link(token)})
    except PoaissError as error:
        return page(request, "contacts/confirm_link.html", {"problem": error.problem}, status=410)


@requires("contacts.share")
@require_http_methods(["GET", "POST"])
def share(request: Request, pk: UUID) -> HttpResponse:
    """Show what has the audience 'those named' to another State (D3)."""
    office = fetch_office(request, pk, "contacts.share")
    things = queries.shareable(request.actor, office)
    labels = {key: label for key, (_thing, label) in things.items()}
    form = ShareForm(request.POST or None, things=labels, states=queries.other_states(office))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        thing = things[data["thing"]][0]
        actions.show_to(thing=thing, state=data["state"], purpose=data["purpose"], by=request.actor)
        messages.success(request, _("It is now shown to this State."))
        return go(request, "contacts:share", office.pk)
    grants = queries.named_grants(queries.grants_of(office), things)
    context = {"office": office, "form": form, "grants": grants, "exercise": exercise_of(office)}
    return page(request, "contacts/share.html", context, status=422 if form.errors else 200)


@requires("contacts.share")
@require_POST
def stop_sharing(request: Request, pk: UUID, grant: UUID) -> HttpResponse:
    """Take back what was shown."""
    office = fetch_office(request, pk, "contacts.share")
    found = next((each for each in queries.grants_of(office) if each.pk == grant), None)
    if found is None:
        raise Http404
    actions.stop_showing(grant=found, thing=office, by=request.actor)
    messages.success(request, _("It is no longer shown to this State."))
    return go(request, "contacts:share", office.pk)
