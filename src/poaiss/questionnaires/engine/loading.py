"""Loading: read an XLSForm from a path or from bytes, and never trust it."""

import csv
import io
from os import PathLike
from pathlib import Path

from .archives import MAX_FILE, refuse
from .problems import FormRefused, problem
from .sheets import MAX_CELL, SHEET_NAMES, Workbook
from .spelling import near
from .workbooks import Row, read_rows, read_workbook

Source = str | PathLike[str] | bytes | Workbook


def load(source: Source) -> Workbook:
    """Return the form at a path (an .xlsx file or a folder of CSV sheets) or in the bytes of an .xlsx.

    Raise FormRefused with a coded problem for whatever cannot be read safely.
    """
    if isinstance(source, Workbook):
        return source
    if isinstance(source, bytes):
        return read_workbook(source, "form")
    path = Path(source)
    try:
        if path.is_dir():
            return _read_folder(path)
        return read_workbook(_bytes_of(path), path.stem)
    except (OSError, ValueError) as error:  # ValueError: a path with a NUL
        reason = getattr(error, "strerror", None) or str(error)
        raise refuse("file-unreadable", detail=reason) from error


def _bytes_of(path: Path) -> bytes:
    """Return the bytes of a workbook, after the name and the size were looked at."""
    if not path.is_file():
        raise refuse("file-missing", path=str(path))
    suffix = path.suffix.lower()
    if suffix == ".xls":
        raise refuse("xls-refused")
    if suffix in (".xlsm", ".xltm", ".xlsb"):
        raise refuse("macros-refused")
    if suffix != ".xlsx":
        raise refuse("file-kind", name=path.name)
    size = path.stat().st_size
    if size > MAX_FILE:
        raise refuse("file-too-large", size=str(size), limit=str(MAX_FILE))
    return path.read_bytes()


def _read_folder(folder: Path) -> Workbook:
    """Return the form in a folder of CSV sheets."""
    workbook = Workbook(folder.name)
    for path in sorted(folder.iterdir()):
        if path.suffix.lower() != ".csv" or not path.is_file():
            continue
        title = path.stem.strip().lower()
        if title in SHEET_NAMES:
            rows = _csv_rows(path)
            workbook.sheets[title] = read_rows(title, iter(rows), workbook.problems)
        elif similar := near(title, SHEET_NAMES):
            workbook.problems.append(problem("sheet-misspelt", sheet=title, value=path.name, near=similar))
    if not workbook.sheets:
        raise refuse("file-kind", name=folder.name)
    return workbook


def _csv_rows(path: Path) -> list[Row]:
    """Return the rows of a CSV sheet in UTF-8, with or without a byte order mark."""
    if path.stat().st_size > MAX_FILE:
        raise refuse("file-too-large", size=str(path.stat().st_size), limit=str(MAX_FILE))
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise refuse("encoding-wrong", name=path.name, byte=str(error.start + 1)) from error
    csv.field_size_limit(max(csv.field_size_limit(), MAX_CELL * 4))
    try:
        return [tuple(cell or None for cell in row) for row in csv.reader(io.StringIO(text, newline=""), strict=True)]
    except csv.Error as error:
        raise FormRefused((problem("csv-broken", sheet=path.stem, name=path.name, detail=str(error)),)) from error
