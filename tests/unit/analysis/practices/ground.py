"""Published reports of exercise States with texts that may be good practices."""

from poaiss.accounts.enums import Role
from poaiss.analysis.opendata import writing
from poaiss.analysis.opendata.worlds import EXERCISE
from poaiss.analysis.practices.finding import key_of
from poaiss.reporting.actions import Given
from poaiss.reporting.models import NationalReport
from tests.unit.reporting.people import LADDER, answered, started, step

GENDER = "section_10/p_10_4"
PRACTICE = "section_10/p_10_4_1"
GOOD = (
    "Women lead the collection in 37 villages; in 2023 they convinced 1,140 people to hand in their weapons, "
    "twice as many as the police alone in 2021."
)
KEY = key_of("XAV", GOOD)


def published(text: str = GOOD, state: str = "XAV", year: int = 2024, **more: Given) -> NationalReport:
    """Return a published report that holds a text; the open data are written anew."""
    report = answered(started(state, year), {GENDER: Given("yes"), PRACTICE: Given(text), **more})
    for role, action in LADDER:
        step(report, role, action)
    writing.refresh(EXERCISE)
    return report


def amended(report: NationalReport, text: str) -> None:
    """Publish the report anew with another text."""
    from poaiss.reporting import actions

    step(report, Role.MISSION, actions.amend)
    answered(report, {PRACTICE: Given(text)})
    for role, action in LADDER:
        step(report, role, action)
    writing.refresh(EXERCISE)
