"""``check``: everything that is wrong with a form, each with its code, sheet, row and column."""

import json
import re

import pytest

from poaiss.questionnaires.engine import CATALOGUE, FormRefused, Problem, check, compile_form, compiling
from poaiss.questionnaires.engine.expressions import ExpressionError, compile_expression, parse

from .forms import YES_NO, survey, xlsx

Place = tuple[str, str, int | None, str]


def errors(table: str) -> list[Place]:
    result = check(xlsx(table))
    for problem in (*result.errors, *result.warnings):
        assert problem.reason
        assert problem.mend
        assert not re.search(r"(?<!\$)\{\w+\}", problem.reason)
    assert result.ok is not bool(result.errors)
    return [(problem.code, problem.sheet, problem.row, problem.column) for problem in result.errors]


def warnings(table: str) -> list[Place]:
    return [(problem.code, problem.sheet, problem.row, problem.column) for problem in check(xlsx(table)).warnings]


LOGIC = "type | name | label | relevant | calculation | constraint | required | default"


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (survey("text | a | A", "integr | b | B"), [("type-misspelt", "survey", 3, "type")]),
        (survey("text | a | A", "zzz | b | B"), [("type-unknown", "survey", 3, "type")]),
        (survey("text | a | A", " | b | B"), [("type-missing", "survey", 3, "type")]),
        (survey("text | a | A", "text | | B"), [("name-missing", "survey", 3, "name")]),
        (survey("text | a b | A"), [("name-invalid", "survey", 2, "name")]),
        (survey("text | a | A", "text | a | B"), [("name-duplicate", "survey", 3, "name")]),
        (survey("begin_group | g | G", "text | a | A"), [("begin-unclosed", "survey", 2, "type")]),
        (survey("text | a | A", "end_group | |"), [("end-unopened", "survey", 3, "type")]),
        (
            survey("begin_group | g | G", "begin_repeat | r | R", "text | a | A", "end_group | |", "end_repeat | |"),
            [("begin-unclosed", "survey", 2, "type"), ("end-unopened", "survey", 5, "type")],
        ),
        (survey("select_one | a | A", more=YES_NO), [("list-missing", "survey", 2, "type")]),
        (survey("select_one nope | a | A", more=YES_NO), [("list-unknown", "survey", 2, "type")]),
        (survey("select_one nope | a | A"), [("list-unknown", "survey", 2, "type")]),
        (survey("text | a | Hello ${b}"), [("reference-unknown", "survey", 2, "label")]),
        (survey("text | a | Hello ${b"), [("reference-broken", "survey", 2, "label")]),
        (
            survey("begin_group | g | G", "text | a | A", "end_group | |", "text | a | A", "text | c | See ${a}"),
            [("reference-ambiguous", "survey", 6, "label")],
        ),
        (
            survey("text | a |", "begin_group | g |", "text | b | B", "end_group | |"),
            [("label-missing", "survey", 2, "label")],
        ),
        (survey("calculate | a |"), [("calculation-missing", "survey", 2, "calculation")]),
        ("| survey | name | label |\n| | a | A |", [("column-missing", "survey", 1, "type")]),
        (
            "| survey | type | label |\n| | text | A |",
            [("column-missing", "survey", 1, "name"), ("name-missing", "survey", 2, "name")],
        ),
        ("| survey | type | name | label |", [("sheet-empty", "survey", None, "")]),
        (YES_NO + "| settings | form_id |\n| | f |", [("sheet-missing", "survey", None, "")]),
        (
            survey("text | a | A | x", head="type | name | label | bind::poa:number"),
            [("namespace-undeclared", "survey", 1, "bind::poa:number")],
        ),
        (
            survey("text | a | A | x", head="type | name | label | trigger"),
            [("trigger-invalid", "survey", 2, "trigger")],
        ),
        (
            survey("text | a | A | ${z}", head="type | name | label | trigger"),
            [("reference-unknown", "survey", 2, "trigger")],
        ),
        (
            survey("text | a | A", more="| settings | instance_name |\n| | concat( |"),
            [("expression-unfinished", "settings", 2, "instance_name")],
        ),
        (survey("text | a | A", more="| settings | name |\n| | a b |"), [("form-not-compiled", "settings", 1, "name")]),
    ],
)
def test_errors_of_the_survey(table: str, expected: list[Place]) -> None:
    assert errors(table) == expected


