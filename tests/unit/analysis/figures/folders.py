"""A small folder of open data written by hand: eight States, six rounds, two editions of a form of two dozen questions.

The writer is its own: a file is what DuckDB makes of a list of values. Only the names and types of columns are shared.
"""

import atexit
import json
import re
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import duckdb

from poaiss.analysis import figuring, reading
from poaiss.analysis.figuring import Figure, Result
from poaiss.analysis.opendata import shapes
from poaiss.analysis.opendata.worlds import EXERCISE
from poaiss.analysis.words import Words, words_in

Row = Mapping[str, Any]

STATES = {
    "XAV": "african",
    "XBO": "african",
    "XCE": "african",
    "XDR": "eastern_european",
    "XES": "grulac",
    "XFE": "weog",
    "XGE": "asia_pacific",
    "XIL": "asia_pacific",
}
NAMES = {
    "XAV": "Avaria",
    "XBO": "Borovia",
    "XCE": "Celmara",
    "XDR": "Drevia",
    "XES": "Esmara",
    "XFE": "Fenmora",
    "XGE": "Gelvara",
    "XIL": "Ilmara",
}
ROUNDS = {2016: ("B", False), 2018: ("B", True), 2020: ("C", True), 2022: ("C", True), 2024: ("C", True)}
LATER = {2026: ("C", False), 2028: ("C", True)}
"""A round that is not held here, and one in which nobody has reported."""

FORM = [
    # edition, number, section, kind, indicator, concept (where it is another one than its own)
    ("C", "1.1.d.women", "1", "whole_number", "body-women", ""),
    ("C", "1.1.d.men", "1", "whole_number", "body-men", ""),
    ("C", "2.3.2", "2", "choose_one", "", ""),
    ("C", "P3.1.1", "3", "list", "", ""),
    ("C", "P3.1.1.title", "3", "text", "", ""),
    ("C", "P3.1.1.year", "3", "whole_number", "", ""),
    ("C", "P3.1.1.area", "3", "choose_many", "", ""),
    ("C", "4.1", "4", "yes_no", "", ""),
    ("C", "4.2", "4", "yes_no", "", ""),
    ("C", "P5.90", "5", "yes_no", "assistance-requested", ""),
    ("C", "P5.90.1", "5", "choose_many", "assistance-kind", ""),
    ("C", "P5.90.3", "5", "yes_no", "assistance-proposal", ""),
    ("C", "P6.3.count", "6", "whole_number", "seized", ""),
    ("C", "P6.3.traced", "6", "whole_number", "seized-traced", ""),
    ("C", "P6.5.year", "6", "whole_number", "", ""),
    ("C", "P6.5.denominator", "6", "whole_number", "sdg-16-4-2-denominator", ""),
    ("C", "P6.5.numerator", "6", "whole_number", "sdg-16-4-2-numerator", ""),
    ("C", "P6.90", "6", "yes_no", "assistance-requested", ""),
    ("C", "P6.90.1", "6", "choose_many", "assistance-kind", ""),
    ("C", "P6.90.3", "6", "yes_no", "assistance-proposal", ""),
    ("C", "P7.8.2", "7", "choose_one", "", ""),
    ("C", "P11.2", "11", "choose_many", "", ""),
    ("C", "P11.bms4.1", "11", "choose_one", "", ""),
    ("C", "P11.bms4.2", "11", "choose_one", "", ""),
    ("B", "7", "4", "yes_no", "", "C:4.1"),
    ("B", "10", "5", "yes_no", "assistance-requested", "C:P5.90"),
    ("B", "10.1", "5", "text", "assistance-kind", "C:P5.90.1"),
    ("B", "10.2", "5", "yes_no", "assistance-proposal", "C:P5.90.3"),
    ("B", "11", "5", "yes_no", "assistance-requested", ""),
    ("B", "11.2", "5", "yes_no", "assistance-proposal", ""),
    ("B", "19.2", "7", "text", "", "C:P7.8.2"),
]
CHOICES = {
    "C:P5.90.1": ("law", "training", "equipment"),
    "C:P6.90.1": ("law", "training", "equipment"),
    "C:P3.1.1.area": ("export", "import"),
    "C:P7.8.2": ("a", "b", "c"),
    "C:2.3.2": ("a", "b", "c"),
    "C:P11.2": ("bms4",),
    "C:P11.bms4.1": ("not_started", "under_way", "completed", "stopped"),
}
CONCEPTS = {(edition, number): concept or f"{edition}:{number}" for edition, number, *_, concept in FORM}
KINDS = {(edition, number): kind for edition, number, _section, kind, *_ in FORM}
INDICATORS = {
    # name: level and terms (clause, term, concept)
    "laws": ("primary", [(1, 1, "C:4.1")]),
    "both": ("primary", [(1, 1, "C:4.1"), (2, 1, "C:4.2")]),
    "either": ("primary", [(1, 1, "C:4.1"), (1, 2, "C:4.2")]),
    "later": ("subsidiary", [(1, 1, "C:4.2")]),
}


