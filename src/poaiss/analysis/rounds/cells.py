"""Cells of the answer matrix: read from the open data, and put into words; a silence is never merged with another."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from poaiss.analysis import figuring, reading
from poaiss.analysis.opendata.worlds import World
from poaiss.analysis.rounds.catalogue import Catalogue

MARKS = {
    "yes": "✓",
    "developing": "◐",
    "no": "✕",
    "answered": "✎",
    "unchanged": "=",
    "restricted": "▪",
    "no_answer": "?",
    "not_applicable": "–",
    "not_asked": "∅",
    "did_not_report": "○",
    "not_yet_a_state": "·",
    "no_longer_a_state": "×",
    "not_held": "…",
}
"""A mark for each kind, the same in every language; the words stand beside it, and colour adds nothing."""
WITHOUT_REPORT = ("did_not_report", "not_yet_a_state", "no_longer_a_state", "not_held")
CHOICES = ("choose_one", "choose_many")
LONG = 60
"""Letters of a text that a cell shows; the whole stands on the answer's own page."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What a State said to a question in a round, or how it was silent."""

    state: str
    round: int
    concept: str
    edition: str | None
    number: str | None
    kind: str
    said: str | None
    value: str | None
    amount: float | None
    entries: int
    unchanged_since: int | None
    remark: str | None


Place = tuple[str, int, str]


def script(concepts: Iterable[str], years: Iterable[int], folder: str = "") -> str:
    """Return the whole SQL of a matrix, which runs unchanged in a stock DuckDB in the folder of the open data."""
    return f"{reading.tables_sql(folder)}\n{variables(concepts, years)}\n{figuring.sql_file('matrix').strip()}\n"


def variables(concepts: Iterable[str], years: Iterable[int]) -> str:
    """Return the settings of the query."""
    names = ", ".join(figuring.literal(each) for each in concepts)
    return f"SET VARIABLE concepts = [{names}]::VARCHAR[];\nSET VARIABLE rounds = {[int(each) for each in years]};\n"


def read(folder: Path, concepts: tuple[str, ...], years: tuple[int, ...]) -> list[Cell]:
    """Return the cells of some questions in some rounds."""
    with reading.opened(folder) as connection:
        connection.execute(variables(concepts, years))
        return [Cell(**row) for row in reading.rows(connection, figuring.sql_file("matrix"))]


@lru_cache(maxsize=24)
def cells_of(folder: Path, concepts: tuple[str, ...], years: tuple[int, ...]) -> dict[Place, Cell]:
    """Return the cells by place; kept, because the data in FOLDER never change."""
    return {(each.state, each.round, each.concept): each for each in read(folder, concepts, years)}


def kind_words(kind: str, catalogue: Catalogue) -> str:
    """Return the words for a kind of answer or silence."""
    return catalogue.words.of("presence" if kind in ("no_longer_a_state", "not_held") else "kind", kind)


def value_words(cell: Cell, catalogue: Catalogue) -> str:
    """Return what was answered, choices by their texts and numbers as the language writes them; '' for a silence."""
    if cell.value is None or cell.said not in ("answered", "yes", "no", "developing"):
        return ""
    if cell.said != "answered":
        return kind_words(cell.said, catalogue) if cell.kind == "unchanged" else ""
    kind = catalogue.questions[cell.concept].kind
    if kind in CHOICES:
        return chosen(cell, catalogue)
    if cell.amount is not None and cell.entries <= 1:
        return catalogue.words.number(cell.amount, 0 if cell.amount.is_integer() else 2)
    return cell.value


def chosen(cell: Cell, catalogue: Catalogue) -> str:
    """Return the texts of the choices in an answer; entries of a list stay apart."""
    entries = (cell.value or "").split(" | ")
    texts = [
        "; ".join(catalogue.words.of("choice", f"{cell.concept} {name}") for name in each.split()) for each in entries
    ]
    return " | ".join(text.replace(f"{cell.concept} ", "") for text in texts)


def shown(world: World, cell: Cell | None, catalogue: Catalogue) -> dict[str, Any]:
    """Return a cell for the page: mark and words of its kind, what was said, and where the answer stands."""
    if cell is None:
        return {"mark": "", "style": "", "words": "", "detail": "", "url": ""}
    return {
        "mark": MARKS.get(cell.kind, ""),
        "style": f"k-{cell.kind.replace('_', '-')}",
        "words": words(cell, catalogue),
        "detail": short(value_words(cell, catalogue)),
        "url": "" if cell.kind in WITHOUT_REPORT else answer_url(world, cell),
    }


def words(cell: Cell, catalogue: Catalogue) -> str:
    """Return the words for a cell's kind, with the year since when nothing changed, or the entries of a list."""
    if cell.kind == "unchanged" and cell.unchanged_since:
        return _("Unchanged since %(year)d") % {"year": cell.unchanged_since}
    if cell.entries > 1:
        return ngettext("%(count)d entry", "%(count)d entries", cell.entries) % {"count": cell.entries}
    return kind_words(cell.kind, catalogue)


def short(text: str) -> str:
    """Return a text as far as a cell shows it."""
    return Truncator(text).chars(LONG) if len(text) > LONG else text


def answer_url(world: World, cell: Cell) -> str:
    """Return the address of the page of an answer, below the one of the matrix."""
    return f"{matrix_url(world.name, get_language() or 'en')}{cell.round}/{cell.state}/{cell.concept}/"


@lru_cache(maxsize=24)
def matrix_url(world: str, language: str) -> str:
    """Return the address of the matrix of a world in the active LANGUAGE; asked for once, not for every cell."""
    return reverse("analysis:matrix", args=[world])
