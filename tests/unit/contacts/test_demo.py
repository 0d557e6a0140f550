import json

import pytest

from poaiss.access.rls import acting_as
from poaiss.accounts.actor import MACHINE
from poaiss.contacts import demo
from poaiss.contacts.enums import DesignationStatus
from poaiss.contacts.models import Designation, Office, Thread
from poaiss.contacts.queries import is_lapsed
from tests.factories.contacts import Cast


@pytest.mark.rows("S14")
def test_the_demonstration_is_lively_and_loads_once(cast: Cast) -> None:
    first = demo.load_demo()
    assert demo.load_demo() == {"offices": 0}
    with acting_as(MACHINE):
        assert first == {"offices": Office.objects.count() - 1}  # the regional body's office has no State
        assert list(Designation.objects.filter(status=DesignationStatus.NOTIFIED).values_list("state", flat=True)) == [
            "XAV"
        ]
        assert [
            office.state_id for office in Office.objects.filter(confirmed_on__isnull=False) if is_lapsed(office)
        ] == ["XGE"]
    with acting_as(cast.actor("julia")):
        assert Thread.objects.count() == 2


def test_no_office_of_the_demonstration_is_of_a_real_state(cast: Cast) -> None:
    demo.load_demo()
    with acting_as(MACHINE):
        assert json.dumps(sorted(set(Office.objects.exclude(state=None).values_list("state__kind", flat=True)))) == (
            '["exercise"]'
        )
