"""The score of a State for itself, once it has asked for one (A5): intervals by theme, with weights of its own."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import duckdb

from poaiss.access.visibility import visible_to
from poaiss.accounts.actor import Actor
from poaiss.analysis import reading, scoring
from poaiss.analysis.indicators.reading import FORCES, LEVELS, Indicator, Indicators
from poaiss.analysis.indicators.schemes import Scheme, scheme_named
from poaiss.analysis.models import ScoreChoice
from poaiss.directory.models import State

DEVELOPING = "developing"
WEIGHTS = (*(f"{level}_{force}" for level in LEVELS for force in FORCES), DEVELOPING)
"""What can be adjusted: the points by level and force, and the share of them for what is in development."""


@dataclass(frozen=True, slots=True)
class OfRound:
    """The score of one round."""

    year: int
    score: scoring.Score


def choice_of(actor: Actor, state: State) -> ScoreChoice | None:
    """Return what the State has chosen about its score; None: nothing, so that it is off."""
    return visible_to(actor, ScoreChoice).filter(state=state).first()


def published_weights() -> dict[str, Decimal]:
    """Return the weights of the published method."""
    scheme = scheme_named()
    return {
        **{f"{level}_{force}": points for (level, force), points in scheme.points.items()},
        DEVELOPING: scheme.developing,
    }


def scheme_of(choice: ScoreChoice | None) -> Scheme:
    """Return the method with the State's own weights."""
    scheme, own = scheme_named(), {} if choice is None else choice.weights
    points = {
        (level, force): Decimal(str(own[f"{level}_{force}"]))
        for level in LEVELS
        for force in FORCES
        if f"{level}_{force}" in own
    }
    share = own.get(DEVELOPING)
    return scheme.adjusted(points=points, developing=None if share is None else Decimal(str(share)))


def indicators(connection: duckdb.DuckDBPyConnection) -> Indicators:
    """Return the indicators of the open data, as the scoring takes them."""
    return tuple(indicator_of(row) for row in reading.rows(connection, "SELECT * FROM indicators ORDER BY position"))


def indicator_of(row: Mapping[str, Any]) -> Indicator:
    """Build an indicator from its row."""
    names = ("name", "position", "theme", "scheme_theme", "paragraph", "level", "force")
    weight = None if row["weight"] is None else Decimal(str(row["weight"]))
    return Indicator(**{name: row[name] for name in names}, weight=weight, terms=(), labels={})


def scores(connection: duckdb.DuckDBPyConnection, state: str, scheme: Scheme) -> list[OfRound]:
    """Return the score of each round in which the State said something, the latest first."""
    rows = reading.rows(
        connection,
        "SELECT o.round, o.indicator, o.low, o.high, o.outcome FROM outcomes o"
        " JOIN reports r ON r.state = o.state AND r.round = o.round WHERE o.state = ?",
        [state],
    )
    found: dict[int, dict[str, scoring.Outcome]] = defaultdict(dict)
    for row in rows:
        found[row["round"]][row["indicator"]] = scoring.Outcome(row["low"], row["high"], row["outcome"])
    known = indicators(connection)
    return [OfRound(year, scoring.score(found[year], known, scheme)) for year in sorted(found, reverse=True)]
