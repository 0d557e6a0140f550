"""Turn a solver's vector into whole amounts: the choice is kept, the amounts are found again as a network flow.

With the choice and the cover of every proposal fixed, what remains is a flow from resources through the ceilings of
States to proposals: its corners are whole numbers. Sums are then exact and no ceiling is passed.
"""

from dataclasses import replace

import numpy as np

from poaiss.assistance.allocation.pairing import Bools, Ints, Pairs
from poaiss.assistance.allocation.programme import (
    Portfolio,
    Spent,
    add_shares,
    add_state_ceilings,
    add_whole_cover,
    build,
    nothing_spent,
    sums,
)
from poaiss.assistance.allocation.solver import Model, solve

ROUNDS = 4
NEAR = 12  # units of money around a fractional cover in which a whole one is sought


def only(pairs: Pairs, kept: Bools) -> Pairs:
    """Return the same question with some of the pairs."""
    return replace(pairs, proposal=pairs.proposal[kept], resource=pairs.resource[kept], cap=pairs.cap[kept])


def settle(portfolio: Portfolio, values: np.ndarray, spent: Spent | None = None) -> Ints | None:
    """Return whole amounts for the choice in a solver's vector, None where it cannot be kept."""
    pairs, count = portfolio.pairs, len(portfolio.pairs.cap)
    chosen = values[portfolio.chosen : portfolio.chosen + len(pairs.cost)] > 0.5
    open_ = values[portfolio.amounts : portfolio.amounts + count] > 1e-9
    open_[pairs.crowded] = values[portfolio.funders : portfolio.funders + len(pairs.crowded)] > 0.5
    used = chosen[pairs.proposal] & open_
    return settle_choice(pairs, chosen, used, spent)


def settle_choice(pairs: Pairs, chosen: Bools, used: Bools, spent: Spent | None = None) -> Ints | None:
    """Return whole amounts, one a pair, that fund what is chosen from the pairs that are used."""
    kept, spent = only(pairs, used), spent or nothing_spent(pairs)
    margin = 0
    for _round in range(ROUNDS):
        cover = best_cover(kept, chosen, margin, spent)
        if cover is None:
            return None
        found = flow(kept, (cover, cover), spent, shares=None)
        if found is not None:
            whole = np.rint(found).astype(np.int64)
            if shares_hold(kept, whole, spent):
                amounts = np.zeros(len(pairs.cap), dtype=np.int64)
                amounts[used] = whole
                return amounts
        margin = 4 * margin + 1
    return None


def best_cover(pairs: Pairs, chosen: Bools, margin: int, spent: Spent) -> Ints | None:
    """Return the whole amount that each proposal is covered with, the most that the money allows."""
    upper = np.where(chosen, pairs.cost, 0)
    lower = np.where(chosen, np.where(pairs.divisible, pairs.least, pairs.cost), 0)
    if not pairs.shares and not pairs.divisible[chosen].any():
        return upper
    for near in (None, NEAR):
        found = flow(pairs, (lower, upper), spent, shares=margin, whole=near is not None)
        if found is None:
            return None
        cover = np.zeros(len(pairs.cost))
        np.add.at(cover, pairs.proposal, found)
        whole = np.clip(np.floor(cover + 1e-6).astype(np.int64), lower, upper)
        if not pairs.shares:
            break
        lower, upper = np.maximum(lower, whole - NEAR), np.minimum(upper, whole + NEAR)
    return np.asarray(np.rint(cover), dtype=np.int64) if pairs.shares else whole


def flow(
    pairs: Pairs, bounds: tuple[Ints, Ints], spent: Spent, shares: int | None, whole: bool = False
) -> np.ndarray | None:
    """Return the amounts of a flow that covers each proposal within bounds; SHARES is the margin of regions."""
    model, count = Model(), len(pairs.cap)
    amounts = model.add_columns(count, cost=pairs.price, upper=pairs.cap)
    rows = model.add_rows(len(pairs.cost), lower=bounds[0], upper=bounds[1])
    model.put(rows + pairs.proposal, amounts + np.arange(count), 1.0)
    money = model.add_rows(len(pairs.amount), upper=pairs.amount - spent.by_resource)
    model.put(money + pairs.resource, amounts + np.arange(count), 1.0)
    add_state_ceilings(model, pairs, 1.0, amounts, spent)
    if shares is not None:
        first = add_shares(model, pairs, 1.0, amounts, spent)
        model.row_lower = [np.concatenate(model.row_lower)]
        model.row_lower[0][first:] += shares
    if whole:
        add_whole_cover(model, pairs, amounts)
    strict = {"primal_feasibility_tolerance": 1e-9, "mip_feasibility_tolerance": 1e-9}
    solved = solve(model, seconds=5.0, options=strict)
    return solved.values[:count] if solved.values is not None else None


def shares_hold(pairs: Pairs, amounts: Ints, spent: Spent) -> bool:
    """Return whether whole amounts give each region its least share, exactly."""
    by_region = spent.by_region + sums(pairs.region[pairs.proposal], amounts, len(pairs.regions))
    total = int(by_region.sum())
    rules = pairs.instance.rules.min_region_share
    return all((int(by_region[region]) if region >= 0 else 0) >= rules[name] * total for region, name in pairs.shares)


def settle_again(portfolio: Portfolio, values: np.ndarray, seconds: float, spent: Spent | None = None) -> Ints | None:
    """Return whole amounts where the first choice cannot be kept: choose again among its pairs, more strictly."""
    pairs = portfolio.pairs
    used = values[: len(pairs.cap)] > 1e-7
    again = build(only(pairs, used), spent, whole_cover=True)
    strict = {"mip_feasibility_tolerance": 1e-9, "primal_feasibility_tolerance": 1e-9}
    solved = solve(again.model, seconds=seconds, options=strict)
    if solved.values is None:
        return None
    found = settle(again, solved.values, spent)
    if found is None:
        return None
    amounts = np.zeros(len(pairs.cap), dtype=np.int64)
    amounts[used] = found
    return amounts
