"""Figures: one SQL file and one chart each, run on the open data; what comes out carries how it was computed (A10)."""

import datetime as dt
import hashlib
import importlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import duckdb
from django.utils.translation import gettext as _

import poaiss
from poaiss.analysis import reading
from poaiss.analysis.charts import Chart
from poaiss.analysis.opendata.worlds import World
from poaiss.analysis.words import Words
from poaiss.common.errors import PoaissError, Problem, Text

Record = dict[str, Any]
Values = Mapping[str, Any]


class NoSuchFigure(PoaissError):
    """There is no figure of that name."""

    code = "no-such-figure"


class NoSuchRound(PoaissError):
    """There is no round of that year."""

    code = "no-such-round"


class FigureFailed(PoaissError):
    """A figure could not be computed; the others still stand."""

    code = "figure-failed"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a figure's table: its name in the SQL, its head, and what its values are.

    Kinds: ``text``, ``count``, ``share`` (of one, shown in per cent), ``number``, ``year``, and codes whose words
    are looked up: ``state``, ``group``, ``indicator``, ``theme``, ``section``, ``topic``, ``presence``, ``outcome``,
    ``kind`` (of answer), ``choice``, ``concept``, and those of ``figures._words``.
    """

    name: str
    label: Text
    kind: str = "count"


@dataclass(frozen=True, slots=True)
class Result:
    """A computed figure: its rows, which are the same in every language, and where they come from."""

    name: str
    world: str
    year: int
    rows: tuple[Record, ...]
    data_version: str
    code_version: str

    @property
    def sha256(self) -> str:
        """Digest over name, round and rows: whoever computes the figure anew compares this."""
        text = json.dumps(
            [self.name, self.world, self.year, self.rows], ensure_ascii=False, sort_keys=True, separators=(",", ":")
        )
        return hashlib.sha256(text.encode()).hexdigest()

    def total(self, column: str) -> float:
        """Return the sum of a column; what is empty counts for nothing."""
        return sum(row[column] or 0 for row in self.rows)

    def top(self, column: str) -> Record:
        """Return the row with the largest value of a column; the first of equals."""
        return max(self.rows, key=lambda row: row[column] or 0)


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure: what it shows, its query, and how its finding, denominator and picture follow from the rows.

    ``values`` are set as variables of DuckDB beside ``round``. ``empty`` says, in words, what is missing when there
    is no row to speak of; it is asked first.
    """

    name: str
    shows: Text
    unit: Text
    columns: tuple[Column, ...]
    finding: Callable[[Result, Words], str]
    denominator: Callable[[Result, Words], str]
    chart: Callable[[Result, Words], Chart | None]
    sql: str = ""
    values: Values = field(default_factory=dict)
    note: Text = ""
    empty: Callable[[Result, Words], str] = lambda result, words: "" if result.rows else _("No report says anything.")

    @property
    def query(self) -> str:
        """The SQL of the figure as it stands in its file."""
        return sql_file(self.sql or self.name)


@lru_cache(maxsize=128)
def sql_file(name: str) -> str:
    """Return a query from its file."""
    return (reading.FIGURES / f"{name}.sql").read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def code_version() -> str:
    """Return the version of the code that computes and draws: the release, and a digest over its files."""
    here = Path(__file__).resolve().parent
    found = hashlib.sha256()
    for path in sorted([*here.glob("figures/*"), *here.glob("charts/*.py"), here / "figuring.py"]):
        if path.is_file():
            found.update(path.name.encode() + path.read_bytes())
    return f"{poaiss.__version__}+{found.hexdigest()[:12]}"


@lru_cache(maxsize=1)
def modules() -> tuple[Any, ...]:
    """Return the modules of figures."""
    names = sorted(path.stem for path in reading.FIGURES.glob("*.py") if not path.stem.startswith("_"))
    return tuple(importlib.import_module(f"poaiss.analysis.figures.{name}") for name in names)


def figures(words: Words) -> dict[str, Figure]:
    """Return every figure by name; some exist once for each theme of the data."""
    found: dict[str, Figure] = {}
    for module in modules():
        for figure in module.figures(words):
            found[figure.name] = figure
    return found


def figure_called(name: str, words: Words) -> Figure:
    """Return the figure NAME, or raise NoSuchFigure."""
    found = figures(words)
    if name not in found:
        raise NoSuchFigure(
            _("There is no figure of this name."),
            place=name[:60],
            mend=_("Choose one of: %(names)s.") % {"names": ", ".join(sorted(found))},
        )
    return found[name]


def variables(figure: Figure, year: int) -> dict[str, Any]:
    """Return the variables of a figure's query."""
    return {"round": year, **figure.values}


def literal(value: Any) -> str:
    """Return a value as SQL."""
    return str(value) if isinstance(value, int | float) else "'" + str(value).replace("'", "''") + "'"


def script(figure: Figure, year: int, folder: str = "") -> str:
    """Return the whole SQL of a figure, which runs unchanged in a stock DuckDB in the folder of the open data."""
    settings = "".join(f"SET VARIABLE {name} = {literal(each)};\n" for name, each in variables(figure, year).items())
    return f"{reading.tables_sql(folder)}\n{settings}\n{figure.query.strip()}\n"


def compute(connection: duckdb.DuckDBPyConnection, figure: Figure, world: World, year: int, version: str) -> Result:
    """Run a figure's query on open tables; raise FigureFailed when DuckDB refuses it."""
    try:
        for name, each in variables(figure, year).items():
            connection.execute(f"SET VARIABLE {name} = {literal(each)}")
        found = reading.rows(connection, figure.query)
    except duckdb.Error as error:
        raise FigureFailed(
            _("The figure could not be computed."), place=figure.name, mend=str(error).splitlines()[0][:300]
        ) from error
    return Result(figure.name, world.name, year, tuple(map(plain, found)), version, code_version())


def plain(row: Record) -> Record:
    """Return a row with values that JSON knows; shares are rounded, so that two machines agree."""
    return {key: plain_value(each) for key, each in row.items()}


def plain_value(value: Any) -> Any:
    """Return one value as JSON knows it."""
    if isinstance(value, float):
        return round(value, 6)
    if isinstance(value, dt.date | dt.datetime):
        return value.isoformat()
    return value if value is None or isinstance(value, str | int | bool | list) else float(value)


def check_round(connection: duckdb.DuckDBPyConnection, year: int) -> None:
    """Raise NoSuchRound unless there is a round of YEAR."""
    known = [row[0] for row in connection.execute("SELECT year FROM rounds ORDER BY year").fetchall()]
    if year not in known:
        raise NoSuchRound(
            _("There is no round of %(year)d.") % {"year": year},
            place=str(year),
            mend=_("Choose one of: %(years)s.") % {"years": ", ".join(map(str, known))},
        )


def every(
    connection: duckdb.DuckDBPyConnection, world: World, year: int, version: str, words: Words
) -> Iterator[tuple[Figure, Result | None, Problem | None]]:
    """Yield each figure with its result; one that fails comes with its problem, and the others still stand."""
    for figure in figures(words).values():
        try:
            yield figure, compute(connection, figure, world, year, version), None
        except FigureFailed as error:
            yield figure, None, error.problem
