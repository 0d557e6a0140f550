import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.factories import contacts as make
from tests.integration.contacts.conftest import House

pytestmark = pytest.mark.rows("D5")


def note(**changes: Any) -> dict[str, Any]:
    given = {
        "kind": "brokering",
        "office_name": "Brokering desk",
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


def test_the_mission_notifies(house: House) -> None:
    assert house.status("hana", "notify") == 200
    response = house.visit("hana", "notify", data=note())
    assert response.status_code == 302
    assert "AV/2026/020" in house.visit("dalia", "designations").content.decode()


def test_the_file_is_kept_while_other_fields_are_mended(house: House) -> None:
    response = house.visit("hana", "notify", data=note(email="nowhere"))
    assert response.status_code == 422
    text = response.content.decode()
    assert "The file that you uploaded is kept: note.pdf" in text
    kept = re.search(r'name="kept" value="([^"]+)"', text)
    assert kept is not None
    again = note(kept=kept.group(1))
    del again["note_file"]
    assert house.status("hana", "notify", data=again) == 302


@pytest.mark.parametrize("content", [b"<html>", b"%PDF-1.4 cut off"])
def test_what_is_no_note_is_refused(house: House, content: bytes) -> None:
    response = house.visit("hana", "notify", data=note(note_file=SimpleUploadedFile("n.pdf", content)))
    assert response.status_code == 422
    assert "Upload a scan of the note verbale" in response.content.decode()


def test_without_a_file(house: House) -> None:
    given = note()
    del given["note_file"]
    assert "Upload the note verbale." in house.visit("hana", "notify", data=given).content.decode()


def test_a_second_note_for_the_same_office_waits(house: House) -> None:
    response = house.visit("hana", "notify", data=note(kind="iti"))
    assert response.status_code == 422
    assert "is kept: note.pdf" in response.content.decode()


def test_a_mission_notifies_for_its_own_state(house: House) -> None:
    assert house.status("omar", "notify", data=note()) == 302
    assert "AV/2026/020" not in house.visit("hana", "designations").content.decode()


def test_another_state(house: House) -> None:
    assert house.status("chidi", "notify") == 403


def test_the_same_state_without_the_role(house: House) -> None:
    assert house.status("julia", "notify") == 403


def test_nobody_is_asked_to_sign_in(house: House) -> None:
    assert house.asks_sign_in("notify")


def test_the_wrong_method(house: House) -> None:
    assert house.status("hana", "notify", method="delete") == 405
