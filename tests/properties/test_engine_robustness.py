"""Whatever a stranger sends: coded problems, never a traceback, and nothing that was typed is lost."""

import io
import zipfile

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from poaiss.questionnaires.engine import Evaluation, FormRefused, check, from_instance_xml, to_instance_xml
from poaiss.questionnaires.engine.expressions import ExpressionError, compile_expression, parse
from poaiss.questionnaires.engine.sheets import Sheet, Workbook
from tests.unit.engine.forms import YES_NO, form, survey, xlsx

quick = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))

FORM = form(
    survey(
        "select_one yn | lead | L | |",
        "integer | n | N | ${lead} = 'yes' | . > 0",
        "begin_repeat | r | R | | ",
        "text | t | T | | string-length(.) < 9",
        "end_repeat | | | |",
        head="type | name | label | relevant | constraint",
        more=YES_NO,
    )
)
WORKBOOK = xlsx(survey("select_one yn | a | A", more=YES_NO))  # made once: it carries the time of its making
PATHS = ("lead", "n", "r[1]/t", "r[2]/t")

FRAGMENTS = st.sampled_from(
    [
        "${a}",
        "${b}",
        "${}",
        "${",
        "}",
        ".",
        "..",
        "/",
        "//",
        "*",
        "@",
        "|",
        "and",
        "or",
        "mod",
        "div",
        "=",
        "!=",
        "<",
        "<=",
        "(",
        ")",
        "[",
        "]",
        ",",
        "'",
        '"',
        "1",
        "2.5",
        "if(",
        "selected(",
        "count(",
        "today()",
        "position(..)",
        "instance(",
        "current()",
        "jr:itext(",
        "'yes'",
        "a",
        "b",
        "::",
        "self::",
        "$x",
        "--",
        "ÿ",
        "\u202e",
        "\x00",
    ]
)
EXPRESSIONS = st.lists(FRAGMENTS, max_size=12).map(" ".join) | st.text(max_size=40)
TYPES = st.sampled_from(
    [
        "text",
        "integer",
        "date",
        "note",
        "calculate",
        "range",
        "geopoint",
        "begin_group",
        "end_group",
        "begin_repeat",
        "end_repeat",
        "audit",
        "start",
        "hidden",
        "image",
        "rank",
        "file",
        "barcode",
        "trigger",
    ]
) | st.sampled_from(
    ("select_one yn", "select_multiple yn or_other", "select_one ${a}", "begin loop over yn", "rank yn", "")
)
NAMES = st.sampled_from(("a", "b", "A", "a b", "1", "", "meta", "data", "é", "a.b"))
ROW = st.fixed_dictionaries(
    {"type": TYPES | st.text(max_size=12), "name": NAMES},
    optional={
        "label": st.text(max_size=20),
        "label::English (en)": EXPRESSIONS,
        "relevant": EXPRESSIONS,
        "constraint": EXPRESSIONS,
        "calculation": EXPRESSIONS,
        "default": EXPRESSIONS,
        "required": st.sampled_from(("yes", "no", "true()", "${a} = 1")),
        "choice_filter": EXPRESSIONS,
        "repeat_count": EXPRESSIONS,
        "trigger": EXPRESSIONS,
        "parameters": st.text(max_size=15),
        "appearance": st.sampled_from(("table-list", "minimal", "field-list")),
        "bind::poa:x": st.text(max_size=5),
    },
)
CHOICE = st.fixed_dictionaries(
    {}, optional={"list_name": st.sampled_from(("yn", "", "x y")), "name": NAMES, "label": st.text(max_size=9)}
)
SETTING = st.fixed_dictionaries(
    {},
    optional={
        "form_id": st.text(max_size=9),
        "namespaces": st.text(max_size=20),
        "default_language": st.text(max_size=9),
    },
)


def sheet(name: str, rows: list[dict[str, str]]) -> Sheet:
    filled = [{key: value for key, value in row.items() if value} for row in rows]
    return Sheet(name, list(dict.fromkeys(key for row in filled for key in row)), filled)


