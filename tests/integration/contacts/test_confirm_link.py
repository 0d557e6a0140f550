import pytest
import time_machine

from poaiss.common.clock import today
from poaiss.contacts.links import link_token
from poaiss.contacts.models import Office
from tests.factories import contacts as make
from tests.integration.contacts.conftest import House

pytestmark = pytest.mark.rows("D4")


def token(house: House) -> str:
    return link_token(house.fresh(house.office))


def test_the_link_works_without_sign_in_and_shows_nothing_restricted(house: House) -> None:
    make.one_for_each_audience(house.office, house.cast.actor("julia"))
    day = house.office.due_on
    with time_machine.travel(day, tick=False):
        address = token(house)
        text = house.visit("nobody", "confirm-link", address).content.decode()
        assert "Avaria" in text
        assert "+999" not in text
        assert "Julia" not in text
        assert house.fresh(house.office).confirmed_on != day
        assert house.status("nobody", "confirm-link", address, data={}) == 200
        assert house.fresh(house.office).confirmed_on == day
        assert house.status("nobody", "confirm-link", address, data={}) == 410
        assert house.status("nobody", "confirm-link", address) == 410


def test_the_link_of_a_hidden_office_names_nothing(house: House) -> None:
    text = house.visit("nobody", "confirm-link", link_token(house.fresh(house.hidden))).content.decode()
    assert "Liaison desk" not in text
    assert "technical contact" not in text
    assert house.status("nobody", "confirm-link", link_token(house.fresh(house.hidden)), data={}) == 200


def test_a_broken_link_says_what_to_do(house: House) -> None:
    response = house.visit("nobody", "confirm-link", "broken")
    assert response.status_code == 410
    assert "Sign in and confirm" in response.content.decode()


def test_the_link_of_an_office_that_is_gone(house: House) -> None:
    assert house.status("nobody", "confirm-link", link_token(Office(confirmed_on=today()))) == 410


def test_another_state(house: House) -> None:
    assert house.status("chidi", "confirm-link", token(house)) == 200


def test_the_wrong_method(house: House) -> None:
    assert house.status("chidi", "confirm-link", token(house), method="delete") == 405
