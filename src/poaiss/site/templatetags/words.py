"""Filters that put names into the reader's language."""

from typing import Any

from django import template
from django.conf import settings
from django.utils.translation import gettext as _

from poaiss.directory.queries import language_code, name_of

register = template.Library()


@register.filter
def state_name(code: str) -> str:
    """Return the short name of the State CODE in the reader's language; nothing for no code."""
    return name_of(str(code)) if code else ""


@register.filter
def localname(thing: Any) -> str:
    """Return the name of an organisation, agency, theme or meeting in the reader's language, else in English."""
    return str(thing.names.get(language_code()) or thing)


@register.filter
def language_endonym(code: str) -> str:
    """Return the name of a language in that language."""
    return next((name for each, name in settings.LANGUAGES if each.split("-")[0] == code), code)


@register.filter
def instrument_name(code: str) -> str:
    """Return the name of an instrument in words."""
    names = {
        "poa": _("Programme of Action"),
        "iti": _("International Tracing Instrument"),
        "outcome-2010": _("Outcome document of the Fourth Biennial Meeting, 2010"),
        "unroca": _("United Nations Register of Conventional Arms"),
    }
    return names.get(code, code)
