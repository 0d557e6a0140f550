"""The book being written, with what its sheets share: styles, keys, and the lists that cells are chosen from."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from poaiss.questionnaires import engine
from poaiss.reporting.models import NationalReport
from poaiss.reporting.workbooks import layout
from poaiss.reporting.workbooks.cells import labels_of
from poaiss.reporting.workbooks.styles import Styles

LARGEST = 999_999_999_999


@dataclass(slots=True)
class Book:
    """A workbook of a report in one language."""

    report: NationalReport
    language: str
    form: engine.Form
    book: Workbook
    styles: Styles
    silences: Sequence[str] = ()
    lists: Worksheet | None = None
    ranges: dict[tuple[str, ...], str] = field(default_factory=dict)
    places: dict[tuple[str, str], tuple[str, int]] = field(default_factory=dict)
    """Sheet and row of each question, and of each choice that is ticked."""
    validations: dict[tuple[str, tuple[str, ...]], DataValidation] = field(default_factory=dict)

    def key(self, kind: str, path: str, more: str = "") -> str:
        """Return the key of a row or a sheet."""
        return layout.written(str(self.report.pk), layout.Key(kind, path, more))

    def sheet(self, title: str) -> Worksheet:
        """Return a new sheet, from right to left in Arabic; its validations start afresh."""
        sheet: Worksheet = self.book.create_sheet(title)
        sheet.sheet_view.rightToLeft = self.language == "ar"
        self.validations = {}
        return sheet

    def offered(self, labels: tuple[str, ...]) -> str:
        """Return the range of the hidden sheet where LABELS stand, written there when they are new."""
        if labels not in self.ranges:
            if self.lists is None:
                self.lists = self.book.create_sheet(layout.LISTS)
            column = len(self.ranges) + 1
            for row, label in enumerate(labels, start=1):
                cell = self.lists.cell(row, column, label)
                cell.data_type = "s"
            letter = get_column_letter(column)
            self.ranges[labels] = f"'{layout.LISTS}'!${letter}$1:${letter}${len(labels)}"
        return self.ranges[labels]

    def validate(self, sheet: Worksheet, cells: str, kind: str, labels: tuple[str, ...] = ()) -> None:
        """Let Excel warn, never refuse, when CELLS are filled with something unusual: what was typed is kept."""
        found = self.validations.get((kind, labels))
        if found is None:
            found = self.validations[kind, labels] = self.validation(kind, labels)
            sheet.add_data_validation(found)
        found.add(cells)

    def validation(self, kind: str, labels: tuple[str, ...]) -> DataValidation:
        """Return what a cell is checked with."""
        if kind == "list":
            note = _("This is none of the choices. It will be kept as you typed it.")
            found = DataValidation("list", formula1=self.offered(labels), error=note)
        elif kind == "date":
            note = _("Write the day as year-month-day, for example 2024-03-31.")
            found = DataValidation("date", formula1="1", operator="greaterThanOrEqual", error=note)
        elif kind == "integer":
            note = _("A whole number is expected here. What you typed will be kept.")
            found = between("whole", note)
        else:
            note = _("A number is expected here. What you typed will be kept.")
            found = between("decimal", note)
        found.errorTitle, found.errorStyle = _("Please look again"), "warning"
        found.showErrorMessage = found.allowBlank = True
        return found

    def check_question(self, sheet: Worksheet, cells: str, question: engine.Question) -> None:
        """Offer the choices of a question, or expect its numbers and days."""
        if question.type == "select_one":
            self.validate(sheet, cells, "list", tuple(labels_of(question, self.language).values()))
        elif question.type in ("integer", "decimal", "date"):
            self.validate(sheet, cells, question.type)


def between(kind: Literal["whole", "decimal"], note: str) -> DataValidation:
    """Return the check for numbers of any size that a report may hold."""
    return DataValidation(kind, operator="between", formula1=str(-LARGEST), formula2=str(LARGEST), error=note)


def protect(sheet: Worksheet, *, rows: bool = False) -> None:
    """Lock what is not to be filled, without a password; columns and rows can be made wider, in lists rows inserted."""
    protection = sheet.protection
    protection.sheet = True
    protection.formatColumns = protection.formatRows = protection.autoFilter = False
    protection.insertRows = protection.deleteRows = protection.sort = not rows


def print_setup(sheet: Any, footer: str) -> None:
    """Print on A4 across, as wide as the page, the header on every page."""
    sheet.page_setup.paperSize, sheet.page_setup.orientation = 9, "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_options.horizontalCentered = True
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.oddFooter.left.text = footer.replace("&", "&&")
    sheet.oddFooter.right.text = "&P / &N"
