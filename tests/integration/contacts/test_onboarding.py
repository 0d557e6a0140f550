import pytest

from tests.integration.contacts.conftest import NOWHERE, House

pytestmark = pytest.mark.rows("D8")


def test_steps_are_marked(house: House) -> None:
    assert "0 of 7 steps done" in house.visit("julia", "onboarding", house.office.pk).content.decode()
    assert house.status("julia", "onboarding", house.office.pk, data={"task": "meet_peers", "done": "1"}) == 302
    assert "1 of 7 steps done" in house.visit("julia", "onboarding", house.office.pk).content.decode()
    assert "0 of 7 steps done" in house.visit("kofi", "onboarding", house.office.pk).content.decode()


def test_an_unknown_step(house: House) -> None:
    assert house.status("julia", "onboarding", house.office.pk, data={"task": "fly"}) == 404


def test_another_state(house: House) -> None:
    assert house.status("leila", "onboarding", house.office.pk) == 403


def test_another_state_2(house: House) -> None:
    assert house.status("leila", "onboarding", house.hidden.pk) == 404


def test_the_same_state_without_the_role(house: House) -> None:
    assert house.status("farid", "onboarding", house.office.pk) == 403


def test_nobody_is_asked_to_sign_in(house: House) -> None:
    assert house.asks_sign_in("onboarding", house.office.pk)


def test_the_wrong_method(house: House) -> None:
    assert house.status("julia", "onboarding", house.office.pk, method="delete") == 405


def test_an_unknown_identifier(house: House) -> None:
    assert house.status("julia", "onboarding", NOWHERE) == 404
