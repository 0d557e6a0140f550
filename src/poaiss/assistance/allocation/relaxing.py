"""The relaxation of a large portfolio, with columns on demand: a proven bound, and prices that guide the search.

A choice of funders needs no column of its own here: at the optimum of the relaxation a pair is open exactly as far
as it is used, so that the sum of used shares of caps bounds the number of funders. Each round solves over few pairs,
prices all the others at once, and takes in those that would pay.
"""

from dataclasses import dataclass

import numpy as np

from poaiss.assistance.allocation.found import Deadline
from poaiss.assistance.allocation.pairing import Bools, Floats, Ints, Pairs
from poaiss.assistance.allocation.programme import (
    add_shares,
    add_state_ceilings,
    nothing_spent,
    state_ceiling_keys,
    unit_of,
)
from poaiss.assistance.allocation.settling import only
from poaiss.assistance.allocation.solver import INF, Model, Solved, solve

FIRST_PAIRS = 12  # of each proposal, to begin with
MORE_PAIRS = 6  # of each proposal, taken in by a round
ROUNDS = 30
CLOSE = 1e-5  # the bound is as good as it gets when what is left out could add no more than this


@dataclass(frozen=True)
class Relaxation:
    """The solved relaxation over the pairs taken in: amounts, choices, a bound over all pairs, prices."""

    kept: Bools
    amounts: Floats  # of the kept pairs, in money
    chosen: Floats
    bound: float
    prices: Floats  # of one more unit of each resource
    unit_prices: Floats  # what one unit of money in each pair costs others: resource, ceilings and regions


@dataclass(frozen=True)
class Relaxed:
    """A relaxation as a model, with the places of its rows."""

    model: Model
    pairs: Pairs
    unit: float
    rows: dict[str, int]
    ceilings: Ints  # keys of the ceilings of States that have a row


def relaxed_model(pairs: Pairs) -> Relaxed:
    """Return the relaxation over some pairs."""
    model, unit, count, every = Model(), unit_of(pairs), len(pairs.cap), np.arange(len(pairs.cost))
    columns = np.arange(count)
    amounts = model.add_columns(count, cost=pairs.price, upper=pairs.cap / unit)
    chosen = model.add_columns(len(pairs.cost))
    rows = {"cover": model.add_rows(len(pairs.cost), lower=np.where(pairs.divisible, -INF, 0.0), upper=0.0)}
    model.put(rows["cover"] + pairs.proposal, amounts + columns, 1.0)
    model.put(rows["cover"] + every, chosen + every, -pairs.cost / unit)
    rows["resources"] = model.add_rows(len(pairs.amount), upper=pairs.amount / unit)
    model.put(rows["resources"] + pairs.resource, amounts + columns, 1.0)
    rows["states"] = add_state_ceilings(model, pairs, unit, amounts, nothing_spent(pairs))
    rows["shares"] = add_shares(model, pairs, unit, amounts, nothing_spent(pairs))
    if pairs.instance.rules.max_funders_per_project is not None:
        rows["funders"] = model.add_rows(len(pairs.cost), upper=0.0)
        model.put(rows["funders"] + pairs.proposal, amounts + columns, unit / pairs.cap)
        model.put(rows["funders"] + every, chosen + every, -float(pairs.instance.rules.max_funders_per_project))
    return Relaxed(model, pairs, unit, rows, state_ceiling_keys(pairs, nothing_spent(pairs)))


def first_pairs(pairs: Pairs, limit: int) -> Bools:
    """Return some pairs of each proposal to begin with: those of the largest caps, spread over the resources."""
    spread = (pairs.proposal * 7919 + pairs.resource * 104_729) % 1009 / 1009
    return best_of_each(pairs, pairs.cap / pairs.cap.max(initial=1) + spread, limit)


