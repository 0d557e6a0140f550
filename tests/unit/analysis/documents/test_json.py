"""The analysis as data: after its schema, nested by heading, the same bytes each time."""

import datetime as dt
import json
from dataclasses import replace
from decimal import Decimal

import jsonschema
import pytest

from poaiss.analysis.documents import json_
from poaiss.analysis.documents.blocks import Document, Figure, Heading, Paragraph, Table
from tests.unit.analysis.documents.samples import HOSTILE, document, saying, small

pytestmark = [pytest.mark.rows("A12", "A10")]


def read(found: Document) -> dict:
    data = json.loads(json_.render(found))
    jsonschema.Draft202012Validator(json_.schema()).validate(data)
    return data


@pytest.mark.parametrize("language", ["en", "ar", "zh"])
def test_each_block_is_in_its_section(language: str) -> None:
    found = document(language)
    data = read(found)
    assert [each["heading"] for each in data["sections"]] == [
        each.text for each in found.blocks if isinstance(each, Heading) and each.level == 1
    ]
    theme = data["sections"][1]
    part = theme["sections"][0]
    assert (part["key"], len(part["lists"]), len(part["tables"]), len(part["sections"])) == ("commitments-0", 1, 1, 5)
    tables = [each for each in found.blocks if isinstance(each, Table)]
    assert part["tables"][0]["rows"] == [list(row) for row in tables[0].rows]
    figures = [each for each in found.blocks if isinstance(each, Figure)]
    written = [each for section in data["sections"][1:] for one in section["sections"] for each in one["sections"]]
    shown = [each["figures"][0] for each in written]
    assert [(each["number"], each["name"]) for each in shown] == [
        (number, each.name) for number, each in enumerate(figures, start=1)
    ]
    assert shown[0]["facts"][0] == dict(zip(("label", "text"), figures[0].facts[0], strict=True))


def test_what_stands_before_the_first_heading_is_the_opening() -> None:
    data = read(replace(small(), blocks=(Paragraph("First."), Heading(3, "Deep", "deep"), Paragraph("Second."))))
    assert data["opening"]["paragraphs"] == ["First."]
    assert [(each["level"], each["paragraphs"]) for each in data["sections"]] == [(1, ["Second."])]


def test_keys_are_in_order_and_values_are_plain() -> None:
    found = replace(small(), data={"b": Decimal("1.5"), "a": float("nan"), "c": {dt.date(2026, 1, 2)}, "d": (1, None)})
    text = json_.render(found).decode()
    assert json.loads(text)["data"] == {"a": None, "b": 1.5, "c": ["2026-01-02"], "d": [1, None]}
    assert text == json.dumps(json.loads(text), ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    assert json_.render(found) == text.encode()


@pytest.mark.parametrize("name", HOSTILE)
def test_any_text_stays_text(name: str) -> None:
    data = read(saying(HOSTILE[name]))
    assert data["title"] == HOSTILE[name].replace("\ud800", "?")
