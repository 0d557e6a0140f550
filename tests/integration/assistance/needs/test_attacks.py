"""A need cannot be discovered by any unnamed role: lists, details, counts, files, dialogue (N9)."""

import uuid
from typing import Any

import pytest

from poaiss.assistance.enums import ReleasedTo
from tests.integration.assistance.needs.test_journeys import NEEDS, browser
from tests.unit.assistance.needs.making import CENTRE, SECRET, TITLE, annex_of, let_see, need_of

pytestmark = [pytest.mark.django_db, pytest.mark.rows("N9")]
UNNAMED = ["chidi", "leila", "omar", "grace", "idris", "dalia", "rosa", "emeka", "victor", "nadia", "farid", "nobody"]
LISTS = ["/en/assistance/", NEEDS, f"{NEEDS}own/", f"{NEEDS}follow-up/", f"{NEEDS}suggestions/", f"{NEEDS}order/"]


@pytest.mark.parametrize("who", UNNAMED)
def test_no_list_holds_it_and_no_address_knows_it(cast: Any, who: str) -> None:
    need = need_of(cast)
    annex = annex_of(cast, need)
    client = browser(cast, who)
    for address in LISTS:
        text = client.get(address).content.decode()
        assert TITLE not in text
        assert str(need.pk) not in text
    here = f"{NEEDS}{need.pk}/"
    for address in (here, f"{here}letter/file/", f"{here}annexes/{annex.pk}/"):
        assert client.get(address).status_code == 404
    unknown = f"{NEEDS}{uuid.uuid4()}/"
    for posted in ("dialogue/", "move/", "rank/", "annexes/", "letter/", f"annexes/{annex.pk}/take-away/", "roadmaps/"):
        there, nowhere = client.post(f"{here}{posted}"), client.post(f"{unknown}{posted}")
        assert there.status_code == nowhere.status_code
        assert there.status_code in (302, 403, 404)
        if there.status_code == 302:
            assert "/account/" in there.headers["Location"]
    for part, obj in (("need", need), ("annex", annex)):
        found = client.get(f"/en/assistance/releases/{part}/{obj.pk}/")
        assert found.status_code in (302, 404)
        assert TITLE not in found.content.decode()
        assert SECRET not in found.content.decode()


@pytest.mark.parametrize("who", UNNAMED)
def test_counts_and_filters_are_the_same_with_and_without_it(cast: Any, who: str) -> None:
    client = browser(cast, who)
    before = [client.get(f"{NEEDS}?theme={theme}").content for theme in ("", "stockpiles")]
    entry = client.get("/en/assistance/").context
    need_of(cast)
    after = [client.get(f"{NEEDS}?theme={theme}").content for theme in ("", "stockpiles")]
    now = client.get("/en/assistance/").context
    if who != "nobody":
        assert [stripped(each) for each in before] == [stripped(each) for each in after]
    assert (entry["count"], entry["lines"]) == (now["count"], now["lines"]) == (0, [])


def stripped(content: bytes) -> str:
    """Return a page without the token that differs each time."""
    lines = content.decode().splitlines()
    return "\n".join(line for line in lines if "csrf" not in line)


def test_another_centres_draft_and_ranks_stay_inside(cast: Any) -> None:
    first, draft = need_of(cast, title="First"), need_of(cast, title="Second", stated=False)
    let_see(cast, draft, ReleasedTo.FACILITATOR, code=CENTRE)
    let_see(cast, first, ReleasedTo.PUBLIC)
    text = browser(cast, "nobody").get(NEEDS).content.decode()
    assert ("First" in text, "Second" in text) == (True, False)
    assert browser(cast, "idris").get(f"{NEEDS}{draft.pk}/").status_code == 200
    public = browser(cast, "nobody").get(f"{NEEDS}{first.pk}/").content.decode()
    assert "Rank" not in public
    assert "Who sees" not in public
    assert "Ana Teller" not in public


