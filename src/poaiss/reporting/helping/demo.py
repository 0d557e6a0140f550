"""Requests for help in the demonstration: one that waits, one with a helper in the report, one that has ended."""

import datetime as dt

from poaiss.access.rls import acting_as
from poaiss.accounts.actor import MACHINE
from poaiss.accounts.enums import Role
from poaiss.common.clock import today
from poaiss.directory.models import Organisation, State
from poaiss.reporting.demo import actor_for, secretariat
from poaiss.reporting.helping import actions
from poaiss.reporting.models import HelpRequest, NationalReport, Round

CENTRE = "exercise-regional-centre"
DAYS = 60
WAITING, HELPED, ENDED = ("XIL", 2026), ("XCE", 2026), ("XDR", 2024)
WORDS = {
    WAITING: "We have not reported since 2024 and have one officer. Help with sections 5 and 7, please. (exercise)",
    HELPED: "This is our first report in the new template. Somebody to read along, please. (exercise)",
    ENDED: "Help with the records of manufacturers, please. (exercise)",
}


def load_demo() -> int:
    """Load the requests and return how many were made; running it twice makes none."""
    with acting_as(MACHINE):
        begun = set(NationalReport.objects.values_list("state", "round__year"))
    return sum(load(state, year) for state, year in WORDS if is_new(state, year) and ready(begun, state, year))


def is_new(state: str, year: int) -> bool:
    """Return whether the State has not asked for help with that report before."""
    with acting_as(actor_for(State.objects.get(pk=state), Role.CONTRIBUTOR)):
        return not HelpRequest.objects.filter(state=state, round__year=year).exists()


def ready(begun: set[tuple[str, int]], state: str, year: int) -> bool:
    """Return whether the report is there that a helper is let into; nobody is let in where help is only asked for."""
    return (state, year) == WAITING or (state, year) in begun


def load(code: str, year: int) -> bool:
    """Bring one request as far as the plan says."""
    state, place = State.objects.get(pk=code), (code, year)
    drafter, contact, office = actor_for(state, Role.CONTRIBUTOR), actor_for(state, Role.MISSION), secretariat()
    round = Round.objects.get(year=year, exercise=False)
    with acting_as(drafter):
        made = actions.ask(state=state, round=round, text=WORDS[place], language=state.language, by=drafter)
    if place == WAITING:
        return True
    with acting_as(office):
        actions.pair(asked=made, helper=Organisation.objects.get(pk=CENTRE), by=office)
    with acting_as(contact):
        until = today() + dt.timedelta(days=DAYS)
        actions.let_in(asked=made, may_draft=place == HELPED, until=until, purpose="Exercise", by=contact)
        if place == ENDED:
            actions.end(asked=made, outcome="The section was written together. (exercise)", by=contact)
    return True
