"""Instances: the XML that other tools send and take."""

import pytest

from poaiss.questionnaires.engine import Evaluation, FormRefused, Instance, from_instance_xml, to_instance_xml
from poaiss.questionnaires.engine import instance as module

from .forms import YES_NO, form, survey

FORM = form(
    survey(
        "select_one yn | lead | L |",
        "begin_group | g | G | ${lead} = 'yes'",
        "text | a | A |",
        "end_group | | |",
        "begin_repeat | laws | Laws |",
        "text | title | Title |",
        "end_repeat | | |",
        "text | last | Last |",
        head="type | name | label | relevant",
        more=YES_NO + "| settings | form_id | version |\n| | f | 2 |",
    )
)
HEAD = '<data id="f" version="2">'


def read(content: str, head: str = HEAD) -> Instance:
    return from_instance_xml(f"{head}{content}</data>".encode(), FORM)


def test_there_and_back() -> None:
    answers = {
        "lead": "yes",
        "g/a": "<b> & 'c'",
        "laws[1]/title": "عربي",
        "laws[2]/title": "",
        "last": "z",
        "meta/instanceID": "i",
    }
    sent = to_instance_xml(Evaluation(FORM, answers))
    found = from_instance_xml(sent, FORM)
    assert found == Instance("f", "2", answers)
    assert sent.index(b"<laws>") < sent.index(b"<last>")


def test_what_does_not_apply_is_left_out() -> None:
    sent = to_instance_xml(Evaluation(FORM, {"lead": "no", "g/a": "secret"}))
    assert b"secret" not in sent
    assert "g/a" not in from_instance_xml(sent, FORM).answers


def test_characters_that_xml_cannot_carry_are_marked() -> None:
    sent = to_instance_xml(Evaluation(FORM, {"last": "a\x01b\ud800"}))
    assert from_instance_xml(sent, FORM).answers["last"] == "a\ufffdb\ufffd"


def test_elements_that_the_form_does_not_have_are_kept() -> None:
    found = read(
        "<lead>yes<odd>in</odd></lead><gone>1</gone><gone><deep>2</deep> tail</gone><last>a</last><last>b</last>"
    )
    assert found.answers == {"lead": "yes", "last": "a"}
    assert found.unknown == {"lead/odd[1]": "in", "gone[1]": "1", "gone[2]/deep[1]": "2", "last[2]": "b"}
    assert [(problem.code, problem.column) for problem in found.problems] == [
        ("instance-unknown", path) for path in found.unknown
    ]


def test_templates_and_comments_are_not_answers() -> None:
    template = (
        '<laws xmlns:jr="http://openrosa.org/javarosa" jr:template=""><title/></laws><laws><title>x</title></laws>'
    )
    assert read(f"<!-- c --><?p i?>{template}").answers == {"laws[1]/title": "x"}


def test_empty_unknown_elements_are_reported() -> None:
    assert read("<gone/>").unknown == {"gone[1]": ""}


@pytest.mark.parametrize(
    ("head", "code"),
    [
        ('<data id="g" version="2">', "instance-form"),
        ('<data id="f" version="1">', "instance-version"),
        ("<data>", "instance-form"),
    ],
)
def test_another_form_is_reported(head: str, code: str) -> None:
    assert [problem.code for problem in read("<last>x</last>", head).problems] == [code]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "xml-broken"),
        (b"<data>", "xml-broken"),
        (b"\xff\xfe", "xml-broken"),
        (b"<!DOCTYPE data [<!ENTITY x 'y'>]><data>&x;</data>", "xml-doctype"),
        ("<!DOCTYPE data><data/>".encode("utf-16"), "xml-doctype"),
        (b"<?xml version='1.0' encoding='ebcdic'?><data/>", "xml-broken"),
    ],
)
def test_hostile_instances_are_refused(data: bytes, code: str) -> None:
    with pytest.raises(FormRefused) as caught:
        from_instance_xml(data, FORM)
    assert [problem.code for problem in caught.value.problems] == [code]


def test_large_and_deep_instances(monkeypatch: pytest.MonkeyPatch) -> None:
    deep = "<x>" * 150 + "t" + "</x>" * 150
    assert list(read(deep).unknown.values()) == ["t"]
    monkeypatch.setattr(module, "MAX_FILE", 10)
    with pytest.raises(FormRefused) as caught:
        read("<last>x</last>")
    assert caught.value.problems[0].code == "file-too-large"


def test_repeats_have_a_cap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_INSTANCES", 1)
    found = read("<laws><title>a</title></laws><laws><title>b</title></laws>")
    assert (found.answers, found.unknown) == ({"laws[1]/title": "a"}, {"laws[2]/title[1]": "b"})
