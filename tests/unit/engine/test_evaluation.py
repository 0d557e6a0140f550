"""``Evaluation``: relevance, values, problems, repeats, and that only what depends on an answer is worked out again."""

# ruff: noqa: E501  (a row of a form is one line)

from datetime import UTC, datetime
from random import Random
from typing import Any

import pytest

from poaiss.questionnaires.engine import AnswerProblem, Evaluation, answer_text
from poaiss.questionnaires.engine.settling import Settling
from poaiss.questionnaires.engine.state import State, definition_of, question_of
from poaiss.questionnaires.engine.tree import Node

from .forms import YES_NO, form, survey

LOGIC = "type | name | label | relevant | calculation | constraint | required | default | readonly | repeat_count | choice_filter | bind::poa:number"
SETTINGS = '\n| settings | form_id | version | namespaces |\n| | f | 1 | poa="https://example.org/poa" |'


def clock() -> datetime:
    return datetime(2024, 5, 2, 9, 30, tzinfo=UTC)


def evaluation(*rows: str, head: str = LOGIC, more: str = YES_NO, **answers: Any) -> Evaluation:
    return Evaluation(form(survey(*rows, head=head, more=more + SETTINGS)), answers, clock=clock, random=Random(1))  # noqa: S311


def codes(found: list[AnswerProblem]) -> list[tuple[str, str]]:
    return [(problem.code, problem.path) for problem in found]


def test_relevance_follows_answers_and_sections() -> None:
    filled = evaluation(
        "select_one yn | lead | Lead",
        "begin_group | g | G | ${lead} = 'yes'",
        "text | a | A",
        "text | b | B | ${a} != ''",
        "end_group | |",
    )
    assert [filled.relevant(path) for path in ("lead", "g", "g/a", "g/b")] == [True, False, False, False]
    assert filled.set("lead", "yes") == {"lead", "g", "g/a"}
    assert filled.set("g/a", "x") == {"g/a", "g/b"}
    assert filled.set("lead", "no") == {"lead", "g", "g/a", "g/b"}
    assert filled.value("g/a") == "x"  # kept, though it does not apply
    assert filled.answers() == {"lead": "no", "g/a": "x"} | {"meta/instanceID": filled.value("meta/instanceID")}


def test_setting_the_same_answer_changes_nothing() -> None:
    filled = evaluation("text | a | A", a="x")
    assert filled.set("a", "x") == frozenset()


def test_only_dependents_are_worked_out(monkeypatch: pytest.MonkeyPatch) -> None:
    filled = evaluation("text | a | A", "text | b | B | ${a} = 1", "text | c | C | ${b} = 1", "text | d | D | ${c} = 1")
    done: list[str] = []
    do = Settling._do

    def watched(self: Settling, task: object) -> object:
        done.append(task.definition.path)  # type: ignore[attr-defined]
        return do(self, task)  # type: ignore[arg-type]

    monkeypatch.setattr(Settling, "_do", watched)
    filled.set("d", "x")
    assert done == []
    filled.set("c", "1")
    assert done == ["d"]
    done.clear()
    filled.set("a", "2")  # b stays irrelevant, so that nothing after it is asked
    assert done == ["b"]


def test_calculations_follow_each_other() -> None:
    filled = evaluation(
        "calculate | sum | | | ${double} + 1", "integer | n | N", "calculate | double | | | ${n} * 2", n=4
    )
    assert (filled.value("double"), filled.value("sum")) == ("8", "9")
    assert filled.set("n", 5) == {"n", "double", "sum"}
    assert filled.value("sum") == "11"


def test_what_is_hidden_does_not_count() -> None:
    filled = evaluation(
        "select_one yn | lead | L",
        "integer | n | N | ${lead} = 'yes'",
        "calculate | c | | | coalesce(${n}, 0)",
        lead="yes",
        n=4,
    )
    assert filled.value("c") == "4"
    assert filled.set("lead", "no") == {"lead", "n", "c"}
    assert filled.value("c") == "0"


def test_defaults_fixed_and_worked_out() -> None:
    filled = evaluation(
        "text | a | A | | | | | plain",
        "date | d | D | | | | | today()",
        "text | e | E | | | | | plain",
        "start | s |",
        "today | t |",
        "end | x |",
        e="",
    )
    assert [filled.value(path) for path in ["a", "d", "e", "s", "t", "x"]] == [
        "plain", "2024-05-02", "", "2024-05-02T09:30:00.000+00:00", "2024-05-02", "",
    ]  # fmt: skip
    assert filled.value("meta/instanceID").startswith("uuid:")


