import pytest

from tests.integration.contacts.conftest import House

pytestmark = pytest.mark.rows("D7")


def test_it_counts_with_denominators_and_ranks_nobody(house: House) -> None:
    text = house.visit("nobody", "coverage").content.decode()
    assert "States in the group" in text
    assert "status--warn" not in text
    assert text.index("Avaria") < text.index("Borovia")


def test_another_state(house: House) -> None:
    assert house.status("dalia", "coverage") == 200


def test_the_wrong_method(house: House) -> None:
    assert house.status("chidi", "coverage", method="post") == 405
