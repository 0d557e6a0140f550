"""``reports/<id>/translation/<language>/``: side by side, plain forms, conflicts keep both texts (R14)."""

import pytest
from django.test import Client
from django.urls import reverse

from poaiss.access.rls import acting_as
from poaiss.accounts.enums import Role
from poaiss.reporting import actions, translating
from poaiss.reporting.models import NationalReport
from poaiss.reporting.translating.originals import digest
from tests.integration.reporting.conftest import SignedIn
from tests.unit.reporting.people import actor, step
from tests.unit.reporting.translating.test_translating import LICENCES, written

pytestmark = [pytest.mark.django_db, pytest.mark.rows("R14")]
ORIGINAL = "One licence for each deal"


def address(report: NationalReport, language: str = "ar") -> str:
    return reverse("reporting:translation", args=[report.pk, language])


def form(text: str, before: str = "") -> dict[str, str]:
    return {
        "asked": LICENCES,
        f"seen:{LICENCES}": digest(ORIGINAL),
        f"before:{LICENCES}": digest(before),
        f"text:{LICENCES}": text,
    }


def test_original_and_translation_stand_side_by_side_in_their_directions(signed_in: SignedIn) -> None:
    report = written()
    client = signed_in(Role.CONTRIBUTOR)
    assert client.post(address(report), form("رخصة لكل صفقة")).status_code == 302
    text = client.get(address(report)).content.decode()
    assert f'<div class="wrap" lang="en" dir="auto">{ORIGINAL}</div>' in text
    assert 'lang="ar" dir="rtl" aria-labelledby' in text
    assert "رخصة لكل صفقة</textarea>" in text
    assert "1 of 3 texts translated." in text


def test_a_conflict_shows_both_and_stores_neither_over_the_other(signed_in: SignedIn) -> None:
    report = written()
    signed_in(Role.CONTRIBUTOR).post(address(report, "fr"), form("Une licence"))
    response = signed_in(Role.APPROVER).post(address(report, "fr"), form("Une autorisation"))
    text = response.content.decode()
    assert response.status_code == 422
    assert "Une autorisation</textarea>" in text
    assert "Saved by somebody else:" in text
    with acting_as(actor(Role.CONTRIBUTOR)):
        assert translating.texts(report, "fr", public=False) == {LICENCES: "Une licence"}
    again = signed_in(Role.APPROVER).post(address(report, "fr"), form("Une autorisation", before="Une licence"))
    assert again.status_code == 302


def test_the_secretariat_reads_and_does_not_translate(signed_in: SignedIn) -> None:
    report = written()
    for role, action in (
        (Role.CONTRIBUTOR, actions.mark_complete),
        (Role.APPROVER, actions.approve),
        (Role.MISSION, actions.submit),
    ):
        step(report, role, action)
    client = signed_in(Role.SECRETARIAT)
    text = client.get(address(report, "fr")).content.decode()
    assert ORIGINAL in text
    assert "<textarea" not in text
    assert client.post(address(report, "fr"), form("Une licence")).status_code == 403


def test_another_state_finds_nothing(signed_in: SignedIn) -> None:
    assert signed_in(Role.CONTRIBUTOR, "XBO").get(address(written())).status_code == 404


def test_a_role_that_writes_no_report_is_refused(signed_in: SignedIn) -> None:
    assert signed_in(Role.AUDITOR).get(address(written())).status_code == 403


def test_nobody_signs_in_first() -> None:
    response = Client().get(address(written()))
    assert response.status_code == 302
    assert "/login/" in response.headers["Location"]


@pytest.mark.parametrize("language", ["en", "de"])
def test_only_another_un_language_has_a_page(signed_in: SignedIn, language: str) -> None:
    assert signed_in(Role.CONTRIBUTOR).get(address(written(), language)).status_code == 404


def test_an_unknown_report(signed_in: SignedIn) -> None:
    place = reverse("reporting:translation", args=["3f3b1c0e-0000-4000-8000-000000000000", "fr"])
    assert signed_in(Role.CONTRIBUTOR).get(place).status_code == 404
