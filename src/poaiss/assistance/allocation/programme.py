"""The portfolio as a mixed-integer programme: one block of columns for amounts, one for choices, one for funders.

Rows, with their sources in the issue of the allocation: the whole cost (or the least share) of what is chosen,
the money of each resource, its ceiling per State, donors per project, and least shares of regions.
"""

from dataclasses import dataclass

import numpy as np

from poaiss.assistance.allocation.pairing import NO_CEILING, Floats, Ints, Pairs
from poaiss.assistance.allocation.solver import INF, Model

LARGEST_COEFFICIENT = 1e5


@dataclass(frozen=True)
class Spent:
    """Money that others have already, where only a part of the proposals is chosen anew."""

    by_resource: Ints
    by_state: Ints  # resource times states plus state
    by_region: Ints


@dataclass(frozen=True)
class Portfolio:
    """A model with the places of its blocks; amounts are in units of UNIT."""

    model: Model
    pairs: Pairs
    unit: float
    amounts: int
    chosen: int
    funders: int  # one column for each crowded pair
    rows: dict[str, int]

    def first_goal(self) -> Floats:
        """Return the cost vector of the first goal: priority times covered cost."""
        cost = np.zeros(self.model.columns)
        cost[self.amounts : self.amounts + len(self.pairs.cap)] = self.pairs.price
        return cost


def unit_of(pairs: Pairs) -> float:
    """Return the unit in which money is written into the model, so that no coefficient is too large."""
    return max(1.0, float(pairs.cost.max(initial=0)) / LARGEST_COEFFICIENT)


def nothing_spent(pairs: Pairs) -> Spent:
    """Return that no money is spent yet."""
    resources, states = len(pairs.amount), len(pairs.states)
    zeros = [np.zeros(size, dtype=np.int64) for size in (resources, resources * states, len(pairs.regions))]
    return Spent(*zeros)


def spending(pairs: Pairs, amounts: Ints) -> Spent:
    """Return what amounts (one a pair) take from each resource, each State's ceiling and each region."""
    resources, states = len(pairs.amount), len(pairs.states)
    key = pairs.resource * states + pairs.state[pairs.proposal]
    return Spent(
        sums(pairs.resource, amounts, resources),
        sums(key, amounts, resources * states),
        sums(pairs.region[pairs.proposal], amounts, len(pairs.regions)),
    )


def sums(index: Ints, values: Ints, size: int) -> Ints:
    """Return exact sums of whole numbers by index."""
    total = np.zeros(size, dtype=np.int64)
    np.add.at(total, index, values)
    return total


def build(pairs: Pairs, spent: Spent | None = None, *, whole_cover: bool = False) -> Portfolio:
    """Return the programme of some pairs; WHOLE_COVER asks whole amounts for divisible proposals."""
    model, unit, count = Model(), unit_of(pairs), len(pairs.cap)
    spent = spent or nothing_spent(pairs)
    has_pairs = np.diff(pairs.begins) > 0
    amounts = model.add_columns(count, cost=pairs.price, upper=pairs.cap / unit)
    chosen = model.add_columns(len(pairs.cost), upper=has_pairs.astype(float), integer=True)
    funders = model.add_columns(len(pairs.crowded), integer=True)
    rows = {"cover": add_cover(model, pairs, unit, amounts, chosen)}
    rows["resources"] = model.add_rows(len(pairs.amount), upper=(pairs.amount - spent.by_resource) / unit)
    model.put(rows["resources"] + pairs.resource, amounts + np.arange(count), 1.0)
    rows["states"] = add_state_ceilings(model, pairs, unit, amounts, spent)
    if len(pairs.crowded):
        rows["links"] = add_funders(model, pairs, unit, (amounts, chosen, funders))
    rows["shares"] = add_shares(model, pairs, unit, amounts, spent)
    if whole_cover and unit == 1.0:
        add_whole_cover(model, pairs, amounts)
    return Portfolio(model, pairs, unit, amounts, chosen, funders, rows)


