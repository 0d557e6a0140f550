"""A figure as a page shows it: its finding, numbers in the reader's language, its table, and where to take it away."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from poaiss.analysis import figuring
from poaiss.analysis.figuring import Column, Figure, FigureFailed, Result
from poaiss.analysis.opendata.worlds import World
from poaiss.analysis.words import Words

NUMERIC = ("count", "share", "number", "year")
FORMATS = ("csv", "svg", "png", "json", "sql")
MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "svg": "image/svg+xml",
    "png": "image/png",
    "json": "application/json",
    "sql": "application/sql; charset=utf-8",
}
WIDE, NARROW = 680, 340
"""Widths in which pictures are drawn: for a page, and for a small screen."""
MOST = 250
"""Rows that a page shows; the files hold them all."""
SHORT = 40
"""Rows of a table that stands on the page of its round; a longer one stands on the figure's own page."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure in words; ``empty`` says what is missing where there is nothing to show."""

    figure: Figure
    result: Result
    title: str
    empty: str
    denominator: str
    columns: tuple[dict[str, Any], ...]
    rows: tuple[tuple[str, ...], ...]
    has_picture: bool
    address: str

    @property
    def name(self) -> str:
        """Return the name of the figure."""
        return self.figure.name

    @property
    def table_id(self) -> str:
        """Return the identifier of the table's caption."""
        return f"{self.name}-table"

    @property
    def caption(self) -> str:
        """Return what its table is called: no two tables of a page are called alike."""
        return f"{self.title} · {self.figure.shows}"

    @property
    def has_table(self) -> bool:
        """Return whether there are rows that say something."""
        return bool(self.rows) and not self.empty

    @property
    def is_long(self) -> bool:
        """Return whether the table is too long for the page of a round."""
        return len(self.rows) > SHORT

    @property
    def beyond(self) -> int:
        """Return how many rows the page leaves to the files."""
        return len(self.result.rows) - len(self.rows)

    @property
    def kept(self) -> str:
        """Return the query by which an address keeps its meaning after later publications."""
        return f"?data={self.result.data_version}"

    @property
    def downloads(self) -> list[dict[str, str]]:
        """Return the files of the figure."""
        formats = [each for each in FORMATS if self.has_picture or each not in ("svg", "png")]
        return [{"label": each.upper(), "url": f"{self.address[:-1]}.{each}{self.kept}"} for each in formats]

    @property
    def picture(self) -> str:
        """Return the address of the picture; the version stands in it, so that browsers may keep it."""
        return f"{self.address[:-1]}.svg{self.kept}"

    @property
    def narrow_picture(self) -> str:
        """Return the address of the picture for a small screen."""
        return f"{self.picture}&width={NARROW}"

    @property
    def permalink(self) -> str:
        """Return the whole address that keeps its meaning."""
        return f"{settings.BASE_URL}{self.address}{self.kept}"


def address_of(world: World, year: int, name: str) -> str:
    """Return the address of a figure's page."""
    return reverse("analysis:figure", args=[world.name, year, name])


def shown(world: World, figure: Figure, result: Result, words: Words) -> Shown:
    """Return a figure in the words of the active language; raise FigureFailed where the result is of other code."""
    try:
        empty = str(figure.empty(result, words))
        title = str(figure.shows) if empty else figure.finding(result, words)
        return Shown(
            figure=figure,
            result=result,
            title=title,
            empty=empty,
            denominator="" if empty else figure.denominator(result, words),
            columns=tuple(heading(each) for each in figure.columns),
            rows=tuple(cells(figure, row, words) for row in result.rows[:MOST]),
            has_picture=not empty and figure.chart(result, words) is not None,
            address=address_of(world, result.year, figure.name),
        )
    except (KeyError, TypeError, ValueError, ZeroDivisionError) as error:
        if result.code_version == figuring.code_version():
            raise
        raise FigureFailed(
            _("This result was kept by an earlier version of the program and can no longer be shown in words."),
            place=figure.name,
            mend=_("Take it away as JSON, or look at the figure on the present data."),
        ) from error


def heading(column: Column) -> dict[str, Any]:
    """Return the head of a column."""
    return {"label": str(column.label), "numeric": column.kind in NUMERIC}


def cells(figure: Figure, row: figuring.Record, words: Words) -> tuple[str, ...]:
    """Return a row as it is read."""
    return tuple(words.cell(column.kind, row.get(column.name)) for column in figure.columns)
