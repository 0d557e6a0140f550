"""The sheets of sections and of lists."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Border, PatternFill, Protection
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from poaiss.reporting.workbooks import layout, words
from poaiss.reporting.workbooks.book import Book, print_setup, protect
from poaiss.reporting.workbooks.heights import height, lines
from poaiss.reporting.workbooks.layout import (
    ANSWER,
    EMPTY_ROWS,
    FIRST_ROW,
    GUIDANCE,
    HEADER_ROW,
    INSTEAD,
    KEY_COLUMN,
    KEY_ROW,
    LAST,
    MOST_ENTRIES,
    NOTE_ROW,
    NUMBER,
    QUESTION,
    REMARK,
    SOURCE,
    TITLE_ROW,
)
from poaiss.reporting.workbooks.plan import SEVERAL, Column, Page, Row
from poaiss.reporting.workbooks.styles import DAY, LINE, TEXT, YELLOW

WIDTHS = {NUMBER: 14, QUESTION: 46, GUIDANCE: 36, SOURCE: 16, LAST: 24, ANSWER: 32, REMARK: 34, INSTEAD: 22}
FORMATS = {"integer": "0", "decimal": "General", "date": DAY}
LOOKS = {"heading": "heading", "choice": "label"}


def write_section(book: Book, page: Page, footer: str) -> None:
    """Write the sheet of a section."""
    sheet = book.sheet(page.title)
    begin(book, sheet, page, "sheet")
    for column, text in enumerate(words.headers(), start=NUMBER):
        book.styles.put(sheet, HEADER_ROW, column, text, "header")
        sheet.column_dimensions[get_column_letter(column)].width = WIDTHS[column]
    for column, role in layout.ROLES.items():
        book.styles.put(sheet, KEY_ROW, column, role, "key")
    for number, row in enumerate(page.rows, start=FIRST_ROW):
        write_row(book, sheet, number, row)
    last = FIRST_ROW + len(page.rows) - 1
    sheet.print_area = f"B{TITLE_ROW}:{get_column_letter(INSTEAD)}{max(last, FIRST_ROW)}"
    finish(sheet, footer)
    protect(sheet)


def begin(book: Book, sheet: Worksheet, page: Page, kind: str) -> None:
    """Write what stands above the rows: the hidden key, the title, the note."""
    book.styles.put(sheet, KEY_ROW, KEY_COLUMN, book.key(kind, page.path), "key")
    sheet.row_dimensions[HEADER_ROW].height = 20
    book.styles.put(sheet, TITLE_ROW, NUMBER, page.heading, "title")
    note = _("Fill in the yellow cells. A blank cell means that the question is not answered.")
    if kind == "list":
        note = _("One row for each entry. Add as many as you need below; rows can be inserted.")
    note = f"{page.note} {note}".strip()
    book.styles.put(sheet, NOTE_ROW, NUMBER, note, "note")
    for row in (TITLE_ROW, NOTE_ROW):
        sheet.merge_cells(start_row=row, end_row=row, start_column=NUMBER, end_column=GUIDANCE)
    sheet.row_dimensions[TITLE_ROW].height = 26 * lines(page.heading, 56)
    sheet.row_dimensions[NOTE_ROW].height = height([(note, 88)])


def finish(sheet: Worksheet, footer: str) -> None:
    """Hide the keys, hold the header in place, and set the printing up."""
    sheet.row_dimensions[KEY_ROW].hidden = True
    sheet.column_dimensions[get_column_letter(KEY_COLUMN)].hidden = True
    sheet.freeze_panes = f"A{FIRST_ROW}"
    sheet.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"
    sheet.sheet_view.zoomScale = 100
    print_setup(sheet, footer)


def write_row(book: Book, sheet: Worksheet, number: int, row: Row) -> None:
    """Write one row of a section."""
    put = book.styles.put
    look = LOOKS.get(row.kind, "label")
    plain = "note_heading" if row.kind == "heading" else "small"
    put(sheet, number, NUMBER, row.number, "number_heading" if row.kind == "heading" else "number", TEXT)
    put(sheet, number, QUESTION, f"      {row.text}" if row.kind == "choice" else row.text, look)
    put(sheet, number, GUIDANCE, row.guidance, plain)
    put(sheet, number, SOURCE, row.source, plain)
    put(sheet, number, LAST, row.last, "heading" if row.kind == "heading" else "last")
    sheet.row_dimensions[number].height = height_of(row)
    if row.kind in ("heading", "list"):
        for column in (ANSWER, REMARK, INSTEAD):
            put(sheet, number, column, None, look)
        return
    write_answer(book, sheet, number, row)


def height_of(row: Row) -> float:
    """Return the height of a row; a question that asks for a longer text gets room for it."""
    shown = (row.text, row.guidance, row.source, row.last, str(row.answer or ""), row.remark)
    widths = [WIDTHS[column] for column in (QUESTION, GUIDANCE, SOURCE, LAST, ANSWER, REMARK)]
    return height(zip(shown, widths, strict=True), 4 if "multiline" in row.item.appearance else 1)


def write_answer(book: Book, sheet: Worksheet, number: int, row: Row) -> None:
    """Write the cells that a person fills, with what they are checked against."""
    put, path = book.styles.put, row.item.path
    address = f"{get_column_letter(ANSWER)}{number}"
    if row.kind == "choice":
        book.places[path, row.choice] = (sheet.title, number)
        put(sheet, number, KEY_COLUMN, book.key("c", path, row.choice), "key")
        put(sheet, number, ANSWER, row.answer, "tick", TEXT)
        for column in (REMARK, INSTEAD):
            put(sheet, number, column, None, "label")
        book.validate(sheet, address, "list", ("x",))
        return
    book.places[path, ""] = (sheet.title, number)
    put(sheet, number, KEY_COLUMN, book.key("q", path), "key")
    look = "file" if row.kind == "file" else "answer"
    put(sheet, number, ANSWER, row.answer, look, FORMATS.get(row.item.type, TEXT))  # type: ignore[union-attr]
    put(sheet, number, REMARK, row.remark, "answer", TEXT)
    put(sheet, number, INSTEAD, row.instead, "answer", TEXT)
    book.validate(sheet, f"{get_column_letter(INSTEAD)}{number}", "list", tuple(book.silences))
    book.check_question(sheet, address, row.item)  # type: ignore[arg-type]


def write_list(book: Book, page: Page, footer: str) -> None:
    """Write the sheet of a list: a column a field, a row an entry, and room for more."""
    sheet = book.sheet(page.title)
    begin(book, sheet, page, "list")
    book.styles.put(sheet, HEADER_ROW, NUMBER, _("No."), "header")
    sheet.column_dimensions[get_column_letter(NUMBER)].width = 8
    last = len(page.entries) + EMPTY_ROWS + FIRST_ROW - 1
    for at, column in enumerate(page.columns, start=NUMBER + 1):
        write_column(book, sheet, at, column)
    sheet.row_dimensions[HEADER_ROW].height = height((column_header(each), width_of(each)) for each in page.columns)
    for row, (index, entry) in enumerate(page.entries.items(), start=FIRST_ROW):
        write_entry(book, sheet, row, page, index, entry)
    for row in range(FIRST_ROW + len(page.entries), last + 1):
        book.styles.put(sheet, row, NUMBER, row - FIRST_ROW + 1, "small")
    letter = get_column_letter(NUMBER + len(page.columns))
    for at, column in enumerate(page.columns, start=NUMBER + 1):
        if column.question.type != "file":
            boxed(sheet, f"{get_column_letter(at)}{FIRST_ROW}:{get_column_letter(at)}{last}")
    sheet.print_area = f"B{TITLE_ROW}:{letter}{last}"
    finish(sheet, footer)
    protect(sheet, rows=True)


def write_column(book: Book, sheet: Worksheet, at: int, column: Column) -> None:
    """Write the header of a column; its cells are open for filling and checked, all the way down."""
    letter, question = get_column_letter(at), column.question
    book.styles.put(sheet, KEY_ROW, at, column.role, "key")
    book.styles.put(sheet, HEADER_ROW, at, column_header(column), "header")
    size = sheet.column_dimensions[letter]
    size.width = width_of(column)
    size.protection = Protection(locked=question.type == "file")
    size.number_format = TEXT if column.choice else FORMATS.get(question.type, TEXT)
    cells = f"{letter}{FIRST_ROW}:{letter}{FIRST_ROW + MOST_ENTRIES - 1}"
    if column.choice:
        book.validate(sheet, cells, "list", ("x",))
    else:
        book.check_question(sheet, cells, question)


def width_of(column: Column) -> float:
    """Return the width of a column."""
    return 15 if column.choice else 32 if column.question.type == "text" else 20


def column_header(column: Column) -> str:
    """Return the header of a column."""
    if column.choice:
        return f"☐ {column.header}"
    if column.question.type in SEVERAL:
        return _("%(question)s (write x in the columns that follow)") % {"question": column.header}
    if column.question.type == "file":
        return _("%(question)s (files are attached on the page of the report)") % {"question": column.header}
    return column.header


def write_entry(book: Book, sheet: Worksheet, row: int, page: Page, index: int, entry: Sequence[object]) -> None:
    """Write an entry that the report has already."""
    book.styles.put(sheet, row, KEY_COLUMN, book.key("r", page.path, str(index)), "key")
    book.styles.put(sheet, row, NUMBER, row - FIRST_ROW + 1, "small")
    texts = ((str(value or ""), width_of(column)) for column, value in zip(page.columns, entry, strict=True))
    sheet.row_dimensions[row].height = height(texts)
    for at, (column, value) in enumerate(zip(page.columns, entry, strict=True), start=NUMBER + 1):
        look = "tick" if column.choice else "file" if column.question.type == "file" else "answer"
        format = TEXT if column.choice else FORMATS.get(column.question.type, TEXT)
        book.styles.put(sheet, row, at, value, look, format)


def boxed(sheet: Worksheet, cells: str) -> None:
    """Show which cells of a table are filled in, without writing each of them."""
    border = Border(left=LINE, right=LINE, top=LINE, bottom=LINE)
    look = DifferentialStyle(border=border, fill=PatternFill("solid", bgColor=YELLOW))
    sheet.conditional_formatting.add(cells, Rule(type="expression", dxf=look, formula=["TRUE"]))
