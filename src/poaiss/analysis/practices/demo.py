"""Good practices in the demonstration: one that a State is asked for, one in the library; idempotent."""

from poaiss.access.rls import acting_as
from poaiss.accounts.enums import Role
from poaiss.analysis.models import Practice
from poaiss.analysis.opendata import writing
from poaiss.analysis.opendata.worlds import EXERCISE
from poaiss.analysis.practices import actions
from poaiss.analysis.practices.finding import Candidate, candidates
from poaiss.directory.models import State
from poaiss.reporting.demo import actor_for, secretariat

ASKED, GIVEN = "XAV", "XBO"
NOTE = "Others asked us how villages can be won for this. May we point to your text? (exercise)"
TITLE = "Des associations de femmes conduisent la collecte (exercice)"


def load_demo() -> int:
    """Load both and return how many were made; running it twice makes none."""
    writing.refresh(EXERCISE)
    return sum(load(code) for code in (ASKED, GIVEN))


def load(code: str) -> bool:
    """Bring the first candidate of a State as far as the plan says."""
    state, found = State.objects.get(pk=code), first_of(code)
    office, approver = secretariat(), actor_for(state, Role.APPROVER)
    with acting_as(approver):
        known = Practice.objects.filter(state=state).exists()
    if known or found is None:
        return False
    with acting_as(office):
        actions.ask(state=state, key=found.key, note=NOTE, by=office)
    if code == GIVEN:
        with acting_as(approver):
            actions.give(state=state, key=found.key, title=TITLE, by=approver)
    return True


def first_of(code: str) -> Candidate | None:
    """Return the first candidate of a State, or None."""
    return next(iter(candidates(EXERCISE, code)), None)
