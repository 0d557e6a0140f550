"""States like one's own by stated criteria: what the group reports on each commitment, with bounds (A11, A15).

Only what is published is read. The group never holds the State itself, no other State is named, and a group in which
fewer than five reported is refused.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb
from django.utils.translation import gettext as _

from poaiss.analysis import reading
from poaiss.analysis.scoring import SMALLEST_GROUP
from poaiss.analysis.words import Words
from poaiss.directory.enums import RegionalGroup
from poaiss.directory.models import State

MANUFACTURE = "C:P2.1"
"""Whether small arms and light weapons are manufactured in the country."""
REGION, LDC, LLDC, SIDS, MAKES, REPORTED = "region", "ldc", "lldc", "sids", "manufacture", "reported"
DUE = ("met", "developing", "not_met", "unknown", "did_not_report")
"""Outcomes that count towards the whole; whom a commitment does not concern is in no share."""


@dataclass(frozen=True, slots=True)
class Criterion:
    """Something in which other States are to be like one's own; ``sql`` holds for a State called s."""

    code: str
    label: str
    sql: str
    values: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """The States that meet the criteria: how many there are, and how many of them reported in the round."""

    states: int
    reported: int

    @property
    def is_too_small(self) -> bool:
        """Whether so few reported that figures would say something on each of them."""
        return self.reported < SMALLEST_GROUP


@dataclass(frozen=True, slots=True)
class Share:
    """One commitment in the group: worst case, as reported and best case, beside one's own answer."""

    name: str
    label: str
    theme: str
    own: str
    own_kind: str
    whole: int
    answered: int
    worst: float | None
    reported: float | None
    best: float | None

    @property
    def is_told(self) -> bool:
        """Whether enough States answered for the share of the answers to be shown."""
        return self.answered >= SMALLEST_GROUP


def criteria(state: State, makes: str, year: int) -> list[Criterion]:
    """Return what other States can be chosen by; MAKES is the State's own answer on manufacture, '' for none."""
    found = []
    if state.regional_group:
        label = _("In the same regional group: %(group)s") % {"group": RegionalGroup(state.regional_group).label}
        found.append(Criterion(REGION, label, "s.regional_group = ?", (state.regional_group,)))
    for code, holds, yes, no in (
        (LDC, state.ldc, _("Least developed countries"), _("Not a least developed country")),
        (LLDC, state.lldc, _("Landlocked developing countries"), _("Not a landlocked developing country")),
        (SIDS, state.sids, _("Small island developing States"), _("Not a small island developing State")),
    ):
        found.append(Criterion(code, yes if holds else no, f"s.{code} = ?", (holds,)))
    if makes in ("yes", "no"):
        label = _("Report that they manufacture") if makes == "yes" else _("Report that they do not manufacture")
        sql = "s.code IN (SELECT state FROM given WHERE round = ? AND concept = ? AND said = ?)"
        found.append(Criterion(MAKES, label, sql, (year, MANUFACTURE, makes)))
    sql = "s.code IN (SELECT state FROM reports WHERE round = ?)"
    found.append(Criterion(REPORTED, _("Reported in the same round"), sql, (year,)))
    return found


def own_manufacture(connection: duckdb.DuckDBPyConnection, state: str, year: int) -> str:
    """Return the State's own answer on manufacture in a round."""
    sql = "SELECT said FROM given WHERE state = ? AND round = ? AND concept = ? AND entry = 0"
    found = connection.execute(sql, [state, year, MANUFACTURE]).fetchone()
    return str(found[0]) if found else ""


def gather(connection: duckdb.DuckDBPyConnection, state: str, year: int, chosen: Sequence[Criterion]) -> Group:
    """Put the States that meet every criterion, without STATE, into a table ``company``; return how many there are."""
    conditions = " AND ".join(["s.code <> ?", "p.is_member", *(each.sql for each in chosen)])
    values = [year, state, *(value for each in chosen for value in each.values)]
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE company AS SELECT s.code, p.presence FROM states s"  # noqa: S608 conditions of ours
        f" JOIN presence p ON p.state = s.code AND p.round = ? WHERE {conditions}",
        values,
    )
    sql = "SELECT count(*), count(*) FILTER (WHERE presence = 'reported') FROM company"
    states, reported = connection.execute(sql).fetchone() or (0, 0)
    return Group(states, reported)


SHARES = """
SELECT i.name, i.theme,
       count(*) FILTER (WHERE outcome = 'met') AS met,
       count(*) FILTER (WHERE outcome IN ('met', 'developing', 'not_met')) AS answered,
       count(*) FILTER (WHERE outcome = 'did_not_report' OR (outcome = 'unknown' AND high = 2)) AS open,
       count(*) FILTER (WHERE list_contains(?, outcome)) AS whole
FROM outcomes o JOIN company c ON c.code = o.state JOIN indicators i ON i.name = o.indicator
WHERE o.round = ? GROUP BY ALL ORDER BY any_value(i.position)
"""


def shares(
    connection: duckdb.DuckDBPyConnection, year: int, own: Mapping[str, tuple[str, str]], words: Words
) -> Iterator[Share]:
    """Yield each commitment that concerns somebody in the group; OWN holds kind and words of one's own answer."""
    for row in reading.rows(connection, SHARES, [list(DUE), year]):
        whole, answered = row["whole"], row["answered"]
        if not whole:
            continue
        kind, text = own.get(row["name"], ("", ""))
        yield Share(
            name=row["name"],
            label=words.of("indicator", row["name"]),
            theme=words.of("theme", row["theme"]),
            own=text,
            own_kind=kind,
            whole=whole,
            answered=answered,
            worst=row["met"] / whole,
            reported=row["met"] / answered if answered else None,
            best=(row["met"] + row["open"]) / whole,
        )
