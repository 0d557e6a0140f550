"""One's own account: profile, notifications, activity; accepting an invitation."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from poaiss.access.web import Request, public, requires
from poaiss.accounts import actions as accounts
from poaiss.accounts.models import Invitation, Person
from poaiss.accounts.queries import invitation_of, person_with
from poaiss.common.errors import PoaissError
from poaiss.common.web import go, page
from poaiss.site.people import actions, queries
from poaiss.site.people.forms import AcceptForm, ProfileForm

PER_PAGE = 50


@requires("accounts.profile")
@require_http_methods(["GET", "POST"])
def profile(request: Request) -> HttpResponse:
    """One's name, language, time zone and roles; the ways to sign-in and security."""
    person = queries.oneself(request.actor)
    form = ProfileForm(request.POST or None, initial=ProfileForm.of(person))
    if request.method == "POST" and form.is_valid():
        actions.edit_profile(person=person, by=request.actor, **form.cleaned_data)
        messages.success(request, _("Your particulars have been saved."))
        return go(request, "accounts:profile")
    roles = queries.memberships(request.actor).filter(person=person, ended_at=None)
    context = {"form": form, "person": person, "roles": roles}
    return page(request, "people/profile.html", context, status=422 if form.errors else 200)


@requires("accounts.notifications")
@require_GET
def notifications(request: Request) -> HttpResponse:
    """What one has been told, the latest first."""
    found = queries.notifications(request.actor)
    context = {
        "notifications": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
        "unread": found.filter(read_at=None).count(),
    }
    return page(request, "people/notifications.html", context)


@requires("accounts.notifications")
@require_POST
def read(request: Request, pk: UUID) -> HttpResponse:
    """Mark one notification as read."""
    actions.mark_read(notification=get_object_or_404(queries.notifications(request.actor), pk=pk), by=request.actor)
    return go(request, "accounts:notifications")


@requires("accounts.notifications")
@require_POST
def read_all(request: Request) -> HttpResponse:
    """Mark every notification as read."""
    actions.mark_all_read(by=request.actor)
    messages.success(request, _("All notifications are marked as read."))
    return go(request, "accounts:notifications")


@requires("accounts.activity")
@require_GET
def activity(request: Request) -> HttpResponse:
    """What the audit log holds of one's own doing (S4)."""
    entries = Paginator(queries.activity(request.actor), PER_PAGE).get_page(request.GET.get("page"))
    return page(request, "people/activity.html", {"entries": entries})


@public
@require_http_methods(["GET", "POST"])
def accept(request: Request, token: str) -> HttpResponse:
    """Accept an invitation by its link: somebody new chooses a password, others sign in first (S1)."""
    try:
        invitation = invitation_of(token)
        known = person_with(invitation.email)
        return accept_known(request, invitation, known) if known else accept_new(request, invitation)
    except PoaissError as error:
        return page(request, "people/accept.html", {"problem": error.problem}, status=410)


def accept_new(request: Request, invitation: Invitation) -> HttpResponse:
    """Create the account of somebody new, then lead to the sign-in."""
    form = AcceptForm(request.POST or None, invitation=invitation)
    if request.method == "POST" and form.is_valid():
        accounts.accept(invitation=invitation, **form.cleaned_data)
        messages.success(request, _("Your account is ready. Sign in with your e-mail address and your password."))
        return go(request, "account_login")
    context = {"invitation": invitation, "form": form}
    return page(request, "people/accept.html", context, status=422 if form.errors else 200)


def accept_known(request: Request, invitation: Invitation, person: Person) -> HttpResponse:
    """Give the role to somebody who has an account, once signed in as that very person."""
    is_signed_in = request.actor.identifier == str(person.pk)
    if request.method == "POST" and is_signed_in:
        accounts.accept_as(invitation=invitation, person=person)
        messages.success(request, _("You now hold this role."))
        return go(request, "site:workspace")
    context = {"invitation": invitation, "signed_in": is_signed_in, "other": request.actor.is_signed_in}
    return page(request, "people/accept.html", context, status=403 if request.method == "POST" else 200)
