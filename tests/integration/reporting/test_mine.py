"""/reports/, /reports/start/ and /reports/received/: the lists of those who work on reports."""

import pytest
from django.test import Client

from poaiss.access.rls import acting_as
from poaiss.accounts.actor import MACHINE
from poaiss.accounts.enums import Role
from poaiss.reporting.models import NationalReport
from tests.integration.reporting.conftest import SignedIn
from tests.unit.reporting.people import brought_to

pytestmark = pytest.mark.django_db


def test_a_drafter_begins_a_report(signed_in: SignedIn) -> None:
    own = signed_in(Role.CONTRIBUTOR)
    assert "XAV-2026" in own.get("/en/reports/").content.decode()
    response = own.post("/en/reports/start/", {"round": "XAV-2026"})
    with acting_as(MACHINE):
        report = NationalReport.objects.get()
    assert response.headers["Location"] == f"/en/reports/{report.pk}/"
    assert [each.title for each in own.get("/en/reports/").context["reports"]] == ["Avaria, report of 2026"]


@pytest.mark.parametrize("round", ["XBO-2026", "XAV-1899", "", "KEN-2026"])
def test_not_for_another_state_nor_another_year(signed_in: SignedIn, round: str) -> None:
    assert signed_in(Role.CONTRIBUTOR).post("/en/reports/start/", {"round": round}).status_code == 404
    with acting_as(MACHINE):
        assert NationalReport.objects.count() == 0


def test_wrong_role_wrong_method_and_nobody(signed_in: SignedIn, client: Client) -> None:
    assert signed_in(Role.SECRETARIAT).get("/en/reports/").status_code == 403
    assert signed_in(Role.CONTRIBUTOR).get("/en/reports/start/").status_code == 405
    assert signed_in(Role.CONTRIBUTOR).get("/en/reports/received/").status_code == 403
    assert client.get("/en/reports/").status_code == 302


def test_the_secretariat_lists_what_was_submitted(signed_in: SignedIn) -> None:
    brought_to(3)
    brought_to(2, "XBO")
    office = signed_in(Role.SECRETARIAT)
    assert [each.state for each in office.get("/en/reports/received/").context["reports"]] == ["XAV"]
