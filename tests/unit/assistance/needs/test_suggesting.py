"""What a State's own answers suggest: planted answers, and "a no alone is not a gap" (N2, ¶20)."""

from typing import Any

import pytest

from poaiss.access.rls import acting_as
from poaiss.access.rules import Refused
from poaiss.accounts.actor import Actor
from poaiss.accounts.enums import Role
from poaiss.assistance.enums import NeedStatus, SuggestionAnswer
from poaiss.assistance.models import Need, SuggestionDecision
from poaiss.assistance.needs.errors import SuggestionGone
from poaiss.assistance.needs.suggesting import Suggestion, suggestions, waiting
from poaiss.assistance.needs.suggesting.actions import answer, take_up
from poaiss.assistance.needs.suggesting.rules import all_rules
from poaiss.directory.models import Theme
from poaiss.questionnaires.compiled import form_of
from poaiss.questionnaires.queries import current_versions
from poaiss.reporting.actions import Given
from poaiss.reporting.models import NationalReport
from tests.unit.assistance.needs.making import state
from tests.unit.reporting.people import actor, answered, started

pytestmark = [pytest.mark.django_db, pytest.mark.rows("N2")]
ASKED = "section_5/assistance_5/p_5_90"
STANDARDS, INVENTORY = "section_5/p_5_1", "section_5/p_5_2"


def writer() -> Actor:
    """Return the contributor of Avaria."""
    return actor(Role.CONTRIBUTOR)


def found(**answers: str) -> list[Suggestion]:
    """Return what Avaria's report suggests with these answers alone; paths by number."""
    report = answered(started(), {path_of(number): Given(value) for number, value in answers.items()})
    assert NationalReport.objects.count() in (0, 1)  # row-level security may hide it here
    with acting_as(writer()):
        return suggestions(writer(), report.state)


def path_of(key: str) -> str:
    """Return the path of a question in the newest edition by its number, written with underscores."""
    form = form_of(current_versions()["C"])
    number = key.replace("_", ".").replace("..", "[1]/")
    return next(path for path, item in form.items.items() if item.number == number)


def titles(rows: list[Suggestion]) -> list[str]:
    """Return the titles of suggestions."""
    return [each.title for each in rows]


def test_a_no_alone_is_no_gap(cast: Any) -> None:
    every_no = {rule.question.replace(".", "_"): "no" for rule in all_rules() if rule.question and not rule.is_request}
    form = form_of(current_versions()["C"])
    known = {item.number for item in form.items.values()}
    assert {number.replace("_", ".") for number in every_no} <= known
    asked = {"1_1", "1_3", "P5_5", "P7_2", "P8_1", "P10_6", "P3_10"}
    assert titles(found(**{number: "no" for number in every_no if number in asked}, P5_2="2024-01-31")) == []


def test_a_no_beside_a_request_is_a_gap_with_its_answers(cast: Any) -> None:
    rows = found(P5_1="no", P5_2="2024-01-31", P5_90="yes")
    assert titles(rows) == [
        "Assistance with stockpile management",
        "Standards and procedures for stockpile management and security",
    ]
    gap = rows[1]
    assert [(each.number, each.words) for each in gap.because] == [("P5.1", "No"), ("P5.90", "Yes")]
    assert (gap.theme, gap.year, gap.number) == ("stockpiles", 2026, "P5.1")
    assert gap.why.endswith("A “no” alone would not.")


def test_in_development_is_no_gap_alone_and_one_beside_a_blank_below(cast: Any) -> None:
    assert titles(found(P5_1="developing")) == ["Standards and procedures for stockpile management and security"]


def test_in_development_with_the_question_below_answered_is_no_gap(cast: Any) -> None:
    assert titles(found(P5_1="developing", P5_2="2024-01-31")) == []


def test_lacking_means_are_a_gap_only_with_words(cast: Any) -> None:
    assert titles(found(P1_3="no")) == []


def test_lacking_means_with_words_are_a_gap_in_the_states_own_words(cast: Any) -> None:
    rows = found(P1_3="no", P1_3_1="A second officer and a budget for travel.")
    assert titles(rows) == ["Staff and means for the national point of contact"]
    assert rows[0].problem.splitlines()[0] == "A second officer and a budget for travel."