def test_once_keeps_what_it_drew() -> None:
    first = evaluation("calculate | c | | | once(random())", "text | a | A")
    again = Evaluation(first.form, {"c": first.value("c")}, random=Random(2))  # noqa: S311
    assert again.value("c") == first.value("c") != ""


def test_required_readonly_and_constraint() -> None:
    rows = ("select_one yn | lead | L", "integer | n | N | | | . > 0 | ${lead} = 'yes' | | ${lead} = 'no'")
    filled = evaluation(*rows)
    assert codes(filled.problems()) == []
    assert filled.set("lead", "yes") == {"lead", "n"}
    assert filled.required("n")
    assert codes(filled.problems()) == [("answer-required", "n")]
    filled.set("n", -1)
    assert codes(filled.problems()) == [("answer-constraint", "n")]
    filled.set("n", 1)
    assert codes(filled.problems()) == []
    filled.set("lead", "no")
    assert (filled.readonly("n"), filled.required("n")) == (True, False)


def test_messages_in_every_language() -> None:
    table = (
        """
| survey | type | name | label::English (en) | label::French (fr) | constraint | constraint_message::English (en) | constraint_message::French (fr) | required | required_message::English (en) | bind::poa:number |
| | integer | n | N | N | . > 0 | More than ${n}, please | Plus | yes | | 4.1 |
| | integer | m | M | M | | | | yes | Fill it in | 4.2 |
"""
        + SETTINGS
    )
    filled = Evaluation(form(table), {"n": "0"})
    constraint, required = filled.problems(
        ["en", "fr", "es"], translate=lambda sentence, language: f"{language}: {sentence}"
    )
    assert constraint.messages == {
        "en": "More than 0, please",
        "fr": "Plus",
        "es": "es: This answer is not allowed here.",
    }
    assert (constraint.number, constraint.value, constraint.mend) == ("4.1", "0", "en: Correct the answer.")
    assert required.messages["en"] == "Fill it in"
    assert required.messages["fr"] == "fr: This question needs an answer."
    assert set(filled.problems()[0].messages) == {"en", "fr"}
    assert filled.problems()[0].as_dict()["code"] == "answer-constraint"


@pytest.mark.parametrize(
    ("kind", "right", "wrong", "code"),
    [
        ("integer", ("0", "-5", " 42 ", "+7"), ("1.5", "many", "1e3", "１"), "answer-integer"),
        ("decimal", ("0", "-5.25", ".5", "5."), ("1,5", "many", "1e3", "."), "answer-decimal"),
        ("date", ("2024-02-29",), ("2023-02-29", "29.2.2024", "2024-2-9"), "answer-date"),
        ("time", ("14:30", "14:30:15.250+02:00", "23:59:59Z"), ("25:00", "noon", "12:00+99:00"), "answer-time"),
        ("dateTime", ("2024-02-29T12:00:00Z", "2024-02-29T12:00"), ("2024-02-29", "T"), "answer-datetime"),
        ("geopoint", ("46.2 6.1", "46.2 6.1 300 5"), ("46.2", "100 0", "a b", "1 2 3 4 5"), "answer-place"),
        ("geotrace", ("0 0;1 1", "0 0; 1 1;"), ("0 0", "0 0;x"), "answer-place"),
        ("geoshape", ("0 0;1 1;1 0;0 0",), ("0 0;1 1;1 0;2 2", "0 0;0 0"), "answer-place"),
        ("select_one yn", ("yes", "no"), ("Yes", "yes no", "No legislation yet"), "answer-choice"),
        ("select_multiple yn", ("yes", "no yes"), ("maybe",), "answer-choice"),
        ("select_multiple yn", (), ("yes yes",), "answer-choice-twice"),
        ("rank yn", ("no yes",), ("no maybe",), "answer-choice"),
        ("text", ("anything", "عربي", " "), ("a\x00b",), "answer-control"),
    ],
)
def test_types(kind: str, right: tuple[str, ...], wrong: tuple[str, ...], code: str) -> None:
    filled = evaluation(f"{kind} | q | Q")
    for text in right:
        filled.set("q", text)
        assert filled.problems() == [], text
    for text in wrong:
        filled.set("q", text)
        assert codes(filled.problems()) == [(code, "q")], text
        assert filled.value("q") == text  # exactly as it came


