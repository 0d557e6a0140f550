import pytest

from tests.integration.contacts.conftest import House

pytestmark = pytest.mark.rows("D7")


def test_the_text_in_each_language(house: House) -> None:
    response = house.visit("nobody", "note-verbale", query_params={"text": "ar"})
    assert 'dir="rtl"' in response.content.decode()


def test_another_state(house: House) -> None:
    assert house.status("chidi", "note-verbale") == 200


def test_the_wrong_method(house: House) -> None:
    assert house.status("chidi", "note-verbale", method="post") == 405
