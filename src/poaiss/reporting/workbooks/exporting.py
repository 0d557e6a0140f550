"""Writing the workbook of a report (R12): everything a person needs to answer without a connection."""

import datetime as dt

from django.db.models import Max
from django.utils.translation import gettext as _
from openpyxl import Workbook

from poaiss.directory.queries import name_of
from poaiss.questionnaires.compiled import form_of
from poaiss.reporting import history
from poaiss.reporting.models import NationalReport
from poaiss.reporting.workbooks import layout
from poaiss.reporting.workbooks.book import Book
from poaiss.reporting.workbooks.cover import write_cover
from poaiss.reporting.workbooks.greying import grey_out
from poaiss.reporting.workbooks.packing import packed
from poaiss.reporting.workbooks.plan import Page, planned, years_before
from poaiss.reporting.workbooks.sections import write_list, write_section
from poaiss.reporting.workbooks.styles import Styles
from poaiss.reporting.workbooks.words import not_applicable, speaking, unchanged_since


def export(report: NationalReport, language: str, sections: frozenset[str] | None = None) -> bytes:
    """Return a report as an XLSX in LANGUAGE (two letters), prefilled; an agency gets its SECTIONS alone.

    The same state of the report gives the same bytes: the times in the file are those of its last change.
    """
    with speaking(language):
        pages = planned(report, language, sections)
        book = new_book(report, language)
        footer = f"{name_of(report.state_id)} {report.round.year}"
        title = _("How to fill in")
        cover = book.book.worksheets[0]
        cover.title = layout.safe_title(title, {page.title.casefold() for page in pages})
        for page in pages:
            (write_list if page.is_list else write_section)(book, page, footer)
        for page in pages:
            if not page.is_list:
                grey_out(book, page)
        write_cover(book, cover, pages, footer)
        write_meta(book, pages)
        return packed(book.book, last_change(report))


def new_book(report: NationalReport, language: str) -> Book:
    """Return an empty book with the properties of its file."""
    plain = Workbook()
    at = last_change(report).replace(tzinfo=None)
    plain.properties.creator = "poaiss"
    plain.properties.title = f"{name_of(report.state_id)} {report.round.year}"
    plain.properties.language = language
    plain.properties.created = plain.properties.modified = at
    silences = [not_applicable(), *(unchanged_since(year) for year in years_before(report))]
    return Book(report, language, form_of(report.version), plain, Styles(plain, language), silences)


def write_meta(book: Book, pages: list[Page]) -> None:
    """Write the hidden sheet that says which report the workbook is of, and hide the sheet of choices."""
    report = book.report
    sheet = book.book.create_sheet(layout.META)
    rows = [
        ("format", layout.FORMAT),
        ("report", str(report.pk)),
        ("state", report.state_id),
        ("round", str(report.round.year)),
        ("instrument", report.round.instrument),
        ("template", report.version.sha256),
        ("language", book.language),
        ("watermark", str(history.watermark(report))),
    ]
    rows.append(("check", layout.check("meta", [value for _name, value in rows])))
    rows.append(("cover", book.book.worksheets[0].title))
    rows += [(f"{'list' if page.is_list else 'sheet'} {page.path}", page.title) for page in pages]
    rows += [(f"row {key}", "") for page in pages for key in keys_of(book, page)]
    for row in rows:
        sheet.append(row)
    sheet.sheet_state = "veryHidden"
    sheet.protection.sheet = True
    if book.lists is not None:
        book.lists.sheet_state = "hidden"
        book.lists.protection.sheet = True
        book.book.move_sheet(book.lists, len(book.book.sheetnames))


def keys_of(book: Book, page: Page) -> list[str]:
    """Return the keys of the rows that the sheet left with, so that a row that is missing is noticed."""
    if page.is_list:
        return [f"r {page.path} {index}" for index in page.entries]
    return [f"q {row.item.path}" for row in page.rows if row.kind in ("question", "file")]


def last_change(report: NationalReport) -> dt.datetime:
    """Return when the report last changed: an answer of it, or a step."""
    moments: list[dt.datetime | None] = [
        report.started_at,
        report.history.aggregate(at=Max("at"))["at"],
        report.steps.aggregate(at=Max("at"))["at"],
    ]
    return max(moment for moment in moments if moment)
