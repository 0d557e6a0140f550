"""``reports/published/<id>/changes/``: a publication beside the one before it, without what is restricted (R29)."""

import uuid

import pytest
from django.test import Client
from django.urls import reverse

from poaiss.access.enums import Marking
from poaiss.accounts.enums import Role
from poaiss.reporting import actions
from poaiss.reporting.actions import Given
from poaiss.reporting.models import Snapshot
from tests.unit.reporting.comparing.test_comparing import CRITERIA, filed
from tests.unit.reporting.people import LADDER, LAWS, REGISTRATION, answered, step

pytestmark = [pytest.mark.django_db, pytest.mark.rows("R7", "R29")]


def published() -> list[Snapshot]:
    """Return two publications of one report."""
    report = filed(2026, {LAWS: Given("yes"), REGISTRATION: Given("no")})
    step(report, Role.MISSION, actions.amend)
    answered(report, {REGISTRATION: Given("yes"), CRITERIA: Given("for the State alone", marking=Marking.AMBER)})
    for role, action in LADDER:
        step(report, role, action)
    return list(Snapshot.objects.filter(report=report).order_by("number"))


def address(snapshot: Snapshot) -> str:
    return reverse("reporting:published-changes", args=[snapshot.pk])


def test_everybody_reads_what_changed_and_not_what_is_restricted(client: Client) -> None:
    _one, two = published()
    text = client.get(address(two)).content.decode()
    assert "Report of 2026, publication 1" in text
    assert "Changed: 1" in text
    assert "Reported, restricted" in text
    assert "for the State alone" not in text


def test_the_first_publication_has_none_before(client: Client) -> None:
    one, _two = published()
    assert client.get(address(one)).status_code == 404


def test_a_first_publication_is_compared_with_the_round_before(client: Client) -> None:
    filed(2024, {LAWS: Given("yes")})
    later = filed(2026, {LAWS: Given("no")})
    text = client.get(address(Snapshot.objects.get(report=later))).content.decode()
    assert "Report of 2024, publication 1" in text


def test_other_methods_and_unknown_publications(client: Client) -> None:
    _one, two = published()
    assert client.post(address(two)).status_code == 405
    assert client.get(reverse("reporting:published-changes", args=[uuid.uuid4()])).status_code == 404
