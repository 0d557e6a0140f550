"""Bad files of fragments: a coded error names place, reason and mend; nothing is half-stored (R4)."""

import json
from pathlib import Path
from typing import Any

import pytest

from poaiss.access.rls import acting_as
from poaiss.accounts.actor import MACHINE
from poaiss.reporting.fragments import reading
from poaiss.reporting.fragments.errors import FragmentsRefused
from poaiss.reporting.fragments.importing import import_file
from poaiss.reporting.models import Excerpt

pytestmark = [pytest.mark.django_db, pytest.mark.rows("R4")]
GOOD: dict[str, Any] = {
    "state": "Kenya",
    "iso3": "KEN",
    "report_year": 2016,
    "edition": "B-2016/18",
    "source": ["https://example.org/kenya"],
    "answers": {"5.10": "yes"},
}


def written(folder: Path, content: Any) -> Path:
    path = folder / "file.json"
    path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
    return path


def refusal(path: Path) -> list[tuple[str, str]]:
    before = Excerpt.objects.count()
    with pytest.raises(FragmentsRefused) as refused, acting_as(MACHINE):
        import_file(path, by=MACHINE)
    assert Excerpt.objects.count() == before
    for problem in refused.value.problems:
        assert problem.reason
    return [(problem.code, problem.place) for problem in refused.value.problems]


def changed(**fields: Any) -> dict[str, Any]:
    return {**GOOD, **fields}


RECORDS: list[tuple[dict[str, Any], str, str]] = [
    (changed(report_year=1899), "year-unknown", "record 2, report_year"),
    (changed(report_year=2999), "year-unknown", "record 2, report_year"),
    (changed(report_year="20l6"), "year-not-a-number", "record 2, report_year"),
    (changed(report_year="2016"), "year-not-a-number", "record 2, report_year"),
    (changed(report_year=True), "year-not-a-number", "record 2, report_year"),
    (changed(state="Kenia", iso3="KEX"), "state-unknown", "record 2, iso3"),
    (changed(state="Atlantis", iso3=None), "state-unknown", "record 2, state"),
    (changed(state="Uganda"), "state-mismatch", "record 2, state"),
    (changed(state="Niger", iso3="NGA"), "state-mismatch", "record 2, state"),
    (changed(state=7), "field-not-text", "record 2, state"),
    (changed(edition="D-2030"), "edition-unknown", "record 2, edition"),
    (changed(edition=None), "field-missing", "record 2, edition"),
    (changed(answers=["yes"]), "answers-missing", "record 2, answers"),
    (changed(answers={"": "yes"}), "number-invalid", "record 2, answers"),
    (changed(source=5), "field-not-text", "record 2, source"),
    (changed(answers={"5.10": "ye\0s"}), "character-not-storable", "record 2, answers, 5.10"),
    (changed(answers={"5.10": "\ud800"}), "character-not-storable", "record 2, answers, 5.10"),
]


@pytest.mark.parametrize(("record", "code", "place"), RECORDS)
def test_a_bad_record_refuses_the_whole_file(tmp_path: Path, record: dict[str, Any], code: str, place: str) -> None:
    assert refusal(written(tmp_path, [GOOD, record])) == [(code, place)]


def test_every_problem_of_every_record_is_told_at_once(tmp_path: Path) -> None:
    path = written(tmp_path, [changed(report_year=1899, edition="D"), "text", changed(iso3="QQQ")])
    assert refusal(path) == [
        ("year-unknown", "record 1, report_year"),
        ("edition-unknown", "record 1, edition"),
        ("record-not-an-object", "record 2"),
        ("state-unknown", "record 3, iso3"),
    ]


def test_a_record_given_twice_is_refused(tmp_path: Path) -> None:
    assert refusal(written(tmp_path, [GOOD, GOOD])) == [("record-duplicate", "record 2")]


DEEP = b"[" * 100_000 + b"]" * 100_000
FILES: list[tuple[bytes, str]] = [
    (json.dumps([GOOD]).encode("utf-16"), "encoding-wrong"),
    (json.dumps([GOOD]).encode("utf-16-le"), "encoding-wrong"),
    ('[{"state": "Türkiye"}]'.encode("latin-1"), "encoding-wrong"),
    (b"", "json-broken"),
    (b"[{]", "json-broken"),
    (json.dumps(GOOD).encode(), "not-a-list"),
    (b'"text"', "not-a-list"),
    (b'{"a": 1}\n{"b": 2}\n', "json-lines"),
    (DEEP, "nested-too-deep"),
    (b"[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]", "nested-too-deep"),
    (b"[NaN]", "number-not-json"),
    (b"[1e999]", "number-not-json"),
    (b"[" + b"9" * 5000 + b"]", "json-broken"),
    (b'[{"answers": {"10.1": "yes", "10.1": "no"}}]', "key-duplicate"),
]


@pytest.mark.parametrize(("content", "code"), FILES)
def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path, content: bytes, code: str) -> None:
    assert [found for found, _place in refusal(written(tmp_path, content))] == [code]


def test_broken_json_names_line_and_column(tmp_path: Path) -> None:
    assert refusal(written(tmp_path, b'[\n  {"state": }\n]')) == [("json-broken", "line 2, column 13")]


def test_a_key_given_twice_is_named_with_its_record(tmp_path: Path) -> None:
    path = written(tmp_path, b'[{"answers": {"10.1": "yes", "10.1": "no"}}]')
    assert refusal(path) == [("key-duplicate", "record 1, answers, 10.1")]


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path / "nothing.json")[0][0] == "file-missing"
    assert refusal(tmp_path)[0][0] == "file-missing"
    assert refusal(Path("\0"))[0][0] in {"file-missing", "file-unreadable"}


def test_a_huge_file_is_refused_before_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "file.json"
    with path.open("wb") as file:
        file.truncate(reading.MAX_BYTES + 1)
    monkeypatch.setattr(Path, "read_bytes", lambda self: pytest.fail("the file was read"))
    assert refusal(path) == [("file-too-large", str(path))]


def test_a_byte_order_mark_of_utf_8_does_no_harm(tmp_path: Path) -> None:
    with acting_as(MACHINE):
        found = import_file(written(tmp_path, b"\xef\xbb\xbf" + json.dumps([GOOD]).encode()), by=MACHINE)
    assert (found.reports, found.answers, found.placed, found.kept) == (1, 1, 1, 0)


def test_an_empty_list_is_no_error(tmp_path: Path) -> None:
    with acting_as(MACHINE):
        assert import_file(written(tmp_path, []), by=MACHINE).as_dict() == {
            "reports": 0,
            "answers": 0,
            "placed": 0,
            "kept": 0,
            "warnings": [],
        }
