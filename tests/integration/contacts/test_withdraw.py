import pytest

from tests.integration.contacts.conftest import NOWHERE, House

pytestmark = pytest.mark.rows("D5")


def test_the_mission_withdraws(house: House) -> None:
    assert house.status("hana", "withdraw", house.designation.pk, data={}) == 302
    assert house.fresh(house.designation).status == "withdrawn"


def test_another_state(house: House) -> None:
    assert house.status("omar", "withdraw", house.designation.pk, data={}) == 404


def test_another_state_2(house: House) -> None:
    assert house.status("grace", "withdraw", house.designation.pk, data={}) == 403


def test_the_same_state_without_the_role(house: House) -> None:
    assert house.status("julia", "withdraw", house.designation.pk, data={}) == 403


def test_nobody_is_asked_to_sign_in(house: House) -> None:
    assert house.asks_sign_in("withdraw", house.designation.pk, data={})


def test_the_wrong_method(house: House) -> None:
    assert house.status("hana", "withdraw", house.designation.pk, method="get") == 405


def test_an_unknown_identifier(house: House) -> None:
    assert house.status("hana", "withdraw", NOWHERE, data={}) == 404
