"""/reports/<id>/ and /reports/<id>/review/: for the State's own people, and the Secretariat once submitted."""

import uuid

import pytest
from django.test import Client

from poaiss.accounts.enums import Role
from poaiss.reporting.actions import Given
from tests.integration.reporting.conftest import SignedIn
from tests.unit.reporting.people import answered, brought_to, started

pytestmark = [pytest.mark.django_db, pytest.mark.rows("R9")]
TAILS = ["", "review/"]


@pytest.mark.parametrize("tail", TAILS)
def test_ones_own_report_opens(signed_in: SignedIn, tail: str) -> None:
    report = brought_to(0)
    page = signed_in(Role.CONTRIBUTOR).get(f"/en/reports/{report.pk}/{tail}")
    assert page.status_code == 200
    assert [each["name"] for each in page.context["buttons"]] == ["complete"]


@pytest.mark.parametrize("tail", TAILS)
def test_another_state_and_the_secretariat_find_no_draft(signed_in: SignedIn, tail: str) -> None:
    report = brought_to(0)
    for other in (signed_in(Role.CONTRIBUTOR, "XBO"), signed_in(Role.SECRETARIAT)):
        assert other.get(f"/en/reports/{report.pk}/{tail}").status_code == 404


@pytest.mark.parametrize("tail", TAILS)
def test_the_same_state_without_the_role_is_refused(signed_in: SignedIn, tail: str) -> None:
    report = brought_to(0)
    assert signed_in(Role.STATE_ADMINISTRATOR).get(f"/en/reports/{report.pk}/{tail}").status_code == 403


@pytest.mark.parametrize("tail", TAILS)
def test_nobody_is_led_to_sign_in_and_a_bad_id_is_not_found(signed_in: SignedIn, client: Client, tail: str) -> None:
    assert client.get(f"/en/reports/{uuid.uuid4()}/{tail}").status_code == 302
    assert signed_in(Role.CONTRIBUTOR).get(f"/en/reports/{uuid.uuid4()}/{tail}").status_code == 404


def test_the_secretariat_opens_what_was_submitted(signed_in: SignedIn) -> None:
    report = brought_to(3)
    page = signed_in(Role.SECRETARIAT).get(f"/en/reports/{report.pk}/")
    assert [each["name"] for each in page.context["buttons"]] == ["receive", "return"]


def test_the_review_names_what_does_not_fit(signed_in: SignedIn) -> None:
    report = answered(started(), {"section_4/q_4_1": Given("perhaps")})
    page = signed_in(Role.CONTRIBUTOR).get(f"/en/reports/{report.pk}/review/")
    assert [each["target"] for each in page.context["problems"]] == ["a-4.1"]
    assert "perhaps is not one of the choices." in page.content.decode()
