"""What many figures say and draw in the same way."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from poaiss.analysis.charts import Bar, Bars, Series, Tone
from poaiss.analysis.figuring import Record, Result
from poaiss.analysis.words import Words

Said = Callable[[Result, Words], str]

TONES: Mapping[str, Tone] = {"met": "yes", "not_met": "no", "reported": "yes"}
"""The tones of codes that are no tone themselves."""


def missing(result: Result, words: Words) -> str:
    """Say that the round is not held here or that nobody reported in it; empty when there is a report.

    Each row of these queries carries ``held`` and ``reports`` of the round, and there is always a row.
    """
    values = {"year": result.year}
    if not result.rows or not result.rows[0]["held"]:
        return _("The reports of the round of %(year)d are not held here.") % values
    if not result.rows[0]["reports"]:
        return _("No report of the round of %(year)d is published here.") % values
    return ""


def unless(column: str, sentence: Callable[[], str]) -> Said:
    """Return an ``empty`` that says SENTENCE when there are reports but no row has anything in COLUMN."""

    def empty(result: Result, words: Words) -> str:
        """Say what is missing."""
        return missing(result, words) or ("" if result.total(column) else sentence())

    return empty


def reports(result: Result) -> int:
    """Return how many reports of the round there are."""
    return int(result.rows[0]["reports"] or 0) if result.rows else 0


def of_reports(result: Result, words: Words) -> str:
    """Name the reports of the round as the denominator."""
    count = reports(result)
    return ngettext(
        "%(count)s report of the round of %(year)s", "%(count)s reports of the round of %(year)s", count
    ) % {"count": words.number(count), "year": result.year}


def rows_with(result: Result, column: str) -> list[Record]:
    """Return the rows that have something in a column: an empty round has one row with nothing in it."""
    return [row for row in result.rows if row[column] is not None]


def stacked(
    rows: Iterable[Record],
    parts: Sequence[str],
    label: Callable[[Record], str],
    word: Callable[[str], str],
    *,
    unit: str = "",
    as_shares: bool = False,
) -> Bars:
    """Return a bar a row made of PARTS; a part that no row has is left out."""
    rows = list(rows)
    used = [part for part in parts if any(row[part] for row in rows)]
    series = tuple(Series(TONES.get(part, part), word(part)) for part in used)  # type: ignore[arg-type]
    bars = tuple(Bar(label(row), tuple(row[part] or 0 for part in used)) for row in rows)
    return Bars(bars, series, unit, as_shares)
