"""``compile_form``: the form as frozen data."""

# ruff: noqa: E501  (a row of a form is one line)

import dataclasses
import pickle
from pathlib import Path

import pytest

from poaiss.questionnaires.engine import (
    Choice,
    Form,
    FormRefused,
    Question,
    Section,
    compile_form,
    language_code,
    text_in,
)

from .forms import YES_NO, folder, form, survey, xlsx

REPORT = """
| survey | type | name | label::English (en) | label::French (fr) | hint::English (en) | guidance_hint::English (en) | constraint | constraint_message::French (fr) | required | required_message | relevant | default | appearance | readonly | bind::poa:number | bind::poa:implements | bind::poa:same-as | parameters | media::image::English (en) |
| | begin_group | s1 | Section one | Partie un | About | | | | | | | | | | 1 | PoA II.4 | | | |
| | select_one answer | a | A ${b} <b>bold</b> | Un | Look | Guide | . != 'x' | Non | yes | Please | | yes | minimal | | 1.1 | PoA II.5 | B.7.2 | | a.png |
| | text | b | B | - | | | | | ${a} = 'no' | | ${a} = 'yes' | | multiline | yes | 1.2 | | | rows=4 | |
| | range | r | R | R | | | | | | | | | | | | | | start=1 end=5 step=1 | |
| | end_group | | | | | | | | | | | | | | | | | | |
| | begin_repeat | laws | Laws | Lois | | | | | | | ${a} = 'yes' | | | | 2 | | | | |
| | text | title | Title | Titre | | | | | | | | | | | 2.1 | | | | |
| | end_repeat | | | | | | | | | | | | | | | | | | |
| choices | list_name | name | label::English (en) | label::French (fr) | order | image |
| | answer | yes | Yes | Oui | 1 | yes.png |
| | answer | no | No | Non | 2 | |
| settings | form_title | form_title::French (fr) | form_id | version | default_language | namespaces |
| | Report | Rapport | report | 2024 | English (en) | poa="https://example.org/poa" |
"""


@pytest.fixture(scope="module")
def report() -> Form:
    return form(REPORT)


def question(report: Form, path: str) -> Question:
    item = report.items[path]
    assert isinstance(item, Question)
    return item


def test_the_form(report: Form) -> None:
    assert (report.id, report.version, report.languages, report.default_language) == (
        "report",
        "2024",
        ("en", "fr"),
        "en",
    )
    assert report.titles == {"en": "Report", "fr": "Rapport"}
    assert len(report.sha256) == 64
    assert report.xform.startswith("<?xml")
    assert [one.path for one in report.questions] == ["s1/a", "s1/b", "s1/r", "laws/title"]
    assert [item.path for item in report.root.children] == ["s1", "laws", "meta"]


def test_a_section(report: Form) -> None:
    section = report.items["s1"]
    assert isinstance(section, Section)
    assert section.labels == {"en": "Section one", "fr": "Partie un"}
    assert (section.hints, section.number, section.poa) == (
        {"en": "About"},
        "1",
        {"number": "1", "implements": "PoA II.4"},
    )
    assert (section.repeats, section.asked, section.row) == (False, True, 2)


def test_a_repeat(report: Form) -> None:
    laws = report.items["laws"]
    assert isinstance(laws, Section)
    assert (laws.repeats, laws.count, laws.number, laws.row) == (True, "", "2", 7)
    assert laws.relevant == "/data/s1/a  = 'yes'"


def test_a_question(report: Form) -> None:
    found = question(report, "s1/a")
    assert (found.name, found.path, found.type, found.datatype) == ("a", "s1/a", "select_one", "string")
    assert found.labels == {"en": "A ${s1/b} <b>bold</b>", "fr": "Un"}
    assert (found.hints, found.guidance) == ({"en": "Look"}, {"en": "Guide"})
    assert (found.constraint, found.constraint_messages) == (". != 'x'", {"fr": "Non"})
    assert (found.required, found.required_messages) == ("true()", {"und": "Please"})
    assert (found.default, found.appearance, found.media) == ("yes", "minimal", {"image": {"en": "jr://images/a.png"}})
    assert found.poa == {"number": "1.1", "implements": "PoA II.5", "same-as": "B.7.2"}
    assert found.number == "1.1"


