"""Why a proposal is not funded, seen from the proposal alone and from the money that is left: no solver.

The codes, in the order in which they are looked for: no resource admits it; the resources that do can never reach
its least amount, for a ceiling, for too few funders or for too little money; or others have the money.
"""

from dataclasses import dataclass

import numpy as np

from poaiss.assistance.allocation.found import Found
from poaiss.assistance.allocation.instance import Instance, Proposal, Resource
from poaiss.assistance.allocation.pairing import FILTERS, NO_CEILING, Ints, Pairs
from poaiss.assistance.allocation.programme import Spent

CODES = (
    *(f"no-resource-for-{each}" for each in FILTERS),
    "per-project-ceiling",
    "per-state-ceiling",
    "funder-limit",
    "not-enough-money",
    "money-exhausted",
    "dominated-by-higher-priority",
    "regional-minimum",
    "rules-conflict",
    "equal-choice",
    "not-proven",
)


@dataclass(frozen=True)
class Reason:
    """A code and the identifiers of the resources and rules that bind."""

    code: str
    binding: tuple[str, ...]


def passes(resource: Resource, proposal: Proposal) -> dict[str, bool]:
    """Return for each filter whether a resource admits a proposal."""
    return {
        "theme": resource.themes is None or not resource.themes.isdisjoint(proposal.themes),
        "region": resource.regions is None or proposal.region in resource.regions,
        "state": resource.states is None or proposal.state in resource.states,
        "period": resource.start <= proposal.start and proposal.end <= resource.end,
    }


def not_admitted(instance: Instance, proposal: Proposal) -> Reason | None:
    """Return the filter at which the last resources fall away, with those resources; None where one is left."""
    left = [(each, passes(each, proposal)) for each in instance.resources]
    for name in FILTERS:
        admitting = [(each, found) for each, found in left if found[name]]
        if not admitting:
            return Reason(f"no-resource-for-{name}", tuple(each.id for each, _found in left))
        left = admitting
    return None


def reach(pairs: Pairs, proposal: int, room: dict[str, Ints], lifted: str = "") -> int:
    """Return the most that a proposal can be covered with, given the room of its resources, one limit lifted."""
    own = pairs.of(proposal)
    caps = np.full(own.stop - own.start, pairs.cost[proposal])
    for name, values in room.items():
        if name != lifted:
            caps = np.minimum(caps, np.maximum(values, 0))
    most = pairs.instance.rules.max_funders_per_project
    if most is not None and lifted != "funder-limit":
        caps = np.sort(caps)[::-1][:most]
    return int(min(int(pairs.cost[proposal]), int(caps.sum())))


def whole_room(pairs: Pairs, proposal: int) -> dict[str, Ints]:
    """Return the limits of each resource for a proposal, as if nothing were given to others."""
    resources = pairs.resource[pairs.of(proposal)]
    return {
        "per-project-ceiling": pairs.per_project[resources],
        "per-state-ceiling": pairs.per_state[resources],
        "money": pairs.amount[resources],
    }


def room_left(pairs: Pairs, spent: Spent, proposal: int) -> dict[str, Ints]:
    """Return the limits of each resource for a proposal, given what others have."""
    resources = pairs.resource[pairs.of(proposal)]
    key = resources * len(pairs.states) + pairs.state[proposal]
    ceilings = pairs.per_state[resources]
    return {
        "per-project-ceiling": pairs.per_project[resources],
        "per-state-ceiling": np.where(ceilings < NO_CEILING, ceilings - spent.by_state[key], NO_CEILING),
        "money": pairs.amount[resources] - spent.by_resource[resources],
    }


def never_reached(pairs: Pairs, proposal: int) -> Reason | None:
    """Return the limit for which all the admitted resources together never reach the least amount."""
    room, least = whole_room(pairs, proposal), int(pairs.least[proposal])
    if reach(pairs, proposal, room) >= least:
        return None
    names = tuple(pairs.instance.resources[int(each)].id for each in pairs.resource[pairs.of(proposal)])
    if reach(pairs, proposal, room, "funder-limit") >= least:
        return Reason("funder-limit", ("max_funders_per_project",))
    for limit in ("per-project-ceiling", "per-state-ceiling"):
        if reach(pairs, proposal, room, limit) >= least:
            bound = room[limit] < np.minimum(room["money"], pairs.cost[proposal])
            return Reason(limit, tuple(name for name, binds in zip(names, bound, strict=True) if binds))
    return Reason("not-enough-money", names)


def nothing_given(instance: Instance, proposal: Proposal) -> Reason:
    """Return why resources that admit a proposal hold nothing for it: no money, or a ceiling of zero."""
    admitting = [each for each in instance.resources if all(passes(each, proposal).values())]
    for code, field in (("per-project-ceiling", "per_project_ceiling"), ("per-state-ceiling", "per_state_ceiling")):
        if all(each.amount > 0 and getattr(each, field) == 0 for each in admitting):
            return Reason(code, tuple(each.id for each in admitting))
    return Reason("not-enough-money", tuple(each.id for each in admitting))


def from_the_proposal(pairs: Pairs, proposal: int) -> Reason | None:
    """Return a reason that holds whatever the others get; None where the proposal alone could be funded."""
    record = pairs.instance.proposals[proposal]
    if pairs.begins[proposal] == pairs.begins[proposal + 1]:
        return not_admitted(pairs.instance, record) or nothing_given(pairs.instance, record)
    return never_reached(pairs, proposal)


def tight_resources(pairs: Pairs, spent: Spent, proposal: int) -> tuple[str, ...]:
    """Return the admitted resources that have too little left to fund the proposal alone."""
    room = room_left(pairs, spent, proposal)
    left = np.minimum.reduce(list(room.values()))
    own = pairs.resource[pairs.of(proposal)]
    return tuple(pairs.instance.resources[int(each)].id for each in own[left < pairs.least[proposal]])


def from_the_allocation(found: Found, spent: Spent, proposal: int) -> Reason:
    """Return the reason that the money left gives: which limit alone, if lifted, would leave room enough."""
    pairs, least = found.pairs, int(found.pairs.least[proposal])
    room = room_left(pairs, spent, proposal)
    tight = tight_resources(pairs, spent, proposal)
    if reach(pairs, proposal, room) >= least:
        shares = tuple(f"min_region_share.{name}" for _region, name in pairs.shares)
        return Reason("regional-minimum", shares) if shares else Reason("not-proven", tight)
    for limit in ("funder-limit", "per-state-ceiling", "per-project-ceiling"):
        if reach(pairs, proposal, room, limit) >= least:
            return Reason(limit, ("max_funders_per_project",) if limit == "funder-limit" else tight)
    return Reason(others_have_it(found, proposal), tight)


def others_have_it(found: Found, proposal: int) -> str:
    """Return whether the money of the admitted resources went to projects of higher priority alone."""
    pairs = found.pairs
    own = pairs.resource[pairs.of(proposal)]
    used = (found.amounts > 0) & np.isin(pairs.resource, own)
    others = pairs.priority[pairs.proposal[used]]
    higher = len(others) > 0 and bool((others > pairs.priority[proposal]).all())
    return "dominated-by-higher-priority" if higher else "money-exhausted"
