import pytest

from poaiss.access.rls import acting_as
from poaiss.accounts.actor import MACHINE
from tests.integration.contacts.conftest import NOWHERE, House

pytestmark = pytest.mark.rows("D2")


NEW = {
    "name": "New Person",
    "email": "new.person@avaria.exercise.example",
    "language": "en",
    "audience": "states",
    "starts_on": "2026-03-02",
}


def test_a_deputy_is_named(house: House) -> None:
    assert house.status("julia", "appoint", house.office.pk) == 200
    assert house.status("hana", "appoint", house.office.pk, data=NEW) == 302
    with acting_as(MACHINE):
        assert list(
            house.office.terms.filter(capacity="deputy").order_by("position").values_list("name", flat=True)
        ) == [
            "Kofi Adelan",
            "New Person",
        ]


def test_what_is_wrong_is_said(house: House) -> None:
    response = house.visit("hana", "appoint", house.office.pk, data={**NEW, "email": "nowhere"})
    assert response.status_code == 422
    assert "New Person" in response.content.decode()


def test_a_fourth_deputy_is_refused(house: House) -> None:
    for number in (1, 2):
        assert (
            house.status(
                "hana", "appoint", house.office.pk, data={**NEW, "email": f"n{number}@avaria.exercise.example"}
            )
            == 302
        )
    assert house.status("hana", "appoint", house.office.pk, data=NEW) == 422


def test_another_state(house: House) -> None:
    assert house.status("chidi", "appoint", house.office.pk) == 403


def test_another_state_2(house: House) -> None:
    assert house.status("leila", "appoint", house.hidden.pk) == 404


def test_the_same_state_without_the_role(house: House) -> None:
    assert house.status("farid", "appoint", house.office.pk) == 403


def test_nobody_is_asked_to_sign_in(house: House) -> None:
    assert house.asks_sign_in("appoint", house.office.pk)


def test_the_wrong_method(house: House) -> None:
    assert house.status("julia", "appoint", house.office.pk, method="delete") == 405


def test_an_unknown_identifier(house: House) -> None:
    assert house.status("julia", "appoint", NOWHERE) == 404
