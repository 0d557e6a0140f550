"""Reading a workbook that a stranger may have made: what its cells say, by key, before anybody looks at what it means.

Formulas are never worked out, macros and passwords are refused, sizes are looked at before anything is unpacked.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from openpyxl.reader.excel import ExcelReader
from openpyxl.utils import get_column_letter

from poaiss.common.errors import Problem
from poaiss.questionnaires.engine import FormRefused
from poaiss.questionnaires.engine.archives import examined
from poaiss.questionnaires.errors import problem_of
from poaiss.reporting.workbooks import layout
from poaiss.reporting.workbooks.errors import WorkbookRefused, cell, sheet_words, told
from poaiss.reporting.workbooks.layout import Key

MOST_CELLS = 400_000
MOST_COLUMNS = 200
MOST_SHEETS = 200
MOST_TOLD = 200
_FORMULA = re.compile(rb"<(?:\w{1,20}:)?f[\s/>]")
_MERGED = re.compile(rb'<(?:\w{1,20}:)?mergeCell\s[^>]{0,40}?ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
META_NAMES = ("format", "report", "state", "round", "instrument", "template", "language", "watermark")


@dataclass(frozen=True, slots=True)
class Raw:
    """A cell as it stands: its value, and where; columns and rows count from 1."""

    value: object
    sheet: str = ""
    column: int = 1
    row: int = 1

    @property
    def address(self) -> str:
        """The address of the cell, such as F12."""
        return f"{get_column_letter(self.column)}{self.row}"

    @property
    def place(self) -> str:
        """Where the cell stands, in words; made only when it is told."""
        return cell(self.sheet, self.address)


@dataclass(slots=True)
class Entry:
    """A row of a list: its number in the report when it left with one, else None, and its cells by role."""

    index: int | None
    cells: dict[str, Raw] = field(default_factory=dict)


@dataclass(slots=True)
class Meta:
    """Which report a workbook is of, and how much of its history it left with."""

    report: str
    state: str
    round: int
    instrument: str
    template: str
    language: str
    watermark: int
    cover: str = ""
    titles: dict[str, str] = field(default_factory=dict)
    rows: frozenset[str] = frozenset()


@dataclass(slots=True)
class Reading:
    """What a workbook says: the cells of questions by path and role, the entries of lists, and what was met."""

    meta: Meta
    answers: dict[str, dict[str, Raw]] = field(default_factory=dict)
    entries: dict[str, list[Entry]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    epoch_1904: bool = False

    def tell(self, code: str, place: str, reason: str, mend: str = "") -> None:
        """Note a problem; a workbook full of them is cut short."""
        if len(self.problems) < MOST_TOLD:
            self.problems.append(told(code, place, reason, mend))


def read(data: bytes) -> Reading:
    """Return what a workbook says; raise WorkbookRefused when it is none of ours or cannot be read safely."""
    archive = opened(data)
    reader = loaded(data, values=True)
    try:
        sheets = {sheet.title: sheet for sheet in reader.wb.worksheets}
        if len(sheets) > MOST_SHEETS:
            raise unreadable("workbook-too-many-sheets", _("The file has too many sheets."))
        reading = Reading(meta_of(sheets), epoch_1904=reader.wb.epoch.year == 1904)
        Sheets(reading, archive, data).read(sheets)
    except (WorkbookRefused, FormRefused):
        raise
    except Exception as error:  # openpyxl answers a damaged part with whatever its parser met
        raise unreadable("workbook-unreadable", str(error)[:200] or type(error).__name__) from error
    finally:
        close(reader)
    return reading


def opened(data: bytes) -> zipfile.ZipFile:
    """Return the archive after it was looked over; the engine's refusals get the site's words."""
    try:
        return examined(data)
    except FormRefused as refused:
        found = problem_of(refused.problems[0])
        raise WorkbookRefused(found.code, str(found.reason), mend=str(found.mend)) from refused


def loaded(data: bytes, *, values: bool) -> Any:
    """Return openpyxl's reader, with the results of formulas or with the formulas themselves."""
    try:
        reader = ExcelReader(io.BytesIO(data), read_only=True, data_only=values, keep_links=False)
        reader.read()
    except Exception as error:
        raise unreadable("workbook-unreadable", str(error)[:200] or type(error).__name__) from error
    return reader


def close(reader: Any) -> None:
    """Close what a reader holds open."""
    reader.wb.close()
    reader.archive.close()


