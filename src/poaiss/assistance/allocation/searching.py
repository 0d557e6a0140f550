"""Search an allocation of the first goal: exactly where the question is small, by parts where it is large."""

from poaiss.assistance.allocation.exact import solve_exactly
from poaiss.assistance.allocation.found import Deadline, Found
from poaiss.assistance.allocation.pairing import Pairs


def search(pairs: Pairs, deadline: Deadline) -> Found:
    """Return the best allocation of the first goal within the time, with a proven bound."""
    return solve_exactly(pairs, deadline)
