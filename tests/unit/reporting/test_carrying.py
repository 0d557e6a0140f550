"""Carrying over the last report's answers, confirming them, and "nothing new since" (R5, R6, R24)."""

import pytest

from poaiss.access.enums import Marking
from poaiss.access.rls import acting_as
from poaiss.accounts.enums import Role
from poaiss.directory.models import State
from poaiss.questionnaires.compiled import form_of
from poaiss.reporting import actions, burden, carrying, content
from poaiss.reporting.actions import Given
from poaiss.reporting.enums import AnswerKind, Provenance
from poaiss.reporting.errors import ReportIncomplete
from poaiss.reporting.models import Answer, NationalReport, Round
from tests.unit.reporting.people import LADDER, LAWS, REGISTRATION, actor, answered, started, step

pytestmark = [pytest.mark.django_db, pytest.mark.rows("R5", "R6")]
TITLE = "section_4/brokering_details/q_4_1_1[1]/q_4_1_1_title"
SEIZED = "section_6/p_6_3[1]/p_6_3_count"
LICENCES = "section_4/brokering_details/p_4_10"
STANDING = {
    LAWS: Given("yes", remark="Since 2010.", marking=Marking.AMBER),
    REGISTRATION: Given("no"),
    TITLE: Given("Brokering Act"),
}
OF_A_PERIOD = {SEIZED: Given("40"), "section_6/p_6_3[1]/p_6_3_year": Given("2023")}


def published(year: int, answers: dict[str, Given]) -> NationalReport:
    report = answered(started(year=year), answers)
    for role, action in LADDER:
        step(report, role, action)
    return report


def begun(year: int = 2026) -> NationalReport:
    ana = actor(Role.CONTRIBUTOR)
    with acting_as(ana):
        place = {"state": State.objects.get(pk="XAV"), "round": Round.objects.get(year=year)}
        return carrying.begin(**place, by=ana, language="en")


def rows(report: NationalReport) -> dict[str, Answer]:
    with acting_as(actor(Role.CONTRIBUTOR)):
        return {each.path: each for each in report.answers.all()}


def test_what_stands_is_carried_with_year_and_marking_and_figures_of_a_period_are_not() -> None:
    published(2024, {**STANDING, **OF_A_PERIOD})
    found = rows(begun())
    assert {path: each.value for path, each in found.items()} == {
        LAWS: "yes",
        REGISTRATION: "no",
        TITLE: "Brokering Act",
    }
    assert {(each.provenance, each.carried_from) for each in found.values()} == {(Provenance.CARRIED, 2024)}
    assert (found[LAWS].remark, found[LAWS].marking) == ("Since 2010.", Marking.AMBER)


def test_nothing_is_carried_from_another_state_nor_from_a_draft() -> None:
    answered(started(year=2024), STANDING)
    answered(started("XBO", 2022), STANDING)
    assert rows(begun()) == {}


def test_another_edition_is_carried_by_the_same_question() -> None:
    report = started(year=2018)
    form = form_of(report.version)
    path = next(item.path for item in form.questions if item.number == "7.2")
    opened = next(item.path for item in form.questions if item.number == "7")
    answered(report, {path: Given("yes"), opened: Given("yes")})
    for role, action in LADDER:
        step(report, role, action)
    found = rows(begun())
    assert (found[REGISTRATION].value, found[REGISTRATION].carried_from) == ("yes", 2018)


def test_what_is_carried_counts_only_once_it_is_confirmed() -> None:
    published(2024, STANDING)
    report, ana = begun(), actor(Role.CONTRIBUTOR)
    with acting_as(ana):
        with pytest.raises(ReportIncomplete) as refused:
            actions.mark_complete(report=report, by=ana)
        assert {each.code for each in refused.value.problems} == {"answer-unconfirmed"}
        assert carrying.confirm(report=report, paths=[LAWS], by=ana) == 1
        assert {row.path for row in carrying.waiting(report)} == {TITLE, REGISTRATION}
        assert carrying.confirm(report=report, section="section_4", by=ana) == 2
        assert actions.mark_complete(report=report, by=ana).status == "complete"
    assert {each.provenance for each in rows(report).values()} == {Provenance.CONFIRMED}


def test_changing_an_answer_makes_it_ones_own() -> None:
    published(2024, STANDING)
    report = begun()
    answered(report, {REGISTRATION: Given("yes")})
    assert rows(report)[REGISTRATION].provenance == Provenance.TYPED
    assert rows(report)[REGISTRATION].carried_from is None


def test_nothing_new_in_one_press_and_back() -> None:
    published(2024, STANDING)
    report, ana = begun(), actor(Role.CONTRIBUTOR)
    answered(report, {REGISTRATION: Given("yes")})
    with acting_as(ana):
        assert carrying.nothing_new(report=report, section="section_4", by=ana) == 2
        found = {row.path: (row.kind, row.unchanged_since, row.value) for row in report.answers.all()}
        assert found[LAWS] == (AnswerKind.UNCHANGED, 2024, "yes")
        assert found[REGISTRATION] == (AnswerKind.YES, None, "yes")
        stored = content.stored_answers(report)
        assert content.evaluation(report.version, stored).relevant(REGISTRATION)
        lines = {
            each.path: each for each in content.lines(content.evaluation(report.version, stored), stored, public=False)
        }
        assert (lines[TITLE].kind, lines[TITLE].value) == (AnswerKind.UNCHANGED, "Brokering Act")
        assert carrying.undo_nothing_new(report=report, section="section_4", by=ana) == 2
        assert {row.provenance for row in report.answers.filter(path__in=[LAWS, TITLE])} == {Provenance.CARRIED}


def test_the_last_answer_is_shown_beside_each_question_also_where_it_is_not_carried() -> None:
    published(2024, {**STANDING, **OF_A_PERIOD})
    report = begun()
    with acting_as(actor(Role.CONTRIBUTOR)):
        source = carrying.source_of(report)
        assert source is not None
        beside = carrying.previous(report, source)
    assert beside[SEIZED] == (2024, "40")
    assert beside[LAWS] == (2024, "Yes\nSince 2010.")


@pytest.mark.rows("R24")
def test_the_minutes_left_fall_as_the_work_is_done() -> None:
    published(2024, STANDING)
    report, ana = begun(), actor(Role.CONTRIBUTOR)

    def left(section: str = "") -> int:
        stored = content.stored_answers(report)
        return burden.minutes_left(content.evaluation(report.version, stored), stored, section)

    with acting_as(ana):
        before, own = left(), left("section_0")
        assert 0 < own < before
        given = {"section_0/p_0_1": Given("2024"), "section_0/p_0_2": Given("2025"), "section_0/p_0_3": Given("Text")}
        actions.answer(report=report, answers=given, by=ana)
        assert left("section_0") == 0
        assert left() == before - own or left() == before - own + 1
