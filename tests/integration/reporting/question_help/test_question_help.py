"""``reports/<id>/questions/<number>/help/``: a plain page, or its content alone for htmx (R28)."""

import pytest
from django.test import Client
from django.urls import reverse

from poaiss.accounts.enums import Role
from tests.integration.reporting.conftest import SignedIn
from tests.unit.reporting.people import started

pytestmark = [pytest.mark.django_db, pytest.mark.rows("R28")]


def address(number: str = "4.1.2", pk: object = None) -> str:
    return reverse("reporting:question-help", args=[pk or started().pk, number])


def test_the_page(signed_in: SignedIn) -> None:
    response = signed_in(Role.CONTRIBUTOR).get(address())
    text = response.content.decode()
    assert response.status_code == 200
    assert "<h1" in text
    assert "PoA II.14" in text
    assert "excerpt from a secondary source, not a filing" in text
    assert "Antigua and Barbuda" in text
    assert "Back to the question" in text


def test_htmx_gets_the_content_alone(signed_in: SignedIn) -> None:
    response = signed_in(Role.CONTRIBUTOR).get(address(), headers={"HX-Request": "true"})
    assert response.status_code == 200
    assert "<h1" not in response.content.decode()
    assert "Antigua and Barbuda" in response.content.decode()


def test_it_is_in_the_readers_language(signed_in: SignedIn) -> None:
    client = signed_in(Role.CONTRIBUTOR)
    text = client.get(address("P9.90.2").replace("/en/", "/fr/")).content.decode()
    assert "Décrire le problème" in text or "Décrivez le problème" in text


def test_another_state_finds_nothing(signed_in: SignedIn) -> None:
    assert signed_in(Role.CONTRIBUTOR, "XBO").get(address()).status_code == 404


def test_a_role_that_writes_no_report_is_refused(signed_in: SignedIn) -> None:
    assert signed_in(Role.AUDITOR).get(address()).status_code == 403


def test_nobody_signs_in_first() -> None:
    response = Client().get(address())
    assert response.status_code == 302
    assert "/login/" in response.headers["Location"]


def test_it_is_read_only(signed_in: SignedIn) -> None:
    assert signed_in(Role.CONTRIBUTOR).post(address()).status_code == 405


def test_an_unknown_question_or_report(signed_in: SignedIn) -> None:
    client = signed_in(Role.CONTRIBUTOR)
    assert client.get(address("99.9")).status_code == 404
    assert client.get(address(pk="3f3b1c0e-0000-4000-8000-000000000000")).status_code == 404
