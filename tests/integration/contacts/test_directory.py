from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import contacts as make
from tests.integration.contacts.conftest import House

pytestmark = pytest.mark.rows("D1")


def test_everybody_finds_offices_and_no_restricted_particular(house: House) -> None:
    make.one_for_each_audience(house.office, house.cast.actor("julia"))
    text = house.visit("nobody", "directory").content.decode()
    assert "Point of contact of XAV" in text
    assert "Liaison desk" not in text
    assert "+999" not in text
    assert "Julia" not in text


def test_the_own_state_finds_its_hidden_desk(house: House) -> None:
    assert "Liaison desk" in house.visit("julia", "directory").content.decode()


def test_a_filter_that_fits_nothing_says_what_to_do(house: House) -> None:
    response = house.visit("nobody", "directory", method="get", query_params={"q": "Atlantis", "kind": "poa"})
    assert "No office fits" in response.content.decode()


def test_an_unknown_filter_is_left_out(house: House) -> None:
    response = house.visit("nobody", "directory", query_params={"group": "none-such"})
    assert response.status_code == 200


@pytest.mark.parametrize("who", ["nobody", "julia"])
def test_the_same_queries_for_one_row_and_for_three(
    house: House, who: str, django_assert_num_queries: Callable[..., Any]
) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as found:
            house.visit(who, "directory")
        return len(found)

    count()
    one = count()
    make.point_of_contact(house.cast, "XBO")
    make.technical(house.cast)
    make.technical(house.cast, key="xbo-border", holder="samuel")
    assert count() == one


def test_another_state(house: House) -> None:
    assert house.status("chidi", "directory") == 200


def test_the_wrong_method(house: House) -> None:
    assert house.status("chidi", "directory", method="post") == 405
