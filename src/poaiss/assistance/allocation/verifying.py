"""Check an allocation against every rule in whole numbers, independently of how it was found.

Reads the instance alone: no array, no solver, no code that the allocation shares.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from fractions import Fraction

from poaiss.assistance.allocation.instance import Instance, Proposal, Resource

Allocation = Mapping[str, Mapping[str, int]]  # proposal → resource → amount


def broken_rules(instance: Instance, allocation: Allocation) -> list[str]:
    """Return what an allocation breaks, as short sentences for the log; none where it may be told."""
    proposals = {each.id: each for each in instance.proposals}
    resources = {each.id: each for each in instance.resources}
    return [
        *broken_pairs(proposals, resources, allocation),
        *broken_projects(instance, proposals, allocation),
        *broken_resources(proposals, resources, allocation),
        *broken_shares(instance, proposals, allocation),
    ]


def gifts(allocation: Allocation) -> Iterable[tuple[str, str, int]]:
    """Return every proposal, resource and amount."""
    return ((project, giver, amount) for project, given in allocation.items() for giver, amount in given.items())


def admits(resource: Resource, proposal: Proposal) -> bool:
    """Return whether a resource may fund a proposal at all."""
    themes = resource.themes is None or any(theme in resource.themes for theme in proposal.themes)
    region = resource.regions is None or proposal.region in resource.regions
    state = resource.states is None or proposal.state in resource.states
    return themes and region and state and resource.start <= proposal.start and proposal.end <= resource.end


def broken_pairs(
    proposals: Mapping[str, Proposal], resources: Mapping[str, Resource], allocation: Allocation
) -> Iterable[str]:
    """Return pairs that may not be, or hold no whole positive amount, or pass a ceiling per project."""
    for project, giver, amount in gifts(allocation):
        resource = resources[giver]
        if not admits(resource, proposals[project]):
            yield f"{giver} may not fund {project}"
        if type(amount) is not int or amount <= 0:
            yield f"{giver} gives {project} {amount!r}"
        if resource.per_project_ceiling is not None and amount > resource.per_project_ceiling:
            yield f"{giver} gives {project} more than its ceiling per project"


def broken_projects(instance: Instance, proposals: Mapping[str, Proposal], allocation: Allocation) -> Iterable[str]:
    """Return proposals that are covered too little or too much, or by too many."""
    most = instance.rules.max_funders_per_project
    for project, given in allocation.items():
        proposal, covered = proposals[project], sum(given.values())
        least = Fraction(proposal.cost) * (proposal.min_share if proposal.divisible else 1)
        if not given or covered < least or covered > proposal.cost:
            yield f"{project} is covered by {covered} of {proposal.cost}"
        if most is not None and len(given) > most:
            yield f"{project} has {len(given)} funders"


def broken_resources(
    proposals: Mapping[str, Proposal], resources: Mapping[str, Resource], allocation: Allocation
) -> Iterable[str]:
    """Return resources that give more than they hold, or more to one State than their ceiling."""
    given, by_state = defaultdict[str, int](int), defaultdict[tuple[str, str], int](int)
    for project, giver, amount in gifts(allocation):
        given[giver] += amount
        by_state[giver, proposals[project].state] += amount
    for giver, total in given.items():
        if total > resources[giver].amount:
            yield f"{giver} gives {total} of {resources[giver].amount}"
    for (giver, state), total in by_state.items():
        ceiling = resources[giver].per_state_ceiling
        if ceiling is not None and total > ceiling:
            yield f"{giver} gives {state} more than its ceiling per State"


def broken_shares(instance: Instance, proposals: Mapping[str, Proposal], allocation: Allocation) -> Iterable[str]:
    """Return regions that have less than their least share of all money allocated."""
    by_region = defaultdict[str, int](int)
    for project, _giver, amount in gifts(allocation):
        by_region[proposals[project].region] += amount
    total = sum(by_region.values())
    for region, share in instance.rules.min_region_share.items():
        if by_region[region] < share * total:
            yield f"{region} has {by_region[region]} of {total}"


def worth(instance: Instance, allocation: Allocation) -> int | float:
    """Return the first goal: the sum of priority times the covered cost."""
    priorities = {each.id: each.priority for each in instance.proposals}
    total = sum(Fraction(priorities[project]) * amount for project, _giver, amount in gifts(allocation))
    return int(total) if total == int(total) else float(total)
