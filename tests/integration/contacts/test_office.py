import pytest
import time_machine

from poaiss.access.enums import Audience
from tests.factories import contacts as make
from tests.integration.contacts.conftest import NOWHERE, House

pytestmark = pytest.mark.rows("D2", "D3", "D4")


def test_what_each_sees(house: House) -> None:
    make.one_for_each_audience(house.office, house.cast.actor("julia"))
    seen = {who: house.visit(who, "office", house.office.pk).content.decode() for who in ("nobody", "leila", "julia")}
    assert {who: "Julia Marden" in text for who, text in seen.items()} == {
        "nobody": False,
        "leila": True,
        "julia": True,
    }
    assert {who: sorted(a.value for a in Audience if f"+999 {a.value}" in text) for who, text in seen.items()} == {
        "nobody": ["public"],
        "leila": ["public", "states"],
        "julia": ["named", "own", "public", "states", "vetted"],
    }


def test_the_public_sees_the_date_and_never_that_it_is_due(house: House) -> None:
    with time_machine.travel(house.office.due_on.replace(year=house.office.due_on.year + 2)):
        seen = {
            who: house.visit(who, "office", house.office.pk).content.decode()
            for who in ("nobody", "dalia", "farid", "leila")
        }
    assert {who for who, text in seen.items() if "A confirmation is due" in text} == {"dalia", "farid"}
    assert {who for who, text in seen.items() if "Last confirmed" in text} == set(seen)


def test_the_hidden_desk_does_not_exist_for_others(house: House) -> None:
    found = {
        who: house.status(who, "office", house.hidden.pk) for who in ("nobody", "chidi", "dalia", "grace", "farid")
    }
    assert found == {"nobody": 404, "chidi": 404, "dalia": 404, "grace": 404, "farid": 200}


def test_the_buttons_follow_the_rules(house: House) -> None:
    seen = {
        who: house.visit(who, "office", house.office.pk).content.decode()
        for who in ("nobody", "leila", "farid", "kofi")
    }
    assert {who: ("/edit/" in text, "/write/" in text, "/take-over/" in text) for who, text in seen.items()} == {
        "nobody": (False, True, False),
        "leila": (False, True, False),
        "farid": (False, True, False),
        "kofi": (True, True, True),
    }


def test_another_state(house: House) -> None:
    assert house.status("chidi", "office", house.office.pk) == 200


def test_the_wrong_method(house: House) -> None:
    assert house.status("chidi", "office", house.office.pk, method="post") == 405


def test_an_unknown_identifier(house: House) -> None:
    assert house.status("chidi", "office", NOWHERE) == 404
