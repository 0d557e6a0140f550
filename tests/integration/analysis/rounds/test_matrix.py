"""The answer matrix: each kind of silence, both ways of looking, editions, groups, the text, and files (A2, A3)."""

import csv
import io
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.test import Client
from openpyxl import load_workbook

from poaiss.analysis.opendata import writing
from poaiss.analysis.opendata.worlds import EXERCISE
from poaiss.analysis.rounds.cells import MARKS
from poaiss.reporting.actions import Given
from poaiss.site.looks import KINDS
from tests.integration.analysis.rounds.conftest import LAWS, file, refresh

pytestmark = [pytest.mark.django_db, pytest.mark.rows("A2", "A3")]
MATRIX = "/en/figures/matrix/exercise/"


def page(address: str, status: int = 200) -> str:
    answer = Client().get(address)
    assert answer.status_code == status
    return answer.content.decode()


def row_of(text: str, state: str) -> list[str]:
    """Return the words of the cells of a State, without marks."""
    row = re.search(rf'<tr><th scope="row">{state}</th>(.*?)</tr>', text, re.S)
    assert row is not None
    cells = re.findall(r"<td>(.*?)</td>", row[1], re.S)
    return [" ".join(re.sub(r'<span class="mark.*?</span>|<[^>]+>', " ", each).split()) for each in cells]


def test_a_question_over_the_rounds(published: None) -> None:
    text = page(f"{MATRIX}?question=C:4.1")
    assert re.findall(r'<th scope="col"><a [^>]*><bdi>(\d+)</bdi>', text) == ["2018", "2024"]
    assert row_of(text, "Avaria") == ["No", "Yes"]
    assert row_of(text, "Borovia") == ["Did not report", "No"]
    assert row_of(text, "Celmara") == ["Did not report", "Did not report"]
    assert "question A 8 · B 7 · C 4.1" in text
    assert re.search(r"<tfoot>.*?0 yes of 1 reports.*?1 yes of 2 reports.*?</tfoot>", text, re.S)


def test_every_kind_of_silence_is_its_own(published: None) -> None:
    text = page(f"{MATRIX}?question=C:4.1.2")
    assert row_of(text, "Avaria") == ["Not applicable", "Yes"]
    assert row_of(text, "Borovia") == ["Did not report", "Not applicable"]
    assert row_of(page(f"{MATRIX}?question=C:1.1"), "Borovia") == ["Did not report", "Reported, restricted"]
    only_new = page(f"{MATRIX}?question=C:P4.9")
    assert row_of(only_new, "Avaria") == ["Not asked", "No answer"]


def test_the_marks_are_those_of_the_site(published: None) -> None:
    assert {kind.code: kind.mark for kind in KINDS} == {code: MARKS[code] for code in (kind.code for kind in KINDS)}
    assert len(set(MARKS.values())) == len(MARKS)


def test_a_section_in_one_round(published: None) -> None:
    text = page(f"{MATRIX}?part=s:4&round=2024")
    assert "<h1>Brokering: answers in the round of 2024</h1>" in text
    heads = re.findall(r'<th scope="col"><a href="\?question=([^"&]+)', text)
    assert heads[0] == "C%3A4.1"
    assert len(heads) == 12
    assert row_of(text, "Avaria")[0] == "Yes"
    more = page(f"{MATRIX}?part=s:4&round=2024&columns=2")
    assert not set(re.findall(r'<th scope="col"><a href="\?question=([^"&]+)', more)) & set(heads)


def test_a_theme_is_a_way_in_too(published: None) -> None:
    assert "<h1>Brokering: answers in the round of 2024</h1>" in page(f"{MATRIX}?part=t:brokering")


def test_a_group_filters_states(published: None) -> None:
    text = page(f"{MATRIX}?question=C:4.1&group=african")
    assert re.findall(r'<tr><th scope="row">(\w+)</th>', text) == ["Avaria", "Borovia", "Celmara"]
    assert "African States" in text


def test_a_cell_leads_to_the_text(published: None) -> None:
    text = page(f"{MATRIX}2018/XAV/C:4.1/")
    assert "<h1>Avaria, 2018</h1>" in text
    assert "Question <bdi>7</bdi> of edition <bdi>B</bdi>." in text
    assert 'href="/en/states/avaria/reports/2018/#a-7"' in text
    assert "C 4.1</bdi>" in text


