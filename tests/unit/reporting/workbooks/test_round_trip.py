"""A workbook leaves, is edited, and comes back: only what was edited changes (R12)."""

import pytest
from openpyxl import Workbook

from poaiss.access.rls import acting_as
from poaiss.accounts.enums import Role
from poaiss.reporting import collaborating
from poaiss.reporting.actions import Given
from poaiss.reporting.models import Conflict
from poaiss.reporting.workbooks.words import LANGUAGES
from tests.unit.reporting.people import actor, answered, person, started
from tests.unit.reporting.workbooks.books import (
    BODY,
    FIRST_YEAR,
    FULL,
    TEXT,
    TRANSFERS,
    answer,
    brought,
    codes,
    columns,
    edited,
    entry,
    left,
    list_sheet,
    said,
)

pytestmark = [pytest.mark.django_db, pytest.mark.rows("R12")]
NOTHING = {"merged": 0, "conflicts": 0, "refused": 0, "warnings": 0}


@pytest.mark.parametrize("language", LANGUAGES)
def test_untouched_it_changes_nothing_in_any_language(language: str) -> None:
    report = answered(started(), FULL)
    before = said(report)
    for data in (left(report, language), edited(left(report, language))):
        found = brought(data, report)
        assert found.counts() == {**NOTHING, "unchanged": len(FULL)}, (found.problems, found.saved)
        assert said(report) == before


def test_the_same_state_of_the_report_gives_the_same_bytes() -> None:
    report = answered(started(), FULL)
    first = left(report)
    assert left(report) == first
    answered(report, {TEXT: Given("More")})
    assert left(report) != first


def test_what_was_edited_is_merged_and_nothing_else() -> None:
    report = answered(started(), FULL)
    before = said(report)
    data = edited(
        left(report),
        answer(TEXT, "Four laws."),
        answer(FIRST_YEAR, None),
        answer(BODY, "No"),
        answer(BODY, "Dissolved", 8),
        answer("c section_4/q_4_2_1 b", "X"),
        answer("c section_4/q_4_2_1 c", None),
        answer("section_2/p_2_1", None, 9),
        answer("section_5/p_5_2", "Does not apply", 9),
        answer("section_3/p_3_1", "unchanged since 2024", 9),
        entry(TRANSFERS, 1, count=125),
        entry(TRANSFERS, 5, year=2023, partner="Corvia", kind="Export"),
    )
    preview = brought(data, report, dry_run=True)
    assert said(report) == before
    found = brought(data, report)
    assert (preview.saved, codes(found)) == (found.saved, [])
    after = said(report)
    changed = {path: after[path][:3] for path in after if after[path] != before.get(path)}
    assert changed == {
        TEXT: ("Four laws.", "answered", ""),
        FIRST_YEAR: ("", "no_answer", ""),
        BODY: ("no", "no", "Dissolved"),
        "section_4/q_4_2_1": ("a b", "answered", ""),
        "section_2/p_2_1": ("", "no_answer", ""),
        "section_5/p_5_2": ("", "not_applicable", ""),
        "section_3/p_3_1": ("yes", "unchanged", ""),
        f"{TRANSFERS}[1]/p_3_14_count": ("125", "answered", ""),
        f"{TRANSFERS}[3]/p_3_14_year": ("2023", "answered", ""),
        f"{TRANSFERS}[3]/p_3_14_partner": ("Corvia", "answered", ""),
        f"{TRANSFERS}[3]/p_3_14_kind": ("export", "answered", ""),
    }
    assert {after[path][3] for path in changed} == {"workbook"}
    assert len(found.saved.merged) == len(changed)


def test_a_second_time_it_adds_nothing() -> None:
    report = answered(started(), FULL)
    data = edited(left(report), entry(TRANSFERS, 9, year=2023, partner="Corvia"), answer(TEXT, "New"))
    brought(data, report)
    before = said(report)
    again = brought(data, report)
    assert (again.counts()["merged"], again.counts()["conflicts"]) == (0, 0)
    assert said(report) == before


