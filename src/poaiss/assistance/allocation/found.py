"""What a search found, the time that it has, and the steps between amounts and the words of the answer."""

import math
import time
from dataclasses import dataclass, field

import numpy as np

from poaiss.assistance.allocation.pairing import Floats, Ints, Pairs

OPTIMAL_GAP = 1e-6


@dataclass(frozen=True)
class Deadline:
    """A moment after which nothing new is begun."""

    at: float

    @classmethod
    def after(cls, seconds: float) -> "Deadline":
        """Return the moment so many seconds from now."""
        return cls(time.monotonic() + seconds)

    def left(self) -> float:
        """Return the seconds that are left, never below zero."""
        return max(0.0, self.at - time.monotonic())

    def part(self, share: float) -> "Deadline":
        """Return the moment at which this share of the time that is left is over."""
        return Deadline.after(self.left() * share)


@dataclass
class Found:
    """The best allocation so far, as amounts per pair, with a proven bound of the first goal."""

    pairs: Pairs
    amounts: Ints
    bound: float
    prices: Floats | None = field(default=None, repr=False)  # of one more unit of each resource, an estimate

    @property
    def objective(self) -> float:
        """Return the first goal of the amounts."""
        return worth(self.pairs, self.amounts)

    @property
    def gap(self) -> float:
        """Return how far the bound is above the objective, as a share of the bound."""
        return max(0.0, self.bound - self.objective) / self.bound if self.bound > 0 else 0.0

    @property
    def optimal(self) -> bool:
        """Return whether nothing better can exist."""
        return self.gap <= OPTIMAL_GAP


def worth(pairs: Pairs, amounts: Ints) -> float:
    """Return the sum of priority times covered cost."""
    return float((pairs.price * amounts).sum())


def nothing(pairs: Pairs) -> Ints:
    """Return the allocation of nothing."""
    return np.zeros(len(pairs.cap), dtype=np.int64)


def covered(pairs: Pairs, amounts: Ints) -> Ints:
    """Return the whole amount that each proposal is covered with."""
    cover = np.zeros(len(pairs.cost), dtype=np.int64)
    np.add.at(cover, pairs.proposal, amounts)
    return cover


def rounded_bound(pairs: Pairs, bound: float, objective: float) -> float:
    """Return a bound no lower than the objective, whole where every worth is whole."""
    if not math.isfinite(bound):
        return bound
    whole = bool((pairs.priority == np.rint(pairs.priority)).all())
    slack = 1e-9 * max(1.0, abs(bound)) + 1e-6
    return max(objective, math.floor(bound + slack) if whole else bound)


def as_allocation(pairs: Pairs, amounts: Ints) -> dict[str, dict[str, int]]:
    """Return amounts by the identifiers of proposals and resources, in the order of the instance."""
    proposals, resources = pairs.instance.proposals, pairs.instance.resources
    found: dict[str, dict[str, int]] = {}
    for pair in np.flatnonzero(amounts).tolist():
        project = proposals[int(pairs.proposal[pair])].id
        found.setdefault(project, {})[resources[int(pairs.resource[pair])].id] = int(amounts[pair])
    return found
