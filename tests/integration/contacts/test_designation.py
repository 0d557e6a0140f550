import pytest

from tests.integration.contacts.conftest import NOWHERE, House

pytestmark = pytest.mark.rows("D5")


def test_each_finds_what_there_is_to_do(house: House) -> None:
    seen = {
        who: house.visit(who, "designation", house.designation.pk).content.decode()
        for who in ("dalia", "hana", "farid")
    }
    assert {who: ("/verify/" in text, "/withdraw/" in text) for who, text in seen.items()} == {
        "dalia": (True, False),
        "hana": (False, True),
        "farid": (False, False),
    }


def test_another_state(house: House) -> None:
    assert house.status("omar", "designation", house.designation.pk) == 404


def test_another_state_2(house: House) -> None:
    assert house.status("grace", "designation", house.designation.pk) == 403


def test_another_state_3(house: House) -> None:
    assert house.status("emeka", "designation", house.designation.pk) == 403


def test_nobody_is_asked_to_sign_in(house: House) -> None:
    assert house.asks_sign_in("designation", house.designation.pk)


def test_the_wrong_method(house: House) -> None:
    assert house.status("hana", "designation", house.designation.pk, method="post") == 405


def test_an_unknown_identifier(house: House) -> None:
    assert house.status("hana", "designation", NOWHERE) == 404
