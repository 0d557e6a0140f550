"""LibreOffice itself opens the workbook, a person edits it there, and it comes back (R12)."""

import io
import json
import os
import subprocess
from pathlib import Path

import pytest
from openpyxl import load_workbook

from poaiss.reporting.models import NationalReport
from tests.unit.reporting.people import answered, started
from tests.unit.reporting.workbooks.books import (
    BODY,
    FIRST_YEAR,
    FULL,
    TEXT,
    TRANSFERS,
    brought,
    codes,
    columns,
    left,
    list_sheet,
    row_of,
    said,
)
from tools import office

pytestmark = [pytest.mark.django_db, pytest.mark.rows("R12"), pytest.mark.xdist_group("office")]
SCRIPT = Path(__file__).parent / "edit_in_office.py"
Edits = list[tuple[str, str, str]]


@pytest.fixture
def libreoffice() -> tuple[str, str]:
    """Return LibreOffice and the Python that speaks to it; in CI their absence is a failure."""
    found = office.found()
    if not all(found):
        words = f"LibreOffice is needed: {' '.join(office.PACKAGES)}"
        if os.environ.get("CI") == "true":
            pytest.fail(words)
        pytest.skip(words)
    return found


def in_office(libreoffice: tuple[str, str], data: bytes, edits: Edits, folder: Path) -> bytes:
    """Return the workbook as LibreOffice saved it after the edits."""
    soffice, python = libreoffice
    before, after = folder / "before.xlsx", folder / "after.xlsx"
    before.write_bytes(data)
    words = [python, str(SCRIPT), soffice, str(before), str(after), json.dumps(edits)]
    done = subprocess.run(words, check=False, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    return after.read_bytes()


def cells(data: bytes, wanted: dict[str, tuple[int, str]]) -> Edits:
    """Return the edits as sheet, cell and text."""
    book, found = load_workbook(io.BytesIO(data)), []
    for key, (column, text) in wanted.items():
        sheet, row = row_of(book, key)
        found.append((sheet.title, sheet.cell(row, column).coordinate, text))
    return found


def validations(data: bytes, key: str) -> list[tuple[str, str]]:
    """Return what the answer cell of a question is checked with."""
    sheet, row = row_of(load_workbook(io.BytesIO(data)), key)
    place = sheet.cell(row, 7).coordinate
    return [(each.type, each.errorStyle) for each in sheet.data_validations.dataValidation if place in each.sqref]


@pytest.fixture
def report() -> NationalReport:
    return answered(started(), FULL)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_edits_made_in_libreoffice_merge_and_nothing_else_changes(
    libreoffice: tuple[str, str], report: NationalReport, tmp_path: Path, language: str
) -> None:
    data = left(report, language)
    words = {"en": ("No", "Unchanged since 2024"), "ar": ("لا", "٢٠٢٣")}[language]
    book = load_workbook(io.BytesIO(data))
    transfers = list_sheet(book, TRANSFERS)
    new = [(transfers.title, transfers.cell(9, columns(transfers)["p_3_14_year"]).coordinate, "2023")]
    edits = cells(
        data,
        {
            f"q {TEXT}": (7, "Written in LibreOffice"),
            f"q {BODY}": (7, words[0]),
            "c section_4/q_4_2_1 b": (7, "x"),
            f"q {FIRST_YEAR}": (9, words[1]) if language == "en" else (7, words[1]),
        },
    )
    back = in_office(libreoffice, data, edits + new, tmp_path)
    before = said(report)
    found = brought(back, report)
    assert (codes(found), found.saved.conflicts) == ([], ())
    after = said(report)
    changed = {path: after[path][:2] for path in after if after[path] != before.get(path)}
    assert changed == {
        TEXT: ("Written in LibreOffice", "answered"),
        BODY: ("no", "no"),
        "section_4/q_4_2_1": ("a b c", "answered"),
        FIRST_YEAR: ("2024", "unchanged") if language == "en" else ("2023", "answered"),
        f"{TRANSFERS}[3]/p_3_14_year": ("2023", "answered"),
    }
    assert validations(back, f"q {BODY}") == validations(data, f"q {BODY}") == [("list", "warning")]
    sheet, row = row_of(load_workbook(io.BytesIO(back)), f"q {BODY}")
    assert (sheet.protection.sheet, sheet.cell(row, 3).protection.locked) == (True, True)
    assert (sheet.cell(row, 7).protection.locked, sheet.column_dimensions["A"].hidden) == (False, True)
    assert bool(sheet.sheet_view.rightToLeft) == (language == "ar")


def test_saved_untouched_by_libreoffice_it_changes_nothing(
    libreoffice: tuple[str, str], report: NationalReport, tmp_path: Path
) -> None:
    before = said(report)
    found = brought(in_office(libreoffice, left(report), [], tmp_path), report)
    assert (found.saved.merged, found.saved.conflicts, codes(found)) == ((), (), [])
    assert len(found.saved.unchanged) == len(FULL)
    assert said(report) == before


def test_a_formula_worked_out_by_libreoffice_is_taken_with_a_warning(
    libreoffice: tuple[str, str], report: NationalReport, tmp_path: Path
) -> None:
    data = left(report)
    back = in_office(libreoffice, data, cells(data, {f"q {FIRST_YEAR}": (7, "=2020+3")}), tmp_path)
    found = brought(back, report)
    assert (codes(found), said(report)[FIRST_YEAR][0]) == (["workbook-formula"], "2023")
