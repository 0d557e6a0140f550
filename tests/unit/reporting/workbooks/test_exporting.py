"""The workbook that leaves: what stands in it (R12, R4)."""

import io

import pytest
from openpyxl import Workbook, load_workbook

from poaiss.access.rls import acting_as
from poaiss.accounts.enums import Role
from poaiss.reporting.models import NationalReport
from poaiss.reporting.workbooks import export
from tests.unit.reporting.people import actor, answered, started
from tests.unit.reporting.workbooks.books import BODY, FULL, TEXT, TRANSFERS, left, list_sheet, row_of

pytestmark = [pytest.mark.django_db, pytest.mark.rows("R12")]


@pytest.fixture
def report() -> NationalReport:
    return answered(started(), FULL)


def opened(data: bytes) -> Workbook:
    return load_workbook(io.BytesIO(data))


def test_a_question_stands_with_all_that_helps(report: NationalReport) -> None:
    book = opened(left(report))
    sheet, row = row_of(book, f"q {BODY}")
    assert [sheet.cell(4, column).value for column in range(2, 10)] == [
        "No.",
        "Question",
        "Guidance",
        "Paragraph",
        "Last answer",
        "ANSWER",
        "Explanation or remark",
        "Instead of an answer",
    ]
    assert [sheet.cell(row, column).value for column in (2, 7, 8)] == ["1.1", "Yes", "Since 2011"]
    assert [sheet.cell(row, column).protection.locked for column in range(2, 10)] == [True] * 5 + [False] * 3
    assert sheet.protection.sheet
    assert not sheet.protection.password
    assert (sheet.column_dimensions["A"].hidden, sheet.row_dimensions[1].hidden) == (True, True)
    assert (sheet.freeze_panes, sheet.print_title_rows) == ("A5", "$4:$4")
    assert (sheet.page_setup.paperSize, sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (9, 1, 0)


def test_choices_are_offered_in_the_language_and_what_is_none_is_only_warned_of(report: NationalReport) -> None:
    book = opened(left(report, "fr"))
    sheet, row = row_of(book, f"q {BODY}")
    [found] = [each for each in sheet.data_validations.dataValidation if f"G{row}" in each.sqref]
    assert (found.type, found.errorStyle, found.showErrorMessage) == ("list", "warning", True)
    name, cells = found.formula1.replace("'", "").split("!")
    assert book[name].sheet_state == "hidden"
    offered = [cell.value for line in book[name][cells.replace("$", "")] for cell in line]
    assert offered[:2] == ["Oui", "Non"]
    assert sheet.cell(row, 7).value == "Oui"


def test_several_choices_have_a_row_each(report: NationalReport) -> None:
    book = opened(left(report))
    marks = {}
    for name in "abc":
        sheet, row = row_of(book, f"c section_4/q_4_2_1 {name}")
        marks[name] = sheet.cell(row, 7).value
    assert marks == {"a": "x", "b": None, "c": "x"}


def test_a_text_that_looks_like_a_formula_is_a_text(report: NationalReport) -> None:
    sheet, row = row_of(opened(left(report)), "q section_1/body/q_1_1_a")
    cell = sheet.cell(row, 7)
    assert (cell.value, cell.data_type) == ("=National commission", "s")


def test_silences_stand_in_their_column(report: NationalReport) -> None:
    book = opened(left(report))
    for path, words in (("section_2/p_2_1", "Does not apply"), ("section_3/p_3_1", "Unchanged since 2022")):
        sheet, row = row_of(book, f"q {path}")
        assert sheet.cell(row, 9).value == words


def test_a_question_that_does_not_apply_turns_grey_and_says_when_it_does(report: NationalReport) -> None:
    sheet, row = row_of(opened(left(report)), "q section_1/body/q_1_1_a")
    _lead, asked = row_of(opened(left(report)), f"q {BODY}")
    assert str(sheet.cell(row, 4).value).startswith("Only if 1.1 is “Yes”")
    found = [(str(area.sqref), rules) for area, rules in sheet.conditional_formatting._cf_rules.items()]
    [formula] = [rules[0].formula for area, rules in found if area.startswith(f"B{row}:")]
    assert formula == [f'NOT($G${asked}="Yes")']


def test_lists_are_tables_with_room(report: NationalReport) -> None:
    sheet = list_sheet(opened(left(report)), TRANSFERS)
    assert [sheet.cell(4, column).value for column in (2, 3, 4)] == ["No.", "Year", "Kind of transfer"]
    assert [sheet.cell(5, column).value for column in (2, 3, 5, 7)] == [1, 2024, "Borovia", 120]
    assert [sheet.cell(row, 2).value for row in (6, 7, 36)] == [2, 3, 32]
    assert sheet.column_dimensions["C"].protection.locked is False
    assert len(sheet.title) <= 31


def test_arabic_reads_from_right_to_left(report: NationalReport) -> None:
    book = opened(left(report, "ar"))
    assert all(sheet.sheet_view.rightToLeft for sheet in book.worksheets if sheet.sheet_state == "visible")
    sheet, row = row_of(book, f"q {BODY}")
    assert (sheet.cell(row, 7).value, sheet.cell(row, 3).alignment.readingOrder) == ("نعم", 2)
    assert not any(sheet.sheet_view.rightToLeft for sheet in opened(left(report)).worksheets)


def test_the_cover_says_whose_it_is_and_that_it_is_an_exercise(report: NationalReport) -> None:
    sheet = opened(left(report)).worksheets[0]
    said = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {"Avaria", "2026"} <= set(said)
    assert any("Exercise" in each for each in said)
    assert any("yellow cells" in each for each in said)


def test_the_hidden_sheet_names_report_and_watermark_and_no_person(report: NationalReport) -> None:
    book = opened(left(report))
    meta = {row[0].value: row[1].value for row in book["_poaiss"].iter_rows(max_row=9)}
    assert (meta["state"], meta["round"], meta["report"]) == ("XAV", "2026", str(report.pk))
    assert meta["template"] == report.version.sha256
    assert int(meta["watermark"]) > 0
    assert book["_poaiss"].sheet_state == "veryHidden"
    assert book.properties.creator == "poaiss"
    assert not book.properties.lastModifiedBy


def test_an_agency_gets_its_sections_alone(report: NationalReport) -> None:
    with acting_as(actor(Role.CONTRIBUTOR)):
        book = opened(export(report, "en", frozenset({"section_4"})))
    keys = [str(sheet["A1"].value).split(" ")[1] for sheet in book.worksheets[1:] if sheet.sheet_state == "visible"]
    assert keys == ["section_4", "section_4/brokering_details/q_4_1_1"]
    with pytest.raises(KeyError):
        row_of(book, f"q {TEXT}")
