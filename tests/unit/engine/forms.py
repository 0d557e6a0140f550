"""Forms for the tests, written as Markdown tables: the notation in which XLSForms are discussed."""

import csv
import io
import re
from pathlib import Path

from openpyxl import Workbook as Spreadsheet

from poaiss.questionnaires.engine import Form, compile_form

Cells = dict[str, list[list[str]]]


def cells(table: str) -> Cells:
    """Return the sheets of a table: a row that names a sheet holds its headers, the rows below its content."""
    sheets: Cells = {}
    current: list[list[str]] = []
    for line in filter(str.strip, table.split("\n")):
        first, *rest = (part.strip().replace("\\|", "|") for part in re.split(r"(?<!\\)\|", line.strip())[1:-1])
        if first:
            current = sheets.setdefault(first, [])
        current.append(rest)
    return sheets


def spreadsheet(sheets: Cells) -> Spreadsheet:
    book = Spreadsheet()
    del book["Sheet"]
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append([cell or None for cell in row])
            for cell in sheet[sheet.max_row]:
                if isinstance(cell.value, str):
                    cell.data_type = "s"  # a text that begins with = is no formula here
    return book


def saved(book: Spreadsheet) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def xlsx(table: str) -> bytes:
    return saved(spreadsheet(cells(table)))


def folder(table: str, path: Path, *, encoding: str = "utf-8") -> Path:
    path.mkdir(exist_ok=True)
    for name, rows in cells(table).items():
        with (path / f"{name}.csv").open("w", encoding=encoding, newline="") as stream:
            csv.writer(stream).writerows(rows)
    return path


def form(table: str) -> Form:
    return compile_form(xlsx(table))


def survey(*rows: str, head: str = "type | name | label", more: str = "") -> str:
    """Return the table of a survey with these rows, and the further sheets given."""
    return "\n".join([f"| survey | {head} |", *(f"| | {row} |" for row in rows), more])


YES_NO = """
| choices | list_name | name | label |
| | yn | yes | Yes |
| | yn | no | No |
"""
