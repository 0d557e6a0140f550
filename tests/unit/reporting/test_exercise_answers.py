"""The profiles of the exercise States: every number is a question, every answer fits, nothing is dropped unseen."""

import json

import pytest

from poaiss.access.enums import Marking
from poaiss.questionnaires import engine
from poaiss.questionnaires.compiled import form_of
from poaiss.questionnaires.queries import current_versions
from poaiss.reporting import demo, exercise_answers
from poaiss.reporting.enums import AnswerKind

pytestmark = pytest.mark.django_db
STATES = sorted(path.stem for path in exercise_answers.FOLDER.glob("X*.json"))
ROUNDS = [(state, year) for year in (2020, 2022, 2024) for state in demo.PLAN[year]]


@pytest.fixture
def form() -> engine.Form:
    return form_of(current_versions()["C"])


def reported(state: str, year: int) -> tuple[int, ...]:
    return tuple(each for each, plan in demo.PLAN.items() if state in plan and each <= year)


@pytest.mark.parametrize("state", [*STATES, "common"])
def test_every_number_is_a_question_and_every_column_of_a_list_too(form: engine.Form, state: str) -> None:
    profile = json.loads((exercise_answers.FOLDER / f"{state}.json").read_text(encoding="utf-8"))
    numbers = {item.number for item in form.items.values()}
    columns = {f"{name}.{column}" for name, found in profile["lists"].items() for column in found["columns"]}
    assert set(profile["answers"]) - numbers == set()
    assert (columns | set(profile["lists"])) - numbers == set()
    for name, found in profile["lists"].items():
        widths = {len(row) for year, rows in found.items() if year != "columns" for row in rows}
        assert widths == {len(found["columns"])}, name
    for number, said in profile["answers"].items():
        assert isinstance(said, str) or len(said) == len(profile["years"]), number


@pytest.mark.parametrize(("state", "year"), ROUNDS)
def test_every_report_fits_its_form_and_says_much(form: engine.Form, state: str, year: int) -> None:
    profile = exercise_answers.profile_of(state)
    assert profile is not None
    filled = engine.Evaluation(form)
    found = exercise_answers.fill(filled, profile, year, reported(state, year))
    assert [(each.path, each.code) for each in filled.problems()] == []
    assert len([each for each in found.values() if each.value]) > 100
    listed = sum(len(list(profile.entries(number, year))) for number in profile.lists)
    asked = {path.rpartition("/")[0] for path in found if "[" in path}
    assert len(asked) == listed  # no entry is lost because its list does not apply


def test_a_profile_says_what_was_unchanged_since_when_restricted_and_not_applicable(form: engine.Form) -> None:
    def of(state: str, year: int, number: str) -> exercise_answers.Given | None:
        profile = exercise_answers.profile_of(state)
        assert profile is not None
        return profile.given(number, year, reported(state, year))

    unchanged, restricted, none = of("XAV", 2024, "4.1.2"), of("XDR", 2024, "4.1.2"), of("XBO", 2024, "4.1.2")
    assert unchanged is not None
    assert restricted is not None
    assert none is not None
    assert (unchanged.value, unchanged.silence, unchanged.unchanged_since) == ("yes", AnswerKind.UNCHANGED, 2022)
    assert (restricted.value, restricted.marking) == ("yes", Marking.AMBER)
    assert (none.value, none.silence) == ("", AnswerKind.NOT_APPLICABLE)
    assert of("XIL", 2022, "4.1.2") is None
    later = of("XAV", 2026, "4.1.2")
    assert later is not None
    assert (later.value, later.unchanged_since) == ("yes", 2022)
