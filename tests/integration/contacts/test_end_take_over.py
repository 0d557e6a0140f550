import pytest

from tests.integration.contacts.conftest import NOWHERE, House

pytestmark = pytest.mark.rows("D2")


def test_the_holder_is_back(house: House) -> None:
    house.visit("kofi", "take-over", house.deputy.pk, data={})
    assert house.status("julia", "end-take-over", house.deputy.pk, data={}) == 302
    assert house.fresh(house.deputy).acting_since is None


def test_without_a_take_over_it_says_so(house: House) -> None:
    response = house.visit("julia", "end-take-over", house.deputy.pk, data={}, follow=True)
    assert "This deputy has not taken over." in response.content.decode()


def test_another_state(house: House) -> None:
    assert house.status("leila", "end-take-over", house.deputy.pk, data={}) == 403


def test_the_same_state_without_the_role(house: House) -> None:
    assert house.status("farid", "end-take-over", house.deputy.pk, data={}) == 403


def test_nobody_is_asked_to_sign_in(house: House) -> None:
    assert house.asks_sign_in("end-take-over", house.deputy.pk, data={})


def test_the_wrong_method(house: House) -> None:
    assert house.status("kofi", "end-take-over", house.deputy.pk, method="get") == 405


def test_an_unknown_identifier(house: House) -> None:
    assert house.status("kofi", "end-take-over", NOWHERE, data={}) == 404
