"""/questionnaires/ and /questionnaires/<code>/<edition>/<number>/ with its two downloads: open to everybody."""

from typing import Any

import pytest
from django.test import Client

from poaiss.questionnaires import engine
from poaiss.questionnaires.queries import current_versions, version_url

pytestmark = [pytest.mark.django_db, pytest.mark.rows("R3")]


def place(edition: str) -> str:
    return version_url(current_versions()[edition])


def test_the_list_names_every_edition(client: Client) -> None:
    text = client.get("/en/questionnaires/").content.decode()
    assert all(place(edition) in text for edition in "ABC")


@pytest.mark.parametrize("edition", ["A", "B", "C"])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_version_shows_every_question_and_that_it_is_unofficial(client: Client, edition: str, language: str) -> None:
    page = client.get(place(edition).replace("/en/", f"/{language}/"))
    version = current_versions()[edition]
    assert page.status_code == 200
    assert page.context["count"] == version.questions.count()
    assert page.context["is_reconstruction"] is True


def test_the_same_question_in_other_editions_is_one_press_away(client: Client) -> None:
    text = client.get(place("C")).content.decode()
    assert f"{place('A')}#q-8.2" in text
    assert f"{place('B')}#q-7.2" in text
    assert "Unofficial reconstruction, in our own wording" in text


def test_the_downloads_are_the_form(client: Client) -> None:
    version = current_versions()["C"]
    workbook = client.get(f"{place('C')}form.xlsx")
    assert engine.load(workbook.content).sha256 == version.sha256
    xform = client.get(f"{place('C')}form.xml")
    assert xform.content.decode() == version.xform
    assert xform.headers["Content-Disposition"] == f'attachment; filename="poa-iti-c-{version.number}.xml"'


@pytest.mark.parametrize(
    "path", ["poa-iti/z/1/", "poa-iti/c/99/", "nothing/all/1/", "poa-iti/c/1/form.pdf", "poa-iti/c/x/"]
)
def test_there_is_no_such_version(client: Client, path: str) -> None:
    assert client.get(f"/en/questionnaires/{path}").status_code == 404


def test_the_list_asks_the_database_as_often_for_one_as_for_three(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    client.get("/en/questionnaires/")
    with django_assert_max_num_queries(6):
        client.get("/en/questionnaires/")
