"""/states/<slug>/reports/undated/ and /excerpts/unattributed/: what the source does not show."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def test_an_excerpt_without_a_year_has_a_page(client: Client) -> None:
    page = client.get("/en/states/belize/reports/undated/")
    assert page.status_code == 200
    assert "men: 3; women: 0" in page.content.decode()


def test_a_state_without_such_excerpts_has_none(client: Client) -> None:
    assert client.get("/en/states/kenya/reports/undated/").status_code == 404
    assert client.get("/en/states/atlantis/reports/undated/").status_code == 404


def test_an_excerpt_without_a_state_stands_under_no_state(client: Client) -> None:
    text = client.get("/en/excerpts/unattributed/").content.decode()
    assert "(not shown)" in text
    assert "factory number checked, military number assigned" in text