class Folder:
    """A folder of open data in the making."""

    def __init__(self, path: Path) -> None:
        """Start with the States, the rounds and the form, and no report."""
        self.path = path
        self.reports: dict[tuple[str, int], tuple[str, str]] = {}
        self.answers: list[dict[str, Any]] = []
        self.sdg: list[Row] = []

    def report(
        self, state: str, year: int, answers: Mapping[Any, Any], language: str = "en", edition: str = ""
    ) -> None:
        """Add a report; answers by number, or by number and entry: ``{"4.1": "yes", ("P6.3.count", 1): 12}``.

        ``None`` is a blank; ``"-"`` not applicable; ``"restricted"`` kept back.
        """
        edition = edition or {**ROUNDS, **LATER}[year][0]
        self.reports[state, year] = (edition, language)
        for place, value in answers.items():
            number, entry = place if isinstance(place, tuple) else (place, 0)
            self.answers.append(line(state, year, edition, number, entry, value) | {"language": language})

    def written(self) -> Path:
        """Write every file and return the folder."""
        tables: dict[str, list[Row]] = {
            "states": [state_row(code) for code in STATES],
            "rounds": [
                {"year": year, "edition": edition, "form": f"poa-iti-{edition.lower()}", "held": held}
                for year, (edition, held) in {**ROUNDS, **LATER}.items()
            ],
            "reports": [
                {"state": state, "round": year, "edition": edition, "language": language, "number": 1}
                for (state, year), (edition, language) in self.reports.items()
            ],
            "questions": [question_row(position, each) for position, each in enumerate(FORM)],
            "choices": [
                {"key": key, "concept": key, "name": name, "position": position, "label_en": f"{name} in words"}
                for key, names in CHOICES.items()
                for position, name in enumerate(names)
            ],
            "sections": [
                {"edition": "C", "section": section, "position": int(section), "label_en": f"Section {section}"}
                for section in ("1", "2", "3", "4", "5", "6", "7", "11")
            ],
            "themes": [{"code": "brokering", "position": 1, "name_en": "Brokering"}],
            "indicators": [
                {"name": name, "position": position, "theme": "brokering", "level": level, "label_en": f"The {name}"}
                for position, (name, (level, _terms)) in enumerate(INDICATORS.items())
            ],
            "indicator_terms": [
                {"indicator": name, "clause": clause, "term": term, "concept": concept, "test": "yes", "argument": ""}
                for name, (_level, terms) in INDICATORS.items()
                for clause, term, concept in terms
            ],
            "sdg": self.sdg,
        }
        for name in re.findall(r"@folder@([a-z_]+)[.]parquet", reading.prelude()):
            write(self.path / f"{name}.parquet", getattr(shapes, name.upper()), tables.get(name, []))
        for year in {**ROUNDS, **LATER}:
            rows = [each for each in self.answers if each["round"] == year]
            write(self.path / "answers" / f"form-{year}.parquet", shapes.ANSWERS, rows)
        return self.path


def state_row(code: str) -> Row:
    """Return a State of the exercise."""
    return {"code": code, "name_en": NAMES[code], "kind": "exercise", "regional_group": STATES[code]}