@pytest.mark.parametrize(
    ("choices", "expected"),
    [
        ("| | yn | yes | Yes |\n| | yn | yes | Yes again |", [("choice-duplicate", "choices", 3, "name")]),
        ("| | yn | yes | Yes |\n| | | no | No |", [("list-name-missing", "choices", 3, "list_name")]),
        ("| | yn | yes | Yes |\n| | yn | | No |", [("choice-name-missing", "choices", 3, "name")]),
        ("| | yn | yes and no | Yes |", [("choice-name-spaces", "choices", 2, "name")]),
        ("| | yn | yes | ${gone} |", [("reference-unknown", "choices", 2, "label")]),
    ],
)
def test_errors_of_the_choices(choices: str, expected: list[Place]) -> None:
    table = survey("select_multiple yn | a | A", more=f"| choices | list_name | name | label |\n{choices}")
    assert errors(table) == expected


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("${b} = 'x", "expression-unclosed-quote"),
        ("${b} = 'x' and", "expression-unfinished"),
        ("(${b} = 'x'", "expression-unfinished"),
        ("${b} == 'x'", "expression-syntax"),
        ("${b} = 'x') or", "expression-syntax"),
        ("${b} x", "expression-syntax"),
        ("${b} # 2", "expression-syntax"),
        ("/data/${b} = 2", "expression-syntax"),
        ("$b = 2", "expression-variable"),
        ("sideways::b = 2", "expression-axis"),
        ("(" * 80 + "1" + ")" * 80, "expression-too-deep"),
        ("1" + " + 1" * 250, "expression-too-deep"),
        ("nonsense(${b})", "function-unknown"),
        ("today(1)", "function-arguments"),
        ("if(${b})", "function-arguments"),
        ("weighted-checklist(1, 2, 3)", "function-arguments"),
        ("indexed-repeat(${b}, ${b}, 1, 2)", "function-arguments"),
    ],
)
def test_errors_of_expressions(cell: str, code: str) -> None:
    found = errors(survey("text | b | B", f"text | a | A | {cell} | | | |", head=LOGIC))
    assert found == [(code, "survey", 3, "relevant")]


def test_the_place_in_an_expression_is_told() -> None:
    (error,) = check(xlsx(survey("text | a | A | 1 + ) 2", head="type | name | label | relevant"))).errors
    assert error.reason == "The expression cannot be read from character 5 on: )"


@pytest.mark.parametrize(
    ("rows", "place"),
    [
        (("text | a | A | ${b} = 1", "text | b | B | ${a} = 1"), 2),
        (("text | a | A | ${a} = 1",), 2),
        (("text | a | A | | | | ${a} = 1",), 2),
        (("calculate | a | | | ${b} + 1", "calculate | b | | | ${c}", "calculate | c | | | ${a}"), 2),
        (("begin_group | g | G | ${a} = 1", "text | a | A", "end_group | |"), 2),
        (("begin_repeat | r | R", "calculate | a | | | ${b}", "calculate | b | | | ${a}", "end_repeat | |"), 3),
    ],
)
def test_circles(rows: tuple[str, ...], place: int) -> None:
    (error,) = check(xlsx(survey(*rows, head=LOGIC))).errors
    assert (error.code, error.sheet) == ("dependency-cycle", "survey")
    assert error.row is not None
    assert place <= error.row <= place + 2
    with pytest.raises(FormRefused):
        compile_form(xlsx(survey(*rows, head=LOGIC)))


@pytest.mark.parametrize(
    "rows",
    [
        ("text | a | A | | | string-length(.) < ${b}", "integer | b | B | ${a} != ''"),
        (
            "begin_repeat | r | R",
            "integer | n | N",
            "calculate | run | | | indexed-repeat(${run}, ${r}, position(..) - 1) + ${n}",
            "end_repeat | |",
        ),
        ("calculate | a | | | once(random())",),
        (
            "begin_repeat | r | R",
            "text | t | T | position(..) < 3",
            "end_repeat | |",
            "calculate | c | | | count(${r})",
        ),
    ],
)
def test_what_only_looks_like_a_circle(rows: tuple[str, ...]) -> None:
    assert errors(survey(*rows, head=LOGIC)) == []


