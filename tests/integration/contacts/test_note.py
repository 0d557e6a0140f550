import pytest

from tests.factories import contacts as make
from tests.integration.contacts.conftest import NOWHERE, House

pytestmark = pytest.mark.rows("D5")


def test_the_file_comes_as_a_download_that_nothing_runs_in(house: House) -> None:
    response = house.visit("dalia", "note", house.designation.pk)
    assert response.content == make.PDF
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["Content-Disposition"].startswith("attachment;")
    assert response.headers["Content-Security-Policy"].startswith("sandbox")
    assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_another_state(house: House) -> None:
    assert house.status("omar", "note", house.designation.pk) == 404


def test_another_state_2(house: House) -> None:
    assert house.status("grace", "note", house.designation.pk) == 403


def test_another_state_3(house: House) -> None:
    assert house.status("emeka", "note", house.designation.pk) == 403


def test_nobody_is_asked_to_sign_in(house: House) -> None:
    assert house.asks_sign_in("note", house.designation.pk)


def test_the_wrong_method(house: House) -> None:
    assert house.status("hana", "note", house.designation.pk, method="post") == 405


def test_an_unknown_identifier(house: House) -> None:
    assert house.status("hana", "note", NOWHERE) == 404
