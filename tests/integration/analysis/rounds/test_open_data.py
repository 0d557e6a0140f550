"""The open data on the site: each file with its digest, parts of files, and nothing outside the folder (O2, A10)."""

import hashlib
import io
import json
import zipfile

import pytest
from django.test import Client

from poaiss.analysis.opendata import writing
from poaiss.analysis.opendata.worlds import EXERCISE
from poaiss.analysis.rounds.opendata import kind_of, meanings

pytestmark = [pytest.mark.django_db, pytest.mark.rows("O2", "A10")]
ROOT = "/en/figures/open-data/exercise/"


def test_every_file_of_the_list_has_the_digest_that_stands_there(published: None) -> None:
    text = Client().get("/en/figures/open-data/").content.decode()
    manifest = json.loads(Client().get(f"{ROOT}manifest.json").content)
    assert "answers/poa-iti-c-2024.parquet" in manifest["files"]
    for name, about in manifest["files"].items():
        answer = Client().get(f"{ROOT}{name}")
        assert answer.status_code == 200
        assert hashlib.sha256(answer.content).hexdigest() == about["sha256"]
        assert f'href="{ROOT}{name}"' in text
        assert f'title="{about["sha256"]}"' in text
    assert manifest["data_version"] in text


def test_every_kind_of_file_is_explained(published: None) -> None:
    manifest = json.loads(Client().get(f"{ROOT}manifest.json").content)
    assert {kind_of(name) for name in manifest["files"]} == set(meanings())


def test_the_archive_holds_everything_and_is_the_same_twice(published: None) -> None:
    first, again = (Client().get("/en/figures/open-data/exercise.zip").content for _ in range(2))
    assert first == again
    names = zipfile.ZipFile(io.BytesIO(first)).namelist()
    manifest = json.loads(Client().get(f"{ROOT}manifest.json").content)
    assert set(names) == {*manifest["files"], "manifest.json", "tables.sql", "README.json"}


def test_a_part_of_a_file_can_be_asked_for(published: None) -> None:
    whole = Client().get(f"{ROOT}reports.parquet").content
    answer = Client().get(f"{ROOT}reports.parquet", headers={"range": "bytes=0-3"})
    assert (answer.status_code, answer.content) == (206, b"PAR1")
    assert answer.headers["Content-Range"] == f"bytes 0-3/{len(whole)}"
    assert Client().get(f"{ROOT}reports.parquet", headers={"range": "bytes=4-"}).content == whole[4:]
    beyond = Client().get(f"{ROOT}reports.parquet", headers={"range": f"bytes={len(whole)}-"})
    assert beyond.status_code == 416
    assert Client().get(f"{ROOT}reports.parquet", headers={"range": "pages=1"}).content == whole


@pytest.mark.parametrize(
    "name",
    [
        "../states/reports.parquet",
        "..%2Fcurrent",
        "current",
        "answers",
        "answers/",
        "answers/../reports.parquet",
        "/etc/passwd",
        "%2Fetc%2Fpasswd",
        "reports.parquet%00",
        "nothing.parquet",
    ],
)
def test_nothing_outside_the_folder_is_reached(published: None, name: str) -> None:
    assert (writing.folder_of(EXERCISE) / "current").exists()
    assert Client().get(f"{ROOT}{name}").status_code == 404


def test_a_world_holds_its_own_alone(published: None) -> None:
    real = json.loads(Client().get("/en/figures/open-data/states/manifest.json").content)
    assert real["invented"] is False
    assert not any("2024" in name and about["rows"] for name, about in real["files"].items())
