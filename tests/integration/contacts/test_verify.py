import pytest

from tests.integration.contacts.conftest import NOWHERE, House

pytestmark = pytest.mark.rows("D5")


def test_the_secretariat_verifies(house: House) -> None:
    data = {"method": "call_back", "remarks": "Called the known number."}
    assert house.status("dalia", "verify", house.designation.pk, data=data) == 302
    found = house.fresh(house.designation)
    assert (found.status, found.method, found.method_note) == ("in_force", "call_back", "Called the known number.")
    response = house.visit("dalia", "verify", house.designation.pk, data=data, follow=True)
    assert "not at the step" in response.content.decode()


def test_without_a_method_it_asks_for_one(house: House) -> None:
    assert house.status("dalia", "verify", house.designation.pk, data={"remarks": "x"}) == 422
    assert house.fresh(house.designation).status == "notified"


def test_another_state(house: House) -> None:
    assert house.status("omar", "verify", house.designation.pk, data={"method": "call_back"}) == 403


def test_another_state_2(house: House) -> None:
    assert house.status("grace", "verify", house.designation.pk, data={"method": "call_back"}) == 403


def test_the_same_state_without_the_role(house: House) -> None:
    assert house.status("hana", "verify", house.designation.pk, data={"method": "call_back"}) == 403


def test_nobody_is_asked_to_sign_in(house: House) -> None:
    assert house.asks_sign_in("verify", house.designation.pk, data={"method": "call_back"})


def test_the_wrong_method(house: House) -> None:
    assert house.status("dalia", "verify", house.designation.pk, method="get") == 405


def test_an_unknown_identifier(house: House) -> None:
    assert house.status("dalia", "verify", NOWHERE, data={"method": "call_back"}) == 404