def question_row(position: int, each: Sequence[str]) -> Row:
    """Return a question of the form."""
    edition, number, section, kind, indicator, _concept = each
    return {
        "key": f"{edition}:{number}",
        "concept": CONCEPTS[edition, number],
        "edition": edition,
        "number": number,
        "path": f"section_{section}/{number}",
        "section": section,
        "position": position,
        "kind": kind,
        "is_yes_no": kind == "yes_no",
        "indicator": indicator,
        "label_en": f"Question {number}",
    }


def line(state: str, year: int, edition: str, number: str, entry: int, value: Any) -> dict[str, Any]:
    """Return an answer or a silence."""
    silences = {None: "no_answer", "-": "not_applicable", "restricted": "restricted"}
    kind = silences.get(value, "answered") if value is None or isinstance(value, str) else "answered"
    if kind == "answered" and KINDS[edition, number] == "yes_no":
        kind = value
    said = kind not in silences.values()
    return {
        "state": state,
        "round": year,
        "edition": edition,
        "number": number,
        "concept": CONCEPTS[edition, number],
        "path": number,
        "entry": entry,
        "kind": kind,
        "value": str(value) if said else "",
        "amount": float(value) if said and isinstance(value, int) else None,
    }


def write(path: Path, types: Mapping[str, str], rows: Sequence[Row]) -> None:
    """Write rows as Parquet; what a row does not say is empty text, or nothing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with duckdb.connect() as connection:
        columns = ", ".join(f"{name} {type}" for name, type in types.items())
        connection.execute(f"CREATE TABLE made ({columns})")
        marks = ", ".join("?" for _ in types)
        for row in rows:
            values = [row.get(name, "" if type == "VARCHAR" else None) for name, type in types.items()]
            connection.execute(f"INSERT INTO made VALUES ({marks})", values)
        connection.execute(f"COPY made TO '{path}' (FORMAT parquet)")


@dataclass(frozen=True)
class Opened:
    """A folder that is open, with the English words and the figures."""

    connection: duckdb.DuckDBPyConnection
    words: Words
    figures: dict[str, Figure]


@lru_cache(maxsize=8)
def opened(folder: Path) -> Opened:
    """Open a folder; it stays open for the tests that follow."""
    stack = ExitStack()
    atexit.register(stack.close)
    connection = stack.enter_context(reading.opened(folder))
    words = words_in(connection, "en")
    return Opened(connection, words, figuring.figures(words))


class Computed:
    """A figure that was computed, with what it says."""

    def __init__(self, folder: Path, name: str, year: int) -> None:
        """Compute figure NAME for the round of YEAR."""
        found = opened(folder)
        self.words, self.figure = found.words, found.figures[name]
        self.result: Result = figuring.compute(found.connection, self.figure, EXERCISE, year, "v")

    @property
    def empty(self) -> str:
        """What is missing."""
        return self.figure.empty(self.result, self.words)

    @property
    def finding(self) -> str:
        """What it finds."""
        return self.figure.finding(self.result, self.words)

    @property
    def denominator(self) -> str:
        """What it is of."""
        return self.figure.denominator(self.result, self.words)

    @property
    def chart(self) -> Any:
        """What is drawn."""
        return self.figure.chart(self.result, self.words)

    def table(self, *columns: str) -> list[tuple[Any, ...]]:
        """Return some columns of the rows."""
        return [tuple(row[column] for column in columns) for row in self.result.rows]


def as_read_back(value: Any) -> Any:
    """Return rows as JSON gives them back, so that two ways of running agree on numbers."""
    if isinstance(value, float):
        return round(value, 6)
    if isinstance(value, dict):
        return {key: as_read_back(each) for key, each in value.items()}
    return [as_read_back(each) for each in value] if isinstance(value, list) else value


def from_shell(text: str) -> list[dict[str, Any]]:
    """Return the rows that DuckDB's own shell wrote as JSON."""
    found: list[dict[str, Any]] = as_read_back(json.loads(text or "[]"))
    return found
