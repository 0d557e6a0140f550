"""Journeys through needs without JavaScript: Ana writes, Bruno lets see, Grace and Idris read and answer."""

from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from poaiss.access.rls import acting_as
from poaiss.assistance.models import Annex, Need, Roadmap
from tests.unit.assistance.needs.making import CENTRE, DONOR, TITLE

pytestmark = [pytest.mark.django_db, pytest.mark.rows("N3")]
NEEDS = "/en/assistance/needs/"


def browser(cast: Any, who: str) -> Client:
    """Return a browser in which somebody is signed in with a second factor."""
    if who != "nobody":
        data = {"data": {"secret": "x"}}
        Authenticator.objects.get_or_create(user=cast.people[who], type=Authenticator.Type.TOTP, defaults=data)
    found: Client = cast.client(who)
    return found


def only_need(cast: Any) -> Need:
    """Return the one need that there is."""
    with acting_as(cast.actor("ana")):
        return Need.objects.get()


def written(cast: Any) -> str:
    """Return the page of a need that Ana wrote and stated."""
    ana = browser(cast, "ana")
    given = {"title": TITLE, "theme": "stockpiles", "problem": "Doors do not close.", "language": "en"}
    here = ana.post(f"{NEEDS}new/", {**given, "linked": ["terrorism"]}).headers["Location"]
    assert ana.post(f"{here}move/", {"to": "stated"}).headers["Location"] == here
    return str(here)


def test_from_a_blank_page_to_a_released_need(cast: Any) -> None:
    ana, bruno, grace = (browser(cast, who) for who in ("ana", "bruno", "grace"))
    assert "Your State has stated no need yet" in ana.get(f"{NEEDS}own/").content.decode()
    here = written(cast)
    page = ana.get(here).content.decode()
    assert "Only your State sees this need" in page
    assert "Doors do not close." in page
    assert "terrorism" in page
    assert grace.get(here).status_code == 404

    releases = f"/en/assistance/releases/need/{only_need(cast).pk}/"
    preview = bruno.get(releases, {"reader": f"donor:organisation:{DONOR}"}).content.decode()
    assert "These organizations and people will see it" in preview
    assert "Grace Lindqvar" in preview
    assert grace.get(here).status_code == 404, "a preview shows nothing to anybody"
    assert ana.post(releases, {"reader": f"donor:organisation:{DONOR}"}).status_code == 403
    assert bruno.post(releases, {"reader": f"donor:organisation:{DONOR}"}).headers["Location"] == releases
    assert TITLE in grace.get(NEEDS).content.decode()
    seen = grace.get(here).content.decode()
    assert "Doors do not close." in seen
    assert "Rank" not in seen
    assert "Fenmora Development Cooperation" in ana.get(f"{NEEDS}own/").content.decode()

    row = bruno.get(releases).context["readers"][0].release
    assert bruno.post(f"/en/assistance/releases/{row.pk}/withdraw/").headers["Location"] == releases
    assert grace.get(here).status_code == 404
    assert "No State has let you see a need yet" in grace.get(NEEDS).content.decode()


@pytest.mark.rows("N23")
def test_a_centre_facilitates_and_hands_over_to_a_roadmap(cast: Any) -> None:
    here = written(cast)
    ana, bruno, idris = (browser(cast, who) for who in ("ana", "bruno", "idris"))
    assert "No State has asked you to facilitate yet" in idris.get(f"{NEEDS}follow-up/").content.decode()
    releases = f"/en/assistance/releases/need/{only_need(cast).pk}/"
    bruno.post(releases, {"reader": f"facilitator:organisation:{CENTRE}"})
    assert TITLE in idris.get(f"{NEEDS}follow-up/").content.decode()
    sent = {"partner": f"organisation:{CENTRE}", "text": "How many doors?"}
    assert idris.post(f"{here}dialogue/", sent).headers["Location"] == here
    assert "How many doors?" in ana.get(here).content.decode()
    assert ana.post(f"{here}dialogue/", {**sent, "text": "Nine."}).headers["Location"] == here
    assert "Nine." in idris.get(here).content.decode()

    asked = {"roadmap": "Roadmap of the region", "goal": "Goal 3"}
    assert idris.post(f"{here}roadmaps/", asked).headers["Location"] == here
    with acting_as(cast.actor("ana")):
        place = Roadmap.objects.get()
    assert ana.post(f"{here}roadmaps/{place.pk}/agree/").status_code == 403
    assert bruno.post(f"{here}roadmaps/{place.pk}/agree/").headers["Location"] == here
    assert "agreed by the State" in idris.get(f"{NEEDS}follow-up/").content.decode()
    assert bruno.post(f"{here}roadmaps/{place.pk}/end/").headers["Location"] == here


@pytest.mark.rows("N9")
def test_an_annex_is_for_its_named_readers(cast: Any) -> None:
    here = written(cast)
    ana, bruno, grace, leila = (browser(cast, who) for who in ("ana", "bruno", "grace", "leila"))
    sent = {"title": "Depots", "file": SimpleUploadedFile("depots.txt", b"Kilometre 14")}
    assert ana.post(f"{here}annexes/", sent).headers["Location"] == here
    with acting_as(cast.actor("ana")):
        annex = Annex.objects.get()
    file = f"{here}annexes/{annex.pk}/"
    for reader in ("states", f"donor:organisation:{DONOR}"):
        bruno.post(f"/en/assistance/releases/need/{annex.need_id}/", {"reader": reader})
    for other in (grace, leila):
        assert other.get(here).status_code == 200
        assert "Depots" not in other.get(here).content.decode()
        assert other.get(file).status_code == 404
    bruno.post(f"/en/assistance/releases/annex/{annex.pk}/", {"reader": f"donor:organisation:{DONOR}"})
    assert b"".join(grace.get(file).streaming_content) == b"Kilometre 14"  # type: ignore[attr-defined]
    assert leila.get(file).status_code == 404
    assert ana.post(f"{file}take-away/").headers["Location"] == here
    assert grace.get(file).status_code == 404


