"""Headers that every answer carries."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

Handler = Callable[[HttpRequest], HttpResponse]
OWN_ANSWER = "/openrosa/"
"""Addresses for devices: they refuse what is too large by themselves, in the XML that devices read."""


class SecurityHeaders:
    """Add the content security policy and the permissions policy to every answer."""

    def __init__(self, get_response: Handler) -> None:
        """Keep the next handler."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, then add what is missing."""
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", settings.CONTENT_SECURITY_POLICY)
        response.headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
        return response


class BodyLimit:
    """Refuse a request that says it is larger than any may be, before anything of it is parsed or stored.

    What the browser still sends is read and dropped, up to a limit, because many show a broken connection instead
    of the page when the answer comes before they are done (RFC 9112, 9.6).
    """

    def __init__(self, get_response: Handler) -> None:
        """Keep the next handler."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer 413 (RFC 9110, 15.5.14) or hand on."""
        said = str(request.META.get("CONTENT_LENGTH") or "0")
        size = int(said) if said.isascii() and said.isdigit() and len(said) < 16 else 0
        if size <= settings.BODY_LIMIT or request.path.startswith(OWN_ANSWER):
            return self.get_response(request)
        drop(request, min(size, settings.BODY_DROPPED))
        context = {"limit": settings.ATTACHMENT_LIMIT // (1024 * 1024), "code": "request-too-large"}
        response = render(request, "413.html", context, status=413)
        if size > settings.BODY_DROPPED:
            response["Connection"] = "close"
        return response


def drop(request: HttpRequest, size: int) -> None:
    """Read and forget SIZE bytes of what is sent."""
    stream = request.META.get("wsgi.input")
    while stream is not None and size > 0:
        piece = stream.read(min(size, 256 * 1024))
        if not piece:
            return
        size -= len(piece)
