"""The console: one JSON line on standard output; refusals as JSON on standard error."""

import argparse
import json
from pathlib import Path

import pytest
from django.conf import settings

from poaiss import cli
from poaiss.common.errors import PoaissError
from poaiss.questionnaires import commands as questionnaires
from poaiss.reporting import commands as reporting
from tests.unit.reporting.people import brought_to

pytestmark = [pytest.mark.django_db, pytest.mark.rows("R4")]


def run(*words: str) -> int:
    parser = argparse.ArgumentParser()
    rooms = parser.add_subparsers()
    for room in (questionnaires, reporting):
        room.register(rooms)
    arguments = parser.parse_args(words)
    return int(arguments.run(arguments))


def test_import_prints_one_line_and_twice_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    file = str(Path(settings.REFERENCE_DATA) / "filed_answers.json")
    assert run("reports", "import", file) == 0
    first = capsys.readouterr().out
    assert run("reports", "import", file) == 0
    assert capsys.readouterr().out == first
    found = json.loads(first)
    assert first.count("\n") == 1
    assert list(found) == ["reports", "answers", "placed", "kept", "warnings"]
    assert found["placed"] + found["kept"] == found["answers"] == 214


def test_a_bad_file_is_a_coded_error(tmp_path: Path) -> None:
    path = tmp_path / "bad.json"
    path.write_text('[{"state": "Kenya", "iso3": "KEN", "report_year": "20l6", "edition": "B", "answers": {}}]')
    with pytest.raises(PoaissError) as refused:
        run("reports", "import", str(path))
    assert [problem.as_dict()["code"] for problem in refused.value.problems] == ["year-not-a-number"]


def test_list_prints_json_and_text(capsys: pytest.CaptureFixture[str]) -> None:
    brought_to(3)
    assert run("reports", "list", "--format", "json") == 0
    assert [each["status"] for each in json.loads(capsys.readouterr().out)] == ["submitted"]
    assert run("reports", "list") == 0
    assert "(exercise)" in capsys.readouterr().out


def test_check_needs_no_database_and_says_what_is_wrong(capsys: pytest.CaptureFixture[str]) -> None:
    assert not cli.asks_database(["questionnaires", "check", "x"])
    assert run("questionnaires", "check", str(settings.QUESTIONNAIRES / "poa-iti-c")) == 0
    assert json.loads(capsys.readouterr().out)["ok"] is True
    assert run("questionnaires", "check", "/no/such/form.xlsx") == 1
    found = json.loads(capsys.readouterr().out)
    assert [(each["code"], bool(each["mend"])) for each in found["errors"]] == [("file-missing", True)]


def test_load_and_list_of_forms(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("questionnaires", "load", str(settings.QUESTIONNAIRES / "poa-iti-a")) == 0
    assert json.loads(capsys.readouterr().out)["outcome"] == "unchanged"
    assert run("questionnaires", "list", "--format", "json") == 0
    assert {each["edition"] for each in json.loads(capsys.readouterr().out)} >= {"A", "B", "C"}
    assert run("questionnaires", "list") == 0
    assert "poa-iti-c" in capsys.readouterr().out