def add_cover(model: Model, pairs: Pairs, unit: float, amounts: int, chosen: int) -> int:
    """Ask the whole cost of what is chosen, or between the least share and the whole."""
    each, columns = np.arange(len(pairs.cost)), np.arange(len(pairs.cap))
    full = model.add_rows(len(pairs.cost), lower=np.where(pairs.divisible, -INF, 0.0), upper=0.0)
    model.put(full + pairs.proposal, amounts + columns, 1.0)
    model.put(full + each, chosen + each, -pairs.cost / unit)
    parts = np.flatnonzero(pairs.divisible)
    least = model.add_rows(len(parts), lower=0.0)
    place = np.full(len(pairs.cost), -1)
    place[parts] = least + np.arange(len(parts))
    inside = pairs.divisible[pairs.proposal]
    model.put(place[pairs.proposal[inside]], amounts + columns[inside], 1.0)
    model.put(place[parts], chosen + parts, -pairs.least[parts] / unit)
    return full


def state_keys(pairs: Pairs) -> tuple[Ints, Ints]:
    """Return the pairs that a ceiling per State binds, and the key of each: resource and State."""
    bound = np.flatnonzero(pairs.per_state[pairs.resource] < NO_CEILING)
    return bound, pairs.resource[bound] * len(pairs.states) + pairs.state[pairs.proposal[bound]]


def state_ceiling_keys(pairs: Pairs, spent: Spent) -> Ints:
    """Return the keys (resource and State) of the ceilings that the pairs could pass: those that need a row."""
    bound, key = state_keys(pairs)
    keys, place = np.unique(key, return_inverse=True)
    room = pairs.per_state[keys // max(len(pairs.states), 1)] - spent.by_state[keys]
    passing: Ints = keys[sums(place, pairs.cap[bound], len(keys)) > room]
    return passing


def add_state_ceilings(model: Model, pairs: Pairs, unit: float, amounts: int, spent: Spent) -> int:
    """Bound what a resource gives to one State, where its pairs could pass the ceiling."""
    keys = state_ceiling_keys(pairs, spent)
    room = pairs.per_state[keys // max(len(pairs.states), 1)] - spent.by_state[keys]
    first = model.add_rows(len(keys), upper=room / unit)
    bound, key = state_keys(pairs)
    kept = np.isin(key, keys)
    model.put(first + np.searchsorted(keys, key[kept]), amounts + bound[kept], 1.0)
    return first


def add_funders(model: Model, pairs: Pairs, unit: float, blocks: tuple[int, int, int]) -> int:
    """Bound the number of resources of one project."""
    amounts, chosen, funders = blocks
    pair, columns = pairs.crowded, funders + np.arange(len(pairs.crowded))
    crowded = np.unique(pairs.proposal[pair])
    links = model.add_rows(len(pair), upper=0.0)
    model.put(links + np.arange(len(pair)), amounts + pair, 1.0)
    model.put(links + np.arange(len(pair)), columns, -pairs.cap[pair] / unit)
    most = model.add_rows(len(crowded), upper=0.0)
    model.put(most + np.searchsorted(crowded, pairs.proposal[pair]), columns, 1.0)
    model.put(most + np.arange(len(crowded)), chosen + crowded, -float(pairs.funders or 0))
    return links


def add_shares(model: Model, pairs: Pairs, unit: float, amounts: int, spent: Spent) -> int:
    """Ask the least share of all money for each region that has one."""
    columns, total = np.arange(len(pairs.cap)), int(spent.by_region.sum())
    first = model.rows
    for region, name in pairs.shares:
        share = float(pairs.instance.rules.min_region_share[name])
        has = int(spent.by_region[region]) if region >= 0 else 0
        row = model.add_rows(1, lower=(share * total - has) / unit)
        model.put(row, amounts + columns, (pairs.region[pairs.proposal] == region) - share)
    return first


def add_whole_cover(model: Model, pairs: Pairs, amounts: int) -> None:
    """Ask whole amounts for divisible proposals: then the amounts of each pair can be whole as well."""
    parts = np.flatnonzero(pairs.divisible)
    cover = model.add_columns(len(parts), upper=pairs.cost[parts], integer=True)
    rows = model.add_rows(len(parts), lower=0.0, upper=0.0)
    place = np.full(len(pairs.cost), -1)
    place[parts] = np.arange(len(parts))
    inside = np.flatnonzero(pairs.divisible[pairs.proposal])
    model.put(rows + place[pairs.proposal[inside]], amounts + inside, 1.0)
    model.put(rows + np.arange(len(parts)), cover + np.arange(len(parts)), -1.0)
