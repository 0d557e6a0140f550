"""From the relaxation to allocations: narrow the funders, solve again, keep what is whole and fill up the rest."""

import numpy as np

from poaiss.assistance.allocation.fitting import Filling, best_funders, fill_by_regions
from poaiss.assistance.allocation.found import Deadline, nothing, worth
from poaiss.assistance.allocation.pairing import Bools, Floats, Ints, Pairs
from poaiss.assistance.allocation.programme import nothing_spent
from poaiss.assistance.allocation.relaxing import Relaxation, best_of_each, relaxed_model
from poaiss.assistance.allocation.settling import flow, only
from poaiss.assistance.allocation.solver import solve

ROUNDS = 21
EVERY = 3  # rounds between allocations that are made of the relaxation
BONUS = 1.0  # how much a funder that the relaxation uses is preferred
SPARE_PAIRS = 6  # per proposal, near the relaxation, for those that must change funders


def dive(pairs: Pairs, relaxation: Relaxation, deadline: Deadline) -> Ints:
    """Return the best of some allocations near the relaxation."""
    kept, best = near_pairs(pairs, relaxation), nothing(pairs)
    for round_ in range(ROUNDS):
        near = only(pairs, kept)
        relaxed = relaxed_model(near)
        solved = solve(relaxed.model, relaxed=True, seconds=deadline.left())
        if solved.values is None or not solved.finished:
            return best
        amounts, chosen = np.split(solved.values, [len(near.cap)])
        amounts = amounts * relaxed.unit
        done = settled(near, amounts > 1e-6, chosen)
        if done or round_ % EVERY == 0:
            made = completed(pairs, kept, whole_part(near, amounts, chosen), chosen, relaxation.unit_prices)
            best = max((best, made), key=lambda each: worth(pairs, each))
        if done or deadline.left() <= 0:
            return best
        kept[kept] = narrower(near, amounts, chosen, relaxation.unit_prices[kept])
    return best


def whole_part(pairs: Pairs, amounts: Floats, chosen: Floats) -> Ints:
    """Return whole amounts for the proposals that the relaxation funds wholly and by few enough."""
    used = amounts > 1e-6
    funders = np.bincount(pairs.proposal[used], minlength=len(pairs.cost))
    most = pairs.instance.rules.max_funders_per_project
    enough = np.where(pairs.divisible, pairs.least / pairs.cost, 1.0) - 1e-6
    good = (funders > 0) & (funders <= (len(pairs.amount) if most is None else most)) & (chosen >= enough)
    cover = np.zeros(len(pairs.cost))
    np.add.at(cover, pairs.proposal, amounts)
    wanted = np.where(pairs.divisible, np.clip(np.floor(cover + 1e-6), pairs.least, pairs.cost), pairs.cost) * good
    open_ = used & good[pairs.proposal]
    part = only(pairs, open_)
    found = nothing(pairs)
    moved = flow(part, (np.zeros_like(pairs.cost), wanted.astype(np.int64)), nothing_spent(part), shares=None)
    if moved is None:
        return found
    found[open_] = np.rint(moved).astype(np.int64)
    got = np.zeros(len(pairs.cost), dtype=np.int64)
    np.add.at(got, pairs.proposal, found)
    found[(got < pairs.least)[pairs.proposal]] = 0
    return found


def completed(pairs: Pairs, kept: Bools, whole: Ints, chosen: Floats, prices: Floats) -> Ints:
    """Return the allocation of a part filled up with what still fits, nothing where regions cannot have their share."""
    amounts = nothing(pairs)
    amounts[kept] = whole
    order = np.lexsort((-chosen, -pairs.priority)).tolist()
    filling = Filling(pairs, amounts, prices)
    fill_by_regions(filling, order, float(filling.left.sum() + amounts.sum()))
    return filling.amounts if filling.shares_allow(0, 0) else nothing(pairs)


def near_pairs(pairs: Pairs, relaxation: Relaxation) -> Bools:
    """Return the pairs that the relaxation uses, and a few that cost little more."""
    used = np.zeros(len(pairs.cap))
    used[relaxation.kept] = relaxation.amounts
    score = np.where(used > 1e-6, 1e12 + used, -relaxation.unit_prices * pairs.cap)
    return best_of_each(pairs, score, SPARE_PAIRS + int(pairs.funders or 4))


def settled(pairs: Pairs, used: Bools, chosen: Floats) -> bool:
    """Return whether each proposal is chosen or not, by no more funders than allowed."""
    funders = np.bincount(pairs.proposal[used], minlength=len(pairs.cost))
    few = pairs.instance.rules.max_funders_per_project is None or bool(
        (funders <= pairs.instance.rules.max_funders_per_project).all()
    )
    return few and not half_chosen(pairs, chosen).any()


def half_chosen(pairs: Pairs, chosen: Floats) -> Bools:
    """Return which proposals have some money but less than their least amount."""
    enough = np.where(pairs.divisible, pairs.least / pairs.cost, 1.0) - 1e-6
    found: Bools = (chosen > 1e-9) & (chosen < enough)
    return found


def narrower(pairs: Pairs, amounts: Floats, chosen: Floats, prices: Floats) -> Bools:
    """Return the pairs that stay: few funders for some that have too many, nothing for what is least chosen."""
    most = pairs.instance.rules.max_funders_per_project
    keep = np.ones(len(pairs.cap), dtype=bool)
    used = amounts > 1e-6
    funders = np.bincount(pairs.proposal[used], minlength=len(pairs.cost))
    many = np.flatnonzero(funders > (len(pairs.amount) if most is None else most))
    for proposal in most_concentrated(pairs, amounts, many, most or 0).tolist():
        own = pairs.of(proposal)
        keep[own] = new_funders(pairs.cap[own], amounts[own], prices[own], int(pairs.cost[proposal]), most or 0)
    half = np.flatnonzero(half_chosen(pairs, chosen))
    if len(many) > len(half) or not len(half):
        return keep
    dropped = half[np.argsort(chosen[half] * pairs.priority[half], kind="stable")][: max(1, len(half) // 4)]
    return keep & ~np.isin(pairs.proposal, dropped)


def most_concentrated(pairs: Pairs, amounts: Floats, many: Ints, most: int) -> Ints:
    """Return some of the proposals with too many funders: those that have most of their money from few."""
    if not len(many):
        return many
    top = np.where(best_of_each(pairs, amounts, most), amounts, 0.0)
    share = np.bincount(pairs.proposal, top, len(pairs.cost)) / np.maximum(
        np.bincount(pairs.proposal, amounts, len(pairs.cost)), 1.0
    )
    return many[np.argsort(-share[many], kind="stable")][: max(6, len(many) // 4)]


def new_funders(caps: Ints, amounts: Floats, prices: Floats, cost: int, most: int) -> Bools:
    """Return the funders of one proposal to stay with: among those in use where they reach its cost, else among all."""
    used = amounts > 1e-6
    if np.sort(caps[used])[::-1][:most].sum() >= cost:
        chosen = best_funders(np.where(used, caps, 0), prices - BONUS * amounts / cost, cost, most)
        if caps[chosen].sum() >= cost:
            return chosen
    return best_funders(caps, prices - BONUS * amounts / cost, cost, most)
