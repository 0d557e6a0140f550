import pytest

from poaiss.access.enums import Audience
from tests.factories import contacts as make
from tests.integration.contacts.conftest import House

pytestmark = pytest.mark.rows("D1", "D3")


def test_a_state_without_an_office_says_what_to_do(house: House) -> None:
    text = house.visit("nobody", "state", "france").content.decode()
    assert "No point of contact is recorded here" in text
    assert "/contacts/note-verbale/" in text


def test_what_each_sees(house: House) -> None:
    make.one_for_each_audience(house.office, house.cast.actor("julia"))
    seen = {who: house.visit(who, "state", "avaria").content.decode() for who in ("nobody", "grace", "leila", "julia")}
    assert {who: sorted(a.value for a in Audience if f"+999 {a.value}" in text) for who, text in seen.items()} == {
        "nobody": ["public"],
        "grace": ["public"],
        "leila": ["public", "states"],
        "julia": ["named", "own", "public", "states", "vetted"],
    }
    assert {who for who, text in seen.items() if "Liaison desk" in text} == {"julia"}


def test_another_state(house: House) -> None:
    assert house.status("chidi", "state", "avaria") == 200


def test_the_wrong_method(house: House) -> None:
    assert house.status("chidi", "state", "avaria", method="post") == 405


def test_an_unknown_identifier(house: House) -> None:
    assert house.status("chidi", "state", "atlantis") == 404
