"""Allocate: propose, verify, explain; the answer as plain data."""

from typing import Any

from django.utils.translation import gettext as _

from poaiss.assistance.allocation.conflicts import conflicting, told
from poaiss.assistance.allocation.errors import WrongAllocation
from poaiss.assistance.allocation.explaining import EXACT_PAIRS, explain_all
from poaiss.assistance.allocation.found import Deadline, Found, as_allocation
from poaiss.assistance.allocation.instance import Instance
from poaiss.assistance.allocation.marginal import marginal
from poaiss.assistance.allocation.pairing import pair_up
from poaiss.assistance.allocation.proposing import propose
from poaiss.assistance.allocation.verifying import broken_rules, worth

SECONDS = 120.0  # where nobody says how long
LARGE_SECONDS = 540.0
LARGE_PAIRS = 400_000


def allocate(instance: Instance, seconds: float | None = None) -> dict[str, Any]:
    """Return the allocation of an instance with every explanation, within the time given."""
    pairs = pair_up(instance)
    if seconds is None:
        seconds = LARGE_SECONDS if len(pairs.cap) > LARGE_PAIRS else SECONDS
    deadline = Deadline.after(seconds * 0.95)
    small = len(pairs.cap) <= EXACT_PAIRS
    found = propose(pairs, deadline.part(0.5 if small else 0.85))
    allocation = verified(instance, found)
    conflict = [] if allocation else conflicting(pairs)
    answer = headline(instance, found, allocation, conflict)
    answer["funded"] = funded(instance, allocation)
    answer["unfunded"] = explain_all(found, conflict, deadline.part(0.7))
    answer["marginal"] = marginal(found, deadline, exact=small)
    return answer


def verified(instance: Instance, found: Found) -> dict[str, dict[str, int]]:
    """Return the allocation by identifiers after the independent check; raise where it breaks a rule."""
    allocation = as_allocation(found.pairs, found.amounts)
    broken = broken_rules(instance, allocation)
    if broken:
        raise WrongAllocation(_("The allocation breaks its own rules: %(what)s.") % {"what": "; ".join(broken[:5])})
    return allocation


def headline(
    instance: Instance, found: Found, allocation: dict[str, dict[str, int]], conflict: list[str]
) -> dict[str, Any]:
    """Return status, objective, bound and gap, and the rules that conflict."""
    objective = worth(instance, allocation)
    bound = max(found.bound, objective)
    status = "infeasible" if conflict else "optimal" if found.optimal else "feasible"
    answer = {
        "status": status,
        "objective": objective,
        "bound": int(bound) if bound == int(bound) else bound,
        "gap": (bound - objective) / bound if bound > 0 else 0.0,
    }
    return answer | ({"conflict": told(conflict)} if conflict else {})


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