def test_expressions_and_parameters(report: Form) -> None:
    found = question(report, "s1/b")
    assert (found.required, found.relevant, found.readonly) == ("/data/s1/a  = 'no'", "/data/s1/a  = 'yes'", "true()")
    assert found.parameters == {"rows": "4"}
    assert found.labels == {"en": "B"}
    assert question(report, "s1/r").parameters == {"start": "1", "end": "5", "step": "1"}


def test_choices(report: Form) -> None:
    choices = question(report, "s1/a").choices
    assert choices is not None
    assert (choices.name, choices.is_filtered, choices.is_external, choices.is_answers) == (
        "answer",
        False,
        False,
        False,
    )
    yes, no = choices.items
    assert (yes.name, yes.labels) == ("yes", {"en": "Yes", "fr": "Oui"})
    assert yes.columns["order"] == "1"
    assert no == Choice(name="no", labels={"en": "No", "fr": "Non"}, media=no.media, columns=no.columns)
    assert report.lists["answer"] == choices.items


def test_it_is_frozen_and_can_be_pickled(report: Form) -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        report.id = "other"  # type: ignore[misc]
    assert report.program is report.program
    copy = pickle.loads(pickle.dumps(report))  # noqa: S301
    assert copy == report
    assert "program" not in copy.__dict__
    assert copy.program.problems == []


def test_a_form_without_an_id_is_named_after_its_file(tmp_path: Path) -> None:
    found = compile_form(folder(survey("text | a | A"), tmp_path / "brokers"))
    assert (found.id, found.titles, found.version) == ("brokers", {"und": "brokers"}, "")


def test_the_digest_is_the_same_from_a_folder(report: Form, tmp_path: Path) -> None:
    assert compile_form(folder(REPORT, tmp_path / "report")).sha256 == report.sha256


def test_a_form_without_languages() -> None:
    found = form(survey("text | a | A", "note | n | N"))
    assert (found.languages, list(found.titles)) == (("und",), ["und"])
    assert question(found, "a").labels == {"und": "A"}
    assert question(found, "n").type == "note"


def test_choices_of_a_table_list_and_of_files() -> None:
    found = form(
        survey(
            "begin_group | g | G | table-list |",
            "select_one yn | a | A | |",
            "end_group | | | |",
            "select_one_from_file x.csv | f | F | |",
            "select_one_external yn | e | E | | yn=1",
            head="type | name | label | appearance | choice_filter",
            more=YES_NO + "| external_choices | list_name | name | label |\n| | yn | 1 | One |",
        )
    )
    file, external = question(found, "f").choices, question(found, "e").choices
    assert file is not None
    assert external is not None
    assert (file.is_external, external.is_external) == (True, True)


@pytest.mark.parametrize(
    ("source", "code"),
    [
        (survey("text | a | A | nope()", head="type | name | label | relevant"), "function-unknown"),
        (survey("text | a | A", "end_group | |"), "end-unopened"),
        (survey("begin_group | a | A", "text | b | B"), "begin-unclosed"),
        (survey("text | a | A", "text | a | A"), "name-duplicate"),
        (survey("text | a | ${b}"), "reference-unknown"),
        (survey("text | a b | A"), "name-invalid"),
        (survey("text | a | A | 1", head="type | name | label | bind::poa:number"), "namespace-undeclared"),
        (survey("text | a | A | a b", head="type | name | label | parameters"), "form-not-compiled"),
        (survey("text | a | A | B", head="type | name | label | label"), "column-duplicate"),
    ],
)
def test_forms_that_are_refused(source: str, code: str) -> None:
    with pytest.raises(FormRefused) as caught:
        compile_form(xlsx(source))
    assert caught.value.problems[0].code == code
    assert code in str(caught.value)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("English (en)", "en"),
        ("中文 (zh-Hans)", "zh-Hans"),
        ("Français", "fr"),
        ("العربية", "ar"),
        ("pt-BR", "pt-BR"),
        ("default", "und"),
        ("", "und"),
        ("Klingon", "x-klingon"),
        ("ትግርኛ", "x-other"),
    ],
)
def test_language_codes(name: str, code: str) -> None:
    assert language_code(name) == code


def test_a_text_in_the_first_language_that_has_it() -> None:
    assert text_in({"en": "A", "fr": "B"}, "fr", "en") == "B"
    assert text_in({"en": "A", "fr": ""}, "fr") == "A"
    assert text_in({}, "en") == ""