@pytest.mark.parametrize(
    "expression",
    [
        "current()/../b = 1",
        "//b = 1",
        "count(/data/descendant::b) = 1",
        "../preceding-sibling::* = 1",
        "count(../following-sibling::b) = 1",
        "count(/data/b/following::c) = 1",
        "name(ancestor::data) = 'data'",
        "count(ancestor-or-self::data) = 1",
        "/data/@id = 1",
        "randomize(/data/b) = 1",
        "(/data/b)[. = current()/../b] = 1",
        "instance('x')/root/item[name = current()/../b] = ''",
    ],
)
def test_dependencies_are_found_along_every_axis(expression: str) -> None:
    head = "type | name | label | relevant"
    assert errors(survey("text | b | B |", f"text | a | A | {expression}", "text | c | C |", head=head)) in (
        [],
        [("dependency-cycle", "survey", 3, "relevant")],
    )
    circle = survey(f"text | b | B | {expression.replace('b', 'a')}", f"text | a | A | {expression}", head=head)
    assert isinstance(errors(circle), list)


def test_a_trigger_with_a_broken_calculation() -> None:
    table = survey(
        "text | a | A | |", "text | b | B | ${a} | nope(1)", head="type | name | label | trigger | calculation"
    )
    assert errors(table) == [("function-unknown", "survey", 3, "calculation")]


def test_types_that_are_rare() -> None:
    rows = ("osm | o | O", "osm buildings | p | P", "set form title | My form |", "text | a | A")
    assert errors(survey(*rows).replace("set form title", "set_form_title")) == []


def test_columns_that_no_xml_can_carry() -> None:
    table = survey("text | a | A | x", head="type | name | label | bind::a b")
    (error,) = errors(table)
    assert error[0] == "form-not-compiled"


def test_an_expression_longer_than_any_cell() -> None:
    with pytest.raises(ExpressionError) as caught:
        parse("1" * 40_000)
    assert caught.value.code == "expression-too-long"


def test_a_reference_is_nothing_that_can_be_evaluated() -> None:
    with pytest.raises(ExpressionError) as caught:
        compile_expression(parse("1 + ${a}"))
    assert (caught.value.code, caught.value.position) == ("expression-reference", 4)


def test_long_words_have_no_neighbours() -> None:
    assert errors(survey(f"{'text' * 20} | a | A")) == [("type-unknown", "survey", 2, "type")]


def test_a_missing_translation_is_json() -> None:
    table = survey("text | a | A |", head="type | name | label::English (en) | label::French (fr)")
    assert check(xlsx(table)).as_dict()["missing_translations"] == [
        {"language": "fr", "sheet": "survey", "row": 2, "column": "label::French (fr)", "name": "a"}
    ]


def test_a_path_that_leads_nowhere() -> None:
    found = errors(survey("text | a | A | /data/gone = 1 and ../b = 2 and //c = 3 and text() = 1", head=LOGIC))
    assert found == [("path-unknown", "survey", 2, "relevant")] * 2


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (survey("text | a | A", "text | A | B"), ("name-case", "survey", 3, "name")),
        (
            survey("text | a | A | 1", head="type | name | label | relevent"),
            ("column-unknown", "survey", 1, "relevent"),
        ),
        (
            survey("text | a | A", head="type | name | label::Klingon"),
            ("language-code-missing", "survey", 1, "label::Klingon"),
        ),
        (
            survey("select_one yn | a | A", more=YES_NO + "| | yn | maybe | |"),
            ("choice-label-missing", "choices", 4, "label"),
        ),
        (survey("select_one_from_file x.csv | a | A"), ("file-external", "survey", 2, "type")),
        (
            survey("text | a | A | pulldata('x', 'a', 'b', 'c') = 1", head=LOGIC),
            ("function-limited", "survey", 2, "relevant"),
        ),
    ],
)
def test_warnings(table: str, expected: Place) -> None:
    assert errors(table) == []
    assert expected in warnings(table)


def test_what_needs_no_label() -> None:
    rows = ("text | a | | 1 + 1 |", "hidden | h | | |", "text | i | | | x.png", "select_one yn | s | S | |")
    assert errors(survey(*rows, head="type | name | label | calculation | media::image", more=YES_NO)) == []


def test_everything_at_once_and_nothing_twice() -> None:
    table = survey(
        "text | a | A | nope(1) | | | |",
        "texxt | b | B | | | | |",
        "select_one gone | c | C | ${x} = 1 | | | |",
        "begin_group | g | G",
        head=LOGIC,
    )
    assert errors(table) == [
        ("function-unknown", "survey", 2, "relevant"),
        ("type-misspelt", "survey", 3, "type"),
        ("reference-unknown", "survey", 4, "relevant"),
        ("list-unknown", "survey", 4, "type"),
        ("begin-unclosed", "survey", 5, "type"),
    ]


