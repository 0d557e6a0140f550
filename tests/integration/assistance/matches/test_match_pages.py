"""/assistance/matches/ and the pages of candidates, for both sides and against everybody else (N10, N14)."""

import uuid
from typing import Any

import pytest

from poaiss.access.rls import acting_as
from poaiss.assistance.enums import ReleasedTo
from poaiss.assistance.models import Match, Release
from tests.unit.assistance.matching.making import contacted, fresh, proposed
from tests.unit.assistance.needs.making import TITLE, let_see, need_of

pytestmark = [pytest.mark.django_db, pytest.mark.rows("N10", "N14")]
BASE = "/en/assistance/matches/"
DEPOTS = "fenmora-stockpiles"
UNNAMED = ("chidi", "idris", "dalia", "emeka", "ulrich", "leila")


def test_from_candidates_to_a_project(cast: Any) -> None:
    need = need_of(cast)
    bruno, grace = cast.client("bruno"), cast.client("grace")
    found = bruno.get(f"/en/assistance/needs/{need.pk}/offers/")
    fits = {each["resource"].slug: each for each in found.context["fits"]}
    assert DEPOTS in fits
    assert not {"unscar", "unrec"} & set(fits)  # real offers are never matched with needs of the exercise
    assert "The offer is meant for this theme: Stockpile management." in fits[DEPOTS]["for"]
    assert {each["resource"].slug for each in found.context["others"]} >= {"fenmora-scanners", "fenmora-tracing"}
    assert grace.get(f"/en/assistance/resources/{DEPOTS}/needs/").context["fits"] == []

    here = bruno.post(f"{BASE}propose/", {"need": need.pk, "resource": DEPOTS}).headers["Location"]
    assert bruno.post(f"{BASE}propose/", {"need": need.pk, "resource": DEPOTS}).headers["Location"] == here
    assert grace.get(here).status_code == 404
    refused = bruno.post(f"{here}contact/", {"text": "Hello from Avaria"})
    assert refused.status_code == 422
    assert "only with the consent of your State" in refused.content.decode()
    assert bruno.post(f"{here}contact/", {"text": "Hello from Avaria", "consent": "on"}).headers["Location"] == here
    page = grace.get(here).content.decode()
    assert TITLE in page
    assert "Hello from Avaria" in page
    assert [each["title"] for each in grace.get(BASE).context["waiting"]] == [TITLE]
    candidates = grace.get(f"/en/assistance/resources/{DEPOTS}/needs/").context["fits"]
    assert [(each["need"].title, each["match_url"]) for each in candidates] == [(TITLE, here)]

    assert grace.post(f"{here}answer/", {"text": "Gladly"}).headers["Location"] == here
    too_much = grace.post(f"{here}amount/", {"amount": "500000", "currency": "USD"})
    assert too_much.status_code == 422
    assert "more than the offer gives for one project" in too_much.content.decode()
    for who in (grace, bruno):
        assert who.post(f"{here}amount/", {"amount": "90000", "currency": "USD"}).headers["Location"] == here
    assert bruno.post(f"{here}start/").headers["Location"] == here
    assert grace.get(BASE).context["running"][0]["amount"] == "90,000 USD"
    assert bruno.post(f"{here}close/", {"reason": ""}).status_code == 422
    assert bruno.post(f"{here}close/", {"reason": "Done."}).headers["Location"] == here


def test_declined_and_taken_up_again(cast: Any) -> None:
    match = contacted(cast, need_of(cast))
    here, grace, bruno = f"{BASE}{match.pk}/", cast.client("grace"), cast.client("bruno")
    assert grace.post(f"{here}decline/", {"reason": ""}).status_code == 422
    assert grace.post(f"{here}decline/", {"reason": "Not this year."}).headers["Location"] == here
    assert "Not this year." in bruno.get(here).content.decode()
    assert grace.post(f"{here}again/").status_code == 422
    assert bruno.post(f"{here}again/").headers["Location"] == here
    assert fresh(cast, "bruno", match).status == "proposed"


STEPS = ("", "contact/", "answer/", "amount/", "start/", "close/", "decline/", "again/")


@pytest.mark.parametrize("step", STEPS)
def test_nobody_else_finds_a_match(cast: Any, step: str) -> None:
    hidden = proposed(cast, need_of(cast))
    open_ = contacted(cast, need_of(cast, title="Alarms for two depots"))
    for match, who in [(hidden, "grace"), *((each, who) for each in (hidden, open_) for who in UNNAMED)]:
        client, there, nowhere = cast.client(who), f"{BASE}{match.pk}/{step}", f"{BASE}{uuid.uuid4()}/{step}"
        ask = client.post if step else client.get
        assert (ask(there).status_code, ask(nowhere).status_code) in {(404, 404), (403, 403)}, who
    assert cast.client("nobody").get(f"{BASE}{hidden.pk}/").status_code == 302
    assert fresh(cast, "bruno", hidden).status == "proposed"


def test_nobody_else_learns_of_a_need_by_any_page_of_matching(cast: Any) -> None:
    need = need_of(cast)
    proposed(cast, need)
    for who in ("grace", *UNNAMED):
        client = cast.client(who)
        for address in (BASE, f"/en/assistance/resources/{DEPOTS}/needs/", f"/en/assistance/resources/{DEPOTS}/"):
            assert TITLE not in client.get(address).content.decode(), (who, address)
        assert client.get(f"/en/assistance/needs/{need.pk}/offers/").status_code == 404, who
        asked = client.post(f"{BASE}propose/", {"need": need.pk, "resource": DEPOTS})
        nowhere = client.post(f"{BASE}propose/", {"need": uuid.uuid4(), "resource": DEPOTS})
        assert asked.status_code == nowhere.status_code, who
        assert asked.status_code in (403, 404), who
    nobody = cast.client("nobody")
    assert nobody.get(BASE).status_code == 302
    assert nobody.post(f"{BASE}propose/", {"need": need.pk, "resource": DEPOTS}).status_code == 302
    assert TITLE not in nobody.get(f"/en/assistance/resources/{DEPOTS}/", {"world": "exercise"}).content.decode()
    with acting_as(cast.actor("bruno")):
        assert Match.objects.count() == 1
        assert not Release.objects.exists()


def test_a_donor_sees_the_needs_that_were_released_to_it_alone(cast: Any) -> None:
    need = need_of(cast)
    need_of(cast, title="Kept inside")
    let_see(cast, need, ReleasedTo.DONOR, code="fenmora-development")
    found = cast.client("grace").get(f"/en/assistance/resources/{DEPOTS}/needs/")
    assert [each["need"].title for each in found.context["fits"]] == [TITLE]
    assert "Kept inside" not in found.content.decode()
    assert "Kept inside" in cast.client("bruno").get(f"/en/assistance/resources/{DEPOTS}/needs/").content.decode()


def test_the_workspace_says_what_waits(cast: Any) -> None:
    contacted(cast, need_of(cast))
    assert (
        "Matches of needs and offers that wait for you" in cast.client("grace").get("/en/workspace/").content.decode()
    )


def test_in_arabic_reasons_and_names_stand_without_leftovers(cast: Any) -> None:
    match = contacted(cast, need_of(cast))
    page = cast.client("bruno").get(f"/ar/assistance/matches/{match.pk}/").content.decode()
    assert 'dir="rtl"' in page
    assert "%(" not in page
