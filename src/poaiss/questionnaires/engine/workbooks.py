"""Workbooks: read the sheets of an .xlsx, values instead of formulas, and say what the reading met."""

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from openpyxl.reader.excel import ExcelReader
from openpyxl.utils import get_column_letter

from .archives import examined, refuse
from .problems import FormRefused, Problem, problem
from .sheets import MAX_CELL, MAX_CELLS, MAX_COLUMNS, MAX_ROWS, SHEET_NAMES, Sheet, Workbook, trimmed
from .spelling import near

_SPACES = re.compile(r" +")
_ERRORS = frozenset({"#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#GETTING_DATA"})
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s+ref="([A-Z0-9:]+)"')
_EMPTY_FORMULA = re.compile(  # bounded everywhere, so that a hostile part cannot make it slow
    rb'<c\s[^>]{0,200}?\br="([A-Z]{1,3})(\d{1,7})"[^>]{0,200}>\s{0,9}<f\b[^>]{0,200}(?:/>|>[^<]{0,9000}</f>)'
    rb"\s{0,9}(?:<v\s{0,9}/>|<v>\s{0,9}</v>)?\s{0,9}</c>"
)
_MOST_REMARKS = 50
Row = tuple[Any, ...]


def read_workbook(data: bytes, name: str) -> Workbook:
    """Return the form in the bytes of an .xlsx; raise FormRefused when it cannot be read safely."""
    archive = examined(data)
    workbook = Workbook(name)
    try:
        reader = ExcelReader(io.BytesIO(data), read_only=True, data_only=True)
        reader.read()
    except Exception as error:  # openpyxl answers a damaged part with whatever its parser met
        raise refuse("zip-broken", detail=str(error) or type(error).__name__) from error
    try:
        for title, sheet in _wanted(reader.wb.worksheets, workbook):
            if title in workbook.sheets:
                workbook.problems.append(problem("sheet-unused", sheet=sheet.title, value=sheet.title))
                continue
            workbook.problems.extend(_remarks(archive, sheet, title))
            workbook.sheets[title] = read_rows(title, _rows(sheet), workbook.problems)
    except FormRefused:
        raise
    except Exception as error:
        raise refuse("zip-broken", detail=str(error) or type(error).__name__) from error
    finally:
        reader.wb.close()
        reader.archive.close()
    return workbook


def _wanted(sheets: list[Any], workbook: Workbook) -> Iterator[tuple[str, Any]]:
    """Yield the sheets of an XLSForm with their names in small letters; a lone sheet is the survey (as in pyxform)."""
    for sheet in sheets:
        title = sheet.title.strip().lower()
        if title in SHEET_NAMES:
            yield title, sheet
        elif len(sheets) == 1:
            yield "survey", sheet
        elif similar := near(title, SHEET_NAMES):
            workbook.problems.append(problem("sheet-misspelt", sheet=sheet.title, value=sheet.title, near=similar))


def _rows(sheet: Any) -> Iterator[Row]:
    """Yield the rows as they stand in the part; what its ``<dimension>`` claims is forgotten first."""
    sheet.reset_dimensions()
    yield from sheet.iter_rows(max_col=MAX_COLUMNS + 1, values_only=True)


def _remarks(archive: zipfile.ZipFile, sheet: Any, title: str) -> list[Problem]:
    """Return the warnings that only the XML can give: merged cells, formulas without a result."""
    part = archive.read(sheet._worksheet_path)
    merged = [problem("merged-cells", sheet=title, value=ref.decode()) for ref in _MERGED.findall(part)]
    unsaved = [
        problem("formula-without-value", sheet=title, row=int(row), column=column.decode())
        for column, row in _EMPTY_FORMULA.findall(part)
    ]
    return merged[:_MOST_REMARKS] + unsaved[:_MOST_REMARKS]


def read_rows(title: str, rows: Iterator[Row], problems: list[Problem]) -> Sheet:
    """Return the sheet in rows of raw cells, within the caps; the first row holds the headers."""
    headers = [_SPACES.sub(" ", cell_text(value)) for value in next(rows, ())]
    while headers and not headers[-1]:
        headers.pop()
    if len(headers) > MAX_COLUMNS:
        raise FormRefused((problem("columns-too-many", sheet=title, limit=str(MAX_COLUMNS)),))
    _check_headers(title, headers, problems)
    found: list[dict[str, str]] = []
    filled = 0
    for number, row in enumerate(rows, start=2):
        if number > MAX_ROWS + 1:
            _refuse_more(title, row, rows)
            break
        found.append(_read_row(title, number, headers, row, problems))
        filled += len(found[-1])
        if filled > MAX_CELLS:
            raise FormRefused((problem("cells-too-many", sheet=title, row=number, limit=str(MAX_CELLS)),))
    return Sheet(title, headers, trimmed(found))


def _refuse_more(title: str, row: Row, rows: Iterator[Row]) -> None:
    """Refuse a sheet that goes on after the last row allowed; formatting alone does not count."""
    for seen, more in enumerate((row, *_up_to(rows, MAX_ROWS))):
        if seen >= MAX_ROWS or any(cell_text(value) for value in more):
            raise FormRefused((problem("rows-too-many", sheet=title, limit=str(MAX_ROWS)),))


def _up_to(rows: Iterator[Row], limit: int) -> Iterator[Row]:
    for _, row in zip(range(limit), rows, strict=False):
        yield row


def _check_headers(title: str, headers: list[str], problems: list[Problem]) -> None:
    seen: set[str] = set()
    for header in headers:
        if header and header in seen:
            problems.append(problem("column-duplicate", sheet=title, row=1, column=header, value=header))
        seen.add(header)


def _read_row(title: str, number: int, headers: list[str], row: Row, problems: list[Problem]) -> dict[str, str]:
    cells: dict[str, str] = {}
    for place, value in enumerate(row):
        if value is None:
            continue
        text = cell_text(value)
        if not text:
            continue
        header = headers[place] if place < len(headers) else ""
        column = header or get_column_letter(place + 1)
        if len(text) > MAX_CELL:
            raise FormRefused((problem("cell-too-long", sheet=title, row=number, column=column, limit=str(MAX_CELL)),))
        problems.extend(_cell_problems(title, number, column, text, headed=bool(header)))
        if header:
            cells.setdefault(header, _CONTROL.sub("\ufffd", text))
    return cells


def _cell_problems(title: str, number: int, column: str, text: str, *, headed: bool) -> Iterator[Problem]:
    if not headed:
        yield problem("column-headless", sheet=title, row=number, column=column)
    if text in _ERRORS:
        yield problem("cell-error", sheet=title, row=number, column=column, value=text)
    if _CONTROL.search(text):
        yield problem("cell-control", sheet=title, row=number, column=column)


def cell_text(value: Any) -> str:
    """Return a cell as text: 1.0 as ``1``, truth as ``TRUE``, a date in ISO 8601, no-break spaces as spaces."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        midnight = (value.hour, value.minute, value.second, value.microsecond) == (0, 0, 0, 0)
        return value.date().isoformat() if midnight else value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return str(value).replace("\xa0", " ").strip()
