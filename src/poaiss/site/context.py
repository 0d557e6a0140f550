"""What the frame of every page needs: languages, operator, the rail of the workspace."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse, translate_url
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext as _

from poaiss.accounts.actor import NOBODY
from poaiss.site import work
from poaiss.site.work import Door


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
    """Return the sections of the signed-in workspace's rail; the rules decide, no query is needed."""
    actor = getattr(request, "actor", NOBODY)
    if not actor.is_signed_in:
        return []
    own = [Door(_("Workspace"), reverse("site:workspace")), *work.doors_of(actor)]
    open_to_all = [
        Door(_("States"), reverse("site:states")),
        Door(_("Template of the report"), reverse("questionnaires:list")),
        Door(_("Library"), reverse("library:index")),
        Door(_("Reporting rounds"), reverse("reporting:rounds")),
        Door(_("Meetings"), reverse("site:calendar")),
        Door(_("Glossary"), reverse("site:glossary")),
    ]
    return [section(_("Your work"), own, request.path), section(_("Look up"), open_to_all, request.path)]


def section(label: str, doors: list[Door], here: str) -> dict[str, Any]:
    """Return one section of the rail with the current page marked."""
    items = [{"label": door.label, "url": door.url, "current": door.url == here} for door in doors]
    return {"label": label, "items": items}
