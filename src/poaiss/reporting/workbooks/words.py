"""The fixed words of a workbook, in the active language."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache

from django.utils.translation import gettext as _
from django.utils.translation import override

from poaiss.directory.enums import LANGUAGES


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Let gettext speak LANGUAGE (a two-letter code)."""
    with override("zh-hans" if language == "zh" else language):
        yield


def not_applicable() -> str:
    """Return the silence "does not apply"."""
    return _("Does not apply")


def unchanged_since(year: int | str) -> str:
    """Return the silence "unchanged since"."""
    return _("Unchanged since %(year)s") % {"year": year}


def headers() -> list[str]:
    """Return the headers of a section's sheet."""
    return [
        _("No."),
        _("Question"),
        _("Guidance"),
        _("Paragraph"),
        _("Last answer"),
        _("ANSWER"),
        _("Explanation or remark"),
        _("Instead of an answer"),
    ]


@lru_cache(maxsize=1)
def silences() -> dict[str, str]:
    """Return how "does not apply" is written in the six languages; the words without spaces and in small letters."""
    found = {}
    for language in LANGUAGES:
        with speaking(language):
            found[folded(not_applicable())] = "not_applicable"
            found[folded(unchanged_since(""))] = "unchanged"
    return found


def folded(text: str) -> str:
    """Return a text for comparison: small letters, single spaces, without marks of direction."""
    plain = re.sub("[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]", "", text)
    return " ".join(plain.split()).casefold()


@lru_cache(maxsize=1)
def ticks() -> frozenset[str]:
    """Return what people write to tick a line."""
    found = {"x", "х", "×", "✓", "✔", "☑", "☒", "true", "1", "v", "√"}
    for language in LANGUAGES:
        with speaking(language):
            found.add(folded(_("Yes")))
    return frozenset(found)


@lru_cache(maxsize=1)
def no_ticks() -> frozenset[str]:
    """Return what people write to leave a line without a tick."""
    found = {"", "0", "false", "-", "–", "—", "☐"}
    for language in LANGUAGES:
        with speaking(language):
            found.add(folded(_("No")))
    return frozenset(found)