def test_duplicates_that_are_allowed() -> None:
    more = YES_NO + "| | yn | no | No! |\n| settings | allow_choice_duplicates |\n| | yes |"
    assert errors(survey("select_one yn | a | A", more=more)) == []


def test_disabled_rows_and_remarks_are_not_looked_at() -> None:
    head = "type | name | label | disabled | note"
    assert errors(survey("nonsense | a | A | yes |", "text | b | B | |", " | | | | a remark", head=head)) == []


def test_missing_translations() -> None:
    table = """
| survey | type | name | label::English (en) | label::French (fr) | hint | media::image | image::French (fr) |
| | text | a | A | | h | | x.png |
| | text | b | B | B | | y.png | |
| | select_one yn | c | | C | | | |
| choices | list_name | name | label::English (en) |
| | yn | yes | Yes |
| settings | default_language |
| | English (en) |
"""
    found = [tuple(missing) for missing in check(xlsx(table)).missing_translations]
    assert found == [
        ("fr", "survey", 2, "label::French (fr)", "a"),
        ("fr", "survey", 2, "hint::French (fr)", "a"),
        ("en", "survey", 2, "image::English (en)", "a"),
        ("en", "survey", 4, "label::English (en)", "c"),
        ("fr", "choices", 2, "label::French (fr)", "yes"),
    ]


def test_one_language_misses_none() -> None:
    result = check(xlsx(survey("text | a | A", head="type | name | label::English (en)")))
    assert (result.languages, result.missing_translations) == (("en",), ())


def test_the_default_language_may_have_no_column() -> None:
    more = "| settings | default_language |\n| | French (fr) |"
    assert check(xlsx(survey("text | a | A", more=more))).languages == ("fr",)


def test_the_result_is_json() -> None:
    table = survey("text | a | A", "select_one yn | b | B", more=YES_NO)
    found = json.loads(json.dumps(check(xlsx(table)).as_dict()))
    assert found.pop("sha256")
    assert found == {
        "ok": True,
        "question_count": 2,
        "questions": [
            {"name": "a", "type": "text", "path": "a"},
            {"name": "b", "type": "select_one", "path": "b"},
        ],
        "languages": [],
        "missing_translations": [],
        "errors": [],
        "warnings": [],
    }


def test_an_error_is_json() -> None:
    found = check(b"x").as_dict()
    assert found["errors"] == [
        {
            "code": "zip-broken",
            "severity": "critical",
            "sheet": "",
            "row": None,
            "column": "",
            "reason": "The workbook is damaged: File is not a zip file.",
            "mend": "Open it in a spreadsheet program and save it again.",
        }
    ]


def test_questions_of_a_form_that_does_not_compile() -> None:
    result = check(xlsx(survey("begin_group | g | G", "text | a | A")))
    assert [(question.name, question.path) for question in result.questions] == [("a", "g/a")]
    assert result.form is None


def test_a_problem_of_reading_is_an_error_of_the_check() -> None:
    assert errors(survey("text | a | A | B", head="type | name | label | label")) == [
        ("column-duplicate", "survey", 1, "label")
    ]


def test_a_form_that_breaks_pyxform_is_answered(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_args: object, **_more: object) -> None:
        raise RecursionError("too deep")

    monkeypatch.setattr(compiling, "convert", broken)
    assert errors(survey("text | a | A")) == [("form-not-compiled", "", None, "")]


def test_an_error_that_nobody_foresaw_is_answered(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_args: object, **_more: object) -> None:
        raise RuntimeError("what?")

    monkeypatch.setattr(compiling, "read_xform", broken)
    assert errors(survey("text | a | A")) == [("form-not-compiled", "", None, "")]


def test_entities_are_looked_at() -> None:
    more = "| entities | list_name | label | create_if |\n| | people | ${gone} | nope() |"
    assert errors(survey("text | a | A", more=more)) == [
        ("function-unknown", "entities", 2, "create_if"),
        ("reference-unknown", "entities", 2, "label"),
    ]


def test_every_message_has_a_severity_and_a_mend() -> None:
    for code, message in CATALOGUE.items():
        assert message.severity in ("critical", "error", "warning"), code
        assert message.reason.endswith((".", "}")), code
        assert message.mend.endswith((".", "}")), code


def test_a_problem_reads_well() -> None:
    (problem,) = check(xlsx(survey("text | a b | A"))).errors
    assert isinstance(problem, Problem)
    assert str(problem).startswith("name-invalid (survey, row 2, name): The name a b is not allowed. Begin")
    assert str(check(b"").errors[0]) == "file-empty: The file is empty. Export the form again and check its size."
