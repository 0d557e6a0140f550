"""Front pages."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language_from_request, override

from poaiss.access.web import Request, public
from poaiss.common.web import page


@public
def front_door(request: Request) -> HttpResponse:
    """Lead to the home page in the visitor's language."""
    with override(get_language_from_request(request)):
        response = redirect("site:home")
    response.headers["Vary"] = "Accept-Language"
    return response


@public
def healthz(request: Request) -> HttpResponse:
    """Say that the process answers and reaches its database."""
    return HttpResponse("ok", content_type="text/plain")


@public
def robots(request: Request) -> HttpResponse:
    """Let robots read public pages."""
    return HttpResponse("User-agent: *\nAllow: /\n", content_type="text/plain")


@public
def home(request: Request) -> HttpResponse:
    """What this is, the world in tiles, the next meeting, the latest reports."""
    return page(request, "site/home.html")
