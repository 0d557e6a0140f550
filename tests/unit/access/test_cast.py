"""The cast of the tests is the cast of the exercise."""

import pytest

from poaiss.accounts.actor import NOBODY
from poaiss.accounts.enums import Role
from tests.factories.cast import Cast


def test_people_are_reached_by_their_keys(cast: Cast) -> None:
    assert cast.ana.email == "ana@avaria.exercise.example"
    assert cast.actor("ana").roles == {Role.CONTRIBUTOR}
    assert cast.actor("ana").states == {"XAV"}
    assert cast.actor("ana").has_second_factor
    assert cast.actor("nobody") is NOBODY
    with pytest.raises(AttributeError):
        _ = cast.zacharias


def test_browsers_are_signed_in(cast: Cast) -> None:
    assert cast.client("hana").get("/en/workspace/").status_code == 200
    assert cast.client("nobody").get("/en/workspace/").status_code == 302
