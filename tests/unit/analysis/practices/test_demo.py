"""The demonstration of good practices: one State is asked, another has one in the library."""

import pytest

from poaiss.access.rls import acting_as
from poaiss.accounts import demo as accounts
from poaiss.accounts.enums import Role
from poaiss.analysis.models import Practice
from poaiss.analysis.practices import demo
from poaiss.directory.models import State
from poaiss.library import queries as library
from poaiss.reporting import demo as reporting
from poaiss.reporting.models import Round
from tests.unit.reporting.people import actor

pytestmark = [pytest.mark.django_db, pytest.mark.rows("A7")]


def test_one_of_each_and_no_more_the_second_time() -> None:
    accounts.load_demo()
    for code in (demo.ASKED, demo.GIVEN):
        reporting.load_report(State.objects.get(pk=code), Round.objects.get(year=2024), "published")
    assert (demo.load_demo(), demo.load_demo()) == (2, 0)
    with acting_as(actor(Role.SECRETARIAT)):
        found = {each.state_id: each.decision for each in Practice.objects.all()}
    assert found == {"XAV": "waiting", "XBO": "given"}
    titles = {entry.title for entry in library.of_state(State.objects.get(pk="XBO"))}
    assert titles >= {demo.TITLE}
