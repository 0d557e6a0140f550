"""``compile_condition``: expressions from outside a form, asked of its answers (R23)."""

import pytest

from poaiss.questionnaires.engine import Evaluation, Form, compile_condition
from poaiss.questionnaires.engine.expressions import ExpressionError

from .forms import form, survey

ROWS = (
    "text | a | A",
    "begin_group | g | G",
    "integer | b | B",
    "begin_repeat | r | R",
    "integer | n | N",
    "begin_group | inner | I",
    "integer | m | M",
    "end_group | |",
    "begin_repeat | deep | D",
    "integer | k | K",
    "end_repeat | |",
    "end_repeat | |",
    "end_group | |",
)


@pytest.fixture(scope="module")
def made() -> Form:
    return form(survey(*ROWS, head="type | name | label"))


ANSWERS = {
    "a": "yes",
    "g/b": "5",
    "g/r[1]/n": "2",
    "g/r[1]/inner/m": "2",
    "g/r[1]/deep[1]/k": "7",
    "g/r[2]/n": "3",
    "g/r[2]/inner/m": "4",
}


@pytest.mark.parametrize(
    ("at", "text", "path", "holds"),
    [
        ("a", ". = 'yes' and ${b} = 5", "a", True),
        ("a", ". = 'yes' and ${ b } = 6", "a", False),
        ("g/b", ". = sum(${n})", "g/b", True),
        ("g/b", "count(${r}) = 2", "g/b", True),
        ("g/r/n", ". = ${m}", "g/r[1]/n", True),
        ("g/r/n", ". = ${m}", "g/r[2]/n", False),
        ("g/r/inner/m", ". = ${n} + 1", "g/r[2]/inner/m", True),
        ("g/r/deep/k", ". > ${n} and ${n} = 2", "g/r[1]/deep[1]/k", True),
        ("g/r/deep/k", ". = ${k}", "g/r[1]/deep[1]/k", True),
        ("g/r/n", "sum(${k}) = 7 and ${a} = 'yes'", "g/r[1]/n", True),
        ("g/r/n", "count(${r}) = 1", "g/r[2]/n", True),
        ("a", "string-length(.) > 3", "a", False),
    ],
)
def test_references_mean_the_same_entry_within_a_repeat_and_all_entries_from_outside(
    made: Form, at: str, text: str, path: str, holds: bool
) -> None:
    condition = compile_condition(made, at, text)
    assert condition.holds(Evaluation(made, ANSWERS), path) is holds


def test_what_cannot_be_read_is_refused_and_what_cannot_be_worked_out_is_not_true(made: Form) -> None:
    with pytest.raises(ExpressionError):
        compile_condition(made, "a", ". = ")
    with pytest.raises(KeyError):
        compile_condition(made, "a", "${nowhere} = 1")
    with pytest.raises(KeyError):
        compile_condition(made, "nowhere", "true()")
    filled = Evaluation(made, ANSWERS)
    assert compile_condition(made, "a", "regex(., '(')").holds(filled, "a") is False
    with pytest.raises(KeyError):
        compile_condition(made, "a", "true()").holds(filled, "z")
