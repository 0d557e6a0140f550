"""People whom one administers: invitations, roles, vetting, recovery."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from poaiss.access.rules import check
from poaiss.access.web import Request, requires
from poaiss.common.errors import PoaissError
from poaiss.common.web import go, page
from poaiss.contacts.views.helpers import add_problems
from poaiss.site.people import actions, queries
from poaiss.site.people.forms import InviteForm, RecoverForm, RoleForm

PER_PAGE = 50
CONFIRM = "people/confirm.html"


@requires("accounts.administer")
@require_GET
def people(request: Request) -> HttpResponse:
    """People and roles that one may administer, and the invitations that wait."""
    found = Paginator(queries.people(request.actor), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "people": found,
        "rows": queries.rows(request.actor, list(found)),
        "invitations": queries.open_invitations(request.actor),
        "exercise": request.actor.exercise,
    }
    return page(request, "people/people.html", context)


@requires("accounts.invite")
@require_http_methods(["GET", "POST"])
def invite(request: Request) -> HttpResponse:
    """Invite somebody to a role (S1)."""
    form = InviteForm(request.POST or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        try:
            actions.invite(by=request.actor, **form.cleaned_data)
        except PoaissError as error:
            add_problems(form, error)
        else:
            messages.success(request, _("The invitation is on its way."))
            return go(request, "accounts:people")
    context = {"form": form, "exercise": request.actor.exercise}
    return page(request, "people/invite.html", context, status=422 if form.errors else 200)


@requires("accounts.give_role")
@require_http_methods(["GET", "POST"])
def give_role(request: Request, pk: UUID) -> HttpResponse:
    """Give a role to somebody who has an account (S1)."""
    person = get_object_or_404(queries.people(request.actor), pk=pk)
    form = RoleForm(request.POST or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        try:
            actions.give_role(person=person, by=request.actor, **form.cleaned_data)
        except PoaissError as error:
            add_problems(form, error)
        else:
            messages.success(request, _("The role has been given."))
            return go(request, "accounts:people")
    context = {"form": form, "person": person, "exercise": request.actor.exercise}
    return page(request, "people/invite.html", context, status=422 if form.errors else 200)


@requires("accounts.end_role")
@require_http_methods(["GET", "POST"])
def end_role(request: Request, pk: UUID) -> HttpResponse:
    """End a role, after asking once."""
    membership = get_object_or_404(queries.memberships(request.actor), pk=pk)
    check(request.actor, "accounts.end_role", membership)
    if request.method == "POST":
        actions.end_role(membership=membership, by=request.actor)
        messages.success(request, _("The role has ended."))
        return go(request, "accounts:people")
    context = {
        "title": _("End a role"),
        "question": _("End the role of {name} today: {role}?").format(name=membership.person.name, role=membership),
        "consequence": _("The person no longer acts in this role. What was done in it stays, with its name."),
        "label": _("End the role"),
    }
    return page(request, CONFIRM, context)


@requires("accounts.vet")
@require_http_methods(["GET", "POST"])
def vet(request: Request, pk: UUID) -> HttpResponse:
    """Vouch for an officer of the State, or take it back, after asking once."""
    membership = get_object_or_404(queries.memberships(request.actor), pk=pk)
    check(request.actor, "accounts.vet", membership)
    if request.method == "POST":
        actions.vet(membership=membership, vetted=not membership.vetted, by=request.actor)
        messages.success(request, _("It has been recorded."))
        return go(request, "accounts:people")
    name = membership.person.name
    ask, take_back = _("Vouch for {name}?"), _("No longer vouch for {name}?")
    context = {
        "title": _("Vetting of an officer"),
        "question": (take_back if membership.vetted else ask).format(name=name),
        "consequence": _("Vetted officers see what States share with vetted officers, operational details included."),
        "label": _("Take it back") if membership.vetted else _("Vouch"),
    }
    return page(request, CONFIRM, context)


@requires("accounts.recover")
@require_http_methods(["GET", "POST"])
def recover(request: Request, pk: UUID) -> HttpResponse:
    """Let a person in again on a letter of the permanent mission (S3)."""
    person = get_object_or_404(queries.people(request.actor), pk=pk)
    check(request.actor, "accounts.recover", person)
    form: forms.Form = RecoverForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.recover(person=person, by=request.actor, **form.cleaned_data)
        messages.success(request, _("The second factors are removed; a link to sign in is on its way."))
        return go(request, "accounts:people")
    context = {
        "title": _("Recovery of an account"),
        "question": _("Let {name} in again?").format(name=person.name),
        "consequence": _("Second factors, password and sessions end. A link to choose a new password is sent."),
        "label": _("Remove and send the link"),
        "form": form,
    }
    return page(request, CONFIRM, context, status=422 if form.errors else 200)


@requires("accounts.invite")
@require_POST
def invite_again(request: Request, pk: UUID) -> HttpResponse:
    """Send an invitation again with a new link."""
    found = get_object_or_404(queries.open_invitations(request.actor), pk=pk)
    actions.invite_again(invitation=found, by=request.actor)
    messages.success(request, _("The invitation is on its way again; the link before no longer works."))
    return go(request, "accounts:people")


@requires("accounts.invite")
@require_http_methods(["GET", "POST"])
def withdraw(request: Request, pk: UUID) -> HttpResponse:
    """Withdraw an invitation, after asking once."""
    found = get_object_or_404(queries.open_invitations(request.actor), pk=pk)
    check(request.actor, "accounts.invite", found)
    if request.method == "POST":
        actions.withdraw(invitation=found, by=request.actor)
        messages.success(request, _("The invitation has been withdrawn."))
        return go(request, "accounts:people")
    context = {
        "title": _("Withdraw an invitation"),
        "question": _("Withdraw the invitation of {address}?").format(address=found.email),
        "consequence": _("Its link stops working at once."),
        "label": _("Withdraw"),
    }
    return page(request, CONFIRM, context)
