"""What others read from reporting: aligned answers, lists, what waits for whom."""

import pytest

from poaiss.access.rls import acting_as
from poaiss.accounts.actor import MACHINE, NOBODY
from poaiss.accounts.enums import Role
from poaiss.directory.models import State
from poaiss.reporting import queries
from poaiss.reporting.actions import Given
from poaiss.reporting.enums import AnswerKind
from tests.unit.reporting.people import LADDER, LAWS, REGISTRATION, actor, answered, brought_to, started, step

pytestmark = [pytest.mark.django_db, pytest.mark.rows("R1", "A2")]


@pytest.mark.parametrize("number", ["A:8.2", "B:7.2", "C:4.1.2"])
def test_registration_of_brokers_across_editions_from_excerpts(number: str) -> None:
    found = [
        (e.state, e.year, e.edition, e.number, e.kind)
        for e in queries.aligned_answers(number=number, source="excerpts")
    ]
    assert found == [
        ("ATG", 2010, "A", "8.2", "yes"),
        ("ATG", 2020, "C", "4.1.2", "yes"),
        ("EST", 2018, "B", "7.2", "yes"),
    ]


def test_excerpts_and_the_exercise_are_never_joined() -> None:
    brought_to(5, year=2024)
    excerpts = {each.state for each in queries.aligned_answers(number="C:4.1.2", source="excerpts")}
    exercise = {each.state for each in queries.aligned_answers(number="C:4.1.2", source="exercise")}
    assert excerpts == {"ATG", "EST"}
    assert exercise == set(State.objects.filter(kind="exercise").values_list("pk", flat=True))


def test_every_exercise_state_has_a_row_a_round_with_its_kind_of_silence() -> None:
    report = answered(
        started(year=2024),
        {LAWS: Given("yes"), REGISTRATION: Given(silence=AnswerKind.UNCHANGED, unchanged_since=2022)},
    )
    for role, action in LADDER:
        step(report, role, action)
    rows = {each.state: each for each in queries.aligned_answers(number="A:8.2", source="exercise")}
    assert (rows["XAV"].kind, rows["XAV"].display, rows["XAV"].number) == ("unchanged", "Unchanged (2022)", "4.1.2")
    assert {each.kind for code, each in rows.items() if code != "XAV"} == {"did_not_report"}


def test_a_question_that_an_edition_does_not_ask_is_not_asked() -> None:
    report = brought_to(5, year=2024)
    rows = {each.state: each.kind for each in queries.aligned_answers(number="A:2.1.e", source="exercise")}
    assert rows[report.state_id] == "not_asked"


def test_an_unknown_question_has_no_answers() -> None:
    assert queries.aligned_answers(number="C:999", source="excerpts") == ()
    assert queries.aligned_answers(number="nonsense", source="exercise") == ()


def test_the_choices_of_the_analysis_are_questions_in_several_editions() -> None:
    found = {each.key: each for each in queries.alignable_questions()}
    assert found["C:4.1.2"].numbers == "A.8.2, B.7.2, C.4.1.2"
    assert all("," in each.numbers and each.label for each in found.values())


def test_the_list_holds_one_object_a_report_and_no_excerpt() -> None:
    brought_to(5)
    with acting_as(MACHINE):
        rows = queries.listed(MACHINE)
    assert [{**row, "hash": len(row["hash"])} for row in rows] == [
        {"state": "XAV", "round": 2026, "status": "published", "exercise": True, "answers": 1, "hash": 64}
    ]


def test_the_latest_publications_are_public_and_drafts_are_not() -> None:
    brought_to(5)
    brought_to(2, "XBO")
    with acting_as(NOBODY):
        assert [each.state for each in queries.latest_published(5)] == ["XAV"]
        assert queries.reports_of(NOBODY, State.objects.get(pk="XBO")) == []


WAITING = [
    (0, Role.CONTRIBUTOR, ["Continue the draft."]),
    (1, Role.APPROVER, ["Look the report over and approve it."]),
    (1, Role.CONTRIBUTOR, []),
    (2, Role.MISSION, ["Submit the approved report."]),
    (3, Role.SECRETARIAT, ["Receive the report."]),
    (5, Role.CONTRIBUTOR, []),
    (3, Role.ADMINISTRATOR, []),
]


@pytest.mark.parametrize(("steps", "role", "hints"), WAITING)
def test_what_waits_for_whom(steps: int, role: Role, hints: list[str]) -> None:
    brought_to(steps)
    who = actor(role)
    with acting_as(who):
        assert [task.hint for task in queries.tasks_for(who)] == hints


def test_nothing_waits_for_another_state() -> None:
    brought_to(0)
    who = actor(Role.CONTRIBUTOR, "XBO")
    with acting_as(who):
        assert queries.tasks_for(who) == []
