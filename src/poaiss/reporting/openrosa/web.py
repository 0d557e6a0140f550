"""What stands around each OpenRosa address: own authentication, the language of the person, errors as XML."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.csrf import csrf_exempt

from poaiss.access.rules import Refused
from poaiss.access.web import Request, public
from poaiss.accounts.actor import NOBODY
from poaiss.accounts.mail import site_language
from poaiss.common.errors import PoaissError
from poaiss.reporting.openrosa import auth, receiving, replies

View = Callable[..., HttpResponse]


class SentRequest(Request):
    """A request whose parts were read before the database was asked (for type checkers)."""

    sent: receiving.Sent


def device(*, anonymous: bool = False) -> Callable[[View], View]:
    """Declare an address for devices: who asks is read from the request alone, never from a browser's session.

    ANONYMOUS lets nobody in as well. What is posted is read before the transaction of the view begins, so that a
    slow line holds no lock. CSRF does not apply: no cookie is looked at.
    """

    def declare(view: View) -> View:
        guarded = public(view)

        @csrf_exempt
        @wraps(guarded)
        def answered(request: SentRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            try:
                with override(language_of(request, anonymous=anonymous)):
                    return replies.with_headers(safely(guarded, request, *args, **kwargs))
            except PoaissError as error:
                return replies.with_headers(replies.refusal(error))

        return answered

    return declare


def language_of(request: SentRequest, *, anonymous: bool) -> str | None:
    """Set who asks and return the language of the answer; raise when credentials are missing or wrong."""
    request.actor = NOBODY
    if anonymous and not request.headers.get("Authorization"):
        return str(getattr(request, "LANGUAGE_CODE", "en"))
    person, request.actor = auth.authenticated(request)
    return site_language(person.language)


def safely(view: View, request: SentRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    """Run a view; errors of the catalogue and refusals become an OpenRosaResponse."""
    try:
        if request.method == "POST":
            request.sent = receiving.read(request)
        return view(request, *args, **kwargs)
    except PoaissError as error:
        return replies.refusal(error)
    except Refused as refused:
        mend = _("Ask the national point of contact.")
        return replies.message(f"{refused} {mend}", status=403, nature="submit_error", code="refused")
