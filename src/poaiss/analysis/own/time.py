"""A State's own answers over rounds, with every kind of silence (A3, A4)."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import duckdb

from poaiss.analysis import reading
from poaiss.analysis.words import Words
from poaiss.reporting.enums import AnswerKind

LONGEST = 160
"""Characters of a text in a cell; the whole text stands in the report."""
TONES = {"met": "yes", "not_met": "no", "unknown": "no_answer", "not_held": "", "no_longer_a_state": "not_yet_a_state"}
"""Outcomes and presences as kinds of answer, whose marks readers know."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a round: its kind (for the mark), the words, and whether an earlier answer stands."""

    year: int
    kind: str
    words: str
    since: int | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A commitment or a question over rounds."""

    key: str
    label: str
    cells: tuple[Cell, ...]


def years_of(connection: duckdb.DuckDBPyConnection) -> list[int]:
    """Return the rounds with a form whose reports are kept here, the earliest first."""
    sql = "SELECT DISTINCT round FROM presence WHERE round_edition <> '' AND presence <> 'not_held' ORDER BY round"
    return [row[0] for row in connection.execute(sql).fetchall()]


def presences(connection: duckdb.DuckDBPyConnection, state: str) -> dict[int, str]:
    """Return how the State stands in each round."""
    return dict(connection.execute("SELECT round, presence FROM presence WHERE state = ?", [state]).fetchall())


def themes(words: Words) -> list[tuple[str, str]]:
    """Return code and name of the themes that have commitments."""
    return [(code, words.of("theme_with_indicators", code)) for code in words.codes("theme_with_indicators")]


def commitments(connection: duckdb.DuckDBPyConnection, state: str, theme: str, words: Words) -> list[Row]:
    """Return the commitments of a theme over rounds."""
    rows = reading.rows(
        connection,
        "SELECT o.indicator, o.round, o.outcome, o.silence FROM outcomes o JOIN indicators i ON i.name = o.indicator"
        " WHERE o.state = ? AND i.theme = ? ORDER BY i.position, o.round",
        [state, theme],
    )
    found: dict[str, dict[int, Cell]] = defaultdict(dict)
    for row in rows:
        kind = row["silence"] if row["outcome"] == "unknown" else TONES.get(row["outcome"], row["outcome"])
        text = words.of("kind", kind) if row["outcome"] == "unknown" else words.of("outcome", row["outcome"])
        found[row["indicator"]][row["round"]] = Cell(row["round"], kind, text)
    years = years_of(connection)
    return [
        Row(name, words.of("indicator", name), tuple(cells[year] for year in years if year in cells))
        for name, cells in found.items()
    ]


def questions(connection: duckdb.DuckDBPyConnection, state: str, theme: str, words: Words) -> list[Row]:
    """Return the questions of a theme over rounds, by their newest edition; entries of lists are joined."""
    asked = reading.rows(
        connection,
        "SELECT concept, list(DISTINCT edition) AS editions, arg_max(position, edition) AS position FROM questions"
        " WHERE theme = ? AND kind NOT IN ('group', 'list') GROUP BY concept ORDER BY max(edition) DESC, position",
        [theme],
    )
    said = said_by_round(connection, state, theme)
    stands = presences(connection, state)
    editions = dict(connection.execute("SELECT round, edition FROM reports WHERE state = ?", [state]).fetchall())
    found = []
    for row in asked:
        cells = tuple(
            cell(
                said.get((row["concept"], year), []),
                year,
                stands.get(year, ""),
                editions.get(year) in row["editions"],
                words,
            )
            for year in years_of(connection)
        )
        if any(each.kind not in ("not_asked", "did_not_report", "", "not_yet_a_state") for each in cells):
            found.append(Row(row["concept"].partition(":")[2], words.of("concept", row["concept"]), cells))
    return found


def said_by_round(
    connection: duckdb.DuckDBPyConnection, state: str, theme: str
) -> Mapping[tuple[str, int], list[dict[str, Any]]]:
    """Return the lines of a theme by question and round."""
    rows = reading.rows(
        connection,
        "SELECT concept, round, entry, kind, value, unchanged_since FROM given WHERE state = ? AND concept IN"
        " (SELECT concept FROM questions WHERE theme = ?) ORDER BY entry",
        [state, theme],
    )
    found: dict[tuple[str, int], list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        found[row["concept"], row["round"]].append(row)
    return found


def cell(lines: list[dict[str, Any]], year: int, presence: str, is_asked: bool, words: Words) -> Cell:
    """Return what stands in one round: an answer, a silence in the report, or why there is none."""
    if presence != "reported":
        return Cell(year, TONES.get(presence, presence), words.of("presence", presence))
    if not is_asked:
        return Cell(year, AnswerKind.NOT_ASKED, words.of("kind", AnswerKind.NOT_ASKED))
    if not lines:
        return Cell(year, AnswerKind.NO_ANSWER, words.of("kind", AnswerKind.NO_ANSWER))
    texts = [text for text in (words_of(each, words) for each in lines) if text]
    text = "; ".join(dict.fromkeys(texts))
    short = f"{text[:LONGEST].rstrip()}…" if len(text) > LONGEST else text
    return Cell(year, lines[0]["kind"], short or words.of("kind", lines[0]["kind"]), lines[0]["unchanged_since"])


def words_of(line: Mapping[str, Any], words: Words) -> str:
    """Return what a line says, choices by their texts; '' for a silence."""
    value = (line["value"] or "").strip()
    keys = [f"{line['concept']} {name}" for name in value.split()]
    known = words.texts["choice"]
    return "; ".join(known[key] for key in keys) if keys and all(key in known for key in keys) else value
