"""Pages of good practices (A7): who opens them, what they show, and a practice from the question to the library."""

import pytest
from django.test import Client
from django.urls import reverse

from poaiss.access.rls import acting_as
from poaiss.accounts.enums import Role
from poaiss.analysis.models import Practice
from tests.integration.reporting.conftest import SignedIn
from tests.unit.analysis.practices.ground import GOOD, KEY, amended, published
from tests.unit.reporting.people import actor

pytestmark = [pytest.mark.django_db, pytest.mark.rows("A7")]
DOINGS = ("practices-ask", "practices-give", "practices-decline", "practices-withdraw")


def at(name: str = "practices", slug: str = "avaria") -> str:
    if name == "practices-index":
        return reverse("analysis:practices-index")
    return reverse(f"analysis:{name}", args=[slug] if name == "practices" else [slug, KEY])


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def post(client: Client, name: str, **given: str) -> str:
    answer = client.post(at(name), given, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def decision() -> str:
    with acting_as(actor(Role.APPROVER)):
        return str(Practice.objects.get().decision)


def test_from_the_question_of_the_secretariat_to_the_library_and_back(signed_in: SignedIn) -> None:
    published()
    office, state, reader = signed_in(Role.SECRETARIAT), signed_in(Role.APPROVER), Client()
    page = text(office, at("practices-index"))
    assert GOOD in page
    assert (
        "Are gender considerations part of policies and programmes on small arms and light weapons? · Details" in page
    )
    assert (at("practices-ask") in page, at("practices-give") in page) == (True, False)
    assert "The State is asked. It decides." in post(office, "practices-ask", note="Others could learn from it.")
    assert at("practices-ask") not in text(office, at())
    desk = text(state, reverse("site:workspace"))
    assert "The Secretariat asks for a good practice of your State" in desk
    assert f'href="{at("practices-index")}"' in desk
    for other in (office, signed_in(Role.CONTRIBUTOR), signed_in(Role.APPROVER, "XBO")):
        assert "The Secretariat asks for a good practice" not in text(other, reverse("site:workspace"))
    page = text(state, at())
    assert ("1 text waits for the decision of its State." in page, "Others could learn from it." in page) == (
        True,
        True,
    )
    shelf = f"{reverse('library:index')}?kind=practice&state=XAV"
    assert "Women lead" not in text(reader, shelf)
    page = post(state, "practices-give", title="Women lead the collection")
    assert "The text is in the library, under the name of your State." in page
    assert "Women lead the collection" in text(reader, shelf)
    with acting_as(actor(Role.APPROVER)):
        entry = Practice.objects.get().entry_id
    page = text(reader, reverse("library:entry", args=[entry]))
    assert GOOD in page
    assert f'href="{reverse("reporting:place", args=["avaria", 2024])}"' in page
    assert "with the consent of the State" in page
    assert "no longer shown in the library" in post(state, "practices-withdraw")
    assert reader.get(reverse("library:entry", args=[entry])).status_code == 404
    assert "Women lead the collection" not in text(reader, shelf)
    assert decision() == "withdrawn"


def test_a_state_declines_and_the_secretariat_reads_so(signed_in: SignedIn) -> None:
    published()
    post(signed_in(Role.SECRETARIAT), "practices-ask")
    assert "You may change your mind at any time." in post(signed_in(Role.MISSION), "practices-decline")
    page = text(signed_in(Role.SECRETARIAT), at())
    assert ("Declined" in page, at("practices-ask") in page) == (True, False)


def test_a_form_without_title_comes_back_with_what_is_wrong(signed_in: SignedIn) -> None:
    published()
    answer = signed_in(Role.APPROVER).post(at("practices-give"), {"title": " "})
    assert answer.status_code == 422
    assert f"give-{KEY}-title" in answer.content.decode()
    with acting_as(actor(Role.APPROVER)):
        assert Practice.objects.count() == 0


def test_what_was_decided_or_amended_meanwhile_is_told(signed_in: SignedIn) -> None:
    report = published()
    post(signed_in(Role.SECRETARIAT), "practices-ask")
    assert "has been asked about this text" in post(signed_in(Role.SECRETARIAT), "practices-ask")
    assert "decided about this text meanwhile" in post(signed_in(Role.APPROVER), "practices-withdraw")
    amended(report, "We no longer say this.")
    page = text(signed_in(Role.APPROVER), at())
    assert "The published report no longer says this." in page
    assert at("practices-give") not in page
    assert "no longer stands in a published report" in post(signed_in(Role.APPROVER), "practices-give", title="x")
    assert decision() == "waiting"


def test_a_contributor_reads_and_does_not_decide(signed_in: SignedIn) -> None:
    published()
    drafter = signed_in(Role.CONTRIBUTOR)
    page = text(drafter, at())
    assert (GOOD in page, at("practices-give") in page) == (True, False)
    assert drafter.post(at("practices-give"), {"title": "x"}).status_code == 403


def test_an_own_state_is_opened_at_once_and_nothing_to_show_is_said(signed_in: SignedIn) -> None:
    answer = signed_in(Role.APPROVER).get(at("practices-index"))
    assert (answer.status_code, answer.headers["Location"]) == (302, at())
    assert "No published answer is concrete enough" in text(signed_in(Role.APPROVER), at())


def test_each_world_sees_its_own(signed_in: SignedIn) -> None:
    published()
    real = signed_in(Role.SECRETARIAT, exercise=False)
    assert GOOD not in text(real, at("practices-index"))
    assert real.get(at()).status_code == 404


def test_strangers_learn_nothing(signed_in: SignedIn) -> None:
    for name in ("practices", "practices-index"):
        assert "/account/login/" in Client().get(at(name)).headers["Location"]
        assert signed_in(Role.AGENCY_OFFICER).get(at(name)).status_code == 403
        assert signed_in(Role.APPROVER).post(at(name)).status_code == 405
    assert signed_in(Role.APPROVER, "XBO").get(at()).status_code == 404
    assert signed_in(Role.SECRETARIAT).get(at(slug="no-such-state")).status_code == 404
    for name in DOINGS:
        assert "/account/login/" in Client().post(at(name)).headers["Location"]
        assert signed_in(Role.SECRETARIAT).get(at(name)).status_code in (403, 405)
        assert signed_in(Role.CHAIR).post(at(name)).status_code == 403
    for name in DOINGS[1:]:
        assert signed_in(Role.SECRETARIAT).post(at(name)).status_code == 403
        assert signed_in(Role.APPROVER, "XBO").post(at(name)).status_code == 404
