import pytest

from tests.factories import contacts as make
from tests.integration.contacts.conftest import NOWHERE, House

pytestmark = pytest.mark.rows("D9")


def test_the_card_holds_what_one_sees(house: House) -> None:
    make.one_for_each_audience(house.office, house.cast.actor("julia"))
    response = house.visit("nobody", "vcard", house.office.pk)
    assert response.headers["Content-Type"] == "text/vcard; charset=utf-8"
    assert "+999 public" in response.content.decode()
    assert "+999 states" not in response.content.decode()
    assert "+999 own" in house.visit("julia", "vcard", house.office.pk).content.decode()


def test_another_state(house: House) -> None:
    assert house.status("chidi", "vcard", house.hidden.pk) == 404


def test_the_wrong_method(house: House) -> None:
    assert house.status("chidi", "vcard", house.office.pk, method="post") == 405


def test_an_unknown_identifier(house: House) -> None:
    assert house.status("chidi", "vcard", NOWHERE) == 404