def test_filters_offer_what_the_reader_sees(cast: Any) -> None:
    let_see(cast, need_of(cast), ReleasedTo.STATES)
    page = browser(cast, "leila").get(NEEDS)
    assert [key for key, _name in page.context["form"].fields["theme"].choices] == ["", "stockpiles"]
    assert [key for key, _name in page.context["form"].fields["region"].choices] == ["", "african"]
    assert browser(cast, "leila").get(f"{NEEDS}?theme=marking").context["asked"] in ("", False, True)
    found = browser(cast, "leila").get(f"{NEEDS}?theme=stockpiles&region=african").context["lines"]
    assert [each["need"].title for each in found] == [TITLE]


@pytest.mark.parametrize("address", ["new/", "letter/", "suggestions/", "checklist/", "checklist/border/", "order/"])
def test_the_pages_of_writing_are_for_those_who_state_needs(cast: Any, address: str) -> None:
    assert browser(cast, "nobody").get(f"{NEEDS}{address}").status_code == 302
    for who in ("grace", "idris", "dalia", "hana", "nadia", "farid"):
        assert browser(cast, who).get(f"{NEEDS}{address}").status_code == 403
    for who in ("ana", "bruno", "julia"):
        assert browser(cast, who).get(f"{NEEDS}{address}").status_code == 200
    assert browser(cast, "ana").delete(f"{NEEDS}{address}").status_code == 405


def test_own_list_and_follow_up_by_role(cast: Any) -> None:
    for who, own, follow in (("hana", 200, 403), ("idris", 403, 200), ("grace", 403, 403), ("dalia", 403, 403)):
        client = browser(cast, who)
        assert (client.get(f"{NEEDS}own/").status_code, client.get(f"{NEEDS}follow-up/").status_code) == (own, follow)


@pytest.mark.parametrize("action", ["edit/", "move/", "rank/", "annexes/", "letter/", "dialogue/"])
def test_another_state_finds_nothing_even_among_released_needs(cast: Any, action: str) -> None:
    need = need_of(cast)
    leila = browser(cast, "leila")
    assert leila.post(f"{NEEDS}{need.pk}/{action}").status_code == 404
    let_see(cast, need, ReleasedTo.STATES)
    expected = 422 if action == "dialogue/" else 403
    assert leila.post(f"{NEEDS}{need.pk}/{action}").status_code == expected


def test_a_release_of_another_state_is_not_found(cast: Any) -> None:
    row = let_see(cast, need_of(cast), ReleasedTo.STATES)
    for who, status in (("leila", 403), ("omar", 404), ("paul", 404), ("grace", 403)):
        client = browser(cast, who)
        if who == "leila":
            status = 404
        assert client.post(f"/en/assistance/releases/{row.pk}/withdraw/").status_code == status
    assert browser(cast, "ana").post(f"/en/assistance/releases/{row.pk}/withdraw/").status_code == 403
    assert browser(cast, "hana").get(f"/en/assistance/releases/{row.pk}/withdraw/").status_code == 405
    page = browser(cast, "ana").get(f"/en/assistance/releases/need/{row.object_id}/")
    assert (page.context["form"], page.context["may_release"]) == (None, False)
    assert browser(cast, "bruno").get(f"/en/assistance/releases/depot/{row.object_id}/").status_code == 404
    bad = browser(cast, "bruno").get(f"/en/assistance/releases/need/{row.object_id}/?reader=nobody")
    assert bad.status_code == 422


def test_odd_addresses_of_the_checklist_and_of_suggestions(cast: Any) -> None:
    ana = browser(cast, "ana")
    assert ana.get(f"{NEEDS}checklist/depots/").status_code == 404
    assert ana.post(f"{NEEDS}suggestions/none/", {"answer": "sold"}).status_code == 404
    assert ana.post(f"{NEEDS}suggestions/none/", {"answer": "taken"}).headers["Location"] == f"{NEEDS}suggestions/"
    assert ana.get(f"{NEEDS}own/?state=XBO").status_code == 404
    assert ana.post(f"{NEEDS}order/{uuid.uuid4()}/decide/").status_code == 404
