""" "Nothing new" reaches what the last report said and still stands, and nothing else (R5, R6)."""

import pytest

from poaiss.access.rls import acting_as
from poaiss.access.rules import Refused
from poaiss.accounts.enums import Role
from poaiss.questionnaires.compiled import form_of
from poaiss.reporting import actions, carrying
from poaiss.reporting.actions import Given
from poaiss.reporting.enums import AnswerKind, Provenance
from poaiss.reporting.errors import ReportClosed
from poaiss.reporting.models import AnswerRevision, NationalReport
from tests.unit.reporting.people import LAWS, REGISTRATION, actor, answered, started, step
from tests.unit.reporting.test_carrying import STANDING, TITLE, begun, published, rows

pytestmark = [pytest.mark.django_db, pytest.mark.rows("R6")]
FIRST = "section_1/q_1_3"


def press(report: NationalReport, section: str = "section_4") -> int:
    drafter = actor(Role.CONTRIBUTOR)
    with acting_as(drafter):
        return carrying.nothing_new(report=report, section=section, by=drafter)


def test_what_was_confirmed_before_stands_unchanged_too() -> None:
    published(2024, STANDING)
    report, ana = begun(), actor(Role.CONTRIBUTOR)
    with acting_as(ana):
        carrying.confirm(report=report, paths=[LAWS], by=ana)
    assert press(report) == 3
    assert {row.kind for row in rows(report).values()} == {AnswerKind.UNCHANGED}
    assert press(report) == 0, "a second press changes nothing"


def test_what_no_longer_applies_is_confirmed_and_not_called_unchanged() -> None:
    published(2024, STANDING)
    report = begun()
    answered(report, {LAWS: Given("no")})
    assert press(report) == 0
    found = rows(report)
    assert {found[path].kind for path in (REGISTRATION, TITLE)} == {AnswerKind.NO, AnswerKind.ANSWERED}
    assert {found[path].provenance for path in (REGISTRATION, TITLE)} == {Provenance.CONFIRMED}
    with acting_as(actor(Role.CONTRIBUTOR)):
        assert carrying.waiting(report) == []


def test_another_section_is_left_alone_and_each_press_is_in_the_history() -> None:
    published(2024, {**STANDING, FIRST: Given("developing")})
    report = begun()
    assert press(report) == 3
    found = rows(report)
    assert found[FIRST].provenance == Provenance.CARRIED
    with acting_as(actor(Role.CONTRIBUTOR)):
        steps = AnswerRevision.objects.filter(report=report, path=LAWS).order_by("revision")
        assert [(each.kind, each.value) for each in steps] == [("yes", "yes"), ("unchanged", "yes")]


def test_a_closed_report_and_a_stranger_are_refused() -> None:
    published(2024, STANDING)
    report = begun()
    stranger, ana = actor(Role.CONTRIBUTOR, "XBO"), actor(Role.CONTRIBUTOR)
    for each in (carrying.carry_over, carrying.confirm, carrying.nothing_new, carrying.undo_nothing_new):
        given = {} if each is carrying.carry_over else {"section": "section_4"}
        with acting_as(ana), pytest.raises(Refused):
            each(report=report, by=stranger, **given)
    with acting_as(ana):
        carrying.confirm(report=report, section="section_4", by=ana)
    step(report, Role.CONTRIBUTOR, actions.mark_complete)
    with pytest.raises(ReportClosed):
        press(report)


def test_carrying_over_again_leaves_every_answer_as_it_is() -> None:
    published(2024, STANDING)
    report, ana = begun(), actor(Role.CONTRIBUTOR)
    answered(report, {REGISTRATION: Given("")})
    before = {path: (row.value, row.revision) for path, row in rows(report).items()}
    with acting_as(ana):
        assert carrying.carry_over(report=report, by=ana) == 0
    assert {path: (row.value, row.revision) for path, row in rows(report).items()} == before


def test_the_last_report_is_the_latest_that_was_submitted() -> None:
    published(2022, {LAWS: Given("no")})
    published(2024, STANDING)
    answered(started(year=2020), {LAWS: Given("developing")})
    report = begun()
    assert {(row.value, row.carried_from) for path, row in rows(report).items() if path == LAWS} == {("yes", 2024)}


@pytest.mark.rows("R5")
def test_no_figure_of_a_period_is_carried() -> None:
    """Every question whose words speak of the reporting period, and every line with a year of its own."""
    form = form_of(started().version)
    for item in form.items.values():
        label = item.labels.get("en", "").casefold()
        if "reporting period" in label and getattr(item, "asked", True):
            assert not carrying.is_carried(form, item.path), item.number
    tables = [each for each in form.questions if each.labels.get("en") == "Year"]
    assert len(tables) >= 13
    assert [each.number for each in tables if carrying.is_carried(form, each.path)] == []
