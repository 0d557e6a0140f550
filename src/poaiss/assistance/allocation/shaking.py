"""Improve a large allocation by small shakes: take money from a few projects, fund others with it, keep what is better.

Each shake frees the funders of one proposal that waits, takes the money of some projects there, and gives it out
again, the waiting one first; prices of the relaxation say which money is cheap. At first a small loss is accepted,
so that the search leaves a corner; the best allocation is kept apart.
"""

import math
import random

import numpy as np

from poaiss.assistance.allocation.fitting import Filling
from poaiss.assistance.allocation.found import Deadline, worth
from poaiss.assistance.allocation.pairing import Floats, Ints, Pairs

Given = dict[int, tuple[Ints, Ints]]  # proposal → its pairs with money, and how much

MOST_TAKEN = 12
MOST_OFFERED = 24


class Shaking:
    """An allocation that is shaken, and the best one so far."""

    def __init__(self, pairs: Pairs, amounts: Ints, prices: Floats, wanted: Floats) -> None:
        """Begin with an allocation; WANTED is how far the relaxation chooses each proposal."""
        self.pairs, self.filling = pairs, Filling(pairs, amounts, prices)
        self.base_prices, self.chance = prices, random.Random(0)  # noqa: S311 - a search, not a secret
        has_pairs = np.diff(pairs.begins) > 0
        funded = np.zeros(len(pairs.cost), dtype=bool)
        funded[pairs.proposal[amounts > 0]] = True
        self.givers: list[set[int]] = [set() for _each in pairs.amount]
        for pair in np.flatnonzero(amounts):
            self.givers[int(pairs.resource[pair])].add(int(pairs.proposal[pair]))
        self.waiting = [int(each) for each in np.flatnonzero(has_pairs & ~funded)]
        self.place = {each: index for index, each in enumerate(self.waiting)}
        self.value = worth(pairs, amounts)
        self.given: Given = {}
        for proposal in np.flatnonzero(funded).tolist():
            self.given[proposal] = self.held(proposal)
        self.best_value, self.best = self.value, dict(self.given)
        self.rank = (pairs.priority + 0.5 * wanted).tolist()
        self.typical = float(np.median(pairs.priority * pairs.cost)) if len(pairs.cost) else 0.0
        self.shakes = 0

    def run(self, deadline: Deadline, enough: float, shakes: int) -> Ints:
        """Shake until the value is enough, the time is over or the shakes are done; return the best allocation."""
        while self.waiting and deadline.left() > 0 and self.best_value < enough and self.shakes < shakes:
            self.shake(0.3 * self.typical * (1 - self.shakes / shakes) ** 2)
            self.shakes += 1
        return self.best_amounts()

    def best_amounts(self) -> Ints:
        """Return the best allocation so far."""
        amounts = np.zeros(len(self.pairs.cap), dtype=np.int64)
        for local, given in self.best.values():
            amounts[local] = given
        return amounts

    def held(self, proposal: int) -> tuple[Ints, Ints]:
        """Return the pairs of a project that have money, and how much."""
        own = self.pairs.of(proposal)
        local = np.flatnonzero(self.filling.amounts[own]) + own.start
        return local, self.filling.amounts[local].copy()

    def shake(self, warmth: float) -> None:
        """Try one change, and take it back where it loses more than chance allows."""
        wanted = self.pick_waiting()
        taken = self.take_some(wanted)
        offered = [wanted, *self.in_order([*taken, *self.pick_others(wanted)])]
        before, added = self.value, list[int]()
        for proposal, given in taken.items():
            self.remove(proposal, given)
        for proposal in offered:
            if proposal in self.place and self.filling.add(proposal):
                self.note_added(proposal)
                added.append(proposal)
        lost = before - self.value
        if not self.filling.shares_allow(0, 0) or (
            lost > 0 and lost > -warmth * math.log(self.chance.random() + 1e-12)
        ):
            self.take_back(taken, added)
        elif self.value > self.best_value:
            self.best_value, self.best = self.value, dict(self.given)

    def pick_waiting(self) -> int:
        """Return a proposal that waits, one of higher rank more often."""
        among = [self.waiting[self.chance.randrange(len(self.waiting))] for _try in range(3)]
        return max(among, key=lambda each: self.rank[each])

    def pick_others(self, wanted: int) -> list[int]:
        """Return other proposals that wait."""
        count = min(MOST_OFFERED, len(self.waiting))
        return [each for each in self.chance.sample(self.waiting, count) if each != wanted]

    def take_some(self, wanted: int) -> Given:
        """Return some projects that have money of resources that could serve a proposal, with that money."""
        own = self.pairs.of(wanted)
        resources = self.pairs.resource[own].tolist()
        picked = self.chance.sample(resources, min(2, len(resources)))
        near = sorted(set().union(*(self.givers[each] for each in picked)))
        count = min(len(near), self.chance.randrange(1, MOST_TAKEN + 1))
        return {proposal: self.given[proposal] for proposal in self.chance.sample(near, count)}

    def in_order(self, proposals: list[int]) -> list[int]:
        """Return proposals by rank, with some chance."""
        return sorted(proposals, key=lambda each: -self.rank[each] - self.chance.random())

    def remove(self, proposal: int, given: tuple[Ints, Ints]) -> None:
        """Take all money from a project."""
        local, amounts = given
        state, region = int(self.pairs.state[proposal]), int(self.pairs.region[proposal])
        self.filling.take(self.pairs.resource[local], state, region, -amounts)
        self.filling.amounts[local] = 0
        for resource in self.pairs.resource[local].tolist():
            self.givers[resource].discard(proposal)
        self.value -= float(self.pairs.priority[proposal] * amounts.sum())
        del self.given[proposal]
        self.place[proposal] = len(self.waiting)
        self.waiting.append(proposal)

    def note_added(self, proposal: int) -> None:
        """Note that a project has money now."""
        local, amounts = self.given[proposal] = self.held(proposal)
        for resource in self.pairs.resource[local].tolist():
            self.givers[resource].add(proposal)
        self.value += float(self.pairs.priority[proposal] * amounts.sum())
        index, last = self.place.pop(proposal), self.waiting.pop()
        if last != proposal:
            self.waiting[index], self.place[last] = last, index

    def take_back(self, taken: Given, added: list[int]) -> None:
        """Return to the allocation before a shake."""
        for proposal in added:
            self.remove(proposal, self.given[proposal])
        for proposal, (local, amounts) in taken.items():
            self.filling.amounts[local] = amounts
            state, region = int(self.pairs.state[proposal]), int(self.pairs.region[proposal])
            self.filling.take(self.pairs.resource[local], state, region, amounts)
            self.note_added(proposal)
