"""The rounds and the page of a round: findings first, the worlds apart, what is missing said (A1)."""

import re
import shutil

import pytest
from django.test import Client

from poaiss.analysis.opendata import writing
from poaiss.analysis.opendata.worlds import EXERCISE
from poaiss.reporting.actions import Given
from tests.integration.analysis.rounds.conftest import LAWS, file, refresh

pytestmark = [pytest.mark.django_db, pytest.mark.rows("A1")]


def page(address: str, status: int = 200) -> str:
    answer = Client().get(address)
    assert answer.status_code == status
    return answer.content.decode()


def test_the_list_keeps_the_worlds_apart(published: None) -> None:
    text = page("/en/figures/rounds/")
    real, exercise = text[text.index('id="states"') : text.index('id="exercise"')], text[text.index('id="exercise"') :]
    assert "/en/figures/rounds/states/2024/" in real
    assert "exercise/2024" not in real
    assert re.search(r"<bdi>2024</bdi>.*?<td>2 of 8</td>", exercise, re.S)
    assert "of 8" not in real


def test_the_page_of_a_round_begins_with_its_findings(published: None) -> None:
    text = page("/en/figures/rounds/exercise/2024/")
    assert "<h1>2 of 8 (25%) Member States reported in 2024</h1>" in text
    findings = text[text.index("findings-heading") : text.index('id="chapter-participation"')]
    assert '<a href="#participation">2 of 8 (25%) Member States reported in 2024</a>' in findings
    figure = text[text.index('<figure class="figure" id="participation"') :]
    figure = figure[: figure.index("</figure>")]
    assert "States that reported, by regional group · States · 8 Member States at the end of 2024" in figure
    assert '<th scope="row">African States</th><td class="num">2</td>' in figure
    assert re.findall(r" download>([A-Z]+)</a>", figure) == ["CSV", "SVG", "PNG", "JSON", "SQL"]
    assert "Source: national reports as published" in figure
    assert 'href="/en/figures/rounds/exercise/2024/participation/"' in figure


def test_each_identifier_stands_once(published: None) -> None:
    found = re.findall(r'\sid="([^"]+)"', page("/en/figures/rounds/exercise/2024/"))
    assert sorted(found) == sorted(set(found))


def test_a_real_round_that_is_not_held_quotes_what_others_published(published: None) -> None:
    text = page("/en/figures/rounds/states/2018/")
    assert "The reports of this round are not held here." in text
    totals = text[text.index('id="published-totals"') :]
    assert '<td class="num">120</td>' in totals[: totals.index("</section>")]
    assert "Avaria" not in text
    assert "Reported as done most" not in text


def test_a_round_without_reports_says_so(published: None) -> None:
    text = page("/en/figures/rounds/exercise/2026/")
    assert "not held here" in text or "No report of this round is published yet." in text
    assert "Reported as done most" not in text


def test_one_report_that_is_blank(db: None) -> None:
    file("XAV", 2024, {LAWS: Given("")})
    refresh()
    text = page("/en/figures/rounds/exercise/2024/")
    assert "1 of 8 (12.5%) Member States reported in 2024" in text
    assert "Computed from 1 published report." in text


def test_a_year_without_a_round_names_the_rounds_there_are(published: None) -> None:
    text = page("/en/figures/rounds/exercise/1999/", status=404)
    assert "There is no round of 1999." in text
    assert "2024, 2022" in text
    assert page("/en/figures/rounds/exercise/0000/", status=404)
    page("/en/figures/rounds/nowhere/2024/", status=404)


def test_once_shown_a_page_reads_no_data_file_again(published: None) -> None:
    before = page("/en/figures/rounds/exercise/2024/")
    figure = page("/en/figures/rounds/exercise/2024/participation/")
    matrix = page("/en/figures/matrix/exercise/?question=C:4.1")
    folder = writing.current(EXERCISE)
    assert folder is not None
    shutil.rmtree(folder / "answers")
    for name in ("states", "rounds", "reports", "questions"):
        (folder / f"{name}.parquet").unlink()
    assert page("/en/figures/rounds/exercise/2024/") == before
    assert page("/en/figures/rounds/exercise/2024/participation/") == figure
    assert page("/en/figures/matrix/exercise/?question=C:4.1") == matrix


def test_without_any_report_the_list_stands(db: None) -> None:
    refresh()
    text = page("/en/figures/rounds/")
    assert "reports not held here" in text
    assert "States that reported" in text
