"""The least change of one kind with which a proposal can be funded and the first goal stays as high as it was.

One programme per kind: the proposal is forced, the first goal is held, the change is a column to be kept small.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from poaiss.assistance.allocation.changes import (
    MONEY_FIELDS,
    Change,
    cheaper,
    more_money,
    smaller_share,
)
from poaiss.assistance.allocation.exact import STRICT
from poaiss.assistance.allocation.instance import Instance, Resource
from poaiss.assistance.allocation.pairing import Pairs, pair_up
from poaiss.assistance.allocation.programme import Portfolio, build
from poaiss.assistance.allocation.solver import solve
from poaiss.assistance.allocation.verifying import admits

LIMITED = STRICT | {"mip_max_nodes": 1000}


@dataclass(frozen=True)
class Wanted:
    """A proposal that is to be funded: its number, the first goal to hold, and the seconds of each solve."""

    pairs: Pairs
    proposal: int
    worth: float
    seconds: float

    @property
    def instance(self) -> Instance:
        """Return the question."""
        return self.pairs.instance


def forced(pairs: Pairs, wanted: Wanted) -> Portfolio:
    """Return the programme in which the proposal is chosen and the first goal is held."""
    portfolio = build(pairs)
    model = portfolio.model
    must = model.add_rows(1, lower=1.0)
    model.put(must, portfolio.chosen + wanted.proposal, 1.0)
    held = model.add_rows(1, lower=(wanted.worth - 0.5 * min(1.0, wanted.worth * 1e-9)) / portfolio.unit)
    model.put(held, portfolio.amounts + np.arange(len(pairs.cap)), pairs.price)
    return portfolio


def can_be(pairs: Pairs, wanted: Wanted) -> bool:
    """Return whether the proposal can be funded in this question with the first goal held."""
    if pairs.begins[wanted.proposal] == pairs.begins[wanted.proposal + 1]:
        return False
    portfolio = forced(pairs, wanted)
    portfolio.model.set_cost(np.zeros(portfolio.model.columns))
    return solve(portfolio.model, seconds=wanted.seconds, options=STRICT).values is not None


def least_money(kind: str, wanted: Wanted, size: float) -> Change | None:
    """Return the least that one resource's amount or ceiling must rise by, as a share of it at most SIZE."""
    instance, field = wanted.instance, MONEY_FIELDS[kind]
    proposal = instance.proposals[wanted.proposal]
    concerned = {
        index: each
        for index, each in enumerate(instance.resources)
        if getattr(each, field) is not None and admits(each, proposal)
    }
    if not concerned:
        return None
    most = [rise_at_most(getattr(each, field), proposal.cost, size) for each in concerned.values()]
    raised = tuple(
        replace(each, **{field: getattr(each, field) + proposal.cost}) if index in concerned else each
        for index, each in enumerate(instance.resources)
    )
    pairs = pair_up(replace(instance, resources=raised))
    portfolio = forced(pairs, wanted)
    rise = add_rises(portfolio, kind, concerned, most)
    cost = np.zeros(portfolio.model.columns)
    cost[rise : rise + len(concerned)] = -1.0
    portfolio.model.set_cost(cost)
    solved = solve(portfolio.model, seconds=wanted.seconds, options=LIMITED)
    if solved.values is None:
        return None
    rises = solved.values[rise : rise + len(concerned)] * portfolio.unit
    place = int(np.argmax(rises))
    return more_money(kind, list(concerned.values())[place], max(1, int(np.ceil(rises[place] - 1e-4))))


def rise_at_most(old: int, cost: int, size: float) -> int:
    """Return the highest rise that helps and is no larger a share of what it raises than SIZE."""
    return int(min(cost, size * max(old, 1)))


def add_rises(portfolio: Portfolio, kind: str, concerned: dict[int, Resource], most: list[int]) -> int:
    """Add one rise per resource of which only one may be more than zero; return where the rises begin."""
    model, unit, count = portfolio.model, portfolio.unit, len(concerned)
    upper = np.array(most) / unit
    rise = model.add_columns(count, upper=upper)
    picked = model.add_columns(count, integer=True)
    each = np.arange(count)
    links = model.add_rows(count, upper=0.0)
    model.put(links + each, rise + each, 1.0)
    model.put(links + each, picked + each, -upper)
    one = model.add_rows(1, upper=1.0)
    model.put(one, picked + each, 1.0)
    for place, (index, resource) in enumerate(concerned.items()):
        for columns in groups(portfolio.pairs, kind, index):
            row = model.add_rows(1, upper=getattr(resource, MONEY_FIELDS[kind]) / unit)
            model.put(row, portfolio.amounts + columns, 1.0)
            model.put(row, rise + place, -1.0)
    return rise


def groups(pairs: Pairs, kind: str, resource: int) -> Iterable[np.ndarray]:
    """Return the pairs that one amount, or each of its ceilings, bounds together."""
    own = np.flatnonzero(pairs.resource == resource)
    if kind == "raise-amount":
        return [own]
    if kind == "raise-project-ceiling":
        return own[:, None]
    states = pairs.state[pairs.proposal[own]]
    return [own[states == state] for state in np.unique(states)]


def least_cost_cut(wanted: Wanted, size: float) -> Change | None:
    """Return the least that the proposal's cost must fall by, as a share of it at most SIZE."""
    pairs, proposal = wanted.pairs, wanted.instance.proposals[wanted.proposal]
    if pairs.begins[wanted.proposal] == pairs.begins[wanted.proposal + 1]:
        return None
    portfolio = forced(pairs, wanted)
    model = portfolio.model
    cut = model.add_columns(1, upper=min(proposal.cost - 1, size * proposal.cost) / portfolio.unit)
    model.put(portfolio.rows["cover"] + wanted.proposal, cut, 1.0)
    if proposal.divisible:
        model.put(least_row(portfolio, wanted.proposal), cut, float(proposal.min_share))
    by = smallest(portfolio, cut, wanted)
    return None if by is None or by >= proposal.cost else cheaper(proposal, by)


def least_share_cut(wanted: Wanted, size: float) -> Change | None:
    """Return the least that a divisible proposal's least share must fall by, at most SIZE."""
    pairs, proposal = wanted.pairs, wanted.instance.proposals[wanted.proposal]
    if not proposal.divisible or pairs.begins[wanted.proposal] == pairs.begins[wanted.proposal + 1]:
        return None
    portfolio = forced(pairs, wanted)
    cut = portfolio.model.add_columns(1, upper=min(proposal.least - 1, size * proposal.cost) / portfolio.unit)
    portfolio.model.put(least_row(portfolio, wanted.proposal), cut, 1.0)
    by = smallest(portfolio, cut, wanted)
    return None if by is None or by >= proposal.least else smaller_share(proposal, proposal.least - by)


def least_row(portfolio: Portfolio, proposal: int) -> int:
    """Return the row that asks the least share of a divisible proposal."""
    pairs = portfolio.pairs
    return portfolio.rows["cover"] + len(pairs.cost) + int(pairs.divisible[:proposal].sum())


def smallest(portfolio: Portfolio, column: int, wanted: Wanted) -> int | None:
    """Return the least whole value of a column, at least one; None where nothing is enough."""
    cost = np.zeros(portfolio.model.columns)
    cost[column] = -1.0
    portfolio.model.set_cost(cost)
    solved = solve(portfolio.model, seconds=wanted.seconds, options=LIMITED)
    if solved.values is None:
        return None
    return max(1, int(np.ceil(solved.values[column] * portfolio.unit - 1e-4)))
