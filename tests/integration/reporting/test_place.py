"""/states/<slug>/reports/<year>/: the published report, and excerpts apart, for everybody."""

from typing import Any

import pytest
from django.test import Client

from tests.unit.reporting.people import brought_to

pytestmark = [pytest.mark.django_db, pytest.mark.rows("R4", "R13")]


def test_a_published_report_is_shown_with_its_hash_and_every_kind_of_answer(client: Client) -> None:
    brought_to(5)
    page = client.get("/en/states/avaria/reports/2026/")
    text = page.content.decode()
    snapshot = page.context["snapshot"]
    assert page.status_code == 200
    assert snapshot.sha256 in text
    assert "Exercise." in text
    assert [count for label, count in page.context["counts"] if str(label) == "Yes"] == [1]


def test_a_draft_is_not_shown(client: Client) -> None:
    brought_to(4)
    text = client.get("/en/states/avaria/reports/2026/").content.decode()
    assert "No report of this State was received here for this year." in text


def test_excerpts_stand_apart_with_source_question_and_warnings(client: Client) -> None:
    text = client.get("/en/states/antigua-and-barbuda/reports/2010/").content.decode()
    assert "Excerpts from secondary sources, not filings received here" in text
    assert "https://www.gunpolicy.org/firearms/citation/quotes/3353" in text
    assert "free text saying the State does not export SALW" in text
    assert "Text stands in a yes/no cell" in text
    assert "ITI para. 12 asks for at least 20." in text
    assert "No report of this State was received here for this year." in text


def test_the_editors_note_is_never_the_states_word(client: Client) -> None:
    text = client.get("/en/states/switzerland/reports/2004/").content.decode()
    assert "Editor’s note, not of the State:" in text
    assert "compiler’s words" in text


def test_a_page_is_quick_whatever_it_shows(client: Client, django_assert_max_num_queries: Any) -> None:
    client.get("/en/states/antigua-and-barbuda/reports/2010/")
    with django_assert_max_num_queries(12):
        client.get("/en/states/antigua-and-barbuda/reports/2010/")


@pytest.mark.parametrize("path", ["atlantis/reports/2010/", "kenya/reports/1899/", "kenya/reports/20l6/"])
def test_there_is_no_such_place(client: Client, path: str) -> None:
    assert client.get(f"/en/states/{path}").status_code == 404


def test_the_page_stands_in_arabic(client: Client) -> None:
    page = client.get("/ar/states/antigua-and-barbuda/reports/2010/")
    assert page.status_code == 200
    assert 'dir="rtl"' in page.content.decode()
