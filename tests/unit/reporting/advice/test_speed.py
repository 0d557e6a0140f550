"""Advice on a complete report costs little beyond the evaluation that the page needs anyway (R23)."""

import time

import pytest

from poaiss.questionnaires import engine
from poaiss.questionnaires.compiled import form_of
from poaiss.reporting import content
from poaiss.reporting.advice import advise
from poaiss.reporting.models import Answer
from tests.unit.reporting.advice.test_rules import report_of

pytestmark = [pytest.mark.django_db, pytest.mark.rows("R23")]
ENTRIES = 5


def value_for(question: engine.Question) -> str:
    """Return an answer that fits the type of a question."""
    if question.choices:
        return question.choices.items[0].name
    given = {"integer": "2025", "decimal": "3", "date": "2025-01-01", "file": "a.pdf"}
    return given.get(question.type, f"What is done about {question.name} by the ministries since 2020.")


def complete() -> dict[str, Answer]:
    """Return answers to every question of edition C, five entries in each list."""
    form = form_of(report_of().version)
    found: dict[str, Answer] = {}
    for question in form.questions:
        paths = [""]
        for part in question.path.split("/"):
            paths = [f"{each}/{part}".lstrip("/") for each in paths]
            item = form.items[question.path[: question.path.find(part) + len(part)]] if part else None
            if isinstance(item, engine.Section) and item.repeats:
                paths = [f"{each}[{index}]" for each in paths for index in range(1, ENTRIES + 1)]
        for path in paths:
            found[path] = Answer(path=path, value=value_for(question), kind="answered")
    return found


def test_a_complete_report_is_looked_over_in_forty_milliseconds() -> None:
    report, stored = report_of(), complete()
    filled = content.evaluation(report.version, stored)
    assert len(stored) > 600
    assert advise(report, filled, stored)
    spans = []
    for _turn in range(5):
        started = time.process_time()
        advise(report, filled, stored)
        spans.append(time.process_time() - started)
    assert min(spans) < 0.04, f"{min(spans) * 1000:.0f} ms"
