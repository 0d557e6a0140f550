"""What the pages say of a whole generation of the open data: read once, kept, so that a page opens no database."""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import duckdb

from poaiss.analysis import reading
from poaiss.analysis.opendata.worlds import EXERCISE, STATES, World

Record = dict[str, Any]

ROUNDS = """
SELECT r.*,
       (SELECT count(*) FROM reports p WHERE p.round = r.year) AS reports,
       (SELECT count(*) FROM presence e WHERE e.round = r.year AND e.is_member) AS members
FROM rounds r ORDER BY r.year DESC
"""
TOTALS = "SELECT * FROM published_totals ORDER BY position"
YEAR = re.compile(r"\d{4}")
WORLDS: tuple[World, ...] = (STATES, EXERCISE)
"""In the order of the pages."""


@dataclass(frozen=True, slots=True)
class Facts:
    """The rounds of a generation, the latest first, and the totals that others published."""

    rounds: tuple[Record, ...]
    totals: tuple[Record, ...]

    def round(self, year: int) -> Record | None:
        """Return the round of a year, or None."""
        return next((each for each in self.rounds if each["year"] == year), None)

    def totals_of(self, year: int) -> list[Record]:
        """Return the published totals whose period names the year, or lies around it."""
        return [each for each in self.totals if covers(each["period"], year)]


def covers(period: str, year: int) -> bool:
    """Return whether a period such as 2009-2010 holds a year; a period from 2001 on is of no one round."""
    years = [int(each) for each in YEAR.findall(period)]
    return bool(years) and years[0] <= year <= years[-1] and years[-1] - years[0] <= 1


@lru_cache(maxsize=8)
def facts_of(folder: Path) -> Facts:
    """Return the facts of the data in FOLDER, which never change."""
    with reading.opened(folder) as connection:
        return read(connection)


def read(connection: duckdb.DuckDBPyConnection) -> Facts:
    """Return the facts of open tables."""
    return Facts(tuple(reading.rows(connection, ROUNDS)), tuple(reading.rows(connection, TOTALS)))
