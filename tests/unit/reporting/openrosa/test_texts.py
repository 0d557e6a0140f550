"""What a device can hold of an answer, and what is the same answer to a client that rewrites it (R12)."""

from pathlib import Path

import pytest

from poaiss.questionnaires import engine
from poaiss.reporting.openrosa import auth, devices
from poaiss.reporting.openrosa.auth import Credentials
from poaiss.reporting.openrosa.texts import alike, fits, is_sent, on_device

pytestmark = pytest.mark.rows("R12")
HEAD = ["type", "name", "label", "calculation"]
ROWS = [
    ["integer", "whole", "Whole", ""],
    ["decimal", "part", "Part", ""],
    ["date", "day", "Day", ""],
    ["datetime", "moment", "Moment", ""],
    ["time", "hour", "Hour", ""],
    ["geopoint", "place", "Place", ""],
    ["text", "words", "Words", ""],
    ["select_one yn", "one", "One", ""],
    ["select_multiple yn", "many", "Many", ""],
    ["file", "law", "Law", ""],
    ["note", "hint", "Hint", ""],
    ["integer", "sum", "Sum", "${whole} + 1"],
]


@pytest.fixture(scope="module")
def form(tmp_path_factory: pytest.TempPathFactory) -> engine.Form:
    folder: Path = tmp_path_factory.mktemp("form")
    (folder / "survey.csv").write_text("\n".join(",".join(row) for row in [HEAD, *ROWS]), encoding="utf-8")
    choices = "list_name,name,label\nyn,yes,Yes\nyn,no,No\n"
    (folder / "choices.csv").write_text(choices, encoding="utf-8")
    (folder / "settings.csv").write_text("form_id,form_title,version\ntest,Test,1\n", encoding="utf-8")
    return engine.compile_form(engine.load(folder))


def question(form: engine.Form, name: str) -> engine.Question:
    item = form.items[name]
    assert isinstance(item, engine.Question)
    return item


@pytest.mark.parametrize(
    ("name", "right", "wrong"),
    [
        ("whole", ["0", "-7", "123456789"], ["many", "1.0", "1e3", "٣", "9999999999", "1 000"]),
        ("part", ["0", "1.50", "-0.1"], ["1,5", "1e3", "NaN", "Infinity", "."]),
        ("day", ["2026-02-28"], ["28.2.2026", "2026", "2026-13-01", "2026-02-28T00:00"]),
        ("moment", ["2026-02-28T10:00:00.000+02:00"], ["2026-02-28", "now"]),
        ("hour", ["10:00:00.000Z", "23:59"], ["25:00", "noon"]),
        ("place", ["46.2 6.1", "46.2 6.1 0 0"], ["Geneva", "46.2"]),
        ("words", ["", "anything < & >", "٣"], []),
        ("one", ["yes"], ["Yes", "maybe", "yes no"]),
        ("many", ["yes", "no yes"], ["yes maybe"]),
    ],
)
def test_what_javarosa_can_hold(form: engine.Form, name: str, right: list[str], wrong: list[str]) -> None:
    assert [text for text in right if not fits(question(form, name), text)] == []
    assert [text for text in wrong if fits(question(form, name), text)] == []


def test_files_notes_and_sums_are_not_sent(form: engine.Form) -> None:
    assert [row[1] for row in ROWS if not is_sent(question(form, row[1]))] == ["law", "hint", "sum"]


@pytest.mark.parametrize(
    ("text", "kind", "left"),
    [("yes", "yes", "yes"), ("", "no_answer", ""), ("yes", "unchanged", ""), ("perhaps", "answered", "")],
)
def test_what_leaves_with_a_form(form: engine.Form, text: str, kind: str, left: str) -> None:
    assert on_device(question(form, "one"), text, kind) == left


@pytest.mark.parametrize(
    ("name", "one", "other", "same"),
    [
        ("words", "a\r\nb ", "a\nb", True),
        ("words", "a\x0bb", "a\ufffdb", True),
        ("words", "a b", "a  b", False),
        ("words", "1", "1.0", False),
        ("words", "", "x", False),
        ("whole", "007", "7", True),
        ("part", "1.50", "1.5", True),
        ("part", "1.5", "NaN", False),
        ("many", "yes no", "no yes", True),
        ("many", "yes no", "yes", False),
        ("one", "yes", "no", False),
    ],
)
def test_what_is_the_same_answer(form: engine.Form, name: str, one: str, other: str, same: bool) -> None:
    assert alike(question(form, name), one, other) is same


@pytest.mark.parametrize(
    ("header", "found"),
    [
        ("Basic QUBCLmV4YW1wbGU6YTpi", Credentials("a:b", "a@b.example", is_basic=True)),
        ("basic  QUBCLmV4YW1wbGU6YTpi ", Credentials("a:b", "a@b.example", is_basic=True)),
        ("Bearer abc", Credentials("abc")),
        ("Token abc", Credentials("abc")),
        ("Bearer ", None),
        ("Basic YWJj", None),
        ("Basic YTo=", None),
        ("Negotiate abc", None),
        ("", None),
    ],
)
def test_credentials_are_read_from_the_header(header: str, found: Credentials | None) -> None:
    assert auth.credentials_in(header) == found


def test_tokens_are_long_and_never_the_same() -> None:
    made = {devices.new_token() for _n in range(200)}
    assert len(made) == 200
    assert {len(token.replace("-", "")) for token in made} == {25}
    token = made.pop()
    assert devices.digest_of(token) == devices.digest_of(f" {token.upper().replace('-', '')} ")
