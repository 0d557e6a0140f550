"""``reports/<id>/advice/``: for those of the State who write and approve, and for nobody else (R23)."""

import uuid

import pytest
from django.test import Client
from django.urls import reverse

from poaiss.accounts.enums import Role
from poaiss.reporting.actions import Given
from poaiss.reporting.models import NationalReport
from tests.integration.reporting.conftest import SignedIn
from tests.unit.reporting.people import LADDER, answered, started, step

pytestmark = [pytest.mark.django_db, pytest.mark.rows("R23")]


def address(report: NationalReport) -> str:
    return reverse("reporting:advice", args=[report.pk])


def unfinished() -> NationalReport:
    return answered(started(), {"section_1/q_1_3": Given("yes")})


@pytest.mark.parametrize("role", [Role.CONTRIBUTOR, Role.APPROVER, Role.MISSION, Role.POINT_OF_CONTACT])
def test_advice_leads_to_its_question(signed_in: SignedIn, role: Role) -> None:
    report = unfinished()
    text = signed_in(role).get(address(report)).content.decode()
    section = reverse("reporting:section", args=[report.pk, "section_1"])
    assert f'<a href="{section}#q-section-1-q-1-3-file">' in text
    assert "There is a national action plan, but it is not attached." in text
    assert "Attach the plan, or say in the remark where it can be read." in text
    assert "RevCon3 outcome II.A.5" in text
    assert 'id="q-section-1-q-1-3-file' in signed_in(role).get(section).content.decode(), "the anchor is there"


def test_a_remark_settles_it_and_an_empty_page_thanks(signed_in: SignedIn) -> None:
    report = unfinished()
    answered(report, {"section_1/q_1_3_file": Given("", remark="On the web site of the ministry.")})
    text = signed_in(Role.CONTRIBUTOR).get(address(report)).content.decode()
    assert "Nothing to advise" in text
    assert "not attached" not in text


@pytest.mark.parametrize("role", [Role.SECRETARIAT, Role.AGENCY_OFFICER, Role.AUDITOR])
def test_nobody_else_sees_it_even_after_submission(signed_in: SignedIn, role: Role) -> None:
    report = unfinished()
    for who, action in LADDER[:3]:
        step(report, who, action)
    assert signed_in(role).get(address(report)).status_code == 403


def test_another_state_finds_nothing_and_nobody_signs_in(signed_in: SignedIn, client: Client) -> None:
    report = unfinished()
    assert signed_in(Role.CONTRIBUTOR, "XBO").get(address(report)).status_code == 404
    assert client.get(address(report)).status_code == 302


def test_other_methods_and_unknown_reports(signed_in: SignedIn) -> None:
    report = unfinished()
    assert signed_in(Role.CONTRIBUTOR).post(address(report)).status_code == 405
    assert signed_in(Role.CONTRIBUTOR).get(reverse("reporting:advice", args=[uuid.uuid4()])).status_code == 404


def test_nothing_of_it_is_on_the_public_page(client: Client) -> None:
    report = unfinished()
    for who, action in LADDER:
        step(report, who, action)
    public = client.get(reverse("reporting:place", args=[report.state.slug, report.round.year])).content.decode()
    assert "not attached" not in public
    assert address(report) not in public
