from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.factories import contacts as make
from tests.integration.contacts.conftest import NOWHERE, House

pytestmark = pytest.mark.rows("D5")


def note(**changes: Any) -> dict[str, Any]:
    given = {
        "name": "New Holder",
        "email": "new.holder@avaria.exercise.example",
        "language": "en",
        "audience": "states",
        "starts_on": "2026-03-02",
        "note_number": "AV/2026/020",
        "note_date": "2026-03-01",
        "note_file": SimpleUploadedFile("note.pdf", make.PDF, "text/html"),
    }
    return {**given, **changes}


def returned(house: House) -> None:
    house.visit("dalia", "return", house.designation.pk, data={"remarks": "No seal."})


def test_a_returned_note_is_notified_again(house: House) -> None:
    returned(house)
    assert "No seal." in house.visit("hana", "again", house.designation.pk).content.decode()
    assert house.status("hana", "again", house.designation.pk, data=note()) == 302
    assert house.fresh(house.designation).status == "notified"


def test_one_that_waits_is_not(house: House) -> None:
    response = house.visit("hana", "again", house.designation.pk, data=note())
    assert response.status_code == 422
    assert "not at the step" in response.content.decode()


def test_another_state(house: House) -> None:
    assert house.status("omar", "again", house.designation.pk) == 404


def test_the_same_state_without_the_role(house: House) -> None:
    assert house.status("julia", "again", house.designation.pk) == 403


def test_nobody_is_asked_to_sign_in(house: House) -> None:
    assert house.asks_sign_in("again", house.designation.pk)


def test_the_wrong_method(house: House) -> None:
    assert house.status("hana", "again", house.designation.pk, method="delete") == 405


def test_an_unknown_identifier(house: House) -> None:
    assert house.status("hana", "again", NOWHERE) == 404
