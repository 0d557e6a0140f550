"""Allocate: search, improve in the later goals, verify, explain; the answer as plain data."""

from typing import Any

from django.utils.translation import gettext as _

from poaiss.assistance.allocation.errors import WrongAllocation
from poaiss.assistance.allocation.found import Deadline, Found, as_allocation
from poaiss.assistance.allocation.goals import seek_later_goals
from poaiss.assistance.allocation.instance import Instance
from poaiss.assistance.allocation.pairing import pair_up
from poaiss.assistance.allocation.searching import search
from poaiss.assistance.allocation.verifying import broken_rules, worth

LATER_GOALS_PAIRS = 20_000


def allocate(instance: Instance, seconds: float | None = None) -> dict[str, Any]:
    """Return the allocation of an instance with every explanation, within the time given."""
    deadline = Deadline.after(60.0 if seconds is None else seconds)
    pairs = pair_up(instance)
    found = search(pairs, deadline.part(0.6))
    found = seek_later_goals(found, deadline.part(0.3), LATER_GOALS_PAIRS)
    allocation = verified(instance, found)
    return {**headline(instance, found, allocation), "funded": funded(instance, allocation)}


def verified(instance: Instance, found: Found) -> dict[str, dict[str, int]]:
    """Return the allocation by identifiers after the independent check; raise where it breaks a rule."""
    allocation = as_allocation(found.pairs, found.amounts)
    broken = broken_rules(instance, allocation)
    if broken:
        raise WrongAllocation(_("The allocation breaks its own rules: %(what)s.") % {"what": "; ".join(broken[:5])})
    return allocation


def headline(instance: Instance, found: Found, allocation: dict[str, dict[str, int]]) -> dict[str, Any]:
    """Return status, objective, bound and gap."""
    objective = worth(instance, allocation)
    bound = max(found.bound, objective)
    return {
        "status": "optimal" if found.optimal else "feasible",
        "objective": objective,
        "bound": int(bound) if bound == int(bound) else bound,
        "gap": (bound - objective) / bound if bound > 0 else 0.0,
    }


def funded(instance: Instance, allocation: dict[str, dict[str, int]]) -> list[dict[str, Any]]:
    """Return the funded proposals in the order of the instance, each with its resources."""
    return [
        {
            "proposal": proposal.id,
            "from": [{"resource": giver, "amount": amount} for giver, amount in allocation[proposal.id].items()],
        }
        for proposal in instance.proposals
        if proposal.id in allocation
    ]
