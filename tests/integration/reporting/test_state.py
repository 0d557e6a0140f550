"""/states/<slug>/reports/: published reports and excerpts; the State's own drafts for its own people."""

import pytest
from django.test import Client

from poaiss.accounts.enums import Role
from tests.integration.reporting.conftest import SignedIn
from tests.unit.reporting.people import brought_to

pytestmark = pytest.mark.django_db
PATH = "/en/states/avaria/reports/"


def test_everybody_sees_published_reports_alone(client: Client) -> None:
    brought_to(5, year=2024)
    brought_to(3, year=2026)
    assert [each.year for each in client.get(PATH).context["reports"]] == [2024]


def test_ones_own_state_sees_what_is_in_work(signed_in: SignedIn) -> None:
    brought_to(1)
    own, other = signed_in(Role.CONTRIBUTOR), signed_in(Role.CONTRIBUTOR, "XBO")
    assert [each.status for each in own.get(PATH).context["reports"]] == ["complete"]
    assert other.get(PATH).context["reports"] == []


def test_excerpts_are_listed_by_year(client: Client) -> None:
    page = client.get("/en/states/antigua-and-barbuda/reports/")
    assert [each.title for each in page.context["excerpts"]] == ["Report of 2020", "Report of 2010"]
    assert page.context["reports"] == []


def test_no_such_state(client: Client) -> None:
    assert client.get("/en/states/atlantis/reports/").status_code == 404
