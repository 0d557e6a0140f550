"""Workbooks as they come back from the world: coded, told with the cell, and the draft intact (R12)."""

import datetime as dt
import io
import re
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from poaiss.access.rls import acting_as
from poaiss.access.rules import Refused
from poaiss.accounts.enums import Role
from poaiss.common.errors import PoaissError
from poaiss.questionnaires.compiled import form_of
from poaiss.reporting import actions
from poaiss.reporting.models import NationalReport
from tests.unit.reporting.people import actor, answered, started, step
from tests.unit.reporting.workbooks.books import (
    BODY,
    FIRST_YEAR,
    FULL,
    TARGETS,
    TEXT,
    TRANSFERS,
    Edit,
    answer,
    brought,
    codes,
    columns,
    edited,
    entry,
    left,
    list_sheet,
    row_of,
    said,
)

DAY = dt.datetime(2024, 3, 4)  # noqa: DTZ001  # cells know no time zones
pytestmark = [pytest.mark.django_db, pytest.mark.rows("R12")]


def refused(data: bytes, report: NationalReport, **given: Any) -> PoaissError:
    """Return why a workbook was refused; nothing of the draft changed."""
    before = said(report)
    with pytest.raises(PoaissError) as found:
        brought(data, report, **given)
    assert said(report) == before
    assert found.value.problem.reason
    return found.value


