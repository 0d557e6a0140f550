"""States and rounds of the generated world: codes, groups and dates of the reference data, nothing else of theirs."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from bench.world.forms import PROJECT

FORMER = "SCG"
NAMED = ("SSD", "MNE", "SRB", FORMER, "SWZ", "TUR", "TLS", "CHE")
"""States whose history is planted, and which are in every world, however small."""
SMALL_ROUNDS = (2003, 2005, 2006, 2010, 2014, 2018, 2020, 2024)


@dataclass(frozen=True)
class State:
    """A State as the reference data have it."""

    code: str
    row: Mapping[str, str]
    names: Mapping[str, str]
    since: date
    until: date | None

    def is_member(self, year: int) -> bool:
        """Return whether it was a Member at the end of a round's year."""
        last = date(year, 12, 31)
        return self.since <= last and (self.until is None or self.until >= last)


@dataclass(frozen=True)
class Round:
    """A round: its year, and the edition that its reports are written in."""

    year: int
    edition: str
    covers: tuple[str, str]
    deadline: str

    @property
    def form(self) -> str:
        """The form of its reports."""
        return f"poa-iti-{self.edition.lower()}"


def table(name: str) -> list[dict[str, str]]:
    """Return the rows of a table of the reference data."""
    with (PROJECT / "reference-data" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def day(text: str) -> date | None:
    """Return a date, or None for an empty cell."""
    return date.fromisoformat(text) if text else None


@lru_cache
def members() -> tuple[State, ...]:
    """Return the Members of today and the former one, by code."""
    names: dict[str, dict[str, str]] = {}
    for row in table("state_names"):
        if not row["valid_until"] or row["code"] == FORMER:
            names.setdefault(row["code"], {})[row["language"]] = row["short"]
    return tuple(
        State(
            row["code"],
            row,
            names[row["code"]],
            day(row["un_member_since"]) or date.min,
            day(row["un_member_until"]),
        )
        for row in sorted(table("states"), key=lambda row: row["code"])
        if row["kind"] in ("member", "former")
    )


def states(number: int) -> tuple[State, ...]:
    """Return NUMBER Members and the former one: those with a planted history, then evenly from the list."""
    everybody = members()
    others = [state for state in everybody if state.code not in NAMED]
    wanted = min(number + 1 - len(NAMED), len(others))
    taken = {others[at * len(others) // wanted].code for at in range(wanted)} | set(NAMED)
    return tuple(state for state in everybody if state.code in taken)


def rounds(years: tuple[int, ...] = ()) -> tuple[Round, ...]:
    """Return the rounds of the given years, or all; what was reported before there was a form is edition A here."""
    return tuple(
        Round(
            int(row["year"]),
            row["edition"] or "A",
            (row["covers_from"], row["covers_until"]),
            row["deadline"],
        )
        for row in table("reporting_rounds")
        if not years or int(row["year"]) in years
    )
