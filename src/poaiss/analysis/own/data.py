"""A State's own answers as tables: what is published in the open data, and what is not in its own report.

The views of the open data (``given``, ``outcomes``) stay as they are: only the answers under them are exchanged for
those of the one State, so that a report which is not published is measured exactly as a published one.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from poaiss.accounts.actor import Actor
from poaiss.analysis import reading
from poaiss.analysis.opendata import shapes
from poaiss.analysis.opendata.parquet import quoted
from poaiss.analysis.opendata.rows import ENTRY, form_name
from poaiss.analysis.opendata.worlds import EXERCISE, STATES, World
from poaiss.analysis.own.standing import Standing, reports_of, standings
from poaiss.directory.models import State
from poaiss.reporting.models import NationalReport

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class RoundOfOwn:
    """A round with what there is of the State: a publication, a report that it works on, or nothing."""

    year: int
    edition: str
    is_published: bool
    report: NationalReport | None

    @property
    def has_something(self) -> bool:
        """Whether the State said something in the round."""
        return self.is_published or self.report is not None


def world_of(state: State) -> World:
    """Return the world of a State."""
    return EXERCISE if state.is_exercise else STATES


def rounds_of(actor: Actor, state: State) -> list[RoundOfOwn]:
    """Return every round with a form, the latest first, with what there is of STATE that ACTOR may read."""
    own = {each.round.year: each for each in reports_of(actor, state)}
    with reading.tables(world_of(state)) as connection:
        rows = reading.rows(
            connection,
            "SELECT r.year, r.edition, p.state IS NOT NULL AS published FROM rounds r"
            " LEFT JOIN reports p ON p.round = r.year AND p.state = ? WHERE r.edition <> '' ORDER BY r.year DESC",
            [state.pk],
        )
    return [RoundOfOwn(row["year"], row["edition"], row["published"], own.get(row["year"])) for row in rows]


def not_published(rounds: Iterable[RoundOfOwn], as_it_stands: Sequence[int] = ()) -> list[Standing]:
    """Return the reports to be read as they stand: those not published, and those of the years asked for."""
    wanted = [each for each in rounds if not each.is_published or each.year in as_it_stands]
    return standings([each.report for each in wanted if each.report is not None])


@contextmanager
def own_tables(state: State, drafts: Sequence[Standing] = ()) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open the open data with the answers of STATE alone; DRAFTS stand in place of what is published of their rounds.

    What is put in lives in memory and ends with the connection.
    """
    folder = reading.data_folder(world_of(state))
    with reading.opened(folder) as connection:
        narrow(connection, folder, state, drafts)
        yield connection


def narrow(connection: duckdb.DuckDBPyConnection, folder: Path, state: State, drafts: Sequence[Standing]) -> None:
    """Exchange the answers and reports of all States for those of one."""
    years = ", ".join(str(each.year) for each in drafts) or "0"
    own = {
        "reports": (shapes.REPORTS, [report_row(each) for each in drafts]),
        "answers": (shapes.ANSWERS, [row for each in drafts for row in answer_rows(each)]),
    }
    for name, (types, rows) in own.items():
        put(connection, f"own_{name}", types, rows)
        files = quoted(folder / ("answers/*.parquet" if name == "answers" else f"{name}.parquet"))
        columns = ", ".join(types)
        connection.execute(
            f"CREATE OR REPLACE TEMP VIEW {name} AS SELECT {columns} FROM read_parquet({files})"  # noqa: S608 codes
            f" WHERE state = '{state.pk}' AND round NOT IN ({years}) UNION ALL SELECT {columns} FROM own_{name}"
        )
    connection.execute(
        f"CREATE OR REPLACE TEMP VIEW states AS SELECT * FROM read_parquet({quoted(folder / 'states.parquet')})"  # noqa: S608
        f" WHERE code = '{state.pk}'"
    )


def put(connection: duckdb.DuckDBPyConnection, name: str, types: Mapping[str, str], rows: Sequence[Row]) -> None:
    """Make a table in memory with ROWS."""
    connection.execute(f"CREATE TEMP TABLE {name} ({', '.join(f'{column} {kind}' for column, kind in types.items())})")
    structure = json.dumps([dict.fromkeys(types, "VARCHAR")])
    values = ", ".join(f"CAST({column} AS {kind}) AS {column}" for column, kind in types.items())
    connection.execute(
        f"INSERT INTO {name} SELECT {values} FROM (SELECT unnest(from_json(?::JSON, ?), recursive := true))",  # noqa: S608
        [json.dumps([dict(row) for row in rows], ensure_ascii=False, default=str), structure],
    )


def report_row(found: Standing) -> Row:
    """Return a report as a row of ``reports``."""
    edition = found.content["template"]["edition"]
    return {
        "state": found.report.state_id,
        "round": found.year,
        "edition": edition,
        "form": form_name(edition),
        "language": found.content["language"],
        "number": 0,
        "sha256": "",
        "published_at": None,
    }


def answer_rows(found: Standing) -> Iterator[Row]:
    """Yield the lines of a report as rows of ``answers``."""
    base = {
        "state": found.report.state_id,
        "round": found.year,
        "edition": found.content["template"]["edition"],
        "language": found.content["language"],
    }
    for each in found.lines:
        entries = ENTRY.findall(each.path)
        yield {
            **base,
            "number": each.question.number,
            "concept": each.concept,
            "path": each.path,
            "entry": int(entries[-1]) if entries else 0,
            "kind": each.kind,
            "value": each.value,
            "amount": each.number,
            "unchanged_since": each.unchanged_since,
            "remark": each.remark,
        }
