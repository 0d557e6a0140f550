import pytest

from tests.integration.contacts.conftest import House

pytestmark = pytest.mark.rows("D9")


def test_the_table_is_a_download_of_what_one_sees(house: House) -> None:
    response = house.visit("nobody", "export")
    assert response.headers["Content-Disposition"] == 'attachment; filename="contacts.csv"'
    assert [line.split(",")[1] for line in response.content.decode().splitlines()[1:]] == ["XAV"]
    assert "Liaison desk" in house.visit("julia", "export").content.decode()


def test_another_state(house: House) -> None:
    assert house.status("chidi", "export") == 200


def test_the_wrong_method(house: House) -> None:
    assert house.status("chidi", "export", method="post") == 405
