import pytest

from tests.factories import contacts as make
from tests.integration.contacts.conftest import NOWHERE, House

pytestmark = pytest.mark.rows("D3")


def test_each_reader_sees_as_much_as_the_audience_allows(house: House) -> None:
    make.one_for_each_audience(house.office, house.cast.actor("julia"))
    found = {}
    for reader in ("public", "states", "vetted", "own"):
        text = house.visit("julia", "preview", house.office.pk, query_params={"as": reader}).content.decode()
        found[reader] = text.count("+999 ")
    assert found == {"public": 1, "states": 2, "vetted": 3, "own": 5}


def test_the_hidden_desk_is_not_there_for_others(house: House) -> None:
    assert "does not see that the office exists" in house.visit("nadia", "preview", house.hidden.pk).content.decode()


def test_an_unknown_reader(house: House) -> None:
    assert house.status("julia", "preview", house.office.pk, query_params={"as": "martians"}) == 404


def test_another_state(house: House) -> None:
    assert house.status("chidi", "preview", house.office.pk) == 403


def test_another_state_2(house: House) -> None:
    assert house.status("chidi", "preview", house.hidden.pk) == 404


def test_the_same_state_without_the_role(house: House) -> None:
    assert house.status("farid", "preview", house.office.pk) == 403


def test_nobody_is_asked_to_sign_in(house: House) -> None:
    assert house.asks_sign_in("preview", house.office.pk)


def test_the_wrong_method(house: House) -> None:
    assert house.status("julia", "preview", house.office.pk, method="post") == 405


def test_an_unknown_identifier(house: House) -> None:
    assert house.status("julia", "preview", NOWHERE) == 404
