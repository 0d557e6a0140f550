"""The fixed words around an analysis document, in its language."""

import datetime as dt

from django.utils.translation import gettext as _

from poaiss.analysis.documents.blocks import Document
from poaiss.reporting.documents.words import date_words, speaking

REGIONS = {"zh": "CN"}
"""The region that a language tag of the PDF names with the language."""
EARLIEST = dt.date(1980, 1, 1)
"""What a file is dated when the date of the data is not known: the first day that a ZIP archive can name."""


def frame(language: str) -> dict[str, str]:
    """Return every fixed word of a document's frame in LANGUAGE (a two-letter code)."""
    with speaking(language):
        return {
            "contents": _("Contents"),
            "figure": _("Figure"),
            "table": _("Table"),
            "page": _("Page"),
            "exercise": _("EXERCISE"),
            "exercise_notice": _("Exercise: the States and everything that is said of them are invented."),
            "not_official": _("This is not the United Nations’ Programme of Action Implementation Support System."),
            "date": _("Date of the data"),
            "operator": _("Operator"),
            "how": _("How this was computed"),
            "numbers": _("The numbers behind the figures"),
            "numbers_here": _("The numbers of this figure"),
            "numbers_on": _("The numbers of this figure are on page %(page)s."),
            "numbers_in": _("The numbers of this figure are at the end, under “%(title)s”."),
            "not_drawn": _("This figure could not be drawn. What it shows, in words:"),
            "no_rows": _("There is nothing to list."),
            "skip": _("Skip to the content"),
            "start": _("Back to the contents"),
        }


def words_of(document: Document) -> dict[str, str]:
    """Return the words of a document's frame: those that it brings, and ours for the others."""
    return {**frame(document.language), **{key: text for key, text in document.words.items() if text}}


def day_of(document: Document) -> dt.date | None:
    """Return the day of a document's data, if its date is one; a year or a month begins on its first day."""
    for missing in ("", "-01", "-01-01"):
        try:
            return dt.date.fromisoformat(document.date[:10] + missing)
        except ValueError:
            continue
    return None


def stamp(document: Document) -> dt.datetime:
    """Return the moment that files of a document are dated: the first of its day, never the clock's."""
    found = max(day_of(document) or EARLIEST, EARLIEST)
    return dt.datetime(found.year, found.month, found.day, tzinfo=dt.UTC)


def day_words(document: Document) -> str:
    """Return the date of the data as the document's language writes it; a date that is none stays as it is."""
    found = day_of(document)
    if found is None or len(document.date) < len("2024-01-01"):
        return document.date
    with speaking(document.language):
        return date_words(found)
