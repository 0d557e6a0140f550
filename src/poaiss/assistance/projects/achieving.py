"""How far an indicator has come from its baseline to its target, by its measurements (N17, N18)."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from poaiss.assistance.enums import Side
from poaiss.assistance.models import Measurement, ProjectIndicator

MONTH = 31
"""Days beyond which two values may differ because time has passed."""


@dataclass(frozen=True, slots=True)
class Achievement:
    """The last value of an indicator and the share of the way to the target; None where it cannot be told."""

    indicator: ProjectIndicator
    last: Measurement | None
    share: Decimal | None
    reached: bool
    by_side: dict[Side, Measurement]

    @property
    def sides_differ(self) -> bool:
        """Whether the last values of the two sides, measured within a month, are not the same."""
        values, days = {each.value for each in self.by_side.values()}, [each.on for each in self.by_side.values()]
        return len(values) > 1 and (max(days) - min(days)).days <= MONTH


def latest(measurements: Iterable[Measurement]) -> Measurement | None:
    """Return the last measurement by day; of one day the one entered last, which corrects the others."""
    return max(measurements, key=lambda each: (each.on, each.pk), default=None)


def achievement(indicator: ProjectIndicator) -> Achievement:
    """Return how far an indicator has come."""
    rows = list(indicator.measurements.all())
    last = latest(rows)
    sides = {side: latest(each for each in rows if each.side == side) for side in Side}
    return Achievement(
        indicator=indicator,
        last=last,
        share=share_of(indicator, last.value) if last else None,
        reached=bool(last) and is_reached(indicator, last.value if last else Decimal(0)),
        by_side={side: each for side, each in sides.items() if each},
    )


def share_of(indicator: ProjectIndicator, value: Decimal) -> Decimal | None:
    """Return the share of the way from baseline to target; None without both, or where they are the same."""
    if indicator.baseline is None or indicator.target is None or indicator.baseline == indicator.target:
        return None
    way = (value - indicator.baseline) / (indicator.target - indicator.baseline)
    return way.quantize(Decimal("0.001"))


def is_reached(indicator: ProjectIndicator, value: Decimal) -> bool:
    """Return whether the target is reached, be it above or below the baseline."""
    if indicator.target is None:
        return False
    falling = indicator.baseline is not None and indicator.target < indicator.baseline
    return value <= indicator.target if falling else value >= indicator.target
