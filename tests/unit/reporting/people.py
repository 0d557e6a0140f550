"""Who acts in the tests of reporting: Actors with a person behind them, reports brought along by the actions."""

from collections.abc import Callable
from typing import Any

from poaiss.access.rls import acting_as
from poaiss.accounts.actor import Actor, actor_of
from poaiss.accounts.enums import INSTALLATION_ROLES, Role
from poaiss.accounts.models import Membership, Person
from poaiss.directory.models import Agency, State
from poaiss.reporting import actions
from poaiss.reporting.actions import Given
from poaiss.reporting.models import NationalReport, Round

REGISTRATION = "section_4/brokering_details/q_4_1_2"
LAWS = "section_4/q_4_1"


def person(role: Role, state: str = "XAV", *, exercise: bool = True) -> Person:
    """Return a person who holds a role; the same person each time."""
    scope = "" if role in INSTALLATION_ROLES else state
    email = f"{role.value}.{scope or 'office'}.{'x' if exercise else 'r'}@tests.example".lower()
    found = Person.objects.filter(email=email).first()
    if found is None:
        found = Person.objects.create_user(email, name=f"{role.label} {scope}".strip(), exercise=exercise)
        agency = Agency.objects.filter(state=state).first() if role == Role.AGENCY_OFFICER else None
        Membership.objects.create(person=found, role=role, state_id=scope or None, agency=agency)
    return found


def actor(role: Role, state: str = "XAV", *, exercise: bool = True) -> Actor:
    """Return who holds a role."""
    return actor_of(person(role, state, exercise=exercise))


def started(state: str = "XAV", year: int = 2026) -> NationalReport:
    """Return a draft that the State's contributor began."""
    drafter = actor(Role.CONTRIBUTOR, state)
    with acting_as(drafter):
        return actions.start_report(
            state=State.objects.get(pk=state), round=Round.objects.get(year=year), by=drafter, language="en"
        )


def answered(report: NationalReport, answers: dict[str, Given] | None = None) -> NationalReport:
    """Answer a report as its contributor."""
    drafter = actor(Role.CONTRIBUTOR, report.state_id)
    with acting_as(drafter):
        actions.answer(report=report, answers=answers or {LAWS: Given("yes")}, by=drafter)
    return report


def step(report: NationalReport, role: Role, action: Callable[..., Any], **given: Any) -> Any:
    """Take one step as whoever holds ROLE."""
    who = actor(role, report.state_id)
    with acting_as(who):
        return action(report=report, by=who, **given)


LADDER: tuple[tuple[Role, Callable[..., Any]], ...] = (
    (Role.CONTRIBUTOR, actions.mark_complete),
    (Role.APPROVER, actions.approve),
    (Role.MISSION, actions.submit),
    (Role.SECRETARIAT, actions.receive),
    (Role.SECRETARIAT, actions.publish),
)


def brought_to(steps: int, state: str = "XAV", year: int = 2026) -> NationalReport:
    """Return a report after so many steps of the ladder: 0 draft, 3 submitted, 5 published."""
    report = answered(started(state, year))
    for role, action in LADDER[:steps]:
        step(report, role, action)
    return report
