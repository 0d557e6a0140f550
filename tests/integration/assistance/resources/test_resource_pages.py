"""/assistance/resources/ and what lies below: the register for everybody, the rest for owners (N8)."""

from typing import Any

import pytest

from poaiss.access.rls import acting_as
from poaiss.access.visibility import visible_to
from poaiss.accounts.actor import NOBODY
from poaiss.assistance.models import Call, Resource

pytestmark = [pytest.mark.django_db, pytest.mark.rows("N8")]
BASE = "/en/assistance/resources/"
DEPOTS = f"{BASE}fenmora-stockpiles/"
OFFER = {
    "owner": "fenmora-development",
    "kind": "money",
    "title": "Alarms for depots",
    "themes": ["stockpiles"],
    "applicants": ["ngo"],
    "amount": "100000",
    "currency": "USD",
    "valid_until": "2028-12-31",
}


def titles(response: Any) -> set[str]:
    return {each["resource"].slug for each in response.context["lines"]}


def test_everybody_reads_the_register_and_finds_in_it(cast: Any) -> None:
    nobody = cast.client("nobody")
    assert len(titles(nobody.get(BASE))) == 19
    assert titles(nobody.get(BASE, {"kind": "equipment", "open_now": "on"})) == {"recsa", "us-etrace"}
    assert titles(nobody.get(BASE, {"theme": "tracing", "region": "african", "applicant": "ngo"})) >= {"unscar"}
    assert "No offer fits" in nobody.get(BASE, {"q": "zzz"}).content.decode()
    assert len(titles(nobody.get(BASE, {"world": "exercise"}))) == 8
    assert len(titles(cast.client("ana").get(BASE))) == 8
    assert nobody.get(BASE, {"theme": "nonsense"}).status_code == 200


def test_an_offer_shows_its_rules_and_its_source(cast: Any) -> None:
    page = cast.client("nobody").get(f"{BASE}unscar/").content.decode()
    for words in ("200,000 USD", "Governments benefit only through a partner", "http://www.un.org/disarmament/UNSCAR/"):
        assert words in page
    assert "Seen in a source" in page
    assert "200,000 USD" in cast.client("nobody").get("/ar/assistance/resources/unscar/").content.decode()
    assert cast.client("nobody").get(f"{BASE}there-is-none/").status_code == 404


def test_an_owner_offers_publishes_confirms_and_closes(cast: Any) -> None:
    grace, nobody = cast.client("grace"), cast.client("nobody")
    assert grace.get(f"{BASE}offer/").status_code == 200
    made = grace.post(f"{BASE}offer/", OFFER).headers["Location"]
    assert nobody.get(made).status_code == 404
    assert cast.client("idris").get(made).status_code == 404
    assert grace.get(f"{made}change/").status_code == 200
    assert grace.post(f"{made}change/", OFFER | {"title": "Alarms"}).headers["Location"] == made
    for step in ("publish", "confirm", "close", "publish"):
        assert grace.post(f"{made}{step}/").headers["Location"] == made
    assert "Alarms" in nobody.get(made).content.decode()
    mine = grace.get(f"{BASE}mine/")
    assert {each["resource"].slug for each in mine.context["lines"]} == {
        "alarms-for-depots",
        "fenmora-stockpiles",
        "fenmora-tracing",
        "fenmora-scanners",
        "fenmora-destruction-2024",
    }


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"amount": "-5"}, "An amount is larger than nothing."),
        ({"amount": "5", "currency": ""}, "An amount needs its currency."),
        ({"currency": "JPY"}, "Select a valid choice"),
        ({"valid_from": "2029-01-01"}, "The offer would end before it begins."),
    ],
)
def test_what_cannot_be_is_shown_beside_its_field_and_nothing_is_kept(
    cast: Any, changed: dict[str, str], words: str
) -> None:
    response = cast.client("grace").post(f"{BASE}offer/", OFFER | changed)
    assert response.status_code == 422
    page = response.content.decode()
    assert words in page
    assert "Alarms for depots" in page  # nothing that was typed is lost
    with acting_as(cast.actor("grace")):
        assert not Resource.objects.filter(title="Alarms for depots").exists()


def test_a_call_is_announced_or_refused(cast: Any) -> None:
    grace = cast.client("grace")
    call = {"title": "Second call", "opens_on": "2027-03-01", "closes_on": "2027-06-30"}
    refused = grace.post(f"{DEPOTS}call/", call)
    assert refused.status_code == 422
    assert "overlaps" in refused.content.decode()
    assert grace.post(f"{DEPOTS}call/", call | {"opens_on": "2027-04-01"}).headers["Location"] == DEPOTS
    with acting_as(NOBODY):
        assert visible_to(NOBODY, Call).filter(title="Second call").count() == 1


@pytest.mark.parametrize("step", ["change", "publish", "confirm", "close", "call"])
def test_others_cannot_change_an_offer(cast: Any, step: str) -> None:
    for who, status in (("idris", 403), ("bruno", 403), ("dalia", 403), ("ana", 403), ("chidi", 403)):
        assert cast.client(who).post(f"{DEPOTS}{step}/", {}).status_code == status, who
    assert cast.client("nobody").post(f"{DEPOTS}{step}/", {}).status_code == 302
    with acting_as(NOBODY):
        assert Resource.objects.get(slug="fenmora-stockpiles").status == "open"


@pytest.mark.parametrize("name", ["mine", "offer"])
def test_pages_of_owners_are_for_owners(cast: Any, name: str) -> None:
    assert cast.client("nobody").get(f"{BASE}{name}/").status_code == 302
    assert cast.client("chidi").get(f"{BASE}{name}/").status_code == 403
    assert cast.client("idris").get(f"{BASE}{name}/").status_code == 200


def test_the_register_asks_the_database_no_more_for_more_offers(cast: Any, django_assert_max_num_queries: Any) -> None:
    nobody = cast.client("nobody")
    with django_assert_max_num_queries(14):
        nobody.get(BASE)
