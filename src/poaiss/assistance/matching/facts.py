"""What published reports say, for matching: when a State last reported, and which themes it reports as done (N13)."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from poaiss.analysis import reading
from poaiss.analysis.opendata.worlds import EXERCISE, STATES, World

ENOUGH = 0.8
"""Share of a theme's commitments, of those that concern the State, from which it is said to report them as done."""
SQL = """
WITH latest AS (SELECT state, max(round) AS round FROM reports GROUP BY state)
SELECT o.state, o.round, i.theme,
       count(*) FILTER (WHERE o.outcome = 'met') AS met,
       count(*) FILTER (WHERE o.outcome IN ('met', 'developing', 'not_met', 'unknown')) AS asked
FROM outcomes o JOIN latest l ON l.state = o.state AND l.round = o.round JOIN indicators i ON i.name = o.indicator
GROUP BY ALL
"""


@dataclass(frozen=True, slots=True)
class Done:
    """How many commitments of a theme a State reports as met in its latest published report."""

    state: str
    theme: str
    year: int
    met: int
    asked: int

    @property
    def is_done(self) -> bool:
        """Whether the State reports (nearly) all of them as met."""
        return self.asked > 0 and self.met / self.asked >= ENOUGH


@dataclass(frozen=True, slots=True)
class Published:
    """What is published of one world."""

    last_report: dict[str, int]
    done: dict[tuple[str, str], Done]

    def of(self, state: str, theme: str) -> Done | None:
        """Return what a State reports on a theme, or None."""
        return self.done.get((state, theme))

    def who_did(self, theme: str) -> list[Done]:
        """Return the States that report the theme as done, the most first."""
        found = [each for each in self.done.values() if each.theme == theme and each.is_done]
        return sorted(found, key=lambda each: (-each.met / each.asked, -each.asked, each.state))


def world(*, exercise: bool) -> World:
    """Return the world of a need."""
    return EXERCISE if exercise else STATES


def published(*, exercise: bool) -> Published:
    """Return what is published of a world, as it counts now."""
    return published_in(reading.data_folder(world(exercise=exercise)))


@lru_cache(maxsize=4)
def published_in(folder: Path) -> Published:
    """Return what the data in FOLDER say; they never change."""
    with reading.opened(folder) as connection:
        last = connection.execute("SELECT state, max(round) FROM reports GROUP BY state").fetchall()
        rows = reading.rows(connection, SQL)
    done = {
        (row["state"], row["theme"]): Done(row["state"], row["theme"], row["round"], row["met"], row["asked"])
        for row in rows
    }
    return Published({state: int(year) for state, year in last}, done)
