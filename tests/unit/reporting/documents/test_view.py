"""What a document shows: the UN's numbering, words in the document's language, the State's words as they are."""

import pytest

from poaiss.access.rls import acting_as
from poaiss.accounts.actor import MACHINE
from poaiss.accounts.enums import Role
from poaiss.reporting import actions
from poaiss.reporting.actions import Given
from poaiss.reporting.comparing import Change
from poaiss.reporting.documents.assembling import view_of_snapshot
from poaiss.reporting.documents.view import File, Translation
from poaiss.reporting.models import Snapshot
from tests.unit.reporting.documents.reports import (
    ANSWERS,
    BODY,
    BODY_NAME,
    CONTACT,
    CRIME,
    DEVELOPMENTS,
    FRENCH,
    LOST,
    NARRATIVE,
    PLAN_FILE,
    SURPLUS,
    destroyed,
    draft,
    headings,
    lines,
    skipped,
    submitted,
    tables,
    translated,
    view,
)
from tests.unit.reporting.people import step

pytestmark = [pytest.mark.django_db, pytest.mark.rows("R13")]


def test_a_draft_shows_numbers_questions_and_answers_in_the_words_of_the_form() -> None:
    found = view(draft())
    assert (found.title, found.state, found.year, found.edition) == ("Avaria, report of 2026", "Avaria", 2026, "C")
    assert (found.is_final, found.is_exercise, found.sha256, found.status) == (False, True, "", "draft")
    assert [section.number for section in found.sections] == [str(number) for number in range(12)]
    body = lines(found)[BODY]
    assert (body.number, body.value, body.is_words, body.source) == ("1.1", "Yes", True, "PoA II.4")
    assert (
        body.question
        == "Is there a national coordination body or mechanism with small arms and light weapons among its core tasks?"
    )
    assert body.remark == "The decree is being revised."
    assert (lines(found)[DEVELOPMENTS].value, lines(found)[DEVELOPMENTS].is_words) == (NARRATIVE, False)


def test_each_silence_has_its_own_words() -> None:
    found = lines(view(draft()))
    blank = found["section_2/p_2_1"]
    assert (blank.value, blank.is_silence, blank.is_words) == ("No answer", True, True)
    unchanged = found[CRIME]
    assert (unchanged.kind, unchanged.value, unchanged.note) == (
        "unchanged",
        "Yes",
        "Unchanged since the report of 2024",
    )
    assert (found[LOST].value, found[LOST].remark) == ("Not applicable", "There is no register.")


def test_questions_that_the_answers_do_not_lead_to_are_named_together_without_their_heading() -> None:
    found = view(draft())
    assert "1.2.1.name" in skipped(found)
    assert "1.2.1.name" not in {each.number for each in lines(found).values()}
    assert "Contact of the body" in headings(found)
    assert "Details of the point of contact" not in headings(found)
    assert lines(found)[CONTACT].value == "No"


@pytest.mark.parametrize(
    ("language", "yes", "state", "silence"),
    [
        ("ar", "نعم", "أفاريا", "لا إجابة"),
        ("zh", "是", "阿瓦里亚", "未答复"),
        ("fr", "Oui", "Avaria", "Sans réponse"),
        ("ru", "Да", "Аваррия", "Нет ответа"),
        ("es", "Sí", "Avaria", "Sin respuesta"),
    ],
)
def test_the_form_speaks_the_language_of_the_document_and_the_state_its_own(
    language: str, yes: str, state: str, silence: str
) -> None:
    report = draft()
    found = view(report, language)
    answers = lines(found)
    assert answers[BODY].value == yes
    assert answers["section_2/p_2_1"].value == silence
    assert answers[DEVELOPMENTS].value == NARRATIVE
    assert found.state == state
    assert (found.original_language, found.is_rtl) == ("en", language == "ar")
    assert answers[BODY].question != lines(view(report, "en"))[BODY].question


@pytest.mark.rows("R14")
def test_an_unofficial_translation_stands_beside_the_original_and_is_stale_after_a_change() -> None:
    report = draft()
    translated(report, DEVELOPMENTS, FRENCH, NARRATIVE)
    translated(report, f"{BODY}#remark", "Le décret est en révision.", "an earlier wording")
    translated(report, BODY_NAME, "Una comisión", ANSWERS[BODY_NAME].value, language="es")
    found = view(report, "fr")
    assert lines(found)[DEVELOPMENTS].translation == Translation(FRENCH, "fr", is_stale=False)
    assert lines(found)[BODY].remark_translation == Translation("Le décret est en révision.", "fr", is_stale=True)
    assert lines(found)[BODY_NAME].translation is None
    assert found.has_translation
    assert not view(report, "en").has_translation


