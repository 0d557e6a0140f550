"""Who asks: the Actor of each request, and the second factor where a role needs one."""

from collections.abc import Callable
from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from poaiss.accounts.actor import Actor, actor_of

Handler = Callable[[HttpRequest], HttpResponse]
WITHOUT_SECOND_FACTOR = ("account_", "mfa_", "usersessions_")


class ActorMiddleware:
    """Set ``request.actor``; send whoever needs a second factor to set one up (S3)."""

    def __init__(self, get_response: Handler) -> None:
        """Keep the next handler."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Attach the actor lazily: pages that never ask cost no query."""
        request.actor = cast(Actor, SimpleLazyObject(lambda: actor_of(request.user)))  # type: ignore[attr-defined]
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: object, kwargs: object
    ) -> HttpResponse | None:
        """Lead to the second factor before anything restricted is shown."""
        match = request.resolver_match
        name = match.url_name or "" if match else ""
        if name.startswith(WITHOUT_SECOND_FACTOR) or not request.user.is_authenticated:
            return None
        if request.actor.needs_second_factor:  # type: ignore[attr-defined]
            messages.info(request, _("Your role may see restricted data. Set up a second factor to go on."))
            return redirect("mfa_index")
        return None
