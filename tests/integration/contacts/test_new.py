import pytest

from tests.integration.contacts.conftest import House

pytestmark = pytest.mark.rows("D1")


NEW = {"kind": "technical", "name": "Forensic laboratory", "speciality": "ballistics", "time_zone": "UTC"}


def test_an_office_is_added(house: House) -> None:
    assert house.status("nadia", "new", "avaria") == 200
    assert house.status("nadia", "new", "avaria", data=NEW) == 302
    assert "Forensic laboratory" in house.visit("nobody", "state", "avaria").content.decode()


def test_a_second_point_of_contact_is_refused(house: House) -> None:
    response = house.visit("nadia", "new", "avaria", data={**NEW, "kind": "poa"})
    assert response.status_code == 422
    assert "Forensic laboratory" in response.content.decode()


def test_another_state(house: House) -> None:
    assert house.status("leila", "new", "avaria") == 403


def test_another_state_2(house: House) -> None:
    assert house.status("chidi", "new", "avaria") == 403


def test_the_same_state_without_the_role(house: House) -> None:
    assert house.status("farid", "new", "avaria") == 403


def test_nobody_is_asked_to_sign_in(house: House) -> None:
    assert house.asks_sign_in("new", "avaria")


def test_the_wrong_method(house: House) -> None:
    assert house.status("nadia", "new", "avaria", method="delete") == 405


def test_an_unknown_identifier(house: House) -> None:
    assert house.status("nadia", "new", "atlantis") == 404
