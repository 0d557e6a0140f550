import pytest

from tests.factories import contacts as make
from tests.integration.contacts.conftest import NOWHERE, House

pytestmark = pytest.mark.rows("D10")


def test_any_official_writes(house: House) -> None:
    assert house.status("leila", "write", house.office.pk) == 200
    response = house.visit(
        "leila", "write", house.office.pk, data={"subject": "Border post", "text": "Shall we align?"}
    )
    assert response.status_code == 302
    assert "Border post" in house.visit("julia", "inbox").content.decode()
    assert "Border post" not in house.visit("chidi", "inbox").content.decode()


def test_what_is_missing_is_said_and_the_text_is_kept(house: House) -> None:
    response = house.visit("leila", "write", house.office.pk, data={"subject": "", "text": "Shall we align?"})
    assert response.status_code == 422
    assert "Shall we align?" in response.content.decode()


def test_a_flood_is_stopped_with_the_text_kept(house: House) -> None:
    for _each in range(19):
        make.thread(house.cast, house.office)
    response = house.visit("chidi", "write", house.office.pk, data={"subject": "More", "text": "And more."})
    assert response.status_code == 422
    assert "And more." in response.content.decode()


def test_who_is_no_official(house: House) -> None:
    assert [house.status(who, "write", house.office.pk) for who in ("grace", "emeka", "rosa")] == [403, 403, 403]


def test_another_state(house: House) -> None:
    assert house.status("leila", "write", house.hidden.pk) == 404


def test_nobody_is_asked_to_sign_in(house: House) -> None:
    assert house.asks_sign_in("write", house.office.pk)


def test_the_wrong_method(house: House) -> None:
    assert house.status("leila", "write", house.office.pk, method="delete") == 405


def test_an_unknown_identifier(house: House) -> None:
    assert house.status("leila", "write", NOWHERE) == 404