def test_an_entry_that_a_colleague_added_meanwhile_is_not_overwritten() -> None:
    report = answered(started(), FULL)
    data = edited(left(report), entry(TRANSFERS, 3, year=2023, partner="Corvia"))
    answered(report, {f"{TRANSFERS}[3]/p_3_14_year": Given("2022"), f"{TRANSFERS}[3]/p_3_14_partner": Given("Deltia")})
    found = brought(data, report)
    assert found.saved.conflicts == ()
    after = said(report)
    assert [after[f"{TRANSFERS}[{at}]/p_3_14_year"][0] for at in (1, 2, 3, 4)] == ["2024", "2025", "2022", "2023"]


def test_a_true_conflict_keeps_both_texts() -> None:
    report = answered(started(), FULL)
    data = edited(left(report), answer(TEXT, "Mine, from the workbook"), answer(BODY, "Developing"))
    answered(report, {TEXT: Given("Theirs, on the page"), "section_4/q_4_1": Given("no")})
    found = brought(data, report)
    assert (found.saved.merged, found.saved.conflicts) == ((BODY,), (TEXT,))
    assert (said(report)[TEXT][0], said(report)["section_4/q_4_1"][0]) == ("Theirs, on the page", "no")
    with acting_as(actor(Role.CONTRIBUTOR)):
        conflict = Conflict.objects.get()
        assert (conflict.value, conflict.provenance) == ("Mine, from the workbook", "workbook")


def test_an_explanation_and_the_answer_are_merged_apart() -> None:
    report = answered(started(), FULL)
    data = edited(left(report), answer(BODY, "Since 2012", 8))
    answered(report, {BODY: Given("developing", remark="Since 2011")})
    assert brought(data, report).saved.conflicts == ()
    assert said(report)[BODY][:3] == ("developing", "developing", "Since 2012")


def test_it_never_counts_as_filed() -> None:
    report = answered(started(), FULL)
    brought(edited(left(report), answer(TEXT, "New")), report)
    with acting_as(actor(Role.CONTRIBUTOR)):
        report.refresh_from_db()
    assert (report.status, report.submitted_at) == ("draft", None)


def test_the_marking_of_an_answer_is_not_the_workbooks() -> None:
    report = answered(started(), {TEXT: Given("first", marking="amber")})
    data = edited(left(report), answer(TEXT, "second"))
    answered(report, {TEXT: Given("first", marking="clear")})
    brought(data, report)
    with acting_as(actor(Role.CONTRIBUTOR)):
        row = report.answers.get(path=TEXT)
    assert (row.value, row.marking) == ("second", "clear")


def test_rows_may_be_sorted_inserted_and_their_columns_moved() -> None:
    report = answered(started(), FULL)

    def swap(book: Workbook) -> None:
        sheet = list_sheet(book, TRANSFERS)
        rows = [[cell.value for cell in sheet[number]] for number in (5, 6)]
        for number, values in zip((6, 5), rows, strict=True):
            for cell, value in zip(sheet[number], values, strict=True):
                cell.value = value
        sheet.insert_rows(6)
        sheet.cell(6, columns(sheet)["p_3_14_year"]).value = 2021
        sheet.insert_cols(1)

    found = brought(edited(left(report), swap), report)
    assert found.saved.merged == (f"{TRANSFERS}[3]/p_3_14_year",)
    assert found.counts()["warnings"] == 0


def test_an_agency_brings_in_the_sections_assigned_to_it_alone() -> None:
    report = answered(started(), FULL)
    whole = edited(left(report), answer("section_4/q_4_1", "No"), answer(BODY, "No"))
    drafter, officer = actor(Role.CONTRIBUTOR), person(Role.AGENCY_OFFICER)
    agency = officer.memberships.get().agency
    with acting_as(drafter):
        collaborating.assign(report=report, section="section_4", agency=agency, note="", due=None, by=drafter)
    found = brought(whole, report, role=Role.AGENCY_OFFICER)
    assert found.saved.merged == ("section_4/q_4_1",)
    assert set(codes(found)) == {"workbook-section-not-yours"}
    after = said(report)
    assert (after["section_4/q_4_1"][0], after[BODY][0]) == ("no", "yes")
