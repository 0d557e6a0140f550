"""The demonstration holds a request that waits, one with a helper in the report, and one that has ended."""

import pytest

from poaiss.access.rls import acting_as
from poaiss.accounts import demo as accounts
from poaiss.accounts.enums import Role
from poaiss.directory.models import State
from poaiss.reporting import demo as reporting
from poaiss.reporting.helping import demo
from poaiss.reporting.models import HelpRequest, Round
from tests.factories.cast import load_cast

pytestmark = [pytest.mark.django_db, pytest.mark.rows("R21")]


def test_one_of_each_and_no_more_the_second_time() -> None:
    accounts.load_demo()
    for code, year in demo.WORDS:
        if (code, year) != demo.WAITING:
            reporting.load_report(State.objects.get(pk=code), Round.objects.get(year=year), "begun")
    assert (demo.load_demo(), demo.load_demo()) == (3, 0)
    office = load_cast().actor("dalia")
    with acting_as(office):
        found = {each.state_id: (each.status, each.may_draft) for each in HelpRequest.objects.all()}
    assert found == {"XIL": ("asked", False), "XCE": ("paired", True), "XDR": ("ended", False)}
    idris = load_cast().actor("idris")
    assert idris.holds(Role.REGIONAL_CENTRE, organisation=demo.CENTRE)
