"""/reports/<id>/complete … amend: one address a step; the wrong State, role, method and id change nothing (R9, R10)."""

import uuid

import pytest
from django.test import Client

from poaiss.access.rls import acting_as
from poaiss.accounts.actor import MACHINE
from poaiss.accounts.enums import Role
from poaiss.reporting.actions import Given
from poaiss.reporting.models import NationalReport
from tests.integration.reporting.conftest import SignedIn
from tests.unit.reporting.people import LAWS, answered, brought_to, started

pytestmark = [pytest.mark.django_db, pytest.mark.rows("R9", "R10")]
STEPS = [
    (0, "complete", Role.CONTRIBUTOR, Role.STATE_ADMINISTRATOR, "complete"),
    (1, "reopen", Role.CONTRIBUTOR, Role.STATE_ADMINISTRATOR, "draft"),
    (1, "approve", Role.APPROVER, Role.CONTRIBUTOR, "approved"),
    (2, "submit", Role.MISSION, Role.CONTRIBUTOR, "submitted"),
    (3, "receive", Role.SECRETARIAT, Role.MISSION, "received"),
    (3, "return", Role.SECRETARIAT, Role.MISSION, "returned"),
    (4, "publish", Role.SECRETARIAT, Role.MISSION, "published"),
    (5, "amend", Role.MISSION, Role.CONTRIBUTOR, "amended"),
]


def status(report: NationalReport) -> str:
    with acting_as(MACHINE):
        return NationalReport.objects.get(pk=report.pk).status


@pytest.mark.parametrize(("steps", "name", "role", "wrong", "after"), STEPS)
def test_a_step(
    signed_in: SignedIn, client: Client, steps: int, name: str, role: Role, wrong: Role, after: str
) -> None:
    report = brought_to(steps)
    before, path = status(report), f"/en/reports/{report.pk}/{name}/"
    assert client.post(path).status_code == 302
    assert signed_in(wrong).post(path).status_code == 403
    if role != Role.SECRETARIAT:
        assert signed_in(role, "XBO").post(path).status_code == 404
    assert signed_in(role).get(path).status_code == 405
    assert signed_in(role).post(f"/en/reports/{uuid.uuid4()}/{name}/").status_code == 404
    assert status(report) == before
    assert signed_in(role).post(path, {"remarks": "Said by the test."}).status_code == 302
    assert status(report) == after


def test_a_step_out_of_turn_says_so(signed_in: SignedIn) -> None:
    report = brought_to(0)
    page = signed_in(Role.MISSION).post(f"/en/reports/{report.pk}/submit/", follow=True)
    assert "A report that is “draft” cannot become “submitted”." in page.content.decode()
    assert status(report) == "draft"


def test_an_incomplete_report_shows_what_to_mend(signed_in: SignedIn) -> None:
    report = answered(started(), {LAWS: Given("perhaps")})
    page = signed_in(Role.CONTRIBUTOR).post(f"/en/reports/{report.pk}/complete/")
    assert page.status_code == 422
    assert [each["target"] for each in page.context["problems"]] == ["a-4.1"]


def test_the_state_chooses_publication(signed_in: SignedIn) -> None:
    report = brought_to(0)
    path = f"/en/reports/{report.pk}/publication/"
    assert signed_in(Role.CONTRIBUTOR).post(path, {"publication": "restricted"}).status_code == 403
    assert signed_in(Role.MISSION, "XBO").post(path, {"publication": "restricted"}).status_code == 404
    assert signed_in(Role.MISSION).post(path, {"publication": "nonsense"}).status_code == 404
    assert signed_in(Role.MISSION).post(path, {"publication": "restricted"}).status_code == 302
    with acting_as(MACHINE):
        assert NationalReport.objects.get().publication == "restricted"