def repacked(data: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """Return the workbook with one part of the archive changed."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for each in source.infolist():
            found = source.read(each)
            target.writestr(each.filename, change(found) if each.filename == part else found)
    return stream.getvalue()


def part_of(data: bytes, title: str) -> str:
    """Return the part of the archive that holds a sheet."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        book = archive.read("xl/workbook.xml").decode()
    names = re.findall(r'<sheet [^>]*name="([^"]+)"', book)
    return f"xl/worksheets/sheet{names.index(title) + 1}.xml"


def test_the_workbook_of_another_state_is_refused() -> None:
    mine, theirs = answered(started(), FULL), answered(started("XBO"), {TEXT: actions.Given("Borovia's secret")})
    data = edited(left(theirs), answer(TEXT, "changed"))
    assert refused(data, mine).problem.code == "workbook-other-state"
    with pytest.raises(PoaissError) as found:
        brought(data, state="XAV")
    assert found.value.problem.code == "workbook-report-unknown"
    assert said(theirs)[TEXT][0] == "Borovia's secret"


def test_the_workbook_of_another_round_is_refused() -> None:
    old, new = answered(started(year=2024), FULL), answered(started(), FULL)
    error = refused(edited(left(old), answer(TEXT, "changed")), new)
    assert (error.problem.code, bool(error.problem.mend)) == ("workbook-other-round", True)


def test_the_workbook_of_another_edition_is_refused() -> None:
    report = answered(started(), FULL)
    data = left(report)
    with acting_as(actor(Role.CONTRIBUTOR)):
        version = type(report.version).objects.exclude(pk=report.version_id).filter(form_id__contains="poa").first()
        NationalReport.objects.filter(pk=report.pk).update(version=version)
        report.refresh_from_db()
    assert refused(data, report).problem.code == "workbook-other-edition"


def test_a_report_that_is_not_open_takes_nothing() -> None:
    report = answered(started(), FULL)
    data = edited(left(report), answer(TEXT, "changed"))
    answered(report, {"section_5/p_5_1": actions.Given("yes")})
    step(report, Role.CONTRIBUTOR, actions.mark_complete)
    with acting_as(actor(Role.CONTRIBUTOR)):
        report.refresh_from_db()
    assert refused(data, report).problem.code == "report-closed"


def test_somebody_without_the_role_is_refused() -> None:
    report = answered(started(), FULL)
    data = left(report)
    with pytest.raises(Refused):
        brought(data, report, role=Role.STATE_ADMINISTRATOR)


def test_a_renamed_and_moved_sheet_is_found_by_its_key() -> None:
    report = answered(started(), FULL)

    def move(book: Workbook) -> None:
        sheet, _row = row_of(book, f"q {TEXT}")
        sheet.title = "Our answers"
        book.move_sheet(sheet, 5)

    found = brought(edited(left(report), answer(TEXT, "changed"), move), report)
    assert (codes(found), found.saved.merged) == (["workbook-sheet-renamed"], (TEXT,))
    assert found.problems[0].place == "Sheet “Our answers”"


def test_a_missing_sheet_and_a_missing_row_leave_their_answers() -> None:
    report = answered(started(), FULL)
    before = said(report)

    def drop(book: Workbook) -> None:
        del book[row_of(book, f"q {TEXT}")[0].title]
        sheet, row = row_of(book, f"q {BODY}")
        sheet.delete_rows(row)
        sheet = list_sheet(book, TRANSFERS)
        sheet.delete_rows(5)

    found = brought(edited(left(report), drop), report)
    assert sorted(codes(found)) == ["workbook-row-missing", "workbook-row-missing", "workbook-sheet-missing"]
    assert (said(report), found.saved.merged) == (before, ())


def test_ten_thousand_pasted_rows_are_refused_with_the_sheet() -> None:
    report = answered(started(), FULL)

    def paste(book: Workbook) -> None:
        sheet = list_sheet(book, TRANSFERS)
        for row in range(10_000):
            sheet.cell(7 + row, columns(sheet)["p_3_14_partner"]).value = f"State {row}"

    error = refused(edited(left(report), paste), report)
    assert error.problem.code == "workbook-too-many-rows"
    assert "P3.14" in error.problem.place

    def paste_below_questions(book: Workbook) -> None:
        sheet, _row = row_of(book, f"q {TEXT}")
        for row in range(10_000):
            sheet.cell(20 + row, 7).value = "text"

    assert refused(edited(left(report), paste_below_questions), report).problem.code == "workbook-too-many-rows"


def with_formula(data: bytes, path: str, formula: str, result: str | None) -> bytes:
    """Return the workbook with a formula in an answer, and its result as Excel would keep it."""
    book = load_workbook(io.BytesIO(data))
    sheet, row = row_of(book, f"q {path}")
    sheet.cell(row, 7).value = formula
    stream = io.BytesIO()
    book.save(stream)
    if result is None:
        return stream.getvalue()
    kept = f"<v>{result}</v>".encode()
    change = lambda part: re.sub(  # noqa: E731
        rb'(<c r="G%d"[^>]*?)(?: t="\w+")?(><f>[^<]*</f>)(?:<v ?/>|<v></v>)' % row, rb"\1\2" + kept, part
    )
    return repacked(stream.getvalue(), part_of(stream.getvalue(), sheet.title), change)


def test_the_result_of_a_formula_is_taken_and_told() -> None:
    report = answered(started(), FULL)
    found = brought(with_formula(left(report), FIRST_YEAR, "=2020+3", "2023"), report)
    assert (codes(found), said(report)[FIRST_YEAR][0]) == (["workbook-formula"], "2023")


def test_a_formula_without_a_result_leaves_the_answer() -> None:
    report = answered(started(), FULL)
    found = brought(with_formula(left(report), FIRST_YEAR, '=WEBSERVICE("http://example.org/")', None), report)
    assert codes(found) == ["workbook-formula-without-value"]
    assert (found.refused, said(report)[FIRST_YEAR][0]) == (1, "2024")
    assert re.fullmatch(r"Sheet “0 About this report”, cell G\d+", found.problems[0].place)


def test_an_error_of_a_formula_is_no_answer() -> None:
    report = answered(started(), FULL)
    found = brought(edited(left(report), answer(TEXT, "#REF!")), report)
    assert (codes(found), said(report)[TEXT][0]) == (["workbook-cell-error"], FULL[TEXT].value)


def date_question(report: NationalReport) -> str:
    """Return the question that asks for a day."""
    return next(each.path for each in form_of(report.version).questions if each.type == "date")


def test_days_and_numbers_come_back_from_their_cells() -> None:
    report = answered(started(), FULL)
    path = date_question(report)
    data = left(report)
    found = brought(edited(data, answer(path, DAY), answer(FIRST_YEAR, "٢٠٢٣")), report)
    assert (said(report)[path][0], said(report)[FIRST_YEAR][0], codes(found)) == ("2024-03-04", "2023", [])
    found = brought(edited(data, answer(path, "03/04/2024")), report, dry_run=True)
    assert codes(found) == ["workbook-date-ambiguous"]
    assert {"2024-04-03", "2024-03-04"} == set(re.findall(r"\d{4}-\d\d-\d\d", str(found.problems[0].reason)))
    assert found.given[path].value == "03/04/2024"


def test_the_calendar_of_1904_is_read() -> None:
    report = answered(started(), FULL)
    path = date_question(report)

    def old(book: Workbook) -> None:
        book.epoch = CALENDAR_MAC_1904

    found = brought(edited(left(report), old, answer(path, DAY)), report)
    assert (said(report)[path][0], codes(found)) == ("2024-03-04", [])


def test_what_is_no_choice_is_kept_as_typed() -> None:
    report = answered(started(), FULL)
    data = edited(
        left(report),
        answer(BODY, "Oui"),
        answer("section_4/q_4_1", "We are working on it"),
        answer("c section_4/q_4_2_1 b", "partly"),
    )
    found = brought(data, report)
    assert sorted(codes(found)) == ["workbook-choice-unknown", "workbook-tick-unclear"]
    after = said(report)
    assert after[BODY][0] == "yes"
    assert after["section_4/q_4_1"][:2] == ("We are working on it", "answered")
    assert after["section_4/q_4_2_1"][0] == "a c partly"
    again = brought(left(report), report)
    assert (again.saved.merged, codes(again)) == ((), [])


def test_a_silence_in_other_words_goes_with_the_remark() -> None:
    report = answered(started(), FULL)
    found = brought(edited(left(report), answer(BODY, "see annex", 9)), report)
    assert (codes(found), said(report)[BODY][2]) == (["workbook-silence-unclear"], "Since 2011\nsee annex")


def test_merged_cells_belong_to_the_first() -> None:
    report = answered(started(), FULL)

    def merge(book: Workbook) -> None:
        sheet, row = row_of(book, f"q {FIRST_YEAR}")
        sheet.merge_cells(start_row=row, end_row=row + 1, start_column=7, end_column=7)

    found = brought(edited(left(report), answer(FIRST_YEAR, "2020"), merge), report)
    assert "workbook-cells-merged" in codes(found)
    assert said(report)[FIRST_YEAR][0] == "2020"


def test_rows_pasted_from_another_report_are_told_and_not_read() -> None:
    mine, theirs = answered(started(), FULL), answered(started("XBO"), {BODY: actions.Given("no")})
    other = load_workbook(io.BytesIO(left(theirs)))
    sheet, row = row_of(other, f"q {BODY}")
    values = [cell.value for cell in sheet[row]]

    def paste(book: Workbook) -> None:
        own, at = row_of(book, f"q {BODY}")
        for column, value in enumerate(values, start=1):
            own.cell(at, column).value = value

    found = brought(edited(left(mine), paste), mine)
    assert codes(found) == ["workbook-row-foreign", "workbook-row-missing"]
    assert (found.refused, said(mine)[BODY][0]) == (1, "yes")


def test_a_copied_row_and_a_copied_sheet_are_read_once() -> None:
    report = answered(started(), FULL)

    def copy(book: Workbook) -> None:
        sheet, row = row_of(book, f"q {TEXT}")
        for column in range(1, 10):
            sheet.cell(40, column).value = sheet.cell(row, column).value
        sheet.cell(40, 7).value = "the copy"
        twin = book.copy_worksheet(sheet)
        twin.title = "Twin"

    found = brought(edited(left(report), copy), report)
    assert sorted(codes(found)) == ["workbook-row-twice", "workbook-sheet-twice"]
    assert (found.refused, found.saved.merged) == (2, ())


def test_a_sheet_of_ones_own_is_told_and_not_read() -> None:
    report = answered(started(), FULL)

    def add(book: Workbook) -> None:
        book.create_sheet("Notes")["A1"] = "For the minister"

    assert codes(brought(edited(left(report), add), report)) == ["workbook-sheet-unknown"]


def without_meta(book: Workbook) -> None:
    del book["_poaiss"]


def other_watermark(book: Workbook) -> None:
    book["_poaiss"]["B8"] = "99999999"


@pytest.mark.parametrize(("edit", "code"), [(without_meta, "workbook-not-ours"), (other_watermark, "workbook-damaged")])
def test_a_workbook_without_its_hidden_sheet_is_refused(edit: Edit, code: str) -> None:
    report = answered(started(), FULL)
    assert refused(edited(left(report), edit), report).problem.code == code


def bomb() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 60_000_000)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "file-empty"),
        (b"PK\x03\x04 not a zip", "zip-broken"),
        (b"MZ\x90\x00 a program", "zip-broken"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", "xls-refused"),
        (bomb(), "zip-too-large"),
    ],
)
def test_a_hostile_file_is_refused(data: bytes, code: str) -> None:
    report = answered(started(), FULL)
    assert refused(data, report).problem.code == code


def test_entities_and_macros_are_refused() -> None:
    report = answered(started(), FULL)
    data = left(report)
    doctype = repacked(data, "xl/workbook.xml", lambda part: b'<!DOCTYPE x [<!ENTITY a "b">]>' + part)
    assert refused(doctype, report).problem.code == "xml-doctype"
    stream = io.BytesIO(data)
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"macro")
    assert refused(stream.getvalue(), report).problem.code == "macros-refused"
    broken = repacked(data, "xl/workbook.xml", lambda part: part[: len(part) // 2])
    assert refused(broken, report).problem.code == "workbook-unreadable"


def test_a_text_as_long_as_a_cell_comes_back_whole() -> None:
    report = answered(started(), {TEXT: actions.Given("x" * 40_000), BODY: actions.Given("yes")})
    found = brought(edited(left(report), answer(BODY, "No"), entry(TARGETS, 1, target="y" * 32_000)), report)
    after = said(report)
    assert (len(after[TEXT][0]), len(after[f"{TARGETS}[1]/p_1_8_target"][0])) == (40_000, 32_000)
    assert codes(found) == []
