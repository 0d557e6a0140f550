"""Reading from the open data how reports changed between two rounds, and from projects where assistance went (N19).

Only what is published is read. Which States had assistance is known from the projects that the reader sees; a State
whose projects nobody shows counts as unassisted, which tends to hide an effect.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from poaiss.accounts.actor import Actor
from poaiss.analysis import reading
from poaiss.analysis.opendata.worlds import EXERCISE, STATES, World
from poaiss.assistance.effects.estimating import (
    Change,
    Estimate,
    Standing,
    Thin,
    changes,
    estimate,
    estimate_one,
    similar,
)
from poaiss.assistance.enums import ProjectStatus
from poaiss.assistance.models import Project
from poaiss.assistance.projects import queries
from poaiss.common.clock import today

STANDINGS = """
WITH answered AS (
    -- a commitment counts where both reports were asked the same of it: else the form changed, not the State
    SELECT b.state, b.indicator, b.outcome AS earlier, a.outcome AS later
    FROM outcomes b
    JOIN outcomes a ON a.state = b.state AND a.indicator = b.indicator AND a.basis = b.basis
    JOIN indicators i ON i.name = b.indicator
    WHERE b.round = $before AND a.round = $after AND i.theme = $theme
      AND b.outcome IN ('met', 'developing', 'not_met', 'unknown')
      AND a.outcome IN ('met', 'developing', 'not_met', 'unknown')
), said AS (
    SELECT state, $before AS year, earlier AS outcome FROM answered
    UNION ALL
    SELECT state, $after AS year, later AS outcome FROM answered
)
SELECT state, year,
       count(*) FILTER (WHERE outcome = 'met') AS done,
       count(*) FILTER (WHERE outcome IN ('developing', 'not_met')) AS not_done,
       count(*) FILTER (WHERE outcome = 'unknown') AS silent
FROM said GROUP BY state, year ORDER BY state, year
"""
REPORTED = "SELECT DISTINCT round FROM reports WHERE state = ? ORDER BY round"
STARTED = (ProjectStatus.RUNNING, ProjectStatus.SUSPENDED, ProjectStatus.FINISHED, ProjectStatus.CLOSED)


@dataclass(frozen=True, slots=True)
class Window:
    """The rounds before and after the assistance."""

    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Effect:
    """What can be told of a project: for its State alone, and for all States with assistance in the theme."""

    theme: str
    window: Window | None
    one: Estimate | Thin
    group: Estimate | Thin
    compared: int = 0
    """Unassisted States that reported in both rounds, before similarity is asked for."""


def world_of(project: Project) -> World:
    """Return the world in which a project's State reports."""
    return EXERCISE if project.state.is_exercise else STATES


def window_of(reported: Iterable[int], starts: dt.date | None, ends: dt.date | None) -> Window | None:
    """Return the last round of a State up to the start of the assistance, and its first after the end."""
    years = sorted(reported)
    if starts is None or ends is None or ends > today():
        return None
    before = [year for year in years if year <= starts.year]
    after = [year for year in years if year > ends.year]
    return Window(before[-1], after[0]) if before and after else None


def standings(connection: Any, theme: str, window: Window) -> list[Standing]:
    """Return how States stood in a theme in the two rounds, on the commitments asked alike in both."""
    values: Any = {"theme": theme, "before": window.before, "after": window.after}
    return [Standing(**row) for row in reading.rows(connection, STANDINGS, values)]


def assisted(actor: Actor, project: Project, window: Window) -> set[str]:
    """Return the States with a project in the theme within the window, as far as ACTOR sees them."""
    rows = queries.projects(actor).filter(theme=project.theme, status__in=STARTED, exercise=project.exercise)
    rows = rows.exclude(starts__year__gt=window.after).exclude(ends__year__lt=window.before)
    return {*rows.values_list("state", flat=True), project.state_id}


def told(project: Project, found: Iterable[Change], helped: set[str], window: Window) -> Effect:
    """Return what the changes of assisted and other States tell of a project."""
    every = list(found)
    own = next((each for each in every if each.state == project.state_id), None)
    others = [each for each in every if each.state not in helped]
    return Effect(
        theme=project.theme,
        window=window,
        one=estimate_one(own, others),
        group=estimate([each for each in every if each.state in helped], others),
        compared=len(similar(own, others)) if own else len(others),
    )


def effect_of(actor: Actor, project: Project) -> Effect:
    """Return what later reports show of a project, or why nothing is said."""
    silent = Effect(project.theme, None, Thin.NO_REPORT_AFTER, Thin.FEW_ASSISTED)
    if project.status not in STARTED:
        return silent
    with reading.tables(world_of(project)) as connection:
        years = [row["round"] for row in reading.rows(connection, REPORTED, [project.state_id])]
        window = window_of(years, project.starts, project.ends)
        if window is None:
            return silent
        stood = standings(connection, project.theme, window)
    helped = assisted(actor, project, window)
    return told(project, changes(stood, window.before, window.after), helped, window)
