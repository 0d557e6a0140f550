"""``poaiss analyse indicators`` lists the indicators or says what is wrong with a file (A5)."""

import argparse
import json
from pathlib import Path
from typing import Any

import pytest

from poaiss.analysis.indicators.commands import run_indicators
from tests.unit.analysis.indicators.ground import line, written

pytestmark = [pytest.mark.django_db, pytest.mark.rows("A5")]


def run(capsys: pytest.CaptureFixture[str], check: Path | None) -> tuple[int, dict[str, Any]]:
    code = run_indicators(argparse.Namespace(check=str(check) if check else None))
    return code, json.loads(capsys.readouterr().out)


def test_our_own_file_has_no_fault(capsys: pytest.CaptureFixture[str]) -> None:
    code, told = run(capsys, None)
    assert (code, told["usable"], told["problems"]) == (0, 136, [])
    assert {
        "name": "brokers-registered",
        "paragraph": "PoA II.14",
        "label": "Brokers are registered",
        "expression": "C:4.1 & C:4.1.2",
    } in told["indicators"]


def test_a_file_with_a_fault_ends_with_one(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = written(tmp_path / "own.csv", line(name="wrong", expression="C:4.1.99"), line())
    code, told = run(capsys, path)
    assert (code, told["usable"]) == (1, 1)
    errors = [each for each in told["problems"] if each["severity"] == "error"]
    assert [(each["code"], each["place"]) for each in errors] == [("indicator-question", "own.csv, line 2, expression")]
    assert "C:4.1.2" in errors[0]["mend"]
