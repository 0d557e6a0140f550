"""A small ground of open data in memory: the real lexicon, and texts that a test plants."""

import csv
from pathlib import Path
from typing import Any

import duckdb

from poaiss.analysis import reading

REFERENCE = Path(__file__).resolve().parents[4] / "reference-data"
TYPES = {"round": "INTEGER", "entry": "INTEGER", "year": "INTEGER", "held": "BOOLEAN"}
YEAR = 2024
CHALLENGE, OPPORTUNITY, OTHER = "C:P10.11.description", "C:P10.12.description", "C:P5.3"
Row = dict[str, Any]


def lexicon(name: str) -> list[Row]:
    with (REFERENCE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def text(state: str, value: str, language: str = "en", concept: str = CHALLENGE, *, kind: str = "answered") -> Row:
    """Return an answer that is a text; in the whole a State may give several."""
    return {
        "state": state,
        "round": YEAR,
        "edition": "C",
        "number": concept[2:],
        "concept": concept,
        "path": f"{concept} {value}",
        "entry": 1,
        "kind": kind,
        "value": value,
        "language": language,
    }


def create(connection: duckdb.DuckDBPyConnection, name: str, rows: list[Row]) -> None:
    shape = ", ".join(f"{column} {TYPES.get(column, 'VARCHAR')}" for column in rows[0])
    connection.execute(f"CREATE OR REPLACE TEMP TABLE {name} ({shape})")
    marks = ", ".join("(" + ", ".join("?" for _each in row) + ")" for row in rows)
    connection.execute(f"INSERT INTO {name} VALUES {marks}", [each for row in rows for each in row.values()])


def load_lexicon(connection: duckdb.DuckDBPyConnection) -> None:
    for name in ("topics", "topic_terms", "topic_questions"):
        source = f"read_csv('{REFERENCE / name}.csv', all_varchar = true, nullstr = 'NULL')"
        connection.execute(f"CREATE TEMP TABLE {name} AS SELECT *, row_number() OVER () AS position FROM {source}")


def view(name: str) -> str:
    """Return one view of the prelude, as it stands in the file."""
    return f"CREATE OR REPLACE TEMP VIEW {name} AS" + reading.prelude().partition(f"VIEW {name} AS")[2]


def computed(figure: str, kind: str, texts: list[Row], reports: tuple[str, ...] = ()) -> list[Row]:
    """Run a query of this package over planted texts."""
    with duckdb.connect() as connection:
        codes = sorted({*reports, *(each["state"] for each in texts)})
        create(connection, "reports", [{"state": code, "round": YEAR} for code in codes])
        create(connection, "rounds", [{"year": YEAR, "held": True}])
        create(connection, "answers", texts)
        load_lexicon(connection)
        for name in ("given", "passages"):
            connection.execute(view(name).partition(";\n")[0])
        connection.execute(f"SET VARIABLE round = {YEAR}")
        connection.execute(f"SET VARIABLE kind = '{kind}'")
        return reading.rows(connection, (reading.FIGURES / f"{figure}.sql").read_text(encoding="utf-8"))


def topics(value: str, language: str = "en", concept: str = CHALLENGE) -> set[str]:
    """Return the topics that one text is found to speak of."""
    kind = "opportunity" if concept == OPPORTUNITY else "challenge"
    found = computed("passages", kind, [text("XAV", value, language, concept)])
    return {row["topic"] for row in found if row["topic"]}