def test_text_in_a_yes_no_cell_is_a_problem_and_is_kept() -> None:
    filled = evaluation("select_one yn | q | Q | | | | | | | | | 1.2", q="Not applicable, see 1.3")
    (problem,) = filled.problems()
    assert (problem.code, problem.number, problem.value) == ("answer-choice", "1.2", "Not applicable, see 1.3")
    assert problem.messages == {"und": "Not applicable, see 1.3 is not one of the choices."}
    assert filled.answers()["q"] == "Not applicable, see 1.3"


def test_ranges() -> None:
    filled = evaluation("range | r | R | start=1 end=9 step=2", head="type | name | label | parameters")
    for text, code in (("3", []), ("4", ["answer-step"]), ("11", ["answer-range"]), ("x", ["answer-integer"])):
        filled.set("r", text)
        assert [problem.code for problem in filled.problems()] == code


def test_external_choices_cannot_be_checked() -> None:
    filled = evaluation("select_one_from_file x.csv | q | Q", q="whatever")
    assert filled.problems() == []
    assert filled.choices("q") == ()


def test_choice_filters() -> None:
    more = """
| choices | list_name | name | label | region |
| | region | n | North | |
| | region | s | South | |
| | town | n1 | North 1 | n |
| | town | s1 | South 1 | s |
"""
    filled = evaluation(
        "select_one region | region | R",
        "select_one town | town | T | | | | | | | | region = ${region}",
        more=more,
        region="n",
        town="n1",
    )
    assert [choice.labels for choice in filled.choices("town")] == [{"und": "North 1"}]
    assert [choice.name for choice in filled.choices("region")] == ["n", "s"]
    assert filled.problems() == []
    assert filled.set("region", "s") == {"region", "town"}
    assert codes(filled.problems()) == [("answer-choice", "town")]


REPEATS = (
    "begin_repeat | laws | Laws",
    "text | title | Title | | | | yes",
    "integer | year | Year | ${title} != ''",
    "begin_repeat | articles | Articles",
    "text | text | Text ${title}",
    "end_repeat | |",
    "end_repeat | |",
    "calculate | count | | | count(${laws})",
    "calculate | years | | | sum(${year})",
)


def test_repeats() -> None:
    filled = evaluation(
        *REPEATS, **{"laws[2]/title": "Second", "laws[1]/articles[1]/text": "x", "laws[2]/year": "1999"}
    )
    assert filled.instances("laws") == ("laws[1]", "laws[2]")
    assert filled.instances("laws[1]/articles") == ("laws[1]/articles[1]",)
    assert (filled.value("count"), filled.value("years")) == ("2", "1999")
    assert codes(filled.problems()) == [("answer-required", "laws[1]/title")]
    assert filled.label("laws[1]/articles[1]/text") == "Text"
    assert filled.set("laws[1]/title", "First") == {"laws[1]/title", "laws[1]/year"}
    assert filled.add_repeat("laws") == "laws[3]"
    assert filled.value("count") == "3"
    assert filled.add_repeat("laws[3]/articles") == "laws[3]/articles[1]"
    changed = filled.remove_repeat("laws[1]")
    assert "count" in changed
    assert filled.value("laws[1]/title") == "Second"
    assert (filled.value("count"), filled.value("years")) == ("2", "1999")
    assert filled.instances("laws[1]/articles") == ()


def test_repeats_that_are_counted_by_the_form() -> None:
    filled = evaluation(
        "begin_repeat | r | R | | | | | | | ${n}",
        "text | t | T | | | | | new",
        "end_repeat | |",
        "integer | n | N",
        n=1,
        **{"r[1]/t": "one", "r[2]/t": "two"},
    )
    assert filled.instances("r") == ("r[1]",)
    assert filled.answers()["r[2]/t"] == "two"
    assert codes(filled.problems()) == [("answer-set-aside", "r[2]/t")]
    assert filled.set("n", 3) == {"n", "r", "r[2]", "r[3]"}
    assert [filled.value(f"r[{index}]/t") for index in (1, 2, 3)] == ["one", "two", "new"]
    assert filled.problems() == []
    assert "r" in filled.set("n", "none")
    assert filled.instances("r") == ()
    for path in ("r", "r[1]"):
        with pytest.raises((KeyError, ValueError)):
            (filled.add_repeat if path == "r" else filled.remove_repeat)(path)
    filled.set("n", 1)
    with pytest.raises(ValueError, match="r"):
        filled.remove_repeat("r[1]")


