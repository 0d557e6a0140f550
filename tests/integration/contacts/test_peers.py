import pytest

from tests.factories import contacts as make
from tests.integration.contacts.conftest import NOWHERE, House

pytestmark = pytest.mark.rows("D8")


def test_peers_of_the_subregion(house: House) -> None:
    make.point_of_contact(house.cast, "XBO")
    text = house.visit("julia", "peers", house.office.pk).content.decode()
    assert "Borovia" in text


def test_without_peers_it_says_so(house: House) -> None:
    assert "No peer is recorded yet" in house.visit("julia", "peers", house.office.pk).content.decode()


def test_another_state(house: House) -> None:
    assert house.status("leila", "peers", house.office.pk) == 403


def test_another_state_2(house: House) -> None:
    assert house.status("leila", "peers", house.hidden.pk) == 404


def test_the_same_state_without_the_role(house: House) -> None:
    assert house.status("farid", "peers", house.office.pk) == 403


def test_nobody_is_asked_to_sign_in(house: House) -> None:
    assert house.asks_sign_in("peers", house.office.pk)


def test_the_wrong_method(house: House) -> None:
    assert house.status("julia", "peers", house.office.pk, method="post") == 405


def test_an_unknown_identifier(house: House) -> None:
    assert house.status("julia", "peers", NOWHERE) == 404
