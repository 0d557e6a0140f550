"""Search an allocation of the first goal: exactly where the question is small, by its relaxation where it is large."""

import numpy as np

from poaiss.assistance.allocation.diving import dive
from poaiss.assistance.allocation.exact import solve_exactly
from poaiss.assistance.allocation.fitting import greedy
from poaiss.assistance.allocation.found import Deadline, Found, nothing, rounded_bound, worth
from poaiss.assistance.allocation.pairing import Ints, Pairs
from poaiss.assistance.allocation.relaxing import relax
from poaiss.assistance.allocation.shaking import Shaking

EXACT_PAIRS = 6_000  # up to this size HiGHS has the whole programme
ENOUGH = 0.001  # a gap with which a large search is content
SHAKES = 60  # of each proposal


def search(pairs: Pairs, deadline: Deadline) -> Found:
    """Return the best allocation of the first goal within the time, with a proven bound."""
    if len(pairs.cap) > EXACT_PAIRS:
        return search_large(pairs, deadline)
    found = solve_exactly(pairs, deadline.part(0.7))
    return found if found.optimal else better_of(found, search_large(pairs, deadline))


def better_of(first: Found, second: Found) -> Found:
    """Return the better allocation of two, with the lower bound of two."""
    best = max((first, second), key=lambda each: each.objective)
    return Found(best.pairs, best.amounts, max(best.objective, min(first.bound, second.bound)))


def search_large(pairs: Pairs, deadline: Deadline) -> Found:
    """Return the best of a greedy allocation, those near the relaxation, and what shaking makes of them."""
    best = max((nothing(pairs), greedy(pairs, True), greedy(pairs, False)), key=lambda each: worth(pairs, each))
    relaxation = relax(pairs, deadline.part(0.5))
    if relaxation is None:
        return Found(pairs, best, float((pairs.priority * pairs.cost).sum()))
    best = max((best, dive(pairs, relaxation, deadline.part(0.4))), key=lambda each: worth(pairs, each))
    shaken = shake(pairs, best, relaxation.unit_prices, relaxation.chosen, relaxation.bound, deadline)
    return Found(pairs, shaken, rounded_bound(pairs, relaxation.bound, worth(pairs, shaken)))


def shake(
    pairs: Pairs, amounts: Ints, prices: np.ndarray, chosen: np.ndarray, bound: float, deadline: Deadline
) -> Ints:
    """Return an allocation after shaking, until the gap is small or the time is over."""
    shaking = Shaking(pairs, amounts, prices, chosen)
    return shaking.run(deadline, bound * (1 - ENOUGH), SHAKES * len(pairs.cost))
