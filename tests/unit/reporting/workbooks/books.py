"""Editing a workbook as people do, with openpyxl: by what a row is, not by its place."""

import io
from collections.abc import Callable
from typing import Any

from openpyxl import Workbook, load_workbook

from poaiss.access.rls import acting_as
from poaiss.accounts.enums import Role
from poaiss.reporting.actions import Given
from poaiss.reporting.models import NationalReport
from poaiss.reporting.workbooks import export
from poaiss.reporting.workbooks.importing import Imported, import_workbook
from tests.unit.reporting.people import actor

TEXT, FIRST_YEAR = "section_0/p_0_3", "section_0/p_0_1"
BODY, PURPOSES = "section_1/q_1_1", "section_1/body/p_1_2"
TRANSFERS, TARGETS = "section_3/p_3_14", "section_1/p_1_8"
Edit = Callable[[Workbook], None]


def left(report: NationalReport, language: str = "en", role: Role = Role.CONTRIBUTOR) -> bytes:
    """Return the workbook as it leaves."""
    with acting_as(actor(role, report.state_id)):
        return export(report, language)


def edited(data: bytes, *edits: Edit) -> bytes:
    """Return the workbook after somebody edited it."""
    book = load_workbook(io.BytesIO(data))
    for edit in edits:
        edit(book)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def row_of(book: Workbook, key: str) -> tuple[Any, int]:
    """Return sheet and row with a key such as ``q section_4/q_4_1``."""
    for sheet in book.worksheets:
        for row in range(1, sheet.max_row + 1):
            value = sheet.cell(row, 1).value
            if isinstance(value, str) and value.rpartition(" ")[0] == key:
                return sheet, row
    raise KeyError(key)


def answer(path: str, value: Any, column: int = 7) -> Edit:
    """Write into the answer of a question (column 8: the remark, 9: instead of an answer)."""

    def edit(book: Workbook) -> None:
        sheet, row = row_of(book, path if path.startswith("c ") else f"q {path}")
        sheet.cell(row, column).value = value

    return edit


def list_sheet(book: Workbook, path: str) -> Any:
    """Return the sheet of a list."""
    return row_of(book, f"list {path}")[0]


def columns(sheet: Any) -> dict[str, int]:
    """Return the columns of a list by field."""
    return {str(cell.value).split(" ", 1)[1]: cell.column for cell in sheet[1] if cell.column > 2 and cell.value}


def entry(path: str, row: int, **fields: Any) -> Edit:
    """Fill a row of a list; rows count from 1 below the header."""

    def edit(book: Workbook) -> None:
        sheet = list_sheet(book, path)
        places = columns(sheet)
        for name, value in fields.items():
            sheet.cell(4 + row, places[f"{path.rsplit('/', 1)[1]}_{name}"]).value = value

    return edit


def brought(data: bytes, report: NationalReport | None = None, *, dry_run: bool = False, **given: Any) -> Imported:
    """Take a workbook in as the State's contributor."""
    state = given.get("state", report.state_id if report else "XAV")
    who = actor(given.get("role", Role.CONTRIBUTOR), state)
    with acting_as(who):
        return import_workbook(data, by=who, dry_run=dry_run, report=report)


def said(report: NationalReport) -> dict[str, Any]:
    """Return what stands: value, kind, remark and provenance by path."""
    with acting_as(actor(Role.CONTRIBUTOR, report.state_id)):
        rows = report.answers.values_list("path", "value", "kind", "remark", "provenance")
        return {path: tuple(more) for path, *more in rows}


def codes(found: Imported) -> list[str]:
    """Return the codes of what was told."""
    return [each.code for each in found.problems]


FULL = {
    TEXT: Given("Three laws.\nMuch was done."),
    FIRST_YEAR: Given("2024"),
    BODY: Given("yes", remark="Since 2011"),
    "section_1/body/q_1_1_a": Given("=National commission"),
    "section_4/q_4_1": Given("developing"),
    "section_4/q_4_2": Given("yes"),
    "section_4/q_4_2_1": Given("c a"),
    "section_5/p_5_1": Given("perhaps"),
    "section_2/p_2_1": Given("", silence="not_applicable"),
    "section_3/p_3_1": Given("yes", silence="unchanged", unchanged_since=2022),
    f"{TRANSFERS}[1]/p_3_14_year": Given("2024"),
    f"{TRANSFERS}[1]/p_3_14_partner": Given("Borovia"),
    f"{TRANSFERS}[1]/p_3_14_count": Given("120"),
    f"{TRANSFERS}[2]/p_3_14_year": Given("2025"),
}
