"""Explain every proposal that is not funded: the reason, and the smallest change that would fund it.

Small questions are solved again for every explanation; in large ones the explanations are read from the money that
is left, and each says that it was not checked.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from poaiss.assistance.allocation import reasons
from poaiss.assistance.allocation.changes import Change, cheaper, more_funders, more_money, new_resource
from poaiss.assistance.allocation.counterfactuals import search_changes
from poaiss.assistance.allocation.forcing import Wanted, can_be
from poaiss.assistance.allocation.found import Deadline, Found, covered
from poaiss.assistance.allocation.lifting import LIFTING, more_money_for
from poaiss.assistance.allocation.pairing import pair_up
from poaiss.assistance.allocation.programme import Spent, spending
from poaiss.assistance.allocation.reasons import Reason

EXACT_PAIRS = 3_000  # up to this size a question is solved again for each explanation


@dataclass
class Explainer:
    """Explains the proposals that an allocation does not fund."""

    found: Found
    spent: Spent
    conflict: tuple[str, ...]
    deadline: Deadline

    def explain(self, proposal: int, deadline: Deadline) -> dict[str, Any]:
        """Return the reason and the smallest change of one proposal."""
        reason = self.plain_reason(proposal)
        change, checked, proven = self.shown_change(proposal, reason), False, reason.code.startswith("no-resource")
        if len(self.found.pairs.cap) <= EXACT_PAIRS and self.found.optimal and deadline.left() > 0.05:
            wanted = Wanted(self.found.pairs, proposal, self.found.objective, 5.0)
            reason, proven = self.solved_reason(reason, wanted)
            search = search_changes(wanted, deadline)
            checked = search.checked is not None
            change = search.checked or change
        return {
            "proposal": self.found.pairs.instance.proposals[proposal].id,
            "reason": {"code": reason.code, "binding": list(reason.binding), "checked": proven},
            "smallest_change": change.told(checked),
        }

    def plain_reason(self, proposal: int) -> Reason:
        """Return the reason without solving."""
        own = reasons.from_the_proposal(self.found.pairs, proposal)
        if own is not None:
            return own
        if self.conflict:
            return Reason("rules-conflict", self.conflict)
        return reasons.from_the_allocation(self.found, self.spent, proposal)

    def solved_reason(self, plain: Reason, wanted: Wanted) -> tuple[Reason, bool]:
        """Return the reason that solving again shows, and whether it does."""
        certain = reasons.from_the_proposal(wanted.pairs, wanted.proposal) is not None
        if certain or plain.code == "rules-conflict":
            return plain, True  # by arithmetic, or by the search for rules in conflict
        tight = reasons.tight_resources(wanted.pairs, self.spent, wanted.proposal)
        if can_be(wanted.pairs, wanted):
            return Reason("equal-choice", tight), True
        first = [plain.code] if plain.code in LIFTING else []
        for code in [*first, *(each for each in LIFTING if each not in first)]:
            lifted = LIFTING[code](wanted.instance, wanted.proposal)
            if lifted and can_be(pair_up(lifted.instance), wanted):
                return Reason(code, lifted.binding), True
        code = reasons.others_have_it(self.found, wanted.proposal)
        more = more_money_for(wanted.instance, wanted.proposal)
        return Reason(code, tight or plain.binding), can_be(pair_up(more), wanted)

    def shown_change(self, proposal: int, reason: Reason) -> Change:
        """Return a change with which the allocation as it stands has room for the proposal."""
        pairs = self.found.pairs
        record, least = pairs.instance.proposals[proposal], int(pairs.least[proposal])
        if pairs.begins[proposal] == pairs.begins[proposal + 1]:
            return new_resource(record, least)
        room = reasons.room_left(pairs, self.spent, proposal)
        reached = reasons.reach(pairs, proposal, room)
        options = []
        most = pairs.instance.rules.max_funders_per_project
        if most is not None and reasons.reach(pairs, proposal, room, "funder-limit") >= least:
            options.append(more_funders(most, 1))
        if 0 < reached < least and not record.divisible:
            options.append(cheaper(record, record.cost - reached))
        options += self.shown_rise(proposal, room, least)
        return min(options, key=lambda each: (each.size, each.kind), default=new_resource(record, least))

    def shown_rise(self, proposal: int, room: dict[str, np.ndarray], least: int) -> list[Change]:
        """Return the least rise of one resource's money with which the room is enough, if there is one."""
        pairs = self.found.pairs
        own = pairs.resource[pairs.of(proposal)]
        ceiling = np.minimum(np.minimum(room["per-project-ceiling"], room["per-state-ceiling"]), pairs.cost[proposal])
        caps = np.maximum(np.minimum(ceiling, room["money"]), 0)
        most = pairs.instance.rules.max_funders_per_project
        helpers = len(caps) if most is None else max(0, most - 1)
        best = None
        ranked = np.argsort(-caps, kind="stable")
        for place in range(len(own)):
            others = caps[ranked[ranked != place][:helpers]].sum()
            needed = max(0, least - int(others))
            by = needed - int(room["money"][place])
            if needed <= ceiling[place] and by > 0 and (best is None or by < best[0]):
                best = (by, place)
        if best is None:
            return []
        return [more_money("raise-amount", pairs.instance.resources[int(own[best[1]])], best[0])]


def explain_all(found: Found, conflict: list[str], deadline: Deadline) -> list[dict[str, Any]]:
    """Return one explanation for every proposal that is not funded, in the order of the instance."""
    explainer = Explainer(found, spending(found.pairs, found.amounts), tuple(conflict), deadline)
    waiting = np.flatnonzero(covered(found.pairs, found.amounts) == 0).tolist()
    told = []
    for done, proposal in enumerate(waiting):
        share = min(1.0, 4.0 / (len(waiting) - done))
        told.append(explainer.explain(int(proposal), deadline.part(share)))
    return told
