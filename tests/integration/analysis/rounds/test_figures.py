"""The page of a figure: its files, how it is computed again, what stays after later publications, embedding (A10)."""

import csv
import io
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.test import Client

from poaiss.analysis.opendata import writing
from poaiss.analysis.opendata.worlds import EXERCISE
from poaiss.reporting.actions import Given
from tests.integration.analysis.rounds.conftest import LAWS, file, refresh

pytestmark = [pytest.mark.django_db, pytest.mark.rows("A10")]
ROOT = "/en/figures/rounds/exercise/2024/participation"


def as_json(query: str = "") -> dict[str, object]:
    found: dict[str, object] = json.loads(Client().get(f"{ROOT}.json{query}").content)
    return found


def test_the_page_says_how_the_figure_was_computed(published: None) -> None:
    found, text = as_json(), Client().get(f"{ROOT}/").content.decode()
    for name in ("data_version", "code_version", "sha256"):
        assert f'<bdi class="code">{found[name]}</bdi>' in text
    assert "SET VARIABLE round = 2024;" in text
    assert "FROM presence" in text
    assert "poaiss analyse figure participation --round 2024 --exercise --format sql" in text


def test_computing_again_gives_the_same_digest(published: None) -> None:
    text = Client().get(f"{ROOT}/?again=1").content.decode()
    assert "Computed again: the same result" in text
    assert text.count(f'<bdi class="code">{as_json()["sha256"]}</bdi>') == 2


def test_the_query_runs_unchanged_in_a_stock_duckdb(published: None, tmp_path: Path) -> None:
    folder, script = writing.current(EXERCISE), tmp_path / "figure.sql"
    assert folder is not None
    script.write_bytes(Client().get(f"{ROOT}.sql").content)
    program = Path(sys.executable).with_name("duckdb")
    done = subprocess.run(
        [program, "-json", "-c", f".read {script}"], cwd=folder, capture_output=True, text=True, check=True
    )
    assert json.loads(done.stdout) == as_json()["rows"]


def test_the_rows_as_csv_have_codes_and_words(published: None) -> None:
    answer = Client().get(f"{ROOT}.csv")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert {row["regional_group"]: (row["reported"], row["regional_group_label"]) for row in rows}["african"] == (
        "2",
        "African States",
    )
    assert answer.headers["Content-Disposition"] == 'attachment; filename="participation-2024.csv"'


@pytest.mark.parametrize("form", ["csv", "json", "sql"])
def test_a_reader_who_has_a_file_gets_it_once(published: None, form: str) -> None:
    first = Client().get(f"{ROOT}.{form}")
    again = Client().get(f"{ROOT}.{form}", headers={"if-none-match": first.headers["ETag"]})
    assert (first.status_code, again.status_code, again.content) == (200, 304, b"")
    tags = {Client().get(f"{ROOT}.{each}").headers["ETag"] for each in ("csv", "json", "sql")}
    assert len(tags) == 3


def test_the_picture_is_drawn_on_demand_and_kept(published: None, settings: object, tmp_path: Path) -> None:
    answer = Client().get(f"{ROOT}.svg?width=340")
    assert answer.headers["Content-Type"] == "image/svg+xml"
    assert b'width="340"' in answer.content
    assert b"African States" in answer.content
    kept = list((tmp_path / "analysis" / "exercise").rglob("participation.en-340.svg"))
    assert [path.read_bytes() for path in kept] == [answer.content]
    assert Client().get(f"{ROOT}.png?width=340").content.startswith(b"\x89PNG")


def test_an_address_with_a_version_keeps_its_meaning(published: None) -> None:
    old = as_json()
    Client().get(f"{ROOT}/")
    file("XDR", 2024, {LAWS: Given("yes")})
    refresh()
    new = as_json()
    assert new["data_version"] != old["data_version"]
    assert as_json(f"?data={old['data_version']}") == old
    text = Client().get(f"{ROOT}/?data={old['data_version']}").content.decode()
    assert "Newer data exist" in text
    assert "<h1>2 of 8 (25%) Member States reported in 2024</h1>" in text
    present = Client().get(f"{ROOT}/").content.decode()
    assert "<h1>1 of 8 (12.5%) Member States reported in 2024</h1>" in present
    assert "Newer data exist" not in present


@pytest.mark.parametrize("version", ["0" * 16, "..%2F..", "x", "*" * 16])
def test_a_version_of_which_nothing_is_kept(published: None, version: str) -> None:
    answer = Client().get(f"{ROOT}/?data={version}")
    assert answer.status_code == 404
    assert "No result of this version of the data is kept here." in answer.content.decode()
    assert Client().get(f"{ROOT}.json?data={version}").status_code == 404


def test_an_unknown_figure_names_those_there_are(published: None) -> None:
    answer = Client().get("/en/figures/rounds/exercise/2024/nothing/")
    assert answer.status_code == 404
    assert "participation" in answer.content.decode()
    assert Client().get("/en/figures/rounds/exercise/2024/nothing.csv").status_code == 404
    assert Client().get("/en/figures/rounds/exercise/1999/participation.csv").status_code == 404


def test_only_the_embedded_page_may_be_framed(published: None) -> None:
    embedded = Client().get("/en/figures/embed/exercise/2024/participation/")
    text = embedded.content.decode()
    assert embedded.status_code == 200
    assert "frame-ancestors *" in embedded.headers["Content-Security-Policy"]
    assert "script-src" not in embedded.headers["Content-Security-Policy"]
    assert "X-Frame-Options" not in embedded.headers
    assert "Set-Cookie" not in embedded.headers
    assert not embedded.cookies
    assert re.findall("<(?:script|header|footer|form)", text) == []
    assert "Invented data of exercise States." in text
    assert "/en/figures/rounds/exercise/2024/participation/" in text
    for address in (f"{ROOT}/", f"{ROOT}.svg", "/en/figures/rounds/", "/en/figures/matrix/exercise/"):
        assert Client().get(address).headers["X-Frame-Options"] == "DENY"


def test_the_snippet_for_another_site_stands_on_the_page(published: None) -> None:
    text = Client().get(f"{ROOT}/").content.decode()
    assert "/en/figures/embed/exercise/2024/participation/" in text
    assert "&lt;iframe src=" in text


def test_pages_cannot_be_written_to(published: None) -> None:
    assert Client().post(f"{ROOT}/").status_code == 405
    assert Client().head(f"{ROOT}.csv").status_code == 200
