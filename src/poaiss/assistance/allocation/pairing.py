"""Which resource may fund which proposal, and by how much at most: one array per question, no object per pair."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from poaiss.assistance.allocation.instance import Instance, Proposal, Resource

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

FILTERS = ("theme", "region", "state", "period")  # in the order in which a reason is looked for
NO_CEILING = np.iinfo(np.int64).max


@dataclass(frozen=True)
class Pairs:
    """Eligible pairs in the order of proposals, then of resources, with what the two sides hold."""

    instance: Instance
    proposal: Ints  # of each pair
    resource: Ints
    cap: Ints  # the most that the resource may give to the proposal
    cost: Ints  # of each proposal
    least: Ints
    priority: Floats
    state: Ints
    region: Ints
    amount: Ints  # of each resource
    per_project: Ints
    per_state: Ints
    states: tuple[str, ...]
    regions: tuple[str, ...]

    @cached_property
    def begins(self) -> Ints:
        """Return where the pairs of each proposal begin; one more entry than proposals."""
        return np.searchsorted(self.proposal, np.arange(len(self.cost) + 1)).astype(np.int64)

    @cached_property
    def divisible(self) -> Bools:
        """Return which proposals may be funded in part."""
        return np.array([each.divisible for each in self.instance.proposals], dtype=bool)

    @cached_property
    def price(self) -> Floats:
        """Return the gain of one unit of money in each pair: the priority of the proposal."""
        return self.priority[self.proposal]

    @property
    def funders(self) -> int | None:
        """Return how many resources may fund one project, None where it binds nobody."""
        most = self.instance.rules.max_funders_per_project
        widest = int(np.diff(self.begins).max(initial=0))
        return None if most is None or most >= widest else most

    @cached_property
    def crowded(self) -> Ints:
        """Return the pairs of the proposals that have more resources than may fund them: the choice is open there."""
        if self.funders is None:
            return np.zeros(0, dtype=np.int64)
        return np.flatnonzero(np.diff(self.begins)[self.proposal] > self.funders)

    @cached_property
    def shares(self) -> tuple[tuple[int, str], ...]:
        """Return the regions with a least share above zero: their number and name, unknown regions as -1."""
        rules = self.instance.rules.min_region_share
        where = {name: index for index, name in enumerate(self.regions)}
        return tuple((where.get(name, -1), name) for name, share in sorted(rules.items()) if share > 0)

    def of(self, proposal: int) -> slice:
        """Return the pairs of one proposal."""
        return slice(int(self.begins[proposal]), int(self.begins[proposal + 1]))


def pair_up(instance: Instance) -> Pairs:
    """Return the eligible pairs of an instance, without those that can give nothing."""
    proposals, resources = instance.proposals, instance.resources
    cost = np.array([each.cost for each in proposals], dtype=np.int64)
    amount = np.array([each.amount for each in resources], dtype=np.int64)
    per_project = ceilings([each.per_project_ceiling for each in resources])
    per_state = ceilings([each.per_state_ceiling for each in resources])
    most = np.minimum(np.minimum(amount, per_project), per_state)
    eligible = np.logical_and.reduce(list(admissions(instance).values()))
    proposal, resource = np.nonzero(eligible & (most > 0))
    states = tuple(sorted({each.state for each in proposals}))
    regions = tuple(sorted({each.region for each in proposals}))
    return Pairs(
        instance,
        proposal.astype(np.int64),
        resource.astype(np.int64),
        np.minimum(cost[proposal], most[resource]),
        cost,
        np.array([each.least for each in proposals], dtype=np.int64),
        np.array([each.priority for each in proposals], dtype=np.float64),
        numbered([each.state for each in proposals], states),
        numbered([each.region for each in proposals], regions),
        amount,
        per_project,
        per_state,
        states,
        regions,
    )


def ceilings(values: list[int | None]) -> Ints:
    """Return ceilings as numbers, the largest where there is none."""
    return np.array([NO_CEILING if value is None else value for value in values], dtype=np.int64)


def numbered(values: list[str], names: tuple[str, ...]) -> Ints:
    """Return each value as its place among the names."""
    where = {name: index for index, name in enumerate(names)}
    return np.array([where[value] for value in values], dtype=np.int64)


def admissions(instance: Instance) -> dict[str, Bools]:
    """Return for each filter whether each resource (column) admits each proposal (row)."""
    proposals, resources = instance.proposals, instance.resources
    return {
        "theme": themes_meet(proposals, resources),
        "region": admitted([each.region for each in proposals], [each.regions for each in resources]),
        "state": admitted([each.state for each in proposals], [each.states for each in resources]),
        "period": within(proposals, resources),
    }


def themes_meet(proposals: tuple[Proposal, ...], resources: tuple[Resource, ...]) -> Bools:
    """Return whether a proposal and a resource share a theme; a resource without themes takes any."""
    names = {name: index for index, name in enumerate(sorted({theme for each in proposals for theme in each.themes}))}
    asked = np.zeros((len(proposals), len(names)), dtype=np.float32)
    offered = np.zeros((len(resources), len(names)), dtype=np.float32)
    for row, proposal in enumerate(proposals):
        asked[row, [names[theme] for theme in proposal.themes]] = 1
    for row, resource in enumerate(resources):
        offered[row, [names[theme] for theme in resource.themes or () if theme in names]] = 1
    any_theme = np.array([each.themes is None for each in resources], dtype=bool)
    found: Bools = (asked @ offered.T > 0) | any_theme
    return found


def admitted(values: list[str], sets: list[frozenset[str] | None]) -> Bools:
    """Return whether each set (column) holds each value (row); None holds all."""
    names = sorted(set(values))
    held = np.array([[each is None or name in each for each in sets] for name in names], dtype=bool)
    found: Bools = held.reshape(len(names), len(sets))[numbered(values, tuple(names))]
    return found


def within(proposals: tuple[Proposal, ...], resources: tuple[Resource, ...]) -> Bools:
    """Return whether the period of each proposal (row) lies within that of each resource (column)."""
    start = np.array([each.start for each in proposals], dtype=np.int64)
    end = np.array([each.end for each in proposals], dtype=np.int64)
    opens = np.array([each.start for each in resources], dtype=np.int64)
    closes = np.array([each.end for each in resources], dtype=np.int64)
    found: Bools = (start[:, None] >= opens) & (end[:, None] <= closes)
    return found
