"""/reports/help/ and what lies below, from asking to the end."""

import datetime as dt
import uuid
from collections.abc import Callable

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from poaiss.access.rls import acting_as
from poaiss.accounts.enums import Role
from poaiss.accounts.models import Person
from poaiss.common.clock import today
from poaiss.reporting.enums import HelpStatus
from poaiss.reporting.models import HelpRequest
from tests.unit.reporting.helping.test_helping import CENTRE, asked, let_in, officer, paired
from tests.unit.reporting.people import actor, answered, started

SignedIn = Callable[..., Client]
pytestmark = [pytest.mark.django_db, pytest.mark.rows("R21")]
ASK = "/en/reports/help/ask/"
LIST = "/en/reports/help/"


@pytest.fixture
def idris(client: Client) -> Client:
    """A browser in which the officer of the regional centre is signed in."""
    who = Person.objects.get(pk=officer().identifier)
    Authenticator.objects.get_or_create(user=who, type=Authenticator.Type.TOTP, defaults={"data": {"secret": "x"}})
    found = Client()
    found.force_login(who)
    return found


def fresh(made: HelpRequest) -> HelpRequest:
    return HelpRequest.objects.get(pk=made.pk)


def until(days: int = 30) -> str:
    return (today() + dt.timedelta(days=days)).isoformat()


def test_from_asking_to_the_end(signed_in: SignedIn, idris: Client) -> None:
    report = answered(started())
    contact, office = signed_in(Role.POINT_OF_CONTACT), signed_in(Role.SECRETARIAT)
    assert contact.get(ASK).status_code == 200
    asking = {"state": "XAV", "round": "2026", "text": "Section 5, please.", "language": "fr"}
    here = contact.post(ASK, asking).headers["Location"]
    assert "Section 5, please." in contact.get(here).content.decode()

    waiting = office.get(LIST)
    assert [each["state"] for each in waiting.context["open"]] == ["Avaria"]
    assert office.post(f"{here}pair/", {"helper": f"organisation:{CENTRE}"}).headers["Location"] == here
    assert idris.get(f"/en/reports/{report.pk}/").status_code == 404

    letting = {"may": "write", "until": until(), "purpose": "Section 5"}
    assert contact.post(f"{here}let-in/", letting).headers["Location"] == here
    assert idris.get(f"/en/reports/{report.pk}/").status_code == 200
    helping = idris.get(LIST).context["helping"]
    assert [each["report_url"] for each in helping] == [f"/en/reports/{report.pk}/"]
    assert "The helper may read, comment and write answers." in office.get(here).content.decode()
    assert office.get(f"/en/reports/{report.pk}/").status_code == 404

    assert contact.post(f"{here}take-back/").headers["Location"] == here
    assert idris.get(f"/en/reports/{report.pk}/").status_code == 404
    assert idris.get(f"/en/reports/{report.pk}/review/").status_code == 404
    assert contact.post(f"{here}end/", {"outcome": "Section 5 is written."}).headers["Location"] == here
    assert "Section 5 is written." in office.get(here).content.decode()
    assert [each["state"] for each in office.get(LIST).context["ended"]] == ["Avaria"]


@pytest.mark.parametrize("action", ["", "pair/", "let-in/", "take-back/", "end/"])
def test_another_state_and_another_world_find_nothing(signed_in: SignedIn, action: str) -> None:
    here = f"{LIST}{paired().pk}/{action}"
    contact = signed_in(Role.POINT_OF_CONTACT, "XBO")
    real = signed_in(Role.SECRETARIAT, exercise=False)
    for other, allowed in ((contact, action != "pair/"), (real, action in ("", "pair/"))):
        response = other.get(here) if action == "" else other.post(here, {"helper": "state:XBO", "outcome": "x"})
        assert response.status_code == (404 if allowed else 403)


@pytest.mark.parametrize("action", ["", "pair/", "let-in/", "take-back/", "end/"])
def test_nobody_is_led_to_sign_in_and_a_bad_id_is_not_found(signed_in: SignedIn, client: Client, action: str) -> None:
    here = f"{LIST}{uuid.uuid4()}/{action}"
    assert client.get(here).headers["Location"].startswith("/en/account/login/")
    who = signed_in(Role.SECRETARIAT) if action == "pair/" else signed_in(Role.POINT_OF_CONTACT)
    assert (who.get(here) if action == "" else who.post(here)).status_code == 404


