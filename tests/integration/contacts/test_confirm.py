import pytest
import time_machine

from tests.integration.contacts.conftest import NOWHERE, House

pytestmark = pytest.mark.rows("D4")


def test_one_press(house: House) -> None:
    assert house.status("kofi", "confirm", house.office.pk) == 200
    day = house.office.due_on
    with time_machine.travel(day, tick=False):
        assert house.visit("kofi", "confirm", house.office.pk, data={}).status_code == 302
    assert house.fresh(house.office).confirmed_on == day


def test_another_state(house: House) -> None:
    assert house.status("chidi", "confirm", house.office.pk) == 403


def test_another_state_2(house: House) -> None:
    assert house.status("chidi", "confirm", house.hidden.pk) == 404


def test_the_same_state_without_the_role(house: House) -> None:
    assert house.status("farid", "confirm", house.office.pk) == 403


def test_nobody_is_asked_to_sign_in(house: House) -> None:
    assert house.asks_sign_in("confirm", house.office.pk)


def test_the_wrong_method(house: House) -> None:
    assert house.status("julia", "confirm", house.office.pk, method="delete") == 405


def test_an_unknown_identifier(house: House) -> None:
    assert house.status("julia", "confirm", NOWHERE) == 404