def test_a_request_is_prefilled_with_kinds_and_words(cast: Any) -> None:
    rows = found(P7_90="yes", P7_90_1="equipment training", P7_90_2="Two marking machines for the armoury.")
    assert titles(rows) == ["Assistance with marking"]
    assert rows[0].problem == "Two marking machines for the armoury.\nKinds of assistance: Equipment; Training."


def test_a_request_that_was_refused_suggests_nothing(cast: Any) -> None:
    assert titles(found(P7_90="no")) == []


def test_a_challenge_is_suggested_with_its_subject(cast: Any) -> None:
    base = "section_10/p_10_11[1]"
    report = started()
    answered(
        report,
        {
            f"{base}/p_10_11_theme": Given("records"),
            f"{base}/p_10_11_description": Given("Registers are on paper."),
            f"{base}/p_10_11_help": Given("A common register."),
            "section_7/p_7_9": Given("no"),
        },
    )
    with acting_as(writer()):
        rows = suggestions(writer(), state())
    assert sorted(titles(rows)) == ["A common register.", "An electronic register of weapons"]
    assert {each.theme for each in rows} == {"record-keeping"}


def test_nobody_else_is_told(cast: Any) -> None:
    report = answered(started(), {STANDARDS: Given("no"), ASKED: Given("yes")})
    for who in ("grace", "idris", "chidi", "leila", "dalia", "nadia", "farid", "nobody"):
        with acting_as(cast.actor(who)):
            assert suggestions(cast.actor(who), report.state) == []
    with acting_as(cast.actor("ana")):
        assert waiting(cast.actor("ana"), report.state) == 2


def test_only_the_state_makes_a_need_of_it_and_once(cast: Any) -> None:
    rows = found(P5_1="no", P5_2="2024-01-31", P5_90="yes")
    assert Need.objects.count() == 0
    with acting_as(writer()):
        made = take_up(state=state(), key=rows[1].key, by=writer())
        again = take_up(state=state(), key=rows[1].key, by=writer())
        assert made.pk == again.pk
        assert (made.status, made.origin, made.report_year, made.report_number) == (
            NeedStatus.DRAFT,
            "suggested",
            2026,
            "P5.1",
        )
        assert [each.answer for each in suggestions(writer(), state())] == ["", "taken"]
    for who in ("chidi", "leila", "dalia", "hana"):
        with acting_as(cast.actor(who)), pytest.raises((Refused, SuggestionGone)):
            take_up(state=state(), key=rows[0].key, by=cast.actor(who))


def test_dismissed_is_kept_and_comes_back_when_the_answers_change(cast: Any) -> None:
    rows = found(P5_90="yes")
    with acting_as(writer()):
        answer(state=state(), key=rows[0].key, answer=SuggestionAnswer.DISMISSED, by=writer())
        assert [each.answer for each in suggestions(writer(), state())] == ["dismissed"]
        answer(state=state(), key=rows[0].key, answer=SuggestionAnswer.LATER, by=writer())
        assert SuggestionDecision.objects.count() == 2
    with acting_as(writer()):
        report = NationalReport.objects.get(state="XAV")
    answered(report, {"section_5/assistance_5/p_5_90_2": Given("Locks.")})
    with acting_as(writer()):
        assert [(each.answer, each.problem) for each in suggestions(writer(), state())] == [("", "Locks.")]


def test_rules_name_questions_and_themes_that_exist_in_six_languages(cast: Any) -> None:
    known = {item.number for item in form_of(current_versions()["C"]).items.values()}
    themes = set(Theme.objects.values_list("pk", flat=True))
    for rule in all_rules():
        wanted = {rule.question, rule.words, *(place for kind, place in rule.signs if kind != "challenge")} - {""}
        assert wanted <= known, rule.code
        assert rule.theme in themes, rule.code
        assert [code for code, text in rule.titles if not text] == [], rule.code
        assert rule.is_request or [code for code, text in rule.problems if not text] == [], rule.code
        assert rule.is_request or rule.signs, rule.code
