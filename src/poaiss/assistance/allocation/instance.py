"""What an allocation is asked: proposals, resources and rules, in whole units of one currency.

Months are counted (year times twelve plus month), so that periods compare as numbers.
"""

from dataclasses import dataclass, field
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Proposal:
    """A project that a State proposes (PoA outcome document ¶22): what it costs and when it runs."""

    id: str
    state: str
    region: str
    themes: tuple[str, ...]
    cost: int
    priority: int | float
    divisible: bool
    min_share: Fraction
    start: int
    end: int

    @property
    def least(self) -> int:
        """Return the least whole amount with which the proposal counts as funded."""
        if not self.divisible:
            return self.cost
        return max(1, -(-self.cost * self.min_share.numerator // self.min_share.denominator))


@dataclass(frozen=True, slots=True)
class Resource:
    """Money that a donor offers, and to what (¶28j); None admits any."""

    id: str
    donor: str
    amount: int
    themes: frozenset[str] | None
    regions: frozenset[str] | None
    states: frozenset[str] | None
    per_project_ceiling: int | None
    per_state_ceiling: int | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Rules:
    """Rules over the whole allocation: least shares of all money by region, and donors per project."""

    min_region_share: dict[str, Fraction] = field(default_factory=dict)
    max_funders_per_project: int | None = None


@dataclass(frozen=True, slots=True)
class Instance:
    """One question to the allocation."""

    proposals: tuple[Proposal, ...]
    resources: tuple[Resource, ...]
    rules: Rules = Rules()


def month_text(month: int) -> str:
    """Return a counted month as ``YYYY-MM``."""
    year, rest = divmod(month - 1, 12)
    return f"{year:04d}-{rest + 1:02d}"
