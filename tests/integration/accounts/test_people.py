import pytest

from tests.integration.accounts.conftest import House

pytestmark = pytest.mark.rows("S1")


def test_a_states_administrator_sees_the_own_people_alone(house: House) -> None:
    house.invitation("waiting@avaria.exercise.example")
    text = house.visit("nadia", "people").content.decode()
    assert "Ana Teller" in text
    assert "waiting@avaria.exercise.example" in text
    assert "Paul Tervaux" not in text
    other = house.visit("tina", "people").content.decode()
    assert "Paul Tervaux" in other
    assert "Ana Teller" not in other
    assert "waiting@avaria.exercise.example" not in other


@pytest.mark.parametrize(
    ("who", "status"), [("dalia", 200), ("emeka", 200), ("ana", 403), ("rosa", 403), ("grace", 403)]
)
def test_who_opens_it(house: House, who: str, status: int) -> None:
    assert house.status(who, "people") == status


def test_the_installations_administrator_sees_no_states_people(house: House) -> None:
    text = house.visit("emeka", "people").content.decode()
    assert "Dalia Renn" in text
    assert "Ana Teller" not in text


def test_nobody_is_asked_to_sign_in(house: House) -> None:
    assert house.asks_sign_in("people")


def test_the_wrong_method(house: House) -> None:
    assert house.status("nadia", "people", data={}) == 405
