from typing import Any

import pytest

from poaiss.access.rls import acting_as
from poaiss.accounts.actor import MACHINE
from tests.integration.contacts.conftest import NOWHERE, House

pytestmark = pytest.mark.rows("D3")


def form(house: House, **changes: Any) -> dict[str, Any]:
    given = {
        "name": "Point of contact of Avaria",
        "time_zone": "Africa/Nairobi",
        "languages": ["en", "ar"],
        "details-TOTAL_FORMS": "2",
        "details-INITIAL_FORMS": "0",
        "details-0-kind": "email",
        "details-0-value": "poa@avaria.exercise.example",
        "details-0-audience": "public",
        "details-1-kind": "duty_line",
        "details-1-value": "+999 00",
        "details-1-audience": "",
    }
    return {**given, **changes}


def test_the_office_and_its_particulars_are_saved(house: House) -> None:
    assert house.status("julia", "edit", house.office.pk) == 200
    response = house.visit("julia", "edit", house.office.pk, data=form(house))
    assert response.status_code == 302
    office = house.fresh(house.office)
    assert (office.name, office.time_zone, office.languages) == (
        "Point of contact of Avaria",
        "Africa/Nairobi",
        ["en", "ar"],
    )
    with acting_as(MACHINE):
        assert sorted(office.details.values_list("kind", "audience")) == [("duty_line", "own"), ("email", "public")]


def test_an_existing_particular_is_changed_and_another_ended(house: House) -> None:
    house.visit("julia", "edit", house.office.pk, data=form(house))
    with acting_as(MACHINE):
        mail, line = house.office.details.order_by("-kind")
    again = form(
        house,
        **{
            "details-INITIAL_FORMS": "2",
            "details-0-id": str(mail.pk),
            "details-0-audience": "states",
            "details-1-id": str(line.pk),
            "details-1-ended": "on",
        },
    )
    assert house.visit("julia", "edit", house.office.pk, data=again).status_code == 302
    assert house.fresh(mail).audience == "states"
    assert house.fresh(line).ended_on is not None


@pytest.mark.parametrize(
    "wrong",
    [{"time_zone": "Mars/North"}, {"details-1-audience": "public"}, {"name": ""}, {"details-0-kind": "telepathy"}],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(house: House, wrong: dict[str, str]) -> None:
    response = house.visit("julia", "edit", house.office.pk, data=form(house, **wrong))
    assert response.status_code == 422
    assert "poa@avaria.exercise.example" in response.content.decode()
    with acting_as(MACHINE):
        assert house.office.details.count() == 0
    assert house.fresh(house.office).name == "Point of contact of XAV"


def test_another_state(house: House) -> None:
    assert house.status("chidi", "edit", house.office.pk) == 403


def test_another_state_2(house: House) -> None:
    assert house.status("chidi", "edit", house.hidden.pk) == 404


def test_the_same_state_without_the_role(house: House) -> None:
    assert house.status("farid", "edit", house.office.pk) == 403


def test_nobody_is_asked_to_sign_in(house: House) -> None:
    assert house.asks_sign_in("edit", house.office.pk)


def test_the_wrong_method(house: House) -> None:
    assert house.status("julia", "edit", house.office.pk, method="delete") == 405


def test_an_unknown_identifier(house: House) -> None:
    assert house.status("julia", "edit", NOWHERE) == 404
