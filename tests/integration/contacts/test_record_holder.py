import pytest

from poaiss.access.rls import acting_as
from poaiss.accounts.actor import MACHINE
from tests.integration.contacts.conftest import NOWHERE, House

pytestmark = pytest.mark.rows("D1", "D2")


NEW = {
    "name": "New Person",
    "email": "new.person@avaria.exercise.example",
    "language": "en",
    "audience": "states",
    "starts_on": "2026-03-02",
}


def test_the_holder_of_a_hidden_office_is_recorded_by_its_state(house: House) -> None:
    assert house.status("nadia", "record-holder", house.hidden.pk) == 200
    assert house.status("nadia", "record-holder", house.hidden.pk, data=NEW) == 302
    with acting_as(MACHINE):
        assert list(house.hidden.terms.values_list("name", flat=True)) == ["New Person"]


def test_a_notified_office_needs_a_note_verbale(house: House) -> None:
    response = house.visit("nadia", "record-holder", house.office.pk, data=NEW)
    assert response.status_code == 403


def test_what_is_wrong_is_said(house: House) -> None:
    assert house.status("nadia", "record-holder", house.hidden.pk, data={**NEW, "name": ""}) == 422


def test_another_state(house: House) -> None:
    assert house.status("omar", "record-holder", house.hidden.pk) == 404


def test_the_same_state_without_the_role(house: House) -> None:
    assert house.status("julia", "record-holder", house.hidden.pk) == 403


def test_nobody_is_asked_to_sign_in(house: House) -> None:
    assert house.asks_sign_in("record-holder", house.hidden.pk)


def test_the_wrong_method(house: House) -> None:
    assert house.status("nadia", "record-holder", house.hidden.pk, method="delete") == 405


def test_an_unknown_identifier(house: House) -> None:
    assert house.status("nadia", "record-holder", NOWHERE) == 404