def test_the_report_has_a_place_for_each_answer(db: None) -> None:
    file("XAV", 2024, {LAWS: Given("yes")})
    refresh()
    address = re.search(r'href="(/en/states/[^"#]+)#([^"]+)"', page(f"{MATRIX}2024/XAV/C:4.1/"))
    assert address is not None
    assert f'id="{address[2]}"' in page(address[1])


def test_a_restricted_answer_stays_restricted(published: None) -> None:
    text = page(f"{MATRIX}2024/XBO/C:1.1/")
    assert "Reported, restricted" in text
    assert ">Yes<" not in text[text.index("What the report says") : text.index("The same question in every round")]


@pytest.mark.parametrize(
    "address",
    [
        f"{MATRIX}?question=C:99.9",
        f"{MATRIX}?part=s:99",
        f"{MATRIX}?group=rich",
        f"{MATRIX}?round=1999",
        f"{MATRIX}?round=20x4",
        f"{MATRIX}2024/XCE/C:4.1/",
        f"{MATRIX}2024/ZZZ/C:4.1/",
        f"{MATRIX}2024/XAV/C:99/",
        f"{MATRIX}1999/XAV/C:4.1/",
        "/en/figures/matrix/states/2024/XAV/C:4.1/",
        "/en/figures/matrix/exercise.csv?question=%27",
    ],
)
def test_what_there_is_not_is_no_page(published: None, address: str) -> None:
    page(address, status=404)


def test_the_real_world_without_reports_leads_to_the_excerpts(published: None) -> None:
    text = page("/en/figures/matrix/states/")
    assert "No published report is held here yet" in text
    assert 'href="/en/figures/answers-across-editions/"' in text
    assert "Avaria" not in text


def test_files_hold_what_is_filtered(published: None) -> None:
    query = "?question=C:4.1&group=african"
    rows = list(csv.DictReader(io.StringIO(Client().get(f"{MATRIX[:-1]}.csv{query}").content.decode("utf-8-sig"))))
    assert len(rows) == 6
    assert {(row["state"], row["round"]): (row["edition"], row["number"], row["kind"]) for row in rows} == {
        ("XAV", "2018"): ("B", "7", "no"),
        ("XAV", "2024"): ("C", "4.1", "yes"),
        ("XBO", "2018"): ("", "", "did_not_report"),
        ("XBO", "2024"): ("C", "4.1", "no"),
        ("XCE", "2018"): ("", "", "did_not_report"),
        ("XCE", "2024"): ("", "", "did_not_report"),
    }
    book = load_workbook(io.BytesIO(Client().get(f"{MATRIX[:-1]}.xlsx{query}").content))
    lines = list(book.active.values)  # type: ignore[union-attr]
    assert [line[0] for line in lines] == ["state", *(row["state"] for row in rows)]
    found = json.loads(Client().get(f"{MATRIX[:-1]}.json{query}").content)
    assert [each["kind"] for each in found["answers"]] == [row["kind"] for row in rows]
    assert found["concepts"]["C:4.1"]["B"] == "7"


def test_a_text_is_no_formula(db: None) -> None:
    file("XAV", 2024, {LAWS: Given("yes"), "section_0/p_0_3": Given("=1+1")})
    refresh()
    rows = Client().get(f"{MATRIX[:-1]}.csv?part=s:0&round=2024").content.decode("utf-8-sig")
    assert "'=1+1" in rows
    assert ",=1+1" not in rows


def test_the_query_runs_in_a_stock_duckdb(published: None, tmp_path: Path) -> None:
    folder, script = writing.current(EXERCISE), tmp_path / "matrix.sql"
    assert folder is not None
    script.write_bytes(Client().get(f"{MATRIX[:-1]}.sql?question=C:4.1").content)
    program = Path(sys.executable).with_name("duckdb")
    done = subprocess.run([program, "-json", "-c", f".read {script}"], cwd=folder, capture_output=True, check=True)
    found = {(each["state"], each["round"]): each["kind"] for each in json.loads(done.stdout)}
    assert found["XAV", 2018] == "no"
    assert len(found) == 16
