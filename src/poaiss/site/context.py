"""What the frame of every page needs: languages, operator, the rail of the workspace."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.translation import get_language, get_language_info

from poaiss.accounts.actor import NOBODY


def language_links(request: HttpRequest) -> list[dict[str, Any]]:
    """Return a link to this same page in each of the six languages."""
    here = request.get_full_path()
    active = get_language()
    return [
        {
            "code": code,
            "endonym": endonym,
            "url": translate_url(here, code),
            "current": code == active,
            "dir": "rtl" if get_language_info(code)["bidi"] else "ltr",
        }
        for code, endonym in settings.LANGUAGES
    ]


def frame(request: HttpRequest) -> dict[str, Any]:
    """Return the frame's variables; costs no query for whoever is not signed in."""
    actor = getattr(request, "actor", NOBODY)
    return {
        "actor": actor,
        "language_links": language_links(request),
        "operator": settings.OPERATOR,
        "demo": settings.DEMO,
        "rail": rail(request),
    }


def rail(request: HttpRequest) -> list[dict[str, Any]]:
    """Return the sections of the signed-in workspace's rail."""
    return []
