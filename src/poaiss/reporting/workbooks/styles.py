"""How the cells of a workbook look; each style is made once a book and shared by its cells."""

from dataclasses import dataclass, field
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.worksheet.worksheet import Worksheet

FONTS = {"zh": "Microsoft YaHei", "ar": "Arial"}
BLUE, INK, GREY, PALE, YELLOW = "1F4E79", "1A1A1A", "6B6B6B", "EEF3F8", "FFFBE6"
LINE = Side(style="thin", color="C8CED6")
BOX = Border(left=LINE, right=LINE, top=LINE, bottom=LINE)
TEXT, DAY = "@", "yyyy-mm-dd"


@dataclass(slots=True)
class Styles:
    """The styles of one book by name; ``put`` writes a cell with one of them."""

    book: Workbook
    language: str
    known: dict[tuple[str, str], Any] = field(default_factory=dict)

    def put(self, sheet: Worksheet, row: int, column: int, value: object, name: str, format: str = "General") -> None:
        """Write a cell; a text that begins like a formula stays a text."""
        cell: Any = sheet.cell(row, column)
        if value is not None and value != "":
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"
        if (name, format) not in self.known:
            self.known[name, format] = self.made(cell, name, format)
        cell._style = self.known[name, format]

    def made(self, cell: Any, name: str, format: str) -> Any:
        """Return a style; the cell that it was made on shows it first."""
        family = FONTS.get(self.language, "Arial")
        look = LOOKS[name]
        order = 1 if look.code else 2 if self.language == "ar" else 0
        cell.font = Font(name=family, size=look.size, bold=look.bold, italic=look.italic, color=look.color)
        side = "center" if look.centred else None
        cell.alignment = Alignment(wrap_text=True, vertical="top", readingOrder=order, horizontal=side)
        cell.protection = Protection(locked=not look.open)
        if look.fill:
            cell.fill = PatternFill("solid", fgColor=look.fill)
        if look.box:
            cell.border = BOX
        cell.number_format = format
        return cell._style


@dataclass(frozen=True, slots=True)
class Look:
    """What a style is made of."""

    size: float = 10
    bold: bool = False
    italic: bool = False
    color: str = INK
    fill: str = ""
    box: bool = True
    open: bool = False
    centred: bool = False
    code: bool = False


LOOKS = {
    "title": Look(size=16, bold=True, color=BLUE, box=False),
    "big": Look(size=20, bold=True, color=BLUE, box=False),
    "note": Look(color=GREY, box=False),
    "plain": Look(size=11, box=False),
    "strong": Look(size=11, bold=True, box=False),
    "warning": Look(size=11, bold=True, color="7A4B00", fill="FFF1D6", box=False),
    "header": Look(bold=True, color="FFFFFF", fill=BLUE),
    "heading": Look(size=11, bold=True, color=BLUE, fill=PALE),
    "label": Look(),
    "number": Look(bold=True, code=True),
    "number_heading": Look(size=11, bold=True, color=BLUE, fill=PALE, code=True),
    "note_heading": Look(size=9, color=BLUE, fill=PALE),
    "small": Look(size=9, color=GREY),
    "last": Look(size=9, color=GREY, fill="F7F7F7"),
    "answer": Look(fill=YELLOW, open=True),
    "tick": Look(fill=YELLOW, open=True, centred=True, bold=True),
    "file": Look(italic=True, color=GREY, fill="F7F7F7"),
    "key": Look(size=8, color=GREY, box=False),
    "link": Look(color=BLUE, box=False),
}
