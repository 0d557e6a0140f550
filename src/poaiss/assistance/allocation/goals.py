"""The goals after the first: States reached, the least share of a State, few donors per project.

Each goal is sought with all earlier ones held, so that no later goal worsens an earlier one.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from poaiss.assistance.allocation.exact import STRICT, whole_amounts, whole_cover
from poaiss.assistance.allocation.found import Deadline, Found, covered, worth
from poaiss.assistance.allocation.pairing import Floats, Ints, Pairs
from poaiss.assistance.allocation.programme import Portfolio, build
from poaiss.assistance.allocation.settling import only
from poaiss.assistance.allocation.solver import solve

NODES = 300  # of each later goal: the same answer on a slow and on a fast machine


@dataclass(frozen=True)
class Goal:
    """One goal: its name, how it is measured in amounts, and how it stands in the programme."""

    name: str
    measure: Callable[[Pairs, Ints], float]
    add: Callable[[Portfolio], Floats]


def states_reached(pairs: Pairs, amounts: Ints) -> float:
    """Return how many States have a project funded."""
    return float(len(np.unique(pairs.state[pairs.proposal[amounts > 0]])))


def least_share(pairs: Pairs, amounts: Ints) -> float:
    """Return the least share of requested money covered, among the States reached."""
    asked = np.bincount(pairs.state, pairs.cost, len(pairs.states))
    got = np.bincount(pairs.state, covered(pairs, amounts), len(pairs.states))
    return float((got[got > 0] / asked[got > 0]).min(initial=1.0))


def few_funders(pairs: Pairs, amounts: Ints) -> float:
    """Return the number of grants, negative: fewer is better."""
    return -float((amounts > 0).sum())


def add_states(portfolio: Portfolio) -> Floats:
    """Add one column per State that is one where a project of it is chosen; return what to maximise."""
    model, pairs = portfolio.model, portfolio.pairs
    reached = model.add_columns(len(pairs.states), integer=True)
    rows = model.add_rows(len(pairs.states), upper=0.0)
    model.put(rows + np.arange(len(pairs.states)), reached + np.arange(len(pairs.states)), 1.0)
    model.put(rows + pairs.state, portfolio.chosen + np.arange(len(pairs.cost)), -1.0)
    cost = np.zeros(model.columns)
    cost[reached:] = 1.0
    return cost


def add_least_share(portfolio: Portfolio) -> Floats:
    """Add the least share among the States reached, after ``add_states``; return what to maximise."""
    model, pairs = portfolio.model, portfolio.pairs
    count = len(pairs.states)
    reached = model.columns - count
    least = model.add_columns(1)
    rows = model.add_rows(count, lower=-1.0)
    asked = np.maximum(np.bincount(pairs.state, pairs.cost, count), 1.0)
    state = pairs.state[pairs.proposal]
    model.put(rows + state, portfolio.amounts + np.arange(len(pairs.cap)), portfolio.unit / asked[state])
    model.put(rows + np.arange(count), least, -1.0)
    model.put(rows + np.arange(count), reached + np.arange(count), -1.0)
    cost = np.zeros(model.columns)
    cost[least] = 1.0
    return cost


def add_funders(portfolio: Portfolio) -> Floats:
    """Add one column per pair that is one where it is used; return what to maximise."""
    model, pairs = portfolio.model, portfolio.pairs
    count, each = len(pairs.cap), np.arange(len(pairs.cap))
    first = model.add_columns(count, integer=True)
    rows = model.add_rows(count, upper=0.0)
    model.put(rows + each, portfolio.amounts + each, 1.0)
    model.put(rows + each, first + each, -pairs.cap / portfolio.unit)
    cost = np.zeros(model.columns)
    cost[first : first + count] = -1.0
    return cost


GOALS = (
    Goal("states-reached", states_reached, add_states),
    Goal("least-share", least_share, add_least_share),
    Goal("few-funders", few_funders, add_funders),
)


def seek_later_goals(found: Found, deadline: Deadline, most_pairs: int) -> Found:
    """Return the allocation improved in the later goals, one after the other, the first goal held."""
    pairs = found.pairs
    if len(pairs.cap) > most_pairs:
        used = found.amounts > 0
        return carried(
            found, used, few_funders_only(Found(only(pairs, used), found.amounts[used], found.bound), deadline)
        )
    best, held = found.amounts, list[tuple[Floats, float]]()
    portfolio = build(pairs, whole_cover=whole_cover(pairs))
    held.append((portfolio.first_goal(), worth(pairs, best) / portfolio.unit))
    for goal in GOALS:
        cost = goal.add(portfolio)
        best = improved(portfolio, goal, cost, held, best, deadline)
        held.append((cost, goal.measure(pairs, best)))
    return Found(pairs, best, found.bound, found.prices)


def improved(
    portfolio: Portfolio, goal: Goal, cost: Floats, held: list[tuple[Floats, float]], best: Ints, deadline: Deadline
) -> Ints:
    """Return amounts that are better in one goal and no worse in those before it, or the same."""
    pairs, model = portfolio.pairs, portfolio.model
    row = model.add_rows(1, lower=held[-1][1] - 1e-7 * max(1.0, abs(held[-1][1])))
    columns = np.flatnonzero(held[-1][0])
    model.put(row, columns, held[-1][0][columns])
    model.set_cost(cost)
    if deadline.left() < 0.05:
        return best
    solved = solve(model, seconds=deadline.left(), options=STRICT | {"mip_max_nodes": NODES})
    amounts = whole_amounts(portfolio, solved, deadline.left() + 0.1)
    if amounts is None or not no_worse(pairs, amounts, best, goal):
        return best
    return amounts


def no_worse(pairs: Pairs, amounts: Ints, best: Ints, goal: Goal) -> bool:
    """Return whether amounts are no worse in the goals up to this one, in their order."""
    measures: list[Callable[[Pairs, Ints], float]] = [worth]
    for each in GOALS:
        measures.append(each.measure)
        if each is goal:
            break
    return [measure(pairs, amounts) for measure in measures] >= [measure(pairs, best) for measure in measures]


def few_funders_only(found: Found, deadline: Deadline) -> Found:
    """Return the allocation with fewer grants, among the pairs that it uses."""
    return found


def carried(found: Found, used: np.ndarray, part: Found) -> Found:
    """Return the amounts of a part of the pairs among all of them."""
    amounts = np.zeros(len(found.pairs.cap), dtype=np.int64)
    amounts[used] = part.amounts
    return Found(found.pairs, amounts, found.bound, found.prices)