def test_a_list_has_rows_in_words_and_totals_of_counts_alone() -> None:
    table = tables(view(draft()))["P6.7"]
    assert [column.number for column in table.columns][:3] == ["P6.7.year", "P6.7.type", "P6.7.count"]
    assert [[cell.value for cell in row][:3] for row in table.rows] == [
        ["2024", table.rows[0][1].value, "1610"],
        ["2025", table.rows[1][1].value, "8068"],
    ]
    assert table.rows[0][1].is_words
    assert [column.total for column in table.columns][:3] == ["", "", "9678"]
    assert [column.is_number for column in table.columns][:3] == [False, False, True]


@pytest.mark.parametrize("odd", ["about 40", "-3", "1.5", "٤٠", "9" * 30])
def test_a_number_that_is_none_makes_no_total_and_stays_as_given(odd: str) -> None:
    answers = destroyed(("2024", "pistols", "1610"), ("2025", "pistols", odd))
    table = tables(view(draft(answers)))["P6.7"]
    assert table.rows[1][2].value == odd
    assert not table.has_totals


def test_a_file_is_named_with_its_digest() -> None:
    found = lines(view(draft({**ANSWERS, PLAN_FILE: Given("plan 2025.pdf")})))
    assert found[PLAN_FILE].file == File("plan 2025.pdf", "ab" * 32, 12)


def test_what_the_state_keeps_back_is_marked_in_its_own_document_and_absent_from_the_public_one() -> None:
    own = view(report := submitted(steps=5), final=True)
    assert own.has_restricted
    assert lines(own)[SURPLUS].kind == "answered"
    with acting_as(MACHINE):
        public = view_of_snapshot(
            Snapshot.objects.select_related("state", "round", "version").get(report=report), language="en"
        )
    assert lines(public)[SURPLUS].value == "Reported, restricted"
    assert public.signatures == ()
    assert (public.status, public.number, public.is_public) == ("Published", 1, True)


def test_a_final_document_shows_what_was_submitted_whatever_followed() -> None:
    report = submitted()
    before = view(report, final=True)
    assert before.is_final
    assert before.sha256 == report.submitted_hash
    assert [each.step for each in before.signatures] == ["draft", "complete", "approved", "submitted"]
    for role, action in ((Role.SECRETARIAT, actions.receive), (Role.SECRETARIAT, actions.publish)):
        report = step(report, role, action)
    report = step(report, Role.MISSION, actions.amend)
    drafter = Role.CONTRIBUTOR
    step(report, drafter, lambda report, by: actions.answer(report=report, answers={BODY: Given("no")}, by=by))
    assert lines(view(report))[BODY].value == "No"
    after = view(report, final=True)
    assert (after.sha256, after.signatures, lines(after)[BODY].value) == (before.sha256, before.signatures, "Yes")


def test_changes_since_the_last_report_are_listed_and_marked() -> None:
    changes = [
        Change(BODY, "1.1", "changed", "no", "yes", "", "Revised.", "no", "yes", 2024),
        Change(CONTACT, "1.2", "new", "no_answer", "no", "", "", "no_answer", "no", 2024),
        Change(DEVELOPMENTS, "P0.3", "dropped", "no_answer", "no_answer", "", "", "answered", "no_answer", 2024),
        Change(PLAN_FILE, "1.3.file", "confirmed", "a.pdf", "a.pdf", "", "", "answered", "answered", 2024),
    ]
    found = view(draft(), changes=changes)
    assert [(each.number, each.before, each.after, each.kind) for each in found.changes] == [
        ("1.1", "No", "Yes\nRevised.", "other answer"),
        ("1.2", "No answer", "No", "new"),
        ("P0.3", "no_answer", "No answer", "no longer answered"),
    ]
    assert found.changes_since == 2024
    assert [lines(found)[path].changed for path in (BODY, CONTACT, PLAN_FILE)] == ["other answer", "new", ""]
    assert (found.new_numbers, [each.number for each in found.other_changes]) == (("1.2",), ["1.1", "P0.3"])


def test_a_change_in_an_entry_names_the_entry_and_marks_the_list() -> None:
    path = "section_6/p_6_7[2]/p_6_7_count"
    change = Change(path, "P6.7.count", "changed", "9", "8068", "", "", "answered", "answered", 2024)
    found = view(draft(), changes=[change])
    assert [each.question for each in found.changes] == ["Number of weapons (entry 2)"]
    assert tables(found)["P6.7"].marks == ("other answer",)
