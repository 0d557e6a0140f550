"""Minutes left: what is asked now and neither answered nor confirmed, and nothing else (R24)."""

import pytest

from poaiss.questionnaires.compiled import form_of
from poaiss.reporting import burden, content
from poaiss.reporting.enums import AnswerKind, Provenance
from poaiss.reporting.models import Answer
from tests.unit.reporting.advice.test_rules import answers_of, report_of

pytestmark = [pytest.mark.django_db, pytest.mark.rows("R24")]


def left(stored: dict[str, Answer], section: str = "") -> int:
    return burden.minutes_left(content.evaluation(report_of().version, stored), stored, section)


def seconds(stored: dict[str, Answer], section: str) -> int:
    """Return the seconds by a count of one's own."""
    filled = content.evaluation(report_of().version, stored)
    found = 0
    for path, question in content.leaves(filled):
        if path.startswith(f"{section}/") and filled.relevant(path) and not question.calculation:
            if path in stored and stored[path].provenance == Provenance.CARRIED:
                found += burden.CONFIRM
            elif not filled.value(path) and not (path in stored and stored[path].kind in content.SILENT):
                found += burden.seconds_for(question)
    return found


def test_what_opens_adds_and_what_is_answered_takes_away() -> None:
    report = report_of()
    blank = left({}, "section_4")
    opened = left(answers_of(report, {"q_4_1": "yes"}), "section_4")
    assert blank < opened
    assert left(answers_of(report, {"q_4_1": "no"}), "section_4") <= blank


@pytest.mark.parametrize(
    "given", [{}, {"q_4_1": "yes"}, {"q_4_1": "no", "q_4_2": "yes"}, {"q_4_1": "yes", "q_4_1_1_title[1]": "Act"}]
)
def test_the_minutes_are_the_seconds_rounded_up(given: dict[str, str]) -> None:
    stored = answers_of(report_of(), given)
    assert left(stored, "section_4") == -(-seconds(stored, "section_4") // 60)


def test_a_carried_answer_costs_a_look_and_a_silence_nothing() -> None:
    report = report_of()
    names = [each.name for each in form_of(report.version).questions if each.path.startswith("section_0/")]
    stored = answers_of(report, dict.fromkeys(names, "2024"))
    assert left(stored, "section_0") == 0
    for row in stored.values():
        row.provenance = Provenance.CARRIED
    assert left(stored, "section_0") == -(-len(names) * burden.CONFIRM // 60)
    for row in stored.values():
        row.provenance, row.kind, row.value = Provenance.TYPED, AnswerKind.NOT_APPLICABLE, ""
    assert left(stored, "section_0") == 0


def test_every_type_of_the_form_in_use_has_a_weight() -> None:
    types = {each.type for each in form_of(report_of().version).questions if not each.calculation} - {"note"}
    assert types <= burden.SECONDS.keys()
