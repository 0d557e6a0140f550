"""Reading the directory: names in the reader's language and of the right day; States in order."""

import datetime as dt
from functools import lru_cache
from typing import NamedTuple

from django.db.models import F, Q, QuerySet
from django.utils.translation import get_language

from poaiss.directory.enums import StateKind
from poaiss.directory.models import Agency, Organisation, State, StateName


class Name(NamedTuple):
    """A State's name for a time."""

    short: str
    formal: str
    valid_from: dt.date | None
    valid_until: dt.date | None


def language_code(language: str | None = None) -> str:
    """Return the two-letter code of LANGUAGE or of the active language (zh-hans becomes zh)."""
    return (language or get_language() or "en").split("-")[0]


@lru_cache(maxsize=16)
def _names(language: str) -> dict[str, tuple[Name, ...]]:
    found: dict[str, list[Name]] = {}
    rows = StateName.objects.filter(language=language).order_by("state_id", F("valid_from").asc(nulls_first=True))
    for code, short, formal, since, until in rows.values_list(
        "state_id", "short", "formal", "valid_from", "valid_until"
    ):
        found.setdefault(code, []).append(Name(short, formal, since, until))
    return {code: tuple(names) for code, names in found.items()}


def forget_names() -> None:
    """Forget cached names after the reference data has been loaded anew."""
    _names.cache_clear()


def name_of(code: str, language: str | None = None, on: dt.date | None = None) -> str:
    """Return the short name of the State CODE in LANGUAGE, as it was ON a day (today by default).

    Falls back to English, then to the code, so that a page never fails on a missing name.
    """
    for candidate in (language_code(language), "en"):
        names = _names(candidate).get(code, ())
        for name in reversed(names):
            if on is None and name.valid_until is None:
                return name.short
            if on and (name.valid_from or dt.date.min) <= on <= (name.valid_until or dt.date.max):
                return name.short
        if names and on is None:
            return names[-1].short
    return code


def names(language: str | None = None) -> dict[str, str]:
    """Return today's short name of every State by code, in LANGUAGE."""
    return {code: name_of(code, language) for code in _names("en")}


def organisation_name(organisation: Organisation, language: str | None = None) -> str:
    """Return the organisation's name in LANGUAGE, else in English."""
    return str(organisation.names.get(language_code(language)) or organisation)


def agency_name(agency: Agency, language: str | None = None) -> str:
    """Return the agency's name in LANGUAGE, else as it stands."""
    return str(agency.names.get(language_code(language)) or agency.name)


def members_on(day: dt.date) -> QuerySet[State]:
    """Return the Members of the United Nations on DAY: the denominator of that day."""
    return State.objects.filter(
        Q(member_until__isnull=True) | Q(member_until__gte=day),
        kind__in=[StateKind.MEMBER, StateKind.FORMER],
        member_since__lte=day,
    )


def states(*kinds: StateKind) -> QuerySet[State]:
    """Return States of KINDS (Members and observers by default)."""
    return State.objects.filter(kind__in=kinds or [StateKind.MEMBER, StateKind.OBSERVER])


def state_by_slug(slug: str) -> State | None:
    """Return the State whose page has this address, or None."""
    return State.objects.filter(slug=slug).first()