def unreadable(code: str, reason: str) -> WorkbookRefused:
    """Return the refusal of a file that cannot be read."""
    return WorkbookRefused(
        code, reason, mend=_("Save it again as a workbook (.xlsx) in Excel or LibreOffice, or download it anew.")
    )


def meta_of(sheets: dict[str, Any]) -> Meta:
    """Return what the hidden sheet says; refuse a workbook that did not leave from here, or whose sheet was changed."""
    if layout.META not in sheets:
        raise WorkbookRefused(
            "workbook-not-ours",
            _("This is not a workbook of a national report: its hidden sheet is missing."),
            mend=_("Download the workbook of the report, and copy your answers into its yellow cells."),
        )
    said: dict[str, str] = {}
    for row in limited(sheets[layout.META], 20_000):
        name, value = (*row, None, None)[:2]
        if name is not None:
            said.setdefault(str(name), "" if value is None else str(value))
    values = [said.get(name, "") for name in META_NAMES]
    if values[0] != layout.FORMAT or said.get("check") != layout.check("meta", values):
        raise WorkbookRefused(
            "workbook-damaged",
            _("The hidden sheet that says which report this is was changed."),
            mend=_("Download the workbook anew, and copy your answers into its yellow cells."),
        )
    _format, report, state, round, instrument, template, language, watermark = values
    titles = {name: title for name, title in said.items() if name.startswith(("sheet ", "list "))}
    rows = frozenset(name.removeprefix("row ") for name in said if name.startswith("row "))
    return Meta(
        report, state, int(round), instrument, template, language, int(watermark), said.get("cover", ""), titles, rows
    )


