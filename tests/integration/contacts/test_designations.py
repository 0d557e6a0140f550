import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from poaiss.contacts.enums import OfficeKind
from tests.factories import contacts as make
from tests.integration.contacts.conftest import House

pytestmark = pytest.mark.rows("D5")


def test_the_secretariat_and_the_state_see_them(house: House) -> None:
    seen = {
        who: "AV/2026/014" in house.visit(who, "designations").content.decode() for who in ("dalia", "hana", "farid")
    }
    assert seen == {"dalia": True, "hana": True, "farid": True}


def test_another_state_sees_its_own_alone(house: House) -> None:
    assert "AV/2026/014" not in house.visit("omar", "designations").content.decode()


def test_the_same_queries_for_two_rows_and_for_four(house: House) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as found:
            house.visit("dalia", "designations")
        return len(found)

    count()
    two = count()
    make.notified(house.cast, "XBO")
    make.notified(house.cast, "XBO", OfficeKind.ITI)
    assert count() == two


def test_another_state(house: House) -> None:
    assert house.status("chidi", "designations") == 200


def test_another_state_2(house: House) -> None:
    assert house.status("grace", "designations") == 403


def test_another_state_3(house: House) -> None:
    assert house.status("emeka", "designations") == 403


def test_nobody_is_asked_to_sign_in(house: House) -> None:
    assert house.asks_sign_in("designations")


def test_the_wrong_method(house: House) -> None:
    assert house.status("hana", "designations", method="post") == 405
