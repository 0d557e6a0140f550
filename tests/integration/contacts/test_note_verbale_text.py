import pytest

from tests.integration.contacts.conftest import House

pytestmark = pytest.mark.rows("D7")


def test_the_text_is_a_download(house: House) -> None:
    response = house.visit("nobody", "note-verbale-text", query_params={"text": "fr"})
    assert response.headers["Content-Disposition"] == 'attachment; filename="note-verbale-fr.txt"'
    assert "[" in response.content.decode()


def test_another_state(house: House) -> None:
    assert house.status("chidi", "note-verbale-text") == 200


def test_the_wrong_method(house: House) -> None:
    assert house.status("chidi", "note-verbale-text", method="post") == 405
