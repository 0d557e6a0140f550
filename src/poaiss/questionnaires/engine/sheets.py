"""Sheets: the content of an XLSForm, the same whether it came from a workbook or from CSV files."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from .problems import Problem

SHEET_NAMES = ("survey", "choices", "settings", "external_choices", "entities", "osm")
MAX_ROWS = 20_000
MAX_COLUMNS = 300
MAX_CELLS = 400_000  # filled ones, in one sheet
MAX_CELL = 32_767  # what a spreadsheet program can hold


@dataclass(slots=True)
class Sheet:
    """A sheet: its headers and its rows, each a mapping of header to text without the empty cells.

    ``rows[0]`` is row 2 of the spreadsheet; empty rows in between are kept, so that numbers stay true.
    """

    name: str
    headers: list[str]
    rows: list[dict[str, str]]

    def numbered(self) -> Iterator[tuple[int, dict[str, str]]]:
        """Yield the rows that hold something, with their number in the spreadsheet."""
        for number, row in enumerate(self.rows, start=2):
            if row:
                yield number, row

    def cell(self, row: dict[str, str], *columns: str) -> str:
        """Return the first of these columns that is filled, compared without capitals and spaces; else ''."""
        for header, value in row.items():
            if header.lower().replace(" ", "_") in columns:
                return value
        return ""


@dataclass(slots=True)
class Workbook:
    """A whole form: its sheets by name, and the problems met while reading it."""

    name: str
    sheets: dict[str, Sheet] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def sheet(self, name: str) -> Sheet:
        """Return a sheet, empty when the form has none of that name."""
        return self.sheets.get(name) or Sheet(name, [], [])

    @property
    def settings(self) -> dict[str, str]:
        """The settings: the first row of their sheet that holds something."""
        return next((row for _, row in self.sheet("settings").numbered()), {})

    @property
    def sha256(self) -> str:
        """The digest of the content: the same for a workbook and for CSV files that say the same.

        Column order, empty rows and capitals in sheet names do not count; the order of rows does.
        """
        content = [
            (name, [sorted(row.items()) for _, row in sheet.numbered()])
            for name, sheet in sorted(self.sheets.items())
            if any(sheet.rows)
        ]
        text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(text.encode("utf-8", errors="surrogatepass")).hexdigest()

    def as_definition(self) -> dict[str, Any]:
        """Return the form as pyxform's compiler takes it; the rows are copies, because it changes them."""
        definition: dict[str, Any] = {"sheet_names": list(self.sheets), "fallback_form_name": self.name}
        for name, sheet in self.sheets.items():
            hidden = {header for header in sheet.headers if name == "settings" and is_translated_title(header)}
            definition[name] = [{k: v for k, v in row.items() if k not in hidden} for row in sheet.rows]
            definition[f"{name}_header"] = [dict.fromkeys(h for h in sheet.headers if h and h not in hidden)]
        return definition


def is_translated_title(header: str) -> bool:
    """Tell whether a column of the settings is a title in one language, as in ``form_title::French (fr)``: ours."""
    return header.lower().startswith(("form_title::", "title::"))


def trimmed(rows: Iterable[dict[str, str]]) -> list[dict[str, str]]:
    """Return the rows without the empty ones at the end."""
    found = list(rows)
    while found and not found[-1]:
        found.pop()
    return found
