"""One allocation without its explanations: what the answer tells, and what every explanation is checked by."""

from poaiss.assistance.allocation.found import Deadline, Found
from poaiss.assistance.allocation.goals import seek_later_goals
from poaiss.assistance.allocation.instance import Instance
from poaiss.assistance.allocation.pairing import Pairs, pair_up
from poaiss.assistance.allocation.searching import search

LATER_GOALS_PAIRS = 5_000


def propose(question: Instance | Pairs, deadline: Deadline) -> Found:
    """Return the allocation of an instance: the first goal, then the later ones."""
    pairs = pair_up(question) if isinstance(question, Instance) else question
    found = search(pairs, deadline.part(0.7))
    return seek_later_goals(found, deadline, LATER_GOALS_PAIRS)
