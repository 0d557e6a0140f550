"""/assistance/committees/ and what lies below, for members alone (N24)."""

import uuid
from typing import Any

import pytest

from poaiss.access.rls import acting_as
from poaiss.assistance.models import Call, Selection
from tests.unit.assistance.matching.making import contacted, fresh
from tests.unit.assistance.needs.making import TITLE, need_of

pytestmark = [pytest.mark.django_db, pytest.mark.rows("N24")]
BASE = "/en/assistance/committees/"
CRITERIA = {"name_1": "Need", "words_1": "How serious", "weight_1": "60", "name_2": "Sustainment", "weight_2": "40"}
SCORES = {"score_0": "4", "remark_0": "Clear", "score_1": "2", "remark_1": ""}


def call_page() -> str:
    return f"{BASE}call/{Call.objects.get(title='Depots 2027 (exercise)').pk}/"


def test_from_the_criteria_to_the_record(cast: Any) -> None:
    match = contacted(cast, need_of(cast))
    grace = cast.client("grace")
    assert "No selection yet" in grace.get(BASE).content.decode()
    assert call_page() in grace.get("/en/assistance/resources/fenmora-stockpiles/").content.decode()
    assert grace.get(call_page()).status_code == 200
    assert grace.post(call_page(), {**CRITERIA, "weight_1": "0"}).status_code == 422
    here = grace.post(call_page(), CRITERIA).headers["Location"]
    assert grace.get(call_page()).headers["Location"] == here
    assert TITLE in grace.get(here).content.decode()
    one = f"{here}{match.pk}/"
    assert grace.get(one).status_code == 200
    assert grace.post(f"{one}score/", {"score_0": "4"}).status_code == 422
    assert grace.post(f"{one}score/", SCORES).headers["Location"] == here
    assert "80 of 100" in grace.get(here).content.decode()
    assert grace.post(f"{here}close/", {"record": "We met."}).status_code == 422
    assert grace.post(f"{one}decide/", {"selected": "1", "amount": "90000", "reason": ""}).status_code == 422
    decision = {"selected": "1", "amount": "90000", "reason": "Clear and sustained."}
    assert grace.post(f"{one}decide/", decision).headers["Location"] == here
    assert grace.post(f"{here}close/", {"record": ""}).status_code == 422
    assert grace.post(f"{here}close/", {"record": "We met on Monday."}).headers["Location"] == here
    assert fresh(cast, "bruno", match).status == "negotiating"
    table = grace.get(f"{here}selection.csv")
    assert table.headers["Content-Type"].startswith("text/csv")
    assert "We met on Monday." in table.content.decode()
    assert f"decision,XAV,{TITLE},Grace Lindqvar,,selected 90000.00,Clear and sustained." in table.content.decode()
    assert "Clear and sustained." in cast.client("bruno").get(f"/en/assistance/matches/{match.pk}/").content.decode()


def test_stepping_back_hides_the_application(cast: Any) -> None:
    match = contacted(cast, need_of(cast))
    grace = cast.client("grace")
    here = grace.post(call_page(), CRITERIA).headers["Location"]
    one = f"{here}{match.pk}/"
    assert grace.post(f"{one}step-back/", {"reason": ""}).status_code == 422
    assert grace.post(f"{one}step-back/", {"reason": "I worked there."}).headers["Location"] == here
    assert grace.get(one).status_code == 404
    for step in ("score/", "decide/", "step-back/"):
        assert grace.post(f"{one}{step}", SCORES).status_code == 404
    assert TITLE not in grace.get(here).content.decode()
    assert TITLE not in grace.get(f"{here}selection.csv").content.decode()
    assert grace.get(f"/en/assistance/matches/{match.pk}/").status_code == 404


def test_committees_are_for_their_members(cast: Any) -> None:
    match = contacted(cast, need_of(cast))
    here = cast.client("grace").post(call_page(), CRITERIA).headers["Location"]
    pages = [BASE, call_page(), here, f"{here}selection.csv", f"{here}{match.pk}/"]
    posts = [f"{here}close/", *(f"{here}{match.pk}/{step}/" for step in ("score", "step-back", "decide"))]
    for who in ("idris", "bruno", "ana", "dalia", "ulrich"):
        client = cast.client(who)
        assert {client.get(each).status_code for each in pages} == {403}, who
        assert {client.post(each).status_code for each in posts} == {403}, who
    assert {cast.client("nobody").get(each).status_code for each in pages} == {302}
    assert cast.client("grace").get(f"{BASE}{uuid.uuid4()}/").status_code == 404
    assert cast.client("grace").get(f"{BASE}call/{uuid.uuid4()}/").status_code == 404
    with acting_as(cast.actor("grace")):
        assert Selection.objects.get().decided_at is None
