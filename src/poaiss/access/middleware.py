"""Who asks: the Actor of each request, the second factor where a role needs one, the time zone of the person."""

from collections.abc import Callable
from dataclasses import replace
from http import HTTPStatus
from typing import Any, cast
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect

from poaiss.accounts.actor import Actor, actor_of

Handler = Callable[[HttpRequest], HttpResponse]
WITHOUT_SECOND_FACTOR = ("account_", "mfa_", "usersessions_")
CLOSED = ("account_email", "account_set_password", "account_confirm_email", "account_email_verification_sent")
"""Pages of the sign-in library that are not offered: an address is changed by a new invitation alone (S1)."""


class ActorMiddleware:
    """Set ``request.actor``; send whoever needs a second factor to set one up (S3)."""

    def __init__(self, get_response: Handler) -> None:
        """Keep the next handler."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Attach the actor lazily: pages that never ask cost no query."""
        request.actor = cast(Actor, SimpleLazyObject(lambda: actor_of(request.user)))  # type: ignore[attr-defined]
        with timezone.override(None):  # back to the installation's time zone for the next request of this thread
            response = self.get_response(request)
        if is_htmx(request) and leads_to_sign_in(response):
            return HttpResponseClientRedirect(response.headers["Location"])
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: object, kwargs: object
    ) -> HttpResponse | None:
        """Lead to the second factor before anything restricted is shown; public pages show what the public sees."""
        name = getattr(request.resolver_match, "url_name", "") or ""
        if name in CLOSED:
            raise Http404
        if not request.user.is_authenticated:
            return None
        activate_time_zone(request.user)
        if name.startswith(WITHOUT_SECOND_FACTOR) or not request.actor.needs_second_factor:  # type: ignore[attr-defined]
            return None
        if getattr(view, "policy", "") == "public":
            request.actor = replace(actor_of(request.user), capacities=frozenset())  # type: ignore[attr-defined]
            return None
        messages.info(request, _("Your role may see restricted data. Set up a second factor to go on."))
        return HttpResponseClientRedirect(reverse("mfa_index")) if is_htmx(request) else redirect("mfa_index")


def is_htmx(request: HttpRequest) -> bool:
    """Return whether a part of a page was asked for: a redirect would be drawn into that part."""
    return request.headers.get("HX-Request") == "true"


def leads_to_sign_in(response: HttpResponse) -> bool:
    """Return whether the answer leads to the sign-in, because the session has ended."""
    location = response.headers.get("Location", "")
    return response.status_code == HTTPStatus.FOUND and location.startswith(reverse("account_login"))


def activate_time_zone(person: Any) -> None:
    """Show times in the person's own time zone."""
    try:
        timezone.activate(ZoneInfo(person.time_zone))
    except (ZoneInfoNotFoundError, ValueError):
        timezone.deactivate()
