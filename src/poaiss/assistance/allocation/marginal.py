"""What the next 100,000 in a theme and a region would add to the first goal: where more money helps most."""

from dataclasses import replace
from typing import Any

import numpy as np

from poaiss.assistance.allocation.found import Deadline, Found, covered
from poaiss.assistance.allocation.instance import Instance, Resource
from poaiss.assistance.allocation.pairing import pair_up
from poaiss.assistance.allocation.searching import search

NEXT = 100_000
EVER = 9999 * 12 + 12


def marginal(found: Found, deadline: Deadline, exact: bool) -> list[dict[str, Any]]:
    """Return the gain of the next 100,000 for each theme and region in which somebody asks, the largest first."""
    instance = found.pairs.instance
    places = sorted({(theme, each.region) for each in instance.proposals for theme in each.themes})
    least = {place: shown_gain(found, *place) for place in places}
    told = []
    for place in sorted(places, key=lambda place: (-least[place], place)):
        gain = solved_gain(found, place, deadline) if exact and found.optimal and deadline.left() > 0 else None
        value = least[place] if gain is None else gain
        whole = int(value) if value == int(value) else value
        how = "shown" if gain is None else "re-solved"
        told.append(
            {"theme": place[0], "region": place[1], "value_per_100k": whole, "checked": gain is not None, "how": how}
        )
    return sorted(told, key=lambda each: (-each["value_per_100k"], each["theme"], each["region"]))


def with_next(instance: Instance, theme: str, region: str) -> Instance:
    """Return the question with a further resource of 100,000 for a theme in a region."""
    name = f"next:{theme}:{region}"
    more = Resource(name, "next", NEXT, frozenset({theme}), frozenset({region}), None, None, None, 0, EVER)
    return replace(instance, resources=(*instance.resources, more))


def solved_gain(found: Found, place: tuple[str, str], deadline: Deadline) -> float | None:
    """Return the gain by solving again, None where that is not finished in time."""
    again = search(pair_up(with_next(found.pairs.instance, *place)), deadline)
    return max(0.0, again.objective - found.objective) if again.optimal else None


def shown_gain(found: Found, theme: str, region: str) -> float:
    """Return a gain that the allocation can have as it stands: the next projects that fit, by priority."""
    pairs, left, gain = found.pairs, NEXT, 0.0
    if any(name != region for _number, name in pairs.shares):
        return 0.0  # more money here could break the least share of another region
    cover = covered(pairs, found.amounts)
    proposals = pairs.instance.proposals
    waiting = [
        index
        for index, each in enumerate(proposals)
        if theme in each.themes and each.region == region and cover[index] == 0
    ]
    for index in sorted(waiting, key=lambda index: (-pairs.priority[index], pairs.least[index], index)):
        most = int(np.minimum(pairs.cost[index], left))
        if most >= pairs.least[index] and pairs.instance.rules.max_funders_per_project != 0:
            left, gain = left - most, gain + most * float(pairs.priority[index])
    return gain
