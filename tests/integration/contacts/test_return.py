import pytest

from tests.integration.contacts.conftest import NOWHERE, House

pytestmark = pytest.mark.rows("D5")


def test_the_secretariat_returns_with_remarks(house: House) -> None:
    assert house.status("dalia", "return", house.designation.pk, data={"remarks": "No seal."}) == 302
    assert house.fresh(house.designation).remarks == "No seal."
    assert "No seal." in house.visit("hana", "designation", house.designation.pk).content.decode()


def test_without_remarks_it_asks_for_them(house: House) -> None:
    assert house.status("dalia", "return", house.designation.pk, data={"remarks": ""}) == 422
    assert house.fresh(house.designation).status == "notified"


def test_another_state(house: House) -> None:
    assert house.status("omar", "return", house.designation.pk, data={"remarks": "x"}) == 403


def test_another_state_2(house: House) -> None:
    assert house.status("grace", "return", house.designation.pk, data={"remarks": "x"}) == 403


def test_the_same_state_without_the_role(house: House) -> None:
    assert house.status("hana", "return", house.designation.pk, data={"remarks": "x"}) == 403


def test_nobody_is_asked_to_sign_in(house: House) -> None:
    assert house.asks_sign_in("return", house.designation.pk, data={"remarks": "x"})


def test_the_wrong_method(house: House) -> None:
    assert house.status("dalia", "return", house.designation.pk, method="get") == 405


def test_an_unknown_identifier(house: House) -> None:
    assert house.status("dalia", "return", NOWHERE, data={"remarks": "x"}) == 404
