import pytest

from tests.integration.contacts.conftest import NOWHERE, House

pytestmark = pytest.mark.rows("D2")


def test_it_asks_once_and_ends(house: House) -> None:
    assert "End the term of Kofi Adelan today?" in house.visit("julia", "end-term", house.deputy.pk).content.decode()
    assert house.status("julia", "end-term", house.deputy.pk, data={}) == 302
    assert house.fresh(house.deputy).ended_on is not None
    assert house.status("hana", "end-term", house.deputy.pk, data={}) == 302  # said as a message, not as a fault


def test_another_state(house: House) -> None:
    assert house.status("leila", "end-term", house.deputy.pk) == 403


def test_another_state_2(house: House) -> None:
    assert house.status("grace", "end-term", house.deputy.pk) == 403


def test_the_same_state_without_the_role(house: House) -> None:
    assert house.status("farid", "end-term", house.deputy.pk) == 403


def test_nobody_is_asked_to_sign_in(house: House) -> None:
    assert house.asks_sign_in("end-term", house.deputy.pk)


def test_the_wrong_method(house: House) -> None:
    assert house.status("julia", "end-term", house.deputy.pk, method="delete") == 405


def test_an_unknown_identifier(house: House) -> None:
    assert house.status("julia", "end-term", NOWHERE) == 404
