"""Solve a portfolio as one programme, to its optimum where the time allows."""

from dataclasses import replace

import numpy as np

from poaiss.assistance.allocation.found import Deadline, Found, nothing, rounded_bound, worth
from poaiss.assistance.allocation.pairing import Floats, Ints, Pairs
from poaiss.assistance.allocation.programme import Portfolio, Spent, build
from poaiss.assistance.allocation.settling import settle, settle_again
from poaiss.assistance.allocation.solver import Solved, solve

MOST_EXACT_COST = 10_000  # up to this cost, divisible proposals are asked for in whole units
STRICT = {"mip_feasibility_tolerance": 1e-9, "primal_feasibility_tolerance": 1e-9}


def whole_cover(pairs: Pairs) -> bool:
    """Return whether divisible proposals must be whole within the programme: regions break the flow's whole corners."""
    small = bool((pairs.cost[pairs.divisible] <= MOST_EXACT_COST).all())
    return bool(pairs.shares) and bool(pairs.divisible.any()) and small


def vector(portfolio: Portfolio, amounts: Ints) -> Floats:
    """Return amounts as a vector of the model, to start from."""
    pairs, model = portfolio.pairs, portfolio.model
    values = np.zeros(model.columns)
    values[portfolio.amounts : portfolio.amounts + len(amounts)] = amounts / portfolio.unit
    values[portfolio.chosen + np.unique(pairs.proposal[amounts > 0])] = 1.0
    values[portfolio.funders : portfolio.funders + len(pairs.crowded)] = amounts[pairs.crowded] > 0
    return values


def whole_amounts(portfolio: Portfolio, solved: Solved, seconds: float, spent: Spent | None = None) -> Ints | None:
    """Return the whole amounts of what the solver found beside what is SPENT, None where there are none."""
    if solved.values is None:
        return None
    found = settle(portfolio, solved.values, spent)
    return settle_again(portfolio, solved.values, seconds, spent) if found is None else found


def solve_exactly(pairs: Pairs, deadline: Deadline, *, start: Ints | None = None, gap: float = 0.0) -> Found:
    """Return the best allocation of the first goal within the time, with the bound that HiGHS proves."""
    portfolio = build(pairs, whole_cover=whole_cover(pairs))
    first = None if start is None or whole_cover(pairs) else vector(portfolio, start)
    solved = solve(portfolio.model, seconds=deadline.left(), gap=gap, start=first, options=STRICT)
    amounts = whole_amounts(portfolio, solved, max(1.0, deadline.left()))
    best = max((each for each in (amounts, start, nothing(pairs)) if each is not None), key=lambda a: worth(pairs, a))
    objective = worth(pairs, best)
    bound = min(solved.bound * portfolio.unit, float((pairs.priority * pairs.cost).sum()))
    return Found(pairs, best, rounded_bound(pairs, bound, objective))


def without(pairs: Pairs, rules_left: dict[str, object]) -> Pairs:
    """Return the same question under other rules."""
    rules = replace(pairs.instance.rules, **rules_left)  # type: ignore[arg-type]
    return replace(pairs, instance=replace(pairs.instance, rules=rules))
