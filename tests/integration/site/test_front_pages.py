"""The front pages: what they say, in which language, with how many queries (S8, S14, S16, O9)."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from poaiss.directory.models import State, StateName
from poaiss.directory.queries import forget_names

pytestmark = [pytest.mark.django_db, pytest.mark.rows("S8", "S14", "S16", "O9", "O10")]
PAGES = (
    "",
    "states/",
    "states/brazil/",
    "states/avaria/",
    "search/",
    "search/?q=brokers",
    "help/",
    "about/",
    "accessibility/",
    "glossary/",
    "paragraphs/",
    "calendar/",
    "figures/",
    "figures/participation/",
    "figures/sdg-16-4-2/",
    "figures/answers-across-editions/",
)


def text(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("language", ["ar", "zh-hans", "en", "fr", "ru", "es"])
@pytest.mark.parametrize("path", PAGES)
def test_each_page_speaks_each_language(client: Client, language: str, path: str) -> None:
    html = text(client, f"/{language}/{path}")
    direction = "rtl" if language == "ar" else "ltr"
    assert f'<html lang="{language}" dir="{direction}">' in html
    assert html.count("<h1") == 1


def test_the_front_door_leads_to_the_visitors_language(client: Client) -> None:
    answer = client.get("/", headers={"accept-language": "fr-CH, fr;q=0.9, en;q=0.8"})
    assert (answer.status_code, answer["Location"], answer["Vary"]) == (302, "/fr/", "Accept-Language, Cookie")


def test_the_home_page_shows_every_state_in_three_queries(client: Client) -> None:
    client.get("/en/")
    with CaptureQueriesContext(connection) as queries:
        html = text(client, "/en/")
    asked = [each["sql"] for each in queries if "set_config" not in each["sql"] and "SAVEPOINT" not in each["sql"]]
    assert len(asked) <= 3, asked
    assert len(re.findall(r'class="tile ', html)) == State.objects.filter(tile_column__isnull=False).count() == 197
    assert "Tenth Biennial Meeting of States" in html


def test_states_are_sorted_as_the_reader_sorts(client: Client) -> None:
    html = text(client, "/en/states/")
    found = [html.index(f'/en/states/{slug}/"') for slug in ("afghanistan", "cote-divoire", "czechia", "zimbabwe")]
    assert found == sorted(found)
    assert html.index("/en/states/zimbabwe/") < html.index("/en/states/avaria/")


def test_an_exercise_state_says_so_and_a_real_one_does_not(client: Client) -> None:
    assert 'class="exercise"' in text(client, "/en/states/avaria/")
    assert 'class="exercise"' not in text(client, "/en/states/brazil/")


def test_a_real_state_shows_sourced_facts_and_no_invented_contact(client: Client) -> None:
    html = text(client, "/en/states/antigua-and-barbuda/")
    assert "No point of contact is recorded here" in html
    assert "not filings received here" in html
    assert "Report of 2010" in html
    assert "two-year average" in html


def test_names_have_their_time(client: Client) -> None:
    forget_names()
    html = text(client, "/en/states/turkiye/")
    assert "<h1>Türkiye</h1>" in html
    old = StateName.objects.get(state_id="TUR", language="en", valid_until__isnull=False)
    assert old.short == "Turkey"
    assert "Turkey" in html


@pytest.mark.parametrize(
    ("words", "address"),
    [
        ("Côte", "/en/states/cote-divoire/"),
        ("البرازيل", "/en/states/brazil/"),
        ("BRA", "/en/states/brazil/"),
        ("II.14", "/en/paragraphs/#PoA II.14"),
        ("brokers be registered", "/en/questionnaires/"),
        ("verbale", "/en/glossary/#note-verbale"),
    ],
)
def test_search_finds(client: Client, words: str, address: str) -> None:
    answer = client.get("/en/search/", {"q": words})
    assert address in answer.content.decode()


@pytest.mark.parametrize("words", ["", "a", "   ", "%%%", "zzzzzz", "\x00\x00", "' OR 1=1 --", "x" * 5000])
def test_search_survives_anything(client: Client, words: str) -> None:
    assert client.get("/en/search/", {"q": words}).status_code == 200


@pytest.mark.parametrize(
    ("path", "status"),
    [("/en/states/nowhere/", 404), ("/en/nothing/", 404), ("/en/figures/answers-across-editions/?question=X:1", 404)],
)
def test_what_is_not_there_is_said(client: Client, path: str, status: int) -> None:
    answer = client.get(path)
    assert answer.status_code == status
    assert b"<h1" in answer.content


def test_the_workspace_asks_for_a_sign_in(client: Client) -> None:
    answer = client.get("/en/workspace/")
    assert (answer.status_code, answer["Location"]) == (302, "/en/account/login/?next=/en/workspace/")


def test_every_answer_carries_the_safety_headers(client: Client) -> None:
    answer = client.get("/en/")
    assert "default-src 'self'" in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    assert "unsafe" not in answer["Content-Security-Policy"]


@pytest.mark.parametrize("suffix", ["csv", "json"])
@pytest.mark.parametrize("name", ["participation", "sdg-16-4-2"])
def test_figures_can_be_taken_away(client: Client, name: str, suffix: str) -> None:
    answer = client.get(f"/en/figures/{name}.{suffix}")
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/csv" if suffix == "csv" else "application/json")
    assert client.get(f"/en/figures/{name}.exe").status_code == 404
