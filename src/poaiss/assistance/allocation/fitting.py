"""Fit single proposals into the money that is left: the cheapest funders by price, within every limit.

Serves the plain greedy allocation (no prices, by priority), which no answer may fall below, and the filling of gaps.
"""

from collections.abc import Iterable

import numpy as np

from poaiss.assistance.allocation.found import nothing, worth
from poaiss.assistance.allocation.pairing import NO_CEILING, Floats, Ints, Pairs
from poaiss.assistance.allocation.programme import spending

PARTS = (1.0, 0.8, 0.6, 0.4, 0.2, 0.1)  # of all money, for which the shares of regions are kept free
WIDEST = 60  # funders of a proposal among which couples are compared


class Filling:
    """An allocation that grows by one proposal at a time, with the money that is left."""

    def __init__(self, pairs: Pairs, amounts: Ints | None = None, prices: Floats | None = None) -> None:
        """Begin with an allocation, or with nothing; PRICES are of one unit of money in each pair."""
        self.pairs, self.amounts = pairs, nothing(pairs) if amounts is None else amounts.copy()
        self.prices = np.zeros(len(pairs.cap)) if prices is None else prices
        spent = spending(pairs, self.amounts)
        self.left = pairs.amount - spent.by_resource
        given = spent.by_state.reshape(len(pairs.amount), len(pairs.states))
        self.state_left = np.where(pairs.per_state[:, None] < NO_CEILING, pairs.per_state[:, None] - given, NO_CEILING)
        self.by_region = spent.by_region
        shares = pairs.instance.rules.min_region_share
        self.shares = [(region, shares[name]) for region, name in pairs.shares]

    def fill(self, proposals: Iterable[int]) -> int:
        """Fund what fits, in the order given; return how many did."""
        return sum(self.add(int(proposal)) for proposal in proposals)

    def has(self, proposal: int) -> bool:
        """Return whether a proposal has money."""
        return bool(self.amounts[self.pairs.of(proposal)].any())

    def add(self, proposal: int) -> bool:
        """Fund one proposal if the money left allows, and say whether it did."""
        own = self.pairs.of(proposal)
        resources, state = self.pairs.resource[own], int(self.pairs.state[proposal])
        caps = np.minimum(np.minimum(self.pairs.cap[own], self.left[resources]), self.state_left[resources, state])
        given = self.grant(proposal, np.maximum(caps, 0), self.prices[own])
        if given is None or not self.shares_allow(proposal, int(given.sum())):
            return False
        self.amounts[own] = given
        self.take(resources, state, int(self.pairs.region[proposal]), given)
        return True

    def take(self, resources: Ints, state: int, region: int, given: Ints) -> None:
        """Take money from its resources, their ceilings and the count of a region."""
        self.left[resources] -= given
        limited = self.pairs.per_state[resources] < NO_CEILING
        self.state_left[resources[limited], state] -= given[limited]
        self.by_region[region] += int(given.sum())

    def grant(self, proposal: int, caps: Ints, prices: Floats) -> Ints | None:
        """Return what each funder gives, the cheapest first, or None where the least amount is not reached."""
        least, cost, most = int(self.pairs.least[proposal]), int(self.pairs.cost[proposal]), self.pairs.funders
        if most is not None:
            chosen = best_funders(caps, prices, cost, most)
            caps = np.where(chosen, caps, 0)
        total = int(caps.sum())
        if total < least:
            return None
        given, wanted = np.zeros(len(caps), dtype=np.int64), min(cost, total)
        order = np.lexsort((-caps, prices))
        running = np.minimum(np.cumsum(caps[order]), wanted)
        given[order] = np.diff(running, prepend=0)
        return given

    def shares_allow(self, proposal: int, more: int) -> bool:
        """Return whether every region keeps its least share when one gets more."""
        total, region = int(self.by_region.sum()) + more, int(self.pairs.region[proposal])
        return all(
            (int(self.by_region[each]) if each >= 0 else 0) + (more if each == region else 0) >= share * total
            for each, share in self.shares
        )


def best_funders(caps: Ints, prices: Floats, cost: int, most: int) -> np.ndarray:
    """Return which funders to take, at most so many: the cheapest that reach the cost, else those with most."""
    chosen = np.zeros(len(caps), dtype=bool)
    if most <= 0 or not len(caps):
        return chosen
    alone = np.flatnonzero(caps >= cost)
    if len(alone):
        chosen[alone[np.argmin(prices[alone])]] = True
        if most == 1:
            return chosen
    rich = np.argsort(-caps, kind="stable")
    couple = cheapest_couple(caps, prices, cost, rich[: WIDEST + most]) if most >= 2 else None
    if couple is not None:
        if not len(alone) or couple[2] < float(prices[alone].min()) * cost:
            chosen[:] = False
            chosen[list(couple[:2])] = True
        return chosen
    if not len(alone):
        chosen[rich[:most]] = True
    return chosen


def cheapest_couple(caps: Ints, prices: Floats, cost: int, among: Ints) -> tuple[int, int, float] | None:
    """Return the two funders that reach the cost at the lowest price, with that price; None where no two do."""
    cap, price = caps[among].astype(float), prices[among]
    first = np.minimum(cap, cost)  # the first gives what it can, the second the rest
    rest = cost - first
    fits = cap[None, :] >= rest[:, None]
    np.fill_diagonal(fits, False)
    total = np.where(fits, (price * first)[:, None] + price[None, :] * rest[:, None], np.inf)
    if not len(among) or not np.isfinite(total.min()):
        return None
    row, column = divmod(int(np.argmin(total)), len(among))
    return int(among[row]), int(among[column]), float(total[row, column])


def by_priority(pairs: Pairs, smallest_first: bool) -> Ints:
    """Return the proposals by priority, then by cost."""
    cost = pairs.cost if smallest_first else -pairs.cost
    return np.lexsort((cost, -pairs.priority)).astype(np.int64)


def greedy(pairs: Pairs, smallest_first: bool) -> Ints:
    """Return the plain greedy allocation: by priority, regions with a least share before all others."""
    order = by_priority(pairs, smallest_first).tolist()
    total, best = float(min(pairs.amount.sum(), pairs.cost.sum())), nothing(pairs)
    for part in PARTS if pairs.shares else PARTS[:1]:
        filling = Filling(pairs)
        fill_by_regions(filling, order, total * part)
        if filling.shares_allow(0, 0):
            best = max((best, filling.amounts), key=lambda amounts: worth(pairs, amounts))
    return best


def fill_by_regions(filling: Filling, order: list[int], total: float) -> None:
    """Fund what fits in an order, first until each region with a least share has it of a total, then the rest."""
    pairs, rules = filling.pairs, filling.shares
    waiting = [each for each in order if pairs.begins[each] < pairs.begins[each + 1] and not filling.has(each)]
    asked, filling.shares = dict(rules), []
    for proposal in waiting if rules else []:
        region = int(pairs.region[proposal])
        if region in asked and filling.by_region[region] < asked[region] * total:
            filling.add(proposal)
    filling.shares = rules
    while filling.fill([each for each in waiting if not filling.has(each)]) and rules:
        pass
