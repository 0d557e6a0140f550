"""Opening and changing rounds; the exercise's rounds are for exercise States alone."""

import datetime as dt

import pytest

from poaiss.access.rls import acting_as
from poaiss.access.rules import Refused
from poaiss.accounts.actor import NOBODY
from poaiss.accounts.enums import Role
from poaiss.audit.models import Entry
from poaiss.common.errors import PoaissError
from poaiss.directory.models import State
from poaiss.questionnaires.models import Version
from poaiss.questionnaires.queries import current_versions
from poaiss.reporting import actions as reports
from poaiss.reporting import queries as reporting
from poaiss.reporting.loading import load_rounds
from poaiss.reporting.models import Round
from poaiss.reporting.rounds import actions, queries
from poaiss.reporting.rounds.actions import Terms
from poaiss.reporting.rounds.calendars import calendar_of, folded
from poaiss.reporting.rounds.errors import (
    PeriodReversed,
    RoundExists,
    RoundOfExercise,
    TemplateInUse,
    TemplateMissing,
    YearUnfit,
)
from tests.unit.reporting.people import actor, person, started

pytestmark = [pytest.mark.django_db, pytest.mark.rows("R22")]
DUE = dt.date(2027, 5, 14)


def edition(letter: str = "C") -> Version:
    return current_versions()[letter]


def opened(year: int = 2027, *, exercise: bool = True, **terms: object) -> Round:
    office = actor(Role.SECRETARIAT, exercise=exercise)
    with acting_as(office):
        return actions.open_round(year=year, terms=Terms(**{"version": edition(), **terms}), by=office)  # type: ignore[arg-type]


def test_the_secretariat_opens_a_round_and_the_log_says_so() -> None:
    made = opened(exercise=False, covers_from=2025, covers_until=2026, deadline=DUE, note=" In six languages. ")
    office = person(Role.SECRETARIAT, exercise=False)
    assert (made.year, made.edition, made.exercise, made.deadline) == (2027, "C", False, DUE)
    assert (made.covers_from, made.covers_until, made.note) == (2025, 2026, "In six languages.")
    assert (made.opened_by, made.opened_at is not None) == (str(office.pk), True)
    entry = Entry.objects.get(action="reporting.open_round")
    assert (entry.object_id, entry.details["deadline"], entry.details["year"]) == (str(made.pk), "2027-05-14", 2027)


def test_the_exercise_secretariat_opens_rounds_of_the_exercise() -> None:
    assert opened().exercise is True
    assert opened(exercise=False).exercise is False


@pytest.mark.parametrize("role", [Role.POINT_OF_CONTACT, Role.MISSION, Role.ADMINISTRATOR])
def test_nobody_else_opens_a_round(role: Role) -> None:
    who = actor(role, "XAV")
    with acting_as(who), pytest.raises(Refused):
        actions.open_round(year=2027, terms=Terms(edition()), by=who)
    assert not Round.objects.filter(year=2027).exists()


@pytest.mark.parametrize(
    ("year", "terms", "error", "place"),
    [
        (2000, {}, YearUnfit, "year"),
        (2101, {}, YearUnfit, "year"),
        (2027, {"covers_from": 2026, "covers_until": 2025}, PeriodReversed, "covers_until"),
        (2027, {"version": None}, TemplateMissing, "version"),
    ],
)
def test_what_cannot_be_is_refused_at_its_place(
    year: int, terms: dict[str, object], error: type[PoaissError], place: str
) -> None:
    with pytest.raises(error) as refused:
        opened(year, **terms)
    assert [each.place for each in refused.value.problems] == [place]


def test_every_problem_is_told_at_once() -> None:
    with pytest.raises(YearUnfit) as refused:
        opened(1999, version=None, covers_from=3, covers_until=2)
    assert [each.code for each in refused.value.problems] == [
        "round-year-unfit",
        "round-period-reversed",
        "round-template-missing",
    ]


def test_there_is_one_round_a_year_in_each_world() -> None:
    opened()
    with pytest.raises(RoundExists):
        opened()
    with pytest.raises(RoundExists):
        opened(2026, exercise=False)


def edited(found: Round, *, exercise: bool = True, **changes: object) -> Round:
    office = actor(Role.SECRETARIAT, exercise=exercise)
    now = {
        name: getattr(found, name) for name in ("version", "covers_from", "covers_until", "deadline", "note")
    } | changes
    with acting_as(office):
        return actions.edit_round(found=found, terms=Terms(**now), by=office)


def test_a_changed_date_due_leaves_the_one_before_in_the_log() -> None:
    made = opened(deadline=DUE)
    edited(made, deadline=dt.date(2027, 6, 30), note="Two weeks more.")
    made.refresh_from_db()
    assert (made.deadline, made.note) == (dt.date(2027, 6, 30), "Two weeks more.")
    details = Entry.objects.get(action="reporting.edit_round").details
    assert details == {
        "deadline": {"before": "2027-05-14", "after": "2027-06-30"},
        "note": {"before": "", "after": "Two weeks more."},
    }


