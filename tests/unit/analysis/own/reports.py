"""Reports of exercise States for the tests of a State's own analysis."""

from poaiss.access.rls import acting_as
from poaiss.accounts.enums import Role
from poaiss.directory.models import State
from poaiss.reporting.actions import Given
from poaiss.reporting.models import NationalReport
from tests.unit.reporting.people import LADDER, actor, answered, started, step

MANUFACTURE = "section_2/p_2_1"
MANUFACTURE_LAWS = "section_2/manufacture_details/p_2_2"
TRANSFER_LAWS = "section_3/p_3_1"
BROKERING_LAWS = "section_4/q_4_1"
REGISTRATION = "section_4/brokering_details/q_4_1_2"


def state(code: str = "XAV") -> State:
    return State.objects.get(pk=code)


def report(year: int, answers: dict[str, Given | str], code: str = "XAV", steps: int = 0) -> NationalReport:
    """Return a State's report of a year with ANSWERS, brought so many steps up the ladder (5: published)."""
    given = {path: each if isinstance(each, Given) else Given(each) for path, each in answers.items()}
    found = answered(started(code, year), given)
    for role, action in LADDER[:steps]:
        step(found, role, action)
    with acting_as(actor(Role.CONTRIBUTOR, code)):
        found.refresh_from_db()
    return found
