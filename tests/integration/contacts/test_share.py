import pytest

from poaiss.access.enums import Audience
from poaiss.contacts.enums import DetailKind
from tests.factories import contacts as make
from tests.integration.contacts.conftest import NOWHERE, House

pytestmark = pytest.mark.rows("D3")


def test_a_particular_is_shown_to_a_named_state(house: House) -> None:
    (line,) = make.particulars(
        house.office, house.cast.actor("julia"), (DetailKind.DUTY_LINE, "+999 77", Audience.NAMED)
    )
    assert house.status("julia", "share", house.office.pk) == 200
    data = {"thing": str(line.pk), "state": "XBO", "purpose": "joint action"}
    assert house.status("julia", "share", house.office.pk, data=data) == 302
    assert "shown to Borovia: joint action" in house.visit("julia", "share", house.office.pk).content.decode()
    assert "+999 77" in house.visit("leila", "office", house.office.pk).content.decode()


def test_a_state_of_the_other_world_is_not_offered(house: House) -> None:
    data = {"thing": str(house.hidden.pk), "state": "FRA", "purpose": "x"}
    assert house.status("nadia", "share", house.hidden.pk, data=data) == 422


def test_another_state(house: House) -> None:
    assert house.status("chidi", "share", house.office.pk) == 403


def test_another_state_2(house: House) -> None:
    assert house.status("leila", "share", house.hidden.pk) == 404


def test_the_same_state_without_the_role(house: House) -> None:
    assert house.status("farid", "share", house.office.pk) == 403


def test_nobody_is_asked_to_sign_in(house: House) -> None:
    assert house.asks_sign_in("share", house.office.pk)


def test_the_wrong_method(house: House) -> None:
    assert house.status("julia", "share", house.office.pk, method="delete") == 405


def test_an_unknown_identifier(house: House) -> None:
    assert house.status("julia", "share", NOWHERE) == 404
