"""Each address of a State's own analysis: who opens it, who is told that there is none, who is refused (S1, S2)."""

import pytest
from django.test import Client
from django.urls import reverse

from poaiss.accounts.enums import Role
from tests.integration.reporting.conftest import SignedIn

pytestmark = [pytest.mark.django_db, pytest.mark.rows("A4", "A5", "A9", "A15")]
PAGES = ("own-profile", "own-time", "own-company", "own-contradictions", "own-mirror", "own-score")
KEY = "0" * 16
DOINGS: dict[str, tuple[str, ...]] = {
    "own-explain": ("avaria", KEY),
    "own-consent": ("avaria",),
    "own-withdraw": ("avaria", "XBO"),
    "own-switch": ("avaria",),
    "own-weights": ("avaria",),
}
DESKS = (Role.POINT_OF_CONTACT, Role.CONTRIBUTOR, Role.APPROVER, Role.MISSION)
OTHERS = (
    Role.AGENCY_OFFICER,
    Role.STATE_ADMINISTRATOR,
    Role.SECRETARIAT,
    Role.ADMINISTRATOR,
    Role.AUDITOR,
    Role.CHAIR,
)


@pytest.mark.parametrize("role", DESKS)
@pytest.mark.parametrize("name", PAGES)
def test_the_people_of_the_report_open_every_page(signed_in: SignedIn, name: str, role: Role) -> None:
    answer = signed_in(role).get(reverse(f"analysis:{name}", args=["avaria"]))
    assert answer.status_code == 200
    assert "Only those who work on the national report of Avaria see this" in answer.content.decode()


@pytest.mark.parametrize("role", OTHERS)
@pytest.mark.parametrize("name", ["own", *PAGES])
def test_nobody_else_does(signed_in: SignedIn, name: str, role: Role) -> None:
    answer = signed_in(role).get(reverse(f"analysis:{name}", args=["avaria"] if name != "own" else []))
    assert answer.status_code == 403
    assert "Only those who work on the national report of this State" in answer.content.decode()


@pytest.mark.parametrize("name", PAGES)
def test_another_state_is_told_that_there_is_none(signed_in: SignedIn, name: str) -> None:
    client = signed_in(Role.APPROVER, "XBO")
    assert client.get(reverse(f"analysis:{name}", args=["avaria"])).status_code == 404
    assert client.get(reverse(f"analysis:{name}", args=["no-such-state"])).status_code == 404


@pytest.mark.parametrize("name", ["own", *PAGES])
def test_nobody_in_particular_is_led_to_sign_in(name: str) -> None:
    answer = Client().get(reverse(f"analysis:{name}", args=["avaria"] if name != "own" else []))
    assert answer.status_code == 302
    assert "/account/login/" in answer.headers["Location"]


@pytest.mark.parametrize("name", ["own", *PAGES])
def test_pages_are_read_alone(signed_in: SignedIn, name: str) -> None:
    address = reverse(f"analysis:{name}", args=["avaria"] if name != "own" else [])
    assert signed_in(Role.APPROVER).post(address).status_code == 405


@pytest.mark.parametrize("name", DOINGS)
def test_doing_needs_a_post_a_role_and_the_own_state(signed_in: SignedIn, name: str) -> None:
    address = reverse(f"analysis:{name}", args=DOINGS[name])
    assert signed_in(Role.APPROVER).get(address).status_code == 405
    assert signed_in(Role.APPROVER, "XBO").post(address).status_code == 404
    assert signed_in(Role.SECRETARIAT).post(address).status_code == 403
    assert signed_in(Role.AGENCY_OFFICER).post(address).status_code == 403
    assert Client().post(address).status_code == 302


def test_one_state_is_opened_at_once(signed_in: SignedIn) -> None:
    answer = signed_in(Role.MISSION).get(reverse("analysis:own"))
    assert answer.status_code == 302
    assert answer.headers["Location"] == reverse("analysis:own-profile", args=["avaria"])


def test_the_mission_sees_and_does_not_switch_and_a_contributor_does_not_consent(signed_in: SignedIn) -> None:
    assert signed_in(Role.MISSION).post(reverse("analysis:own-switch", args=["avaria"])).status_code == 403
    answer = signed_in(Role.CONTRIBUTOR).post(reverse("analysis:own-consent", args=["avaria"]), {"partner": "XBO"})
    assert answer.status_code == 403


@pytest.mark.parametrize(
    ("name", "query"), [("own-profile", "round=1999"), ("own-time", "theme=none"), ("own-company", "round=1999")]
)
def test_what_does_not_exist_is_not_found(signed_in: SignedIn, name: str, query: str) -> None:
    answer = signed_in(Role.APPROVER).get(f"{reverse(f'analysis:{name}', args=['avaria'])}?{query}")
    assert answer.status_code == 404
