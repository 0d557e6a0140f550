import pytest

from poaiss.contacts import actions
from tests.factories import contacts as make
from tests.integration.contacts.conftest import NOWHERE, House

pytestmark = pytest.mark.rows("D3")


def test_what_was_shown_is_taken_back(house: House) -> None:
    grant = actions.show_to(
        thing=house.hidden, state=make.state("XBO"), purpose="joint action", by=house.cast.actor("nadia")
    )
    assert house.status("leila", "office", house.hidden.pk) == 200
    assert house.status("nadia", "stop-sharing", house.hidden.pk, grant.pk, data={}) == 302
    assert house.status("leila", "office", house.hidden.pk) == 404
    assert house.status("nadia", "stop-sharing", house.hidden.pk, grant.pk, data={}) == 404


def test_another_state(house: House) -> None:
    assert house.status("chidi", "stop-sharing", house.office.pk, NOWHERE, data={}) == 403


def test_another_state_2(house: House) -> None:
    assert house.status("leila", "stop-sharing", house.hidden.pk, NOWHERE, data={}) == 404


def test_the_same_state_without_the_role(house: House) -> None:
    assert house.status("farid", "stop-sharing", house.office.pk, NOWHERE, data={}) == 403


def test_nobody_is_asked_to_sign_in(house: House) -> None:
    assert house.asks_sign_in("stop-sharing", house.office.pk, NOWHERE, data={})


def test_the_wrong_method(house: House) -> None:
    assert house.status("julia", "stop-sharing", house.office.pk, NOWHERE, method="get") == 405


def test_an_unknown_identifier(house: House) -> None:
    assert house.status("julia", "stop-sharing", house.office.pk, NOWHERE, data={}) == 404
