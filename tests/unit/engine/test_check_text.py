"""One answer by itself gets the problems that the whole form would tell of its type."""

import pytest

from poaiss.questionnaires import engine

FORM = """type,name,label,relevant
integer,count,How many?,
decimal,share,Share,
date,day,Day,
select_one yesno,said,Yes or no,
select_multiple yesno,several,Several,
text,words,Words,
"""
CHOICES = "list_name,name,label\nyesno,yes,Yes\nyesno,no,No\n"
CASES = [
    ("count", ["12", "-3", "many", "1.5", "\x07"]),
    ("share", ["1.5", "half", ""]),
    ("day", ["2026-01-31", "31/01/2026", "2026-02-30"]),
    ("said", ["yes", "perhaps", "yes no"]),
    ("several", ["yes no", "yes yes", "perhaps no"]),
    ("words", ["anything", "bell \x07"]),
]


@pytest.fixture(scope="module")
def form(tmp_path_factory: pytest.TempPathFactory) -> engine.Form:
    folder = tmp_path_factory.mktemp("form")
    (folder / "survey.csv").write_text(FORM, encoding="utf-8")
    (folder / "choices.csv").write_text(CHOICES, encoding="utf-8")
    (folder / "settings.csv").write_text("form_id,version,form_title\nalone,1,Alone\n", encoding="utf-8")
    return engine.compile_form(engine.load(folder))


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, texts in CASES for text in texts])
def test_alone_as_in_the_form(form: engine.Form, name: str, text: str) -> None:
    item = form.items[name]
    assert isinstance(item, engine.Question)
    whole = engine.Evaluation(form, {name: text}).problems(["en"], None)
    alone = engine.check_text(item, name, text, ("en",), None)
    assert [(each.code, each.path, each.messages) for each in alone] == [
        (each.code, each.path, each.messages) for each in whole if each.path == name
    ]


def test_something_is_wrong_in_some_of_the_cases(form: engine.Form) -> None:
    item = form.items["count"]
    assert isinstance(item, engine.Question)
    assert [each.code for each in engine.check_text(item, "count", "many", ("en",), None)] == ["answer-integer"]