def best_of_each(pairs: Pairs, score: Floats, limit: int) -> Bools:
    """Return the pairs of the highest scores, so many of each proposal."""
    order = np.lexsort((-score, pairs.proposal))
    rank = np.empty(len(order), dtype=np.int64)
    rank[order] = np.arange(len(order)) - pairs.begins[pairs.proposal[order]]
    found: Bools = rank < limit
    return found


def unit_prices(pairs: Pairs, relaxed: Relaxed, prices: Floats) -> Floats:
    """Return what one unit of money costs others, for every pair: its resource, its ceiling of a State, regions."""
    rows = relaxed.rows
    cost = prices[rows["resources"] : rows["resources"] + len(pairs.amount)][pairs.resource]
    by_key = np.zeros(len(pairs.amount) * max(len(pairs.states), 1))
    by_key[relaxed.ceilings] = prices[rows["states"] : rows["states"] + len(relaxed.ceilings)]
    cost = cost + by_key[pairs.resource * len(pairs.states) + pairs.state[pairs.proposal]]
    shares = pairs.instance.rules.min_region_share
    for row, (region, name) in enumerate(pairs.shares):
        weight = (pairs.region[pairs.proposal] == region) - float(shares[name])
        cost = cost + prices[rows["shares"] + row] * weight
    found: Floats = cost
    return found


def gains(pairs: Pairs, relaxed: Relaxed, solved: Solved, costs: Floats) -> Floats:
    """Return what one more unit of money in each pair would gain in the relaxation."""
    assert solved.prices is not None  # noqa: S101 - a solved relaxation has prices
    prices, rows = solved.prices, relaxed.rows
    gain = pairs.price - costs - prices[rows["cover"] : rows["cover"] + len(pairs.cost)][pairs.proposal]
    if "funders" in rows:
        limit = prices[rows["funders"] : rows["funders"] + len(pairs.cost)]
        gain = gain - limit[pairs.proposal] * relaxed.unit / pairs.cap
    found: Floats = gain
    return found


def left_out(pairs: Pairs, gain: Floats, kept: Bools) -> float:
    """Return the most that the pairs left out could add: for each proposal at most its best gain on its whole cost."""
    better = np.where(kept, 0.0, np.maximum(gain, 0.0))
    best, total = np.zeros(len(pairs.cost)), np.zeros(len(pairs.cost))
    np.maximum.at(best, pairs.proposal, better)
    np.add.at(total, pairs.proposal, better * pairs.cap)
    return float(np.minimum(best * pairs.cost, total).sum())


def relax(pairs: Pairs, deadline: Deadline) -> Relaxation | None:
    """Return the relaxation of all pairs, solved over those that matter; None where no round ends in time."""
    kept, best, bound = first_pairs(pairs, FIRST_PAIRS), None, float((pairs.priority * pairs.cost).sum())
    for _round in range(ROUNDS):
        relaxed = relaxed_model(only(pairs, kept))
        solved = solve(relaxed.model, relaxed=True, seconds=deadline.left())
        if not solved.finished or solved.values is None:
            break
        costs = unit_prices(pairs, relaxed, solved.prices)  # type: ignore[arg-type]
        gain = gains(pairs, relaxed, solved, costs)
        value, more = solved.objective * relaxed.unit, left_out(pairs, gain, kept)
        bound = min(bound, value + more)
        first = relaxed.rows["resources"]
        prices = solved.prices[first : first + len(pairs.amount)]  # type: ignore[index]
        count = int(kept.sum())
        amounts, chosen = solved.values[:count] * relaxed.unit, solved.values[count : count + len(pairs.cost)]
        best = Relaxation(kept.copy(), amounts, chosen, bound, prices, costs)
        paying = (gain * pairs.cap > 1e-6 * relaxed.unit) & ~kept
        if more <= CLOSE * max(1.0, value) or not paying.any() or deadline.left() <= 0:
            break
        score = np.where(paying, gain * pairs.cap, -1.0)
        kept |= best_of_each(pairs, score, MORE_PAIRS) & paying
    return best