@pytest.mark.parametrize("address", [LIST, ASK])
def test_the_same_state_without_the_role(signed_in: SignedIn, client: Client, address: str) -> None:
    assert signed_in(Role.STATE_ADMINISTRATOR).get(address).status_code == 403
    assert client.get(address).status_code == 302
    assert signed_in(Role.CONTRIBUTOR).get(address).status_code == 200
    assert signed_in(Role.CONTRIBUTOR).put(address).status_code == 405


def test_a_contributor_lets_nobody_in(signed_in: SignedIn) -> None:
    started()
    made = paired()
    drafter = signed_in(Role.CONTRIBUTOR)
    for action in ("let-in/", "take-back/"):
        assert drafter.post(f"{LIST}{made.pk}/{action}", {"may": "read", "until": until()}).status_code == 403
    page = drafter.get(f"{LIST}{made.pk}/")
    assert (page.context["letting"], page.context["can_take_back"]) == (None, False)


@pytest.mark.parametrize("action", ["pair/", "let-in/", "take-back/", "end/"])
def test_the_steps_take_a_post(signed_in: SignedIn, action: str) -> None:
    made = asked()
    who = signed_in(Role.SECRETARIAT) if action == "pair/" else signed_in(Role.MISSION)
    assert who.get(f"{LIST}{made.pk}/{action}").status_code == 405


def test_what_is_wrong_stands_at_its_field(signed_in: SignedIn) -> None:
    made, contact = paired(), signed_in(Role.POINT_OF_CONTACT)
    here = f"{LIST}{made.pk}/"
    early = contact.post(f"{here}let-in/", {"may": "read", "until": until(-1), "purpose": "Kept words"})
    assert (early.status_code, list(early.context["letting"].errors)) == (422, ["until"])
    assert "Kept words" in early.content.decode()
    unbegun = contact.post(f"{here}let-in/", {"may": "read", "until": until()})
    assert (unbegun.status_code, list(unbegun.context["letting"].errors)) == (422, ["__all__"])
    assert contact.post(f"{here}end/", {"outcome": " "}).status_code == 422
    office = signed_in(Role.SECRETARIAT)
    assert office.post(f"{here}pair/", {"helper": "state:XAV"}).status_code == 422
    again = contact.post(ASK, {"state": "XAV", "round": "2026", "text": "More.", "language": "en"})
    assert (again.status_code, list(again.context["form"].errors)) == (422, ["round"])


def test_a_helper_decides_nothing(idris: Client) -> None:
    report = started()
    made = let_in(paired(), may_draft=True)
    assert idris.get(f"{LIST}{made.pk}/").status_code == 200
    for action in ("pair/", "let-in/", "take-back/", "end/"):
        assert idris.post(f"{LIST}{made.pk}/{action}", {"outcome": "x", "may": "write"}).status_code == 403
    for step in ("complete", "approve", "submit"):
        assert idris.post(f"/en/reports/{report.pk}/{step}/").status_code == 403


def test_a_list_costs_the_same_for_one_and_for_three(
    signed_in: SignedIn, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    office = signed_in(Role.SECRETARIAT)
    paired(state="XAV")
    office.get(LIST)
    with django_assert_max_num_queries(30) as one:  # type: ignore[attr-defined]
        office.get(LIST)
    paired(state="XBO")
    paired(state="XCE")
    with django_assert_max_num_queries(len(one.captured_queries)):  # type: ignore[attr-defined]
        assert len(office.get(LIST).context["open"]) == 3


def test_the_status_in_the_database(signed_in: SignedIn) -> None:
    made = asked()
    office = signed_in(Role.SECRETARIAT)
    office.post(f"{LIST}{made.pk}/pair/", {"helper": "state:XBO"})
    who = officer()
    with acting_as(who):
        assert HelpRequest.objects.count() == 0
    with acting_as(actor(Role.SECRETARIAT)):
        assert (fresh(made).status, fresh(made).helper_state_id) == (HelpStatus.PAIRED, "XBO")
