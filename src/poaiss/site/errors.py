"""The pages when something fails: what happened, what to do, a code; nothing is lost."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.template import loader
from django.utils.translation import gettext as _

from poaiss.access.rules import Refused


def failed(request: HttpRequest, status: int, **context: Any) -> HttpResponse:
    """Render STATUS.html with its status."""
    return HttpResponse(loader.render_to_string(f"{status}.html", context, request), status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The request could not be understood."""
    return failed(request, 400)


def refused(request: HttpRequest, exception: Exception | None = None) -> HttpResponse | HttpResponseRedirect:
    """One who may see but not do: the rule's own sentence; nobody signed in: to the sign-in."""
    if isinstance(exception, Refused) and not request.user.is_authenticated:
        return redirect("account_login")
    reason = str(exception.denied.reason) if isinstance(exception, Refused) else ""
    return failed(request, 403, reason=reason)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form came without its token: the cookie is missing or too old."""
    sentence = _(
        "The form was open for too long, or cookies are switched off. Go back, reload the page and send it again."
    )
    return failed(request, 403, reason=sentence)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Nothing here for this person."""
    return failed(request, 404)


def failure(request: HttpRequest) -> HttpResponse:
    """Something broke on our side; rendered without database and context."""
    return HttpResponse(loader.render_to_string("500.html", {"path": request.path}), status=500)
