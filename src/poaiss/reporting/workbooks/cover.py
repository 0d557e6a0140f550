"""The first sheet: whose report it is, how it is filled and how it comes back."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils import formats
from django.utils.translation import gettext as _
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from poaiss.directory.queries import name_of
from poaiss.reporting.enums import ReportStatus
from poaiss.reporting.models import NationalReport
from poaiss.reporting.workbooks.book import Book, print_setup, protect
from poaiss.reporting.workbooks.heights import height
from poaiss.reporting.workbooks.plan import Page


def facts(report: NationalReport) -> Iterator[tuple[str, str]]:
    """Yield what the cover says of the report."""
    round = report.round
    yield _("State"), name_of(report.state_id)
    yield _("Round"), str(round.year)
    if round.covers_from and round.covers_until:
        yield _("Period covered"), f"{round.covers_from}–{round.covers_until}"
    if round.deadline:
        yield _("Date due"), formats.date_format(round.deadline, "DATE_FORMAT")
    yield _("Edition of the form"), report.version.edition
    yield _("Status"), str(ReportStatus(report.status).label)


def how_to_fill() -> list[str]:
    """Return how the workbook is filled."""
    return [
        _("Fill in the yellow cells of each sheet, in Excel or LibreOffice. All other cells are locked."),
        _("Choose from the list where a cell offers one. What is none of the choices is kept as you typed it."),
        _("Where several answers may apply, write x beside each of them."),
        _("The answers of your report so far stand in the cells. To take an answer out, empty its cell."),
        _("Questions turn grey while the answers above them do not ask for them; leave those blank."),
        _("Where you cannot answer, choose “Does not apply” or “Unchanged since …” in the last column."),
        _("A blank cell means that the question is not answered. It never means “No”. No question must be answered."),
        _("Lists, such as laws or transfers, have a sheet of their own: one row for each entry."),
        _("Rows and columns may be made wider. Do not delete rows; the order of the sheets does not matter."),
        _("Files, such as the text of a law, are attached on the page of the report, not here."),
    ]


def how_to_send() -> list[str]:
    """Return how the workbook comes back."""
    return [
        _("Save the file as a workbook (.xlsx) without a password and without macros."),
        _("Sign in, open the report, choose “Workbook” and send the file. Nothing is stored before you have seen it."),
        _("What colleagues changed meanwhile is kept; where you differ, both texts are shown."),
        _("Sending the workbook does not submit the report. The point of contact or the permanent mission submits it."),
    ]


def write_cover(book: Book, sheet: Worksheet, pages: Sequence[Page], footer: str) -> None:
    """Write the cover."""
    put, report = book.styles.put, book.report
    sheet.sheet_view.rightToLeft = book.language == "ar"
    sheet.sheet_view.showGridLines = False
    sheet.column_dimensions["A"].width = 26
    sheet.column_dimensions["B"].width = 84
    put(sheet, 1, 1, _("National report on the Programme of Action on small arms and light weapons"), "big")
    sheet.merge_cells("A1:B1")
    sheet.row_dimensions[1].height = 58
    row = 3
    if report.state.is_exercise:
        put(sheet, 2, 1, _("Exercise: the State and everything that is said of it are invented."), "warning")
        sheet.merge_cells("A2:B2")
    for label, value in facts(report):
        put(sheet, row, 1, label, "strong")
        put(sheet, row, 2, value, "plain", "@")
        row += 1
    if not report.is_open:
        put(sheet, row, 2, _("The report is not open: this workbook can be read, but not brought back in."), "warning")
        row += 1
    for heading, steps in ((_("How to fill it in"), how_to_fill()), (_("How to send it back"), how_to_send())):
        row = write_steps(book, sheet, row + 1, heading, steps)
    row = write_contents(book, sheet, row + 1, pages)
    put(
        sheet,
        row + 1,
        1,
        _("This file holds answers that your State may not wish to publish. Keep it accordingly."),
        "note",
    )
    sheet.merge_cells(start_row=row + 1, end_row=row + 1, start_column=1, end_column=2)
    print_setup(sheet, footer)
    sheet.page_setup.orientation = "portrait"
    protect(sheet)


def write_steps(book: Book, sheet: Worksheet, row: int, heading: str, steps: Sequence[str]) -> int:
    """Write a heading with numbered steps and return the row after them."""
    book.styles.put(sheet, row, 1, heading, "title")
    sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=2)
    sheet.row_dimensions[row].height = 26
    for number, step in enumerate(steps, start=1):
        book.styles.put(sheet, row + number, 1, number, "strong")
        book.styles.put(sheet, row + number, 2, step, "plain")
        sheet.row_dimensions[row + number].height = 2 + height([(step, 90)])
    return row + len(steps) + 1


def write_contents(book: Book, sheet: Worksheet, row: int, pages: Sequence[Page]) -> int:
    """Write the list of the sheets, each a link, and return the row after it."""
    book.styles.put(sheet, row, 1, _("Sheets"), "title")
    sheet.row_dimensions[row].height = 26
    for page in pages:
        row += 1
        book.styles.put(sheet, row, 1, "" if page.is_list else page.title.split(" ")[0], "strong")
        book.styles.put(sheet, row, 2, f"    {page.title}" if page.is_list else page.heading, "link")
        target = page.title.replace("'", "''")
        cell: Any = sheet.cell(row, 2)
        cell._hyperlink = Hyperlink(ref=f"B{row}", location=f"'{target}'!B2")
    return row + 1