def test_saving_without_a_change_changes_nothing() -> None:
    edited(opened(deadline=DUE))
    assert not Entry.objects.filter(action="reporting.edit_round").exists()


def test_each_secretariat_changes_the_rounds_of_its_own_world() -> None:
    with pytest.raises(Refused):
        edited(opened(exercise=False), exercise=True, note="x")
    with pytest.raises(Refused):
        edited(opened(), exercise=False, note="x")


def test_the_template_stays_once_a_report_was_begun() -> None:
    started()
    found = Round.objects.get(year=2026)
    with pytest.raises(TemplateInUse):
        edited(found, exercise=False, version=edition("A"))
    assert edited(found, exercise=False, note="Still open.").note == "Still open."


def test_loading_the_reference_data_leaves_alone_what_the_secretariat_changed() -> None:
    found = Round.objects.get(year=2026)
    edited(found, exercise=False, deadline=DUE)
    opened(2026)
    load_rounds()
    found.refresh_from_db()
    assert found.deadline == DUE
    assert Round.objects.filter(year=2026, exercise=True).count() == 1


# -- The exercise apart ------------------------------------------------------------------------------------------


def test_rounds_of_the_exercise_are_seen_by_its_people_alone() -> None:
    made = opened()
    key = queries.key_of(made)
    assert key == "2027-exercise"
    assert queries.round_at(actor(Role.CONTRIBUTOR), key) == made
    for other in (NOBODY, actor(Role.SECRETARIAT, exercise=False)):
        assert queries.round_at(other, key) is None
        assert made not in queries.rounds(other)


@pytest.mark.parametrize("key", ["", "20267", "abcd", "2026-real", "2027", "2026-exercise"])
def test_an_address_without_a_round(key: str) -> None:
    assert queries.round_at(actor(Role.SECRETARIAT), key) is None


def test_a_state_is_offered_the_rounds_of_its_world_once_a_year() -> None:
    real, own = opened(exercise=False), opened()
    avaria, kenya = State.objects.get(pk="XAV"), State.objects.get(pk="KEN")
    offered = [each for each in queries.open_to(avaria) if each.year == 2027]
    assert offered == [own]
    assert [each for each in queries.open_to(kenya) if each.year == 2027] == [real]


def test_no_state_reports_twice_for_one_year() -> None:
    report = started("XAV", 2026)
    opened(2026)
    drafter = actor(Role.CONTRIBUTOR)
    with acting_as(drafter):
        assert 2026 not in {each.year for each in queries.open_to(report.state)}


def test_a_real_state_begins_nothing_in_an_exercise_round() -> None:
    made, drafter = opened(), actor(Role.CONTRIBUTOR, "KEN", exercise=False)
    with acting_as(drafter), pytest.raises(RoundOfExercise):
        reports.start_report(state=State.objects.get(pk="KEN"), round=made, by=drafter)


def test_an_exercise_round_makes_no_place_for_a_real_state() -> None:
    opened(2027)
    avaria, kenya = State.objects.get(pk="XAV"), State.objects.get(pk="KEN")
    assert (reporting.is_round(avaria, 2027), reporting.is_round(kenya, 2027)) == (True, False)


def test_the_first_task_is_to_begin_the_report_of_the_latest_round() -> None:
    opened(2027, deadline=DUE)
    drafter = actor(Role.POINT_OF_CONTACT)
    with acting_as(drafter):
        assert [each.label for each in queries.begin_tasks(drafter)] == ["Begin the report of the round of 2027"]
        reports.start_report(
            state=State.objects.get(pk="XAV"), round=Round.objects.get(year=2027, exercise=True), by=drafter
        )
        assert queries.begin_tasks(drafter) == []


# -- Calendar ----------------------------------------------------------------------------------------------------


def test_the_date_due_is_a_whole_day_event() -> None:
    made = opened(deadline=DUE, note="Send it, please; in one language.\nThank you.")
    lines = calendar_of(made).replace("\r\n ", "").split("\r\n")
    assert "DTSTART;VALUE=DATE:20270514" in lines
    assert "DTEND;VALUE=DATE:20270515" in lines
    assert "SUMMARY:National reports due: Exercise round of 2027" in lines
    assert "DESCRIPTION:Send it\\, please\\; in one language.\\nThank you." in lines
    assert (lines[0], lines[-2:]) == ("BEGIN:VCALENDAR", ["END:VCALENDAR", ""])


def test_a_long_line_is_folded_at_a_letter() -> None:
    line = "SUMMARY:" + "التقارير الوطنية " * 12
    pieces = folded(line).split("\r\n ")
    assert "".join(pieces) == line
    assert max(len(piece.encode()) for piece in pieces) <= 74