@given(st.lists(ROW, max_size=8), st.lists(CHOICE, max_size=4), st.lists(SETTING, max_size=2))
@settings(parent=quick, max_examples=250)
def test_any_form_is_checked(
    rows: list[dict[str, str]], choices: list[dict[str, str]], setting: list[dict[str, str]]
) -> None:
    workbook = Workbook(
        "form",
        {"survey": sheet("survey", rows), "choices": sheet("choices", choices), "settings": sheet("settings", setting)},
    )
    result = check(workbook)
    for problem in (*result.errors, *result.warnings):
        assert problem.code
        assert problem.reason
        assert problem.mend
    if result.form is not None:
        evaluation = Evaluation(result.form)
        evaluation.problems()
        to_instance_xml(evaluation)


@given(st.binary(max_size=300))
@quick
def test_any_bytes_are_refused(data: bytes) -> None:
    assert [problem.severity for problem in check(data).errors] == ["critical"]


@given(st.data())
@quick
def test_a_damaged_workbook_is_answered(data: st.DataObject) -> None:
    whole = bytearray(WORKBOOK)
    for _ in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    check(bytes(whole))
    check(bytes(whole[: data.draw(st.integers(0, len(whole)))]))


@given(
    st.sampled_from(("xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/sharedStrings.xml")),
    st.binary(max_size=60),
)
@quick
def test_a_workbook_with_a_foreign_part_is_answered(name: str, content: bytes) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(WORKBOOK)) as old, zipfile.ZipFile(stream, "w") as new:
        for part in old.namelist():
            new.writestr(part, content if part == name else old.read(part))
    check(stream.getvalue())


@given(EXPRESSIONS)
@settings(parent=quick, max_examples=400)
def test_any_expression_compiles_or_is_refused(text: str) -> None:
    refused = None
    try:
        compile_expression(parse(text))
    except ExpressionError as error:
        refused = error
    assert refused is None or 0 <= refused.position <= len(text)


@given(st.text(max_size=60) | st.binary(max_size=60).map(lambda data: data.decode("latin-1")))
@quick
def test_any_instance_is_read_or_refused(text: str) -> None:
    try:
        problems = from_instance_xml(f'<data id="data">{text}</data>'.encode("utf-8", "surrogatepass"), FORM).problems
    except FormRefused as refused:
        problems = refused.problems
    assert all(problem.code and problem.reason for problem in problems)


@given(
    st.dictionaries(
        st.sampled_from((*PATHS, "gone", "r/t", "r[0]/t", "n[1]")) | st.text(max_size=8),
        st.text(max_size=12),
        max_size=6,
    )
)
@settings(parent=quick, max_examples=200)
def test_no_answer_is_ever_lost(answers: dict[str, str]) -> None:
    evaluation = Evaluation(FORM, answers)
    kept = evaluation.answers()
    assert {path: text for path, text in answers.items() if kept.get(path, "") != text} == {}
    for problem in evaluation.problems():
        assert problem.messages["und"]


@given(
    st.lists(
        st.tuples(st.sampled_from(PATHS), st.sampled_from(("", "yes", "no", "0", "7", "long long text"))), max_size=12
    )
)
@settings(parent=quick, max_examples=150)
def test_answering_one_by_one_is_the_same_as_at_once(steps: list[tuple[str, str]]) -> None:
    start = dict.fromkeys(PATHS, "")
    slowly = Evaluation(FORM, start)
    for path, text in steps:
        before = {each: (slowly.relevant(each), slowly.node(each).valid) for each in PATHS}
        changed = slowly.set(path, text)
        after = {each: (slowly.relevant(each), slowly.node(each).valid) for each in PATHS}
        assert {each for each in PATHS if before[each] != after[each]} <= changed
    at_once = Evaluation(FORM, {**start, **dict(steps)})
    assert [(p.code, p.path) for p in slowly.problems()] == [(p.code, p.path) for p in at_once.problems()]


@given(
    st.dictionaries(
        st.sampled_from(PATHS),
        st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"), max_size=12),
        max_size=4,
    )
)
@quick
def test_instances_go_there_and_back(answers: dict[str, str]) -> None:
    evaluation = Evaluation(FORM, answers)
    found = from_instance_xml(to_instance_xml(evaluation), FORM)
    applies = {path: text for path, text in evaluation.answers().items() if evaluation.relevant(path)}
    assert {path: text for path, text in found.answers.items() if text} == applies
    assert found.problems == ()
