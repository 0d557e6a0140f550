"""Scoring one State in one round by an adjustable method, with what is silent as an interval (A5, A11).

A score is a research measure, not endorsed by the United Nations ("measuring progress" is contested: BMS4 ¶49(x)). Only
the State concerned sees its own, and only when it asks; nothing here is for a public page, a file or the API but the
average of a group of five or more. Pure functions: nothing is read or kept.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from django.utils.translation import gettext as _

from poaiss.analysis.indicators.reading import Indicator, Indicators
from poaiss.analysis.indicators.schemes import Scheme
from poaiss.common.errors import PoaissError

SMALLEST_GROUP = 5
OFF_THE_MAXIMUM = {"not_applicable", "not_asked", "not_yet_a_state", "no_longer_a_state"}
"""Outcomes that lower what a State could reach; any other silence widens the interval instead."""


class GroupTooSmall(PoaissError):
    """The average of so few States would say something on each of them."""

    code = "group-too-small"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a report says on an indicator: ``low`` to ``high``, 0 not met, 1 developing, 2 met; None: nothing due."""

    low: int | None
    high: int | None
    outcome: str


UNKNOWN = Outcome(0, 2, "unknown")


@dataclass(frozen=True, slots=True)
class Points:
    """Points from ``low`` to ``high`` of a ``maximum``, off which is what was not applicable or not asked."""

    low: Decimal
    high: Decimal
    maximum: Decimal
    published: Decimal
    counted: int = 0
    left_out: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()

    @property
    def is_certain(self) -> bool:
        """Whether nothing is silent: only then is there one number."""
        return not self.silent and self.low == self.high

    @property
    def exact(self) -> Decimal | None:
        """The points as one number, None when something is silent."""
        return self.low if self.is_certain else None

    @property
    def share(self) -> tuple[Decimal, Decimal] | None:
        """The interval as shares of the maximum, None when nothing was due."""
        return (self.low / self.maximum, self.high / self.maximum) if self.maximum else None


@dataclass(frozen=True, slots=True)
class Score:
    """The points of one State in one round, by theme of the method and in total."""

    scheme: Scheme
    themes: Mapping[str, Points]
    total: Points


@dataclass(frozen=True, slots=True)
class Average:
    """The average shares of a group; ``without_maximum`` counts the States of whom nothing was due."""

    low: Decimal
    high: Decimal
    states: int
    without_maximum: int


def score(outcomes: Mapping[str, Outcome], indicators: Indicators, scheme: Scheme) -> Score:
    """Return the points of one State in one round; an indicator without an outcome is silent, never "not met"."""
    themes = {
        theme.name: replace(
            points(outcomes, [each for each in indicators if each.scheme_theme == theme.name], scheme),
            published=theme.maximum,
        )
        for theme in scheme.themes
    }
    return Score(scheme, themes, added(list(themes.values())))


def points(outcomes: Mapping[str, Outcome], indicators: Sequence[Indicator], scheme: Scheme) -> Points:
    """Return the points for some indicators."""
    due = [(each, outcomes.get(each.name, UNKNOWN)) for each in indicators]
    counted = [(scheme.points_of(each), interval(outcome, scheme)) for each, outcome in due if is_due(outcome)]
    return Points(
        low=sum((most * low for most, (low, _high) in counted), Decimal(0)),
        high=sum((most * high for most, (_low, high) in counted), Decimal(0)),
        maximum=sum((most for most, _shares in counted), Decimal(0)),
        published=Decimal(0),
        counted=len(counted),
        left_out=tuple(each.name for each, outcome in due if not is_due(outcome)),
        silent=tuple(each.name for each, outcome in due if is_due(outcome) and is_silent(outcome)),
    )


def is_due(outcome: Outcome) -> bool:
    """Return whether an indicator counts towards the maximum of this State in this round."""
    return outcome.outcome not in OFF_THE_MAXIMUM


def is_silent(outcome: Outcome) -> bool:
    """Return whether the outcome is not known, in whole or in part."""
    return outcome.low is None or outcome.low != outcome.high


def interval(outcome: Outcome, scheme: Scheme) -> tuple[Decimal, Decimal]:
    """Return the least and the greatest share of the points; who did not report may have met all or nothing."""
    shares = (Decimal(0), scheme.developing, Decimal(1))
    low = 0 if outcome.low is None else outcome.low
    high = 2 if outcome.high is None else outcome.high
    return shares[low], shares[high]


def added(parts: Sequence[Points]) -> Points:
    """Return points added up."""
    return Points(
        low=sum((each.low for each in parts), Decimal(0)),
        high=sum((each.high for each in parts), Decimal(0)),
        maximum=sum((each.maximum for each in parts), Decimal(0)),
        published=sum((each.published for each in parts), Decimal(0)),
        counted=sum(each.counted for each in parts),
        left_out=tuple(name for each in parts for name in each.left_out),
        silent=tuple(name for each in parts for name in each.silent),
    )


def average_of(group: Sequence[Score]) -> Average:
    """Return the average shares of a group of States; fewer than five with something due are refused."""
    shares = [each.total.share for each in group]
    known = [share for share in shares if share is not None]
    if len(known) < SMALLEST_GROUP:
        raise GroupTooSmall(
            _("An average is shown for groups of %(number)d States or more; this one has %(states)d.")
            % {"number": SMALLEST_GROUP, "states": len(known)},
            mend=_("Choose a larger group."),
        )
    count = Decimal(len(known))
    return Average(
        low=sum((low for low, _high in known), Decimal(0)) / count,
        high=sum((high for _low, high in known), Decimal(0)) / count,
        states=len(known),
        without_maximum=len(group) - len(known),
    )