def limited(sheet: Any, most: int) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of a sheet as they stand, whatever it claims of its size; columns far to the right are left."""
    sheet.reset_dimensions()
    for number, row in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True)):
        if number >= most:
            return
        yield row


@dataclass(slots=True)
class Sheets:
    """Reads the sheets of one workbook into a Reading."""

    reading: Reading
    archive: zipfile.ZipFile
    data: bytes
    filled: int = 0
    seen: dict[str, str] = field(default_factory=dict)
    rows: set[str] = field(default_factory=set)

    def read(self, sheets: dict[str, Any]) -> None:
        """Read every sheet that is found by its key, and say which are missing, renamed or foreign."""
        for title, sheet in sheets.items():
            if title not in layout.HIDDEN:
                Page(self, title, sheet).read()
        for name, title in self.reading.meta.titles.items():
            if name not in self.seen:
                self.reading.tell(
                    "workbook-sheet-missing",
                    sheet_words(title),
                    _("The sheet is not in the file; its answers stay as they are."),
                    _("If this was not meant, download the workbook anew."),
                )
        self.missing_rows()

    def missing_rows(self) -> None:
        """Say how many rows that the workbook left with are gone; their answers stay as they are."""
        kept = {name.split(" ", 1)[1] for name in self.seen}
        gone: dict[str, int] = {}
        for row in self.reading.meta.rows - self.rows:
            kind, path = row.split(" ")[:2]
            sheet = path if kind == "r" else path.split("/")[0]
            if sheet in kept:
                gone[sheet] = gone.get(sheet, 0) + 1
        for sheet, count in sorted(gone.items()):
            title = self.seen.get(f"list {sheet}") or self.seen.get(f"sheet {sheet}") or sheet
            self.reading.tell(
                "workbook-row-missing",
                sheet_words(title),
                _("Rows that the workbook left with are not there: %(count)d. Their answers stay as they are.")
                % {"count": count},
                _("To take an answer out, empty its cell and leave the row."),
            )


@dataclass(slots=True)
class Page:
    """One sheet being read."""

    book: Sheets
    title: str
    sheet: Any
    key: Key | None = None
    key_column: int = 0
    roles: dict[int, str] = field(default_factory=dict)
    entries: int = 0

    @property
    def reading(self) -> Reading:
        """Where everything goes."""
        return self.book.reading

    def read(self) -> None:
        """Read the rows of the sheet."""
        self.sheet.reset_dimensions()
        rows = enumerate(self.sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True), start=1)
        for number, row in rows:
            if not any(value is not None for value in row):
                continue
            if self.key is None:
                if not self.found_key(row):
                    if number > 50:
                        break
                    continue
                if not self.accepted():
                    return
                continue
            self.read_row(number, row)
        if self.key is None:
            self.unknown()
            return
        self.remarks()

    def found_key(self, row: tuple[Any, ...]) -> bool:
        """Return whether this row holds the key of the sheet; it also holds the roles of the columns."""
        for column, value in enumerate(row):
            if isinstance(value, str) and value.startswith(("sheet ", "list ")) and layout.looks_like_key(value):
                self.key = layout.parsed(self.reading.meta.report, value)
                self.key_column = column
                self.roles = {at: role.strip() for at, role in enumerate(row) if isinstance(role, str) and at != column}
                if self.key is None:
                    self.key = Key("foreign", "")
                return True
        return False

    def accepted(self) -> bool:
        """Return whether the sheet is read: it is of this report, and the first with its key."""
        assert self.key is not None  # noqa: S101  # for the type checker
        name = f"{self.key.kind} {self.key.path}"
        if self.key.kind == "foreign":
            self.reading.tell(
                "workbook-row-foreign",
                sheet_words(self.title),
                _("The sheet comes from the workbook of another report; it was not read."),
                _("Copy the answers alone into the workbook of this report, without the hidden column."),
            )
            return False
        if name in self.book.seen:
            self.reading.tell(
                "workbook-sheet-twice",
                sheet_words(self.title),
                _("The sheet is a copy of “%(other)s”; only the first was read.") % {"other": self.book.seen[name]},
                _("Keep one of the two sheets."),
            )
            return False
        self.book.seen[name] = self.title
        before = self.reading.meta.titles.get(name, self.title)
        if before != self.title:
            self.reading.tell(
                "workbook-sheet-renamed",
                sheet_words(self.title),
                _("The sheet was called “%(before)s”; it was read all the same.") % {"before": before},
            )
        return True

    def unknown(self) -> None:
        """Say that a sheet is none of ours, unless it is the cover or empty."""
        if self.title != self.reading.meta.cover:
            self.reading.tell(
                "workbook-sheet-unknown",
                sheet_words(self.title),
                _("The sheet belongs to no section of the report; it was not read."),
                _("Write answers into the yellow cells of the other sheets."),
            )

    def read_row(self, number: int, row: tuple[Any, ...]) -> None:
        """Read one row after what its key says it is."""
        assert self.key is not None  # noqa: S101  # for the type checker
        cells = {role: Raw(row[at], self.title, at + 1, number) for at, role in self.roles.items() if at < len(row)}
        text = row[self.key_column] if self.key_column < len(row) else None
        key = layout.parsed(self.reading.meta.report, text) if isinstance(text, str) else None
        if self.key.kind == "list":
            self.read_entry(number, key, text, cells)
        elif key is not None and key.kind in ("q", "c"):
            self.read_answer(number, key, cells)
        elif number > layout.HEADER_ROW and any(each.value not in (None, "") for each in cells.values()):
            self.stray(number, text)

    def place(self, column: int, row: int) -> str:
        """Return a cell in words."""
        return cell(self.title, f"{get_column_letter(column + 1)}{row}")

    def count(self, cells: dict[str, Raw]) -> None:
        """Count what is filled, and refuse a workbook that holds more than any report."""
        self.book.filled += sum(each.value not in (None, "") for each in cells.values())
        if self.book.filled > MOST_CELLS:
            raise unreadable("workbook-too-many-cells", _("The file holds more than a report can hold."))

    def read_answer(self, number: int, key: Key, cells: dict[str, Raw]) -> None:
        """Read the row of a question, or of a choice that may be ticked."""
        name = f"{key.kind} {key.path} {key.more}".strip()
        if name in self.book.rows:
            self.reading.tell(
                "workbook-row-twice",
                self.place(self.key_column, number),
                _("The row is a copy of another one; only the first was read."),
                _("Keep one of the two rows."),
            )
            self.one_more()
            return
        self.book.rows.add(name)
        self.count(cells)
        found = self.reading.answers.setdefault(key.path, {})
        if key.kind == "c":
            found[f"t {key.more}"] = cells.get("answer", Raw(None, self.title, self.key_column + 1, number))
        else:
            found.update({role: each for role, each in cells.items() if role in layout.ROLES.values()})

    def read_entry(self, number: int, key: Key | None, text: object, cells: dict[str, Raw]) -> None:
        """Read a row of a list; a row without a key is a new entry."""
        cells = {role: each for role, each in cells.items() if role.startswith(("v ", "t "))}
        is_filled = any(each.value not in (None, "") for each in cells.values())
        index = int(key.more) if key and key.kind == "r" and key.path == self.key_path and key.more.isdigit() else None
        if number <= layout.HEADER_ROW and index is None:
            return
        if index is None and not is_filled:
            return
        self.one_more()
        self.count(cells)
        name = f"r {self.key_path} {index}"
        if index is not None and name in self.book.rows:
            index = None  # a row that was copied and pasted below is a new entry
        if index is not None:
            self.book.rows.add(name)
        found = self.reading.entries.setdefault(self.key_path, [])
        found.append(Entry(index, cells))

    @property
    def key_path(self) -> str:
        """Path of the section or list that the sheet is of."""
        return self.key.path if self.key else ""

    def one_more(self) -> None:
        """Count a row that the workbook did not leave with, and refuse a sheet with more than are taken."""
        self.entries += 1
        if self.entries > layout.MOST_ENTRIES:
            raise self.too_many()

    def too_many(self) -> WorkbookRefused:
        """Return the refusal of a list with more rows than are taken."""
        return WorkbookRefused(
            "workbook-too-many-rows",
            _("The sheet has more than %(most)d further rows that are filled; nothing was stored.")
            % {"most": layout.MOST_ENTRIES},
            mend=_("Give totals by year or kind, or attach the long list as a file on the page of the report."),
            place=sheet_words(self.title),
        )

    def stray(self, number: int, text: object) -> None:
        """Say that a row was filled that belongs to no question of this report."""
        self.one_more()
        foreign = isinstance(text, str) and layout.looks_like_key(text)
        self.reading.tell(
            "workbook-row-foreign",
            self.place(self.key_column, number),
            _("The row comes from the workbook of another report; it was not read.")
            if foreign
            else _("The row belongs to no question; it was not read."),
            _("Copy the text into the yellow cell of its question."),
        )

    def remarks(self) -> None:
        """Look at what only the XML tells: formulas, and merged cells."""
        part = self.book.archive.read(self.sheet._worksheet_path)
        self.merged(part)
        if _FORMULA.search(part):
            self.formulas()

    def merged(self, part: bytes) -> None:
        """Warn of cells that were merged where answers stand: the text belongs to the first of them."""
        own = {at + 1 for at, role in self.roles.items() if role != ""}
        for first, row, last, end in _MERGED.findall(part):
            if int(row) <= layout.HEADER_ROW and int(end) <= layout.HEADER_ROW:
                continue
            columns = range(number_of(first), number_of(last) + 1)
            if own.intersection(columns):
                self.reading.tell(
                    "workbook-cells-merged",
                    cell(self.title, f"{first.decode()}{row.decode()}:{last.decode()}{end.decode()}"),
                    _("The cells are merged; the text was taken for the first of them, the others are blank."),
                    _("Separate the cells, and write each answer in its own."),
                )

    def formulas(self) -> None:
        """Take the results of formulas with a warning; a formula without a result leaves the answer as it is."""
        reader = loaded(self.book.data, values=False)
        try:
            sheet = reader.wb[self.title]
            sheet.reset_dimensions()
            for row in sheet.iter_rows(max_col=MOST_COLUMNS):
                for each in row:
                    if getattr(each, "data_type", "") == "f" and each.column - 1 in self.roles:
                        self.formula(each.coordinate)
        finally:
            close(reader)

    def formula(self, address: str) -> None:
        """Judge one formula by what was read at its place."""
        place = cell(self.title, address)
        raws = [
            (cells, role)
            for cells in self.all_cells()
            for role, raw in cells.items()
            if (raw.sheet, raw.address) == (self.title, address)
        ]
        for cells, role in raws:
            if cells[role].value in (None, ""):
                del cells[role]
                self.reading.tell(
                    "workbook-formula-without-value",
                    place,
                    _("The cell holds a formula without a result; the answer was left as it is."),
                    _("Replace the formula by its result, and save again."),
                )
            else:
                self.reading.tell(
                    "workbook-formula",
                    place,
                    _("The cell holds a formula; its last result was taken."),
                    _("Look whether the result is right."),
                )

    def all_cells(self) -> Iterator[dict[str, Raw]]:
        """Yield the cells that were read, question by question and entry by entry."""
        yield from self.reading.answers.values()
        for entries in self.reading.entries.values():
            for each in entries:
                yield each.cells


def number_of(letters: bytes) -> int:
    """Return the number of a column."""
    found = 0
    for letter in letters:
        found = found * 26 + letter - 64
    return found
