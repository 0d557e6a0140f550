"""Answers of other States as examples: of the same world, newest first, never restricted, excerpts flagged (R28)."""

import pytest

from poaiss.access.enums import Marking
from poaiss.access.rls import acting_as
from poaiss.accounts.actor import NOBODY
from poaiss.accounts.enums import Role
from poaiss.directory.models import State
from poaiss.questionnaires.models import Question
from poaiss.questionnaires.queries import current_versions
from poaiss.reporting import actions
from poaiss.reporting.actions import Given
from poaiss.reporting.models import NationalReport
from poaiss.reporting.question_help.examples import LONGEST, Example, examples, shortened
from tests.unit.reporting.people import LAWS, REGISTRATION, answered, started, step

pytestmark = [pytest.mark.django_db, pytest.mark.rows("R28")]
DETAILS = "section_4/brokering_details/p_4_5"


def question(number: str) -> Question:
    return Question.objects.get(version=current_versions()["C"], number=number)


def shown(number: str, state: str) -> list[Example]:
    with acting_as(NOBODY):
        return examples(question(number), State.objects.get(pk=state))


def published(state: str, year: int, answers: dict[str, Given]) -> NationalReport:
    report = answered(started(state, year), answers)
    for role, action in LADDER:
        step(report, role, action)
    return report


LADDER = (
    (Role.CONTRIBUTOR, actions.mark_complete),
    (Role.APPROVER, actions.approve),
    (Role.MISSION, actions.submit),
    (Role.SECRETARIAT, actions.receive),
    (Role.SECRETARIAT, actions.publish),
)
YES = {LAWS: Given("yes"), REGISTRATION: Given("yes", remark="In a register kept by the ministry.")}


def test_an_exercise_state_sees_the_newest_answers_of_others_flagged() -> None:
    published("XBO", 2024, YES)
    published("XBO", 2026, {LAWS: Given("yes"), REGISTRATION: Given("no")})
    published("XCE", 2024, YES)
    published("XAV", 2024, YES)
    found = shown("4.1.2", "XAV")
    assert [(each.state, each.year, each.text, each.is_exercise, each.is_excerpt) for each in found] == [
        ("XBO", 2026, "No", True, False),
        ("XCE", 2024, "Yes", True, False),
        ("ATG", 2020, "Yes", False, True),
    ]
    assert found[1].remark == "In a register kept by the ministry."


def test_a_real_state_is_never_shown_the_exercise() -> None:
    published("XBO", 2026, YES)
    found = shown("4.1.2", "FJI")
    assert [(each.state, each.year, each.is_excerpt) for each in found] == [("ATG", 2020, True), ("EST", 2018, True)]


def test_nobody_is_an_example_for_itself() -> None:
    assert "ATG" not in {each.state for each in shown("4.1.2", "ATG")}


def test_what_a_state_restricts_is_no_example() -> None:
    answers = YES | {DETAILS: Given("A secret register in the cellar", marking=Marking.AMBER)}
    published("XBO", 2026, answers)
    assert shown("P4.5", "XAV") == []
    published("XCE", 2026, YES | {DETAILS: Given("Licences for each deal")})
    assert [(each.state, each.text) for each in shown("P4.5", "XAV")] == [("XCE", "Licences for each deal")]


def test_a_report_that_is_not_published_is_no_example() -> None:
    report = answered(started("XBO", 2026), YES | {DETAILS: Given("Draft words")})
    for role, action in LADDER[:4]:
        step(report, role, action)
    assert shown("P4.5", "XAV") == []


def test_a_silence_is_no_example() -> None:
    published("XBO", 2026, {LAWS: Given("yes")})
    assert [each.state for each in shown("4.1.2", "XAV") if not each.is_excerpt] == []


def test_a_question_that_asks_for_a_person_has_no_examples() -> None:
    published("XBO", 2026, {"section_1/q_1_2": Given("yes"), "section_1/npc/q_1_2_1/q_1_2_1_name": Given("A Person")})
    assert question("1.2.1.name").marking
    assert shown("1.2.1.name", "XAV") == []


def test_at_most_three_of_many() -> None:
    for state in ("XBO", "XCE", "XDR", "XES"):
        published(state, 2026, YES)
    assert len(shown("4.1.2", "XAV")) == 3


def test_long_answers_are_cut_and_say_so() -> None:
    assert shortened("x" * (LONGEST + 1)) == "x" * LONGEST + "…"
    assert shortened("x" * LONGEST) == "x" * LONGEST
