import pytest

from tests.integration.contacts.conftest import NOWHERE, House

pytestmark = pytest.mark.rows("D2")


def test_the_deputy_takes_over(house: House) -> None:
    assert house.status("kofi", "take-over", house.deputy.pk, data={}) == 302
    assert house.fresh(house.deputy).acting_since is not None


def test_another_state(house: House) -> None:
    assert house.status("leila", "take-over", house.deputy.pk, data={}) == 403


def test_the_same_state_without_the_role(house: House) -> None:
    assert house.status("farid", "take-over", house.deputy.pk, data={}) == 403


def test_nobody_is_asked_to_sign_in(house: House) -> None:
    assert house.asks_sign_in("take-over", house.deputy.pk, data={})


def test_the_wrong_method(house: House) -> None:
    assert house.status("kofi", "take-over", house.deputy.pk, method="get") == 405


def test_an_unknown_identifier(house: House) -> None:
    assert house.status("kofi", "take-over", NOWHERE, data={}) == 404
