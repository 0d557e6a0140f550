"""``reports/<id>/changes/``: both texts side by side, for those who may read the report (R7)."""

import uuid

import pytest
from django.urls import reverse

from poaiss.access.rls import acting_as
from poaiss.accounts.enums import Role
from poaiss.directory.models import State
from poaiss.reporting import actions, carrying
from poaiss.reporting.actions import Given
from poaiss.reporting.models import NationalReport, Round
from tests.integration.reporting.conftest import SignedIn
from tests.unit.reporting.comparing.test_comparing import CRITERIA, FIRST, filed
from tests.unit.reporting.people import LAWS, actor, answered, step

pytestmark = [pytest.mark.django_db, pytest.mark.rows("R7")]


def drafted() -> NationalReport:
    """Return the draft of 2026 with one sentence changed since 2024."""
    filed(2024, FIRST)
    drafter = actor(Role.CONTRIBUTOR)
    with acting_as(drafter):
        report = carrying.begin(state=State.objects.get(pk="XAV"), round=Round.objects.get(year=2026), by=drafter)
        actions.answer(report=report, answers={CRITERIA: Given("Each case <together>.")}, by=drafter)
    return report


def address(report: NationalReport, query: str = "") -> str:
    return reverse("reporting:changes", args=[report.pk]) + query


def test_a_changed_sentence_stands_word_by_word_beside_the_old_one(signed_in: SignedIn) -> None:
    report = drafted()
    text = signed_in(Role.CONTRIBUTOR).get(address(report)).content.decode()
    assert "Report of 2024" in text
    assert '<del><span class="hidden-visually">[removed: </span>alone<' in text
    assert "&lt;together&gt;" in text
    assert "4.1.2" not in text, "what did not change is left out"
    everything = signed_in(Role.CONTRIBUTOR).get(address(report, "?everything")).content.decode()
    assert "4.1.2" in everything


def test_an_amendment_is_compared_with_what_was_submitted(signed_in: SignedIn) -> None:
    report = filed(2026, {LAWS: Given("yes")})
    step(report, Role.MISSION, actions.amend)
    answered(report, {LAWS: Given("no")})
    client = signed_in(Role.CONTRIBUTOR)
    text = client.get(address(report, "?since=1")).content.decode()
    assert "Submission 1" in text
    assert "Changed: 1" in text
    assert client.get(address(report, "?since=2")).status_code == 404
    assert client.get(address(report, "?since=x")).status_code == 404


def test_a_first_report_says_that_there_is_none_before(signed_in: SignedIn) -> None:
    text = signed_in(Role.CONTRIBUTOR).get(address(filed(2024, FIRST, steps=0))).content.decode()
    assert "No earlier report" in text


def test_another_state_finds_nothing_and_nobody_signs_in(signed_in: SignedIn, client) -> None:  # type: ignore[no-untyped-def]
    report = drafted()
    assert signed_in(Role.CONTRIBUTOR, "XBO").get(address(report)).status_code == 404
    assert signed_in(Role.SECRETARIAT).get(address(report)).status_code == 404, "a draft is the State's own"
    assert signed_in(Role.AUDITOR).get(address(report)).status_code == 403
    response = client.get(address(report))
    assert response.status_code == 302
    assert "/login" in response["Location"] or "sign-in" in response["Location"]


def test_other_methods_and_unknown_reports(signed_in: SignedIn) -> None:
    report = drafted()
    assert signed_in(Role.CONTRIBUTOR).post(address(report)).status_code == 405
    assert signed_in(Role.CONTRIBUTOR).get(reverse("reporting:changes", args=[uuid.uuid4()])).status_code == 404
