import pytest

from tests.integration.contacts.conftest import NOWHERE, House

pytestmark = pytest.mark.rows("D11")


def test_the_pack_and_a_note_for_the_successor(house: House) -> None:
    assert "A question" in house.visit("julia", "handover", house.office.pk).content.decode()
    assert house.status("julia", "handover", house.office.pk, data={"text": "Ask customs in May."}) == 302
    assert "Ask customs in May." in house.visit("kofi", "handover", house.office.pk).content.decode()


def test_an_empty_note_is_refused(house: House) -> None:
    assert house.status("julia", "handover", house.office.pk, data={"text": ""}) == 422


def test_another_state(house: House) -> None:
    assert house.status("leila", "handover", house.office.pk) == 403


def test_another_state_2(house: House) -> None:
    assert house.status("leila", "handover", house.hidden.pk) == 404


def test_the_same_state_without_the_role(house: House) -> None:
    assert house.status("farid", "handover", house.office.pk) == 403


def test_nobody_is_asked_to_sign_in(house: House) -> None:
    assert house.asks_sign_in("handover", house.office.pk)


def test_the_wrong_method(house: House) -> None:
    assert house.status("julia", "handover", house.office.pk, method="delete") == 405


def test_an_unknown_identifier(house: House) -> None:
    assert house.status("julia", "handover", NOWHERE) == 404