def test_repeats_have_a_cap(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("state", "settling", "evaluation"):
        monkeypatch.setattr(f"poaiss.questionnaires.engine.{module}.MAX_INSTANCES", 3)
    filled = evaluation(*REPEATS, **{"laws[3]/title": "c", "laws[4]/title": "d"})
    assert len(filled.instances("laws")) == 3
    assert filled.unplaced == {"laws[4]/title": "d"}
    with pytest.raises(ValueError, match="laws"):
        filled.add_repeat("laws")


def test_what_finds_no_place_is_kept() -> None:
    lost = {
        "gone": "1",
        "g": "2",
        "laws/title": "3",
        "laws[0]/title": "4",
        "laws[1]": "5",
        "a[1]": "6",
        "": "7",
        "laws[1]/title[2]": "8",
    }
    filled = evaluation(
        "text | a | A", "begin_group | g | G", "text | x | X", "end_group | |", *REPEATS, a="ok", **lost
    )
    assert filled.unplaced == lost
    assert {problem.code for problem in filled.problems() if problem.path in lost} == {"answer-unplaced"}
    assert filled.answers().items() >= lost.items()


def test_an_answer_to_a_calculation_is_kept_aside() -> None:
    filled = evaluation("calculate | c | | | 1 + 1", "text | a | A")
    filled.set("c", "three")
    assert filled.value("c") == "2"
    assert codes(filled.problems()) == [("answer-calculated", "c")]


@pytest.mark.parametrize("path", ["gone", "g/gone", "g[1]", "laws/title", "laws[1]/title"])
def test_paths_that_are_not_in_the_form(path: str) -> None:
    filled = evaluation("begin_group | g | G", "text | a | A", "end_group | |", *REPEATS)
    for ask in (filled.value, filled.relevant, filled.required, filled.readonly, filled.label, filled.choices):
        with pytest.raises(KeyError):
            ask(path)
    with pytest.raises(KeyError):
        filled.set(path, "x")


def test_paths_of_sections() -> None:
    filled = evaluation("begin_group | g | G", "text | a | A", "end_group | |")
    assert (filled.value("g"), filled.relevant("g"), filled.choices("g"), filled.relevant("")) == ("", True, (), True)
    for act in (filled.instances, filled.add_repeat, filled.remove_repeat, lambda path: filled.set(path, "x")):
        with pytest.raises(KeyError):
            act("g")
    with pytest.raises(TypeError):
        question_of(filled.node("g"))


def test_a_rule_that_fails_is_a_problem() -> None:
    head = LOGIC
    bad = "regex(${a}, '(')"
    filled = evaluation(
        "text | a | A | | | regex(., '(')",
        f"text | b | B | {bad}",
        f"calculate | c | | | {bad}",
        "begin_repeat | r | R | | | | | | | string-length(digest('x', ${a}))",
        "text | t | T",
        "end_repeat | |",
        "select_one yn | s | S | | | | | | | | regex(name, '(')",
        "text | d | D | | | | | concat(format-date(today(), '%Q'), 1)",
        head=head,
        a="x",
    )
    failed = [problem for problem in filled.problems() if problem.code == "expression-failed"]
    assert sorted(problem.path for problem in failed) == ["a", "b", "c", "d", "r_count", "s"]
    assert filled.relevant("b")
    assert {problem.path: problem.messages["und"] for problem in failed}["a"] == (
        "A rule of the form could not be evaluated: The regular expression ( is not valid: "
        "missing ), unterminated subpattern at position 0."
    )


def test_triggers() -> None:
    head = "type | name | label | trigger | calculation | default"
    filled = evaluation(
        "text | a | A", "dateTime | when | When | ${a} | now()", "text | b | B | ${a} |", head=head, b="old"
    )
    assert filled.set("a", "x") == {"a", "when", "b"}
    assert (filled.value("when"), filled.value("b")) == ("2024-05-02T09:30:00.000+00:00", "")
    assert filled.set("a", "y") == {"a"}


def test_labels_with_answers() -> None:
    filled = evaluation(
        "text | a | A",
        "note | n | Hello ${a}!",
        "calculate | c | | | jr:choice-name(${s}, '${s}')",
        "select_one yn | s | S",
        a="you",
        s="yes",
    )
    assert filled.label("n") == "Hello you!"
    assert filled.label("n", "fr") == "Hello you!"
    assert filled.written("${1 +}", filled.node("n")) == ""
    assert filled.value("c") == "Yes"
    filled.set("s", "neither")
    assert filled.value("c") == ""


def test_choice_names_of_what_has_none() -> None:
    filled = evaluation(
        "text | a | A",
        "calculate | c | | | jr:choice-name('x', '/data/a')",
        "calculate | d | | | jr:choice-name('x', 'a b(')",
    )
    assert (filled.value("c"), filled.value("d")) == ("", "")


@pytest.mark.parametrize(
    ("answer", "text"),
    [
        (None, ""),
        ("x", "x"),
        (True, "true"),
        (3, "3"),
        (2.5, "2.5"),
        (10**20, "1" + "0" * 20),
        (["a", "b"], "a b"),
        (1e300, "1e+300"),
    ],
)
def test_answers_become_text(answer: object, text: str) -> None:
    assert answer_text(answer) == text  # type: ignore[arg-type]


def test_the_tree_alone_works_nothing_out() -> None:
    tree = State(form(survey("text | a | A | 1 = 2", head="type | name | label | relevant")), {"a": "x"})
    node = tree.document.kids[0].named["a"][0]
    assert (node.text, node.relevant) == ("x", True)


def test_nodes_of_other_documents_answer_nothing() -> None:
    with pytest.raises(TypeError):
        definition_of(Node("stranger"))


def test_a_report_has_a_cap(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("state", "settling"):
        monkeypatch.setattr(f"poaiss.questionnaires.engine.{module}.MAX_NODES", 40)
    rows = ("begin_repeat | r | R | | | | | | | 500", "text | t | T", "end_repeat | |")
    filled = evaluation(*rows)
    assert len(filled.instances("r")) < 40
    many = {"laws[20]/title": "x", "laws[21]/title": "y"}
    assert evaluation(*REPEATS, **many).unplaced == {"laws[21]/title": "y"}


def test_defaults_in_new_instances() -> None:
    filled = evaluation("begin_repeat | r | R", "text | t | T | | | | | today()", "end_repeat | |")
    filled.add_repeat("r")
    assert filled.value("r[1]/t") == "2024-05-02"


def test_what_is_set_aside_keeps_its_whole_path() -> None:
    rows = (
        "begin_repeat | r | R | | | | | | | ${n}",
        "begin_group | g | G",
        "text | t | T",
        "text | u | U",
        "end_group | |",
        "begin_repeat | s | S",
        "text | v | V",
        "end_repeat | |",
        "end_repeat | |",
        "integer | n | N",
    )
    lost = {"r[1]/g/t": "1", "r[2]/s[1]/v": "2"}
    filled = evaluation(*rows, **lost)
    assert filled.instances("r") == ()
    assert filled.answers().items() >= lost.items()
    filled.set("n", 2)
    assert {path: filled.value(path) for path in lost} == lost


def test_indexed_repeats_in_repeats() -> None:
    rows = (
        "begin_repeat | r | R",
        "text | t | T",
        "begin_repeat | s | S",
        "integer | v | V",
        "end_repeat | |",
        "calculate | second | | | indexed-repeat(${v}, ${r}, 2, ${s}, 1)",
        "calculate | own | | | indexed-repeat(${v}, ${s}, 1)",
        "calculate | none | | | indexed-repeat(${v}, ${r}, 'x', ${s}, -3)",
        "calculate | self | | | indexed-repeat(./../t, .., 2)",
        "end_repeat | |",
    )
    filled = evaluation(*rows, **{"r[1]/s[1]/v": "11", "r[2]/s[1]/v": "21", "r[2]/t": "two"})
    assert [filled.value(f"r[1]/{name}") for name in ("second", "own", "none", "self")] == ["21", "11", "11", "two"]
    assert [filled.value(f"r[2]/{name}") for name in ("second", "own", "none", "self")] == ["21", "21", "11", "two"]


def test_choices_written_into_the_control() -> None:
    filled = evaluation("select_one yn | s | S | search('places')", head="type | name | label | appearance")
    filled.set("s", "perhaps")
    assert [problem.code for problem in filled.problems()] == ["answer-choice"]


def test_position_counts_instances() -> None:
    filled = evaluation(
        "begin_repeat | r | R", "calculate | p | | | position(..)", "text | t | T", "end_repeat | |", **{"r[3]/t": "x"}
    )
    assert [filled.value(f"r[{index}]/p") for index in (1, 2, 3)] == ["1", "2", "3"]
