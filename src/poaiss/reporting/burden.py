"""How many minutes of work are left (R24): an estimate of ours, by the kind of question; nobody has measured it.

Only what is asked now counts, and only what is not answered or waits to be confirmed.
"""

from poaiss.questionnaires import engine
from poaiss.reporting import content
from poaiss.reporting.enums import Provenance

SECONDS = {"select_one": 15, "select_multiple": 30, "integer": 40, "decimal": 40, "date": 20, "text": 60, "file": 120}
"""Seconds for one question by its type, as if the answer were at hand; a long text takes three times as long."""
CONFIRM = 8
"""Seconds to read an answer that was carried over, and to confirm it."""


def seconds_for(question: engine.Question) -> int:
    """Return how many seconds a question is taken to need."""
    known = SECONDS.get(question.type, 30)
    return known * 3 if "multiline" in question.appearance else known


def minutes_left(filled: engine.Evaluation, stored: content.Stored, section: str = "") -> int:
    """Return the minutes of work left in a section, or in the whole report, rounded up; 0 when all is done."""
    seconds = 0
    for path, question in content.leaves(filled):
        if section and not path.startswith(f"{section}/"):
            continue
        row = stored.get(path)
        if row is not None and row.provenance == Provenance.CARRIED:
            seconds += CONFIRM
        elif not answered(filled, path, stored) and not question.calculation and filled.relevant(path):
            seconds += seconds_for(question)
    return -(-seconds // 60)


def answered(filled: engine.Evaluation, path: str, stored: content.Stored) -> bool:
    """Return whether a question has an answer, or a silence that the State chose."""
    row = stored.get(path)
    return bool(filled.value(path).strip()) or (row is not None and row.kind in content.SILENT)
