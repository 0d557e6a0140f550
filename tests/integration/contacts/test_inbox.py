import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import contacts as make
from tests.integration.contacts.conftest import House

pytestmark = pytest.mark.rows("D10")


def test_each_finds_the_own_messages(house: House) -> None:
    seen = {
        who: "A question" in house.visit(who, "inbox").content.decode()
        for who in ("chidi", "julia", "kofi", "leila", "hana", "farid", "dalia")
    }
    assert {who for who, found in seen.items() if found} == {"chidi", "julia", "kofi"}


def test_the_same_queries_for_one_row_and_for_three(house: House) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as found:
            house.visit("julia", "inbox")
        return len(found)

    count()
    one = count()
    make.thread(house.cast, house.office)
    make.thread(house.cast, house.office, by="leila")
    assert count() == one


def test_another_state(house: House) -> None:
    assert house.status("leila", "inbox") == 200


def test_another_state_2(house: House) -> None:
    assert house.status("grace", "inbox") == 403


def test_another_state_3(house: House) -> None:
    assert house.status("emeka", "inbox") == 403


def test_nobody_is_asked_to_sign_in(house: House) -> None:
    assert house.asks_sign_in("inbox")


def test_the_wrong_method(house: House) -> None:
    assert house.status("julia", "inbox", method="post") == 405
