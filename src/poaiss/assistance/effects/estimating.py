"""How reports changed where assistance went, against similar States without it: a difference of differences.

What is measured is what States report, not what is so. The share of a theme's commitments that a State reports as
done is taken from its last report before the assistance and its first report after it; the change is set against
the changes of similar States that reported in the same two rounds and had no assistance in the theme. An interval is
given with each figure; where there are too few States to tell, nothing is said at all.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import sqrt
from statistics import fmean, variance

from poaiss.assistance.effects.student import quantile

FEWEST_ASSISTED = 5
FEWEST_OTHERS = 8
FEWEST_FOR_ONE = 12
"""For the change of a single State, the others must show how much changes vary by themselves."""
COVERAGE = 0.95


class Thin(StrEnum):
    """Why nothing is said."""

    NO_REPORT_AFTER = "no-report-after"
    FEW_ASSISTED = "few-assisted"
    FEW_OTHERS = "few-others"
    NO_VARIATION = "no-variation"


@dataclass(frozen=True, slots=True)
class Standing:
    """The commitments of a theme in one report: how many are done, not done (or under way), and silent."""

    state: str
    year: int
    done: int
    not_done: int
    silent: int = 0

    @property
    def known(self) -> int:
        """How many commitments the report answers."""
        return self.done + self.not_done

    @property
    def share(self) -> float:
        """The share of the answered commitments that is done; call it only where something is answered."""
        return self.done / self.known

    @property
    def bounds(self) -> tuple[float, float]:
        """The least and the most that the share can be, whatever the silence hides."""
        whole = self.known + self.silent
        return self.done / whole, (self.done + self.silent) / whole


@dataclass(frozen=True, slots=True)
class Change:
    """A State's change from one report to a later one."""

    state: str
    before: Standing
    after: Standing

    @property
    def value(self) -> float:
        """Change of the share."""
        return self.after.share - self.before.share

    @property
    def bounds(self) -> tuple[float, float]:
        """The least and the most that the change can be."""
        (low_before, high_before), (low_after, high_after) = self.before.bounds, self.after.bounds
        return low_after - high_before, high_after - low_before


@dataclass(frozen=True, slots=True)
class Estimate:
    """The effect with its interval at ``coverage``, and with the bounds that silence leaves."""

    effect: float
    low: float
    high: float
    least: float
    most: float
    assisted: int
    others: int
    coverage: float = COVERAGE

    @property
    def tells(self) -> bool:
        """Whether the interval lies on one side of zero."""
        return self.low > 0 or self.high < 0


def changes(standings: Iterable[Standing], before: int, after: int) -> tuple[Change, ...]:
    """Return the changes between two rounds of States whose reports answer something on the theme in both."""
    by_round: dict[int, dict[str, Standing]] = {before: {}, after: {}}
    for each in standings:
        if each.year in by_round and each.known:
            by_round[each.year][each.state] = each
    both = sorted(by_round[before].keys() & by_round[after].keys())
    return tuple(Change(state, by_round[before][state], by_round[after][state]) for state in both)


def similar(change: Change, others: Sequence[Change], within: float = 0.25) -> tuple[Change, ...]:
    """Return the others that started from a similar share: who has all done already cannot rise."""
    return tuple(each for each in others if abs(each.before.share - change.before.share) <= within)


def estimate(assisted: Sequence[Change], others: Sequence[Change]) -> Estimate | Thin:
    """Return the mean effect over assisted States, or why the data are too thin to speak of one.

    Each assisted State is set against the mean of the similar others; the interval is Welch's, which lets the two
    groups vary differently.
    """
    compared = [(each, similar(each, others)) for each in assisted]
    compared = [(each, those) for each, those in compared if len(those) >= FEWEST_OTHERS]
    if len(assisted) < FEWEST_ASSISTED:
        return Thin.FEW_ASSISTED
    if len(compared) < FEWEST_ASSISTED:
        return Thin.FEW_OTHERS
    used = {each.state: each for _change, those in compared for each in those}
    gains = [each.value - fmean(other.value for other in those) for each, those in compared]
    return interval(gains, [each for each, _those in compared], tuple(used.values()))


def interval(gains: Sequence[float], assisted: Sequence[Change], others: Sequence[Change]) -> Estimate | Thin:
    """Return Welch's interval around the mean of GAINS."""
    spread = variance([each.value for each in others])
    parts = (variance(gains) / len(gains), spread / len(others))
    if not sum(parts):
        return Thin.NO_VARIATION
    degrees = sum(parts) ** 2 / (parts[0] ** 2 / (len(gains) - 1) + parts[1] ** 2 / (len(others) - 1))
    return told(fmean(gains), quantile((1 + COVERAGE) / 2, degrees) * sqrt(sum(parts)), assisted, others)


def estimate_one(change: Change | None, others: Sequence[Change]) -> Estimate | Thin:
    """Return how a single State's change stands out of those of similar others, or why the data are too thin.

    The interval is a prediction interval: it is wide, because one State also changes for reasons of its own.
    """
    if change is None:
        return Thin.NO_REPORT_AFTER
    those = similar(change, others)
    if len(those) < FEWEST_FOR_ONE:
        return Thin.FEW_OTHERS
    values = [each.value for each in those]
    spread = variance(values)
    if not spread:
        return Thin.NO_VARIATION
    half = quantile((1 + COVERAGE) / 2, len(values) - 1) * sqrt(spread * (1 + 1 / len(values)))
    return told(change.value - fmean(values), half, [change], those)


def told(effect: float, half: float, assisted: Sequence[Change], others: Sequence[Change]) -> Estimate:
    """Return an estimate with the bounds that silence leaves: all silence for, all silence against."""
    low_own, high_own = (fmean(each.bounds[side] for each in assisted) for side in (0, 1))
    low_others, high_others = (fmean(each.bounds[side] for each in others) for side in (0, 1))
    return Estimate(
        effect=effect,
        low=effect - half,
        high=effect + half,
        least=min(low_own - high_others, effect),
        most=max(high_own - low_others, effect),
        assisted=len(assisted),
        others=len(others),
    )