def test_a_letter_is_a_full_need(cast: Any) -> None:
    ana = browser(cast, "ana")
    given = {"title": "Letter of the Minister", "theme": "marking", "language": "fr"}
    refused = ana.post(f"{NEEDS}letter/", {**given, "file": SimpleUploadedFile("a.pdf", b"MZ\x90")})
    assert (refused.status_code, "This is a program" in refused.content.decode()) == (422, True)
    sent = {**given, "file": SimpleUploadedFile("lettre.txt", b"Madame,")}
    here = ana.post(f"{NEEDS}letter/", sent).headers["Location"]
    got = ana.get(f"{here}letter/file/")
    assert b"".join(got.streaming_content) == b"Madame,"  # type: ignore[attr-defined]
    for other in ("grace", "leila", "dalia", "nobody"):
        assert browser(cast, other).get(f"{here}letter/file/").status_code == 404
    newer = {"revision": "1", "file": SimpleUploadedFile("neuf.txt", b"Monsieur,")}
    assert ana.post(f"{here}letter/", newer).headers["Location"] == here
    assert only_need(cast).letter_name == "neuf.txt"


def test_two_who_write_at_once_see_both_texts(cast: Any) -> None:
    here = written(cast)
    ana, bruno = browser(cast, "ana"), browser(cast, "bruno")
    given = {"title": TITLE, "theme": "stockpiles", "language": "en", "revision": "1"}
    assert ana.post(f"{here}edit/", {**given, "problem": "Keys are lost."}).status_code == 302
    apart = bruno.post(f"{here}edit/", {**given, "problem": "Alarms fail."})
    text = apart.content.decode()
    assert (apart.status_code, "Keys are lost." in text, "Alarms fail." in text) == (409, True, True)
    again = {**given, "problem": "Keys are lost. Alarms fail.", "revision": apart.context["form"]["revision"].value()}
    assert bruno.post(f"{here}edit/", again).headers["Location"] == here
    assert only_need(cast).problem == "Keys are lost. Alarms fail."


@pytest.mark.rows("N1")
def test_the_checklist_opens_questions_after_saving_and_suggests(cast: Any) -> None:
    ana = browser(cast, "ana")
    area = f"{NEEDS}checklist/stockpiles/"
    assert "0 of 14 areas answered" in ana.get(f"{NEEDS}checklist/").content.decode()
    assert "missing_stockpiles" not in ana.get(area).content.decode()
    assert ana.post(area, {"need_stockpiles": "yes"}).headers["Location"] == area
    page = ana.get(area)
    assert "missing_stockpiles" in page.content.decode()
    more = {"need_stockpiles": "yes", "missing_stockpiles": ["equipment"], "problem_stockpiles": "Locks fail."}
    revision = page.context["form"]["revision"].value()
    going_on = ana.post(area, {**more, "revision": revision}).headers["Location"]
    assert going_on == f"{NEEDS}checklist/collection/"
    assert "1 of 14 areas answered" in ana.get(f"{NEEDS}checklist/").content.decode()
    stale = browser(cast, "bruno").post(area, {**more, "problem_stockpiles": "Doors fail.", "revision": revision})
    text = stale.content.decode()
    assert (stale.status_code, "Locks fail." in text, "Doors fail." in text) == (409, True, True)

    listed = ana.get(f"{NEEDS}suggestions/")
    (one,) = listed.context["waiting"]
    assert "Your checklist says that help is needed here." in listed.content.decode()
    key = one["suggestion"].key
    edit = ana.post(f"{NEEDS}suggestions/{key}/", {"answer": "taken"}).headers["Location"]
    assert edit == f"{NEEDS}{only_need(cast).pk}/edit/"
    assert only_need(cast).origin == "checklist"


@pytest.mark.rows("N4")
def test_needs_are_ordered_without_javascript(cast: Any) -> None:
    ana = browser(cast, "ana")
    for title in ("One", "Two"):
        ana.post(f"{NEEDS}new/", {"title": title, "theme": "marking", "language": "en"})
    two = ana.get(f"{NEEDS}own/").context["live"][1]
    assert ana.post(f"{two['url']}rank/", {"move": "up"}).headers["Location"] == f"{NEEDS}own/"
    assert [each["need"].title for each in ana.get(f"{NEEDS}own/").context["live"]] == ["Two", "One"]
    assert ana.post(f"{NEEDS}order/", {}).status_code == 422
    page = ana.get(f"{NEEDS}order/?method=pairwise")
    (pair,) = [name for name in page.context["form"].fields if ":" in name]
    chosen = pair.partition(":")[2]
    sent = ana.post(f"{NEEDS}order/?method=pairwise", {pair: chosen, "note": "All agencies took part."})
    assert sent.headers["Location"] == f"{NEEDS}order/"
    listed = ana.get(f"{NEEDS}order/")
    assert "All agencies took part." in listed.content.decode()
    row = listed.context["orders"][0]["order"]
    assert ana.post(f"{NEEDS}order/{row.pk}/decide/").headers["Location"] == f"{NEEDS}own/"
    assert [each["need"].title for each in ana.get(f"{NEEDS}own/").context["live"]] == ["One", "Two"]
