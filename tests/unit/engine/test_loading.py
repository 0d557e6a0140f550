"""Reading forms that are broken, hostile or merely odd: a coded problem with its place, never a traceback."""

import io
import re
import struct
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest

from poaiss.questionnaires.engine import FormRefused, Workbook, archives, load, loading, sheets, workbooks

from .forms import YES_NO, cells, folder, saved, spreadsheet, survey, xlsx

TABLE = survey("text | a | A", more=YES_NO + "| settings | form_id | version |\n| | f | 1 |")


def refused(source: object) -> str:
    """Return the code that a source is refused with, after a look at its reason and mend."""
    with pytest.raises(FormRefused) as caught:
        load(source)  # type: ignore[arg-type]
    (problem,) = caught.value.problems
    assert problem.severity == "critical"
    assert problem.reason
    assert problem.mend
    assert not re.search(r"\{\w+\}", problem.reason)
    return problem.code


def repacked(data: bytes, change: dict[str, bytes | None], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a workbook with parts replaced, added or (None) left out."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", compression) as new:
        for name in old.namelist():
            if name not in change:
                new.writestr(name, old.read(name))
        for name, content in change.items():
            if content is not None:
                new.writestr(name, content)
    return stream.getvalue()


def part(data: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name)


SHEET = "xl/worksheets/sheet1.xml"


def test_a_workbook_and_a_folder_say_the_same(tmp_path: Path) -> None:
    one, other = load(xlsx(TABLE)), load(folder(TABLE, tmp_path / "form"))
    assert one.sheets == other.sheets
    assert one.sha256 == other.sha256
    assert one.problems == other.problems == []


def test_the_digest_sees_content_and_nothing_else(tmp_path: Path) -> None:
    wider = survey(
        "text | A | | a",
        head="type | label | note | name",
        more=YES_NO + "| settings | version | form_id |\n| | 1 | f |",
    )
    assert load(xlsx(wider)).sha256 == load(xlsx(TABLE)).sha256
    assert load(xlsx(TABLE.replace("| A |", "| B |"))).sha256 != load(xlsx(TABLE)).sha256


def test_a_path_to_a_workbook(tmp_path: Path) -> None:
    path = tmp_path / "form.xlsx"
    path.write_bytes(xlsx(TABLE))
    assert load(path).name == "form"
    assert load(str(path)).sha256 == load(xlsx(TABLE)).sha256
    assert load(load(path)).name == "form"


def test_a_byte_order_mark_is_tolerated(tmp_path: Path) -> None:
    assert load(folder(TABLE, tmp_path / "form", encoding="utf-8-sig")).sha256 == load(xlsx(TABLE)).sha256


@pytest.mark.parametrize("encoding", ["utf-16", "cp1252"])
def test_another_encoding_is_refused(tmp_path: Path, encoding: str) -> None:
    assert (
        refused(folder(TABLE.replace("| A |", "| Équipe |"), tmp_path / "form", encoding=encoding)) == "encoding-wrong"
    )


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("form.csv", "file-kind"),
        ("form.md", "file-kind"),
        ("form.xls", "xls-refused"),
        ("form.XLSM", "macros-refused"),
        ("form.xlsb", "macros-refused"),
        ("form", "file-kind"),
    ],
)
def test_other_files_are_refused(tmp_path: Path, name: str, code: str) -> None:
    (tmp_path / name).write_bytes(b"x")
    assert refused(tmp_path / name) == code


def test_paths_that_lead_nowhere(tmp_path: Path) -> None:
    assert refused(tmp_path / "gone.xlsx") == "file-missing"
    assert refused("a\0b.xlsx") in ("file-unreadable", "file-missing")
    assert refused(tmp_path) == "file-kind"  # a folder without sheets


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "file-empty"),
        (b"hello", "zip-broken"),
        (xlsx(TABLE)[:900], "zip-broken"),
        (xlsx(TABLE)[:-40], "zip-broken"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "xls-refused"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "workbook-encrypted"),
        (repacked(xlsx(TABLE), {"[Content_Types].xml": None}), "zip-broken"),
        (repacked(xlsx(TABLE), {"xl/workbook.xml": None}), "zip-broken"),
        (repacked(xlsx(TABLE), {"xl/workbook.xml": b"<workbook"}), "zip-broken"),
        (repacked(xlsx(TABLE), {SHEET: b"<worksheet><sheetData><row"}), "zip-broken"),
        (repacked(xlsx(TABLE), {"xl/vbaProject.bin": b"x"}), "macros-refused"),
        (repacked(xlsx(TABLE), {SHEET: b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"}), "xml-doctype"),
        (repacked(xlsx(TABLE), {"docProps/core.xml": b"<! doctype a><a/>"}), "xml-doctype"),
        (repacked(xlsx(TABLE), {"xl/x.rels": "<!DOCTYPE a><a/>".encode("utf-16")}), "xml-doctype"),
        (repacked(xlsx(TABLE), {"xl/x.xml": b"<?xml version='1.0' encoding='utf-7'?><a/>"}), "xml-broken"),
        (repacked(xlsx(TABLE), {"xl/media/x.bin": b"\0" * 70_000_000}), "zip-too-large"),
        (repacked(xlsx(TABLE), {"xl/media/x.bin": b"\0" * 3_000_000}), "zip-ratio"),
        (repacked(xlsx(TABLE), {f"xl/{number}.bin": b"" for number in range(2001)}), "zip-too-large"),
    ],
)
def test_hostile_archives_are_refused(data: bytes, code: str) -> None:
    assert refused(data) == code


def test_an_encrypted_part_is_refused() -> None:
    data = bytearray(xlsx(TABLE))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark) + offset
        struct.pack_into("<H", data, at, struct.unpack_from("<H", data, at)[0] | 1)
    assert refused(bytes(data)) == "workbook-encrypted"


def test_large_files_are_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    path = tmp_path / "form.xlsx"
    path.write_bytes(xlsx(TABLE))
    for module in (archives, loading):
        monkeypatch.setattr(module, "MAX_FILE", 100)
    assert refused(xlsx(TABLE)) == "file-too-large"
    assert refused(path) == "file-too-large"
    (tmp_path / "form").mkdir()
    (tmp_path / "form" / "survey.csv").write_text("type,name\n" + "text,a\n" * 50)
    assert refused(tmp_path / "form") == "file-too-large"


def test_a_wrong_dimension_hides_no_rows() -> None:
    data = xlsx(TABLE)
    sheet = re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1:A1"', part(data, SHEET))
    assert load(repacked(data, {SHEET: sheet})).sha256 == load(data).sha256


def test_rows_columns_and_cells_have_caps(monkeypatch: pytest.MonkeyPatch) -> None:
    many = survey(*[f"text | a{number} | A" for number in range(8)])
    monkeypatch.setattr(workbooks, "MAX_ROWS", 8)
    assert len(load(xlsx(many)).sheet("survey").rows) == 8
    monkeypatch.setattr(workbooks, "MAX_ROWS", 7)
    assert refused(xlsx(many)) == "rows-too-many"
    monkeypatch.setattr(workbooks, "MAX_ROWS", 100)
    monkeypatch.setattr(workbooks, "MAX_COLUMNS", 2)
    assert refused(xlsx(many)) == "columns-too-many"
    monkeypatch.setattr(workbooks, "MAX_COLUMNS", 10)
    monkeypatch.setattr(workbooks, "MAX_CELLS", 20)
    assert refused(xlsx(many)) == "cells-too-many"
    monkeypatch.setattr(workbooks, "MAX_CELL", 3)
    assert refused(xlsx(many)) == "cell-too-long"


def test_formatting_below_the_last_row_is_no_row(monkeypatch: pytest.MonkeyPatch) -> None:
    data = xlsx(survey("text | a | A"))
    monkeypatch.setattr(workbooks, "MAX_ROWS", 4)
    empty = b"".join(b'<row r="%d"><c r="A%d" s="0"/></row>' % (row, row) for row in range(3, 8))
    sheet = part(data, SHEET).replace(b"</sheetData>", empty + b"</sheetData>")
    assert len(load(repacked(data, {SHEET: sheet})).sheet("survey").rows) == 1
    far = b'<row r="1000000"><c r="A1000000" s="0"/></row>'
    sheet = part(data, SHEET).replace(b"</sheetData>", far + b"</sheetData>")
    assert refused(repacked(data, {SHEET: sheet})) == "rows-too-many"


def test_cells_become_text() -> None:
    book = spreadsheet(cells(survey("text | a | A")))
    # A cell of a spreadsheet has no zone.
    row = [
        1.0,
        1.5,
        True,
        False,
        datetime.fromisoformat("2020-01-02"),
        datetime.fromisoformat("2020-01-02T03:04"),
        date(2020, 5, 6),
        "a\xa0b ",
        7,
    ]
    book["survey"].append(row)
    book["survey"].append([])
    for column, header in enumerate(["type", "name", "label", "d", "e", "f", "g", "h", "i"], start=1):
        book["survey"].cell(1, column, header)
    read = load(saved(book)).sheet("survey").rows[1]
    assert list(read.values()) == [
        "1",
        "1.5",
        "TRUE",
        "FALSE",
        "2020-01-02",
        "2020-01-02T03:04:00",
        "2020-05-06",
        "a b",
        "7",
    ]


def test_cells_of_other_programs() -> None:
    assert [workbooks.cell_text(value) for value in (2.0, date(2020, 1, 2), None, "  ")] == ["2", "2020-01-02", "", ""]


def test_cells_of_spaces_are_empty() -> None:
    book = spreadsheet(cells(survey("text | a | A")))
    book["survey"]["C2"] = "   "
    assert load(saved(book)).sheet("survey").rows == [{"type": "text", "name": "a"}]


def test_a_number_that_is_none() -> None:
    data = xlsx(survey("text | a | A"))
    sheet = re.sub(rb'<c r="B2"[^>]*>.*?</c>', b'<c r="B2" t="n"><v>many</v></c>', part(data, SHEET))
    assert refused(repacked(data, {SHEET: sheet})) == "zip-broken"


def codes(workbook: Workbook) -> list[tuple[str, int | None, str]]:
    return [(problem.code, problem.row, problem.column) for problem in workbook.problems]


def test_what_a_sheet_hides_is_said() -> None:
    book = spreadsheet(cells(survey("text | a | A", "text | b | B")))
    sheet = book["survey"]
    sheet["C3"] = "=1+1"
    sheet.merge_cells("A5:B6")
    sheet["E2"] = "nobody's"
    sheet["C2"] = "#REF!"
    sheet["C2"].data_type = "e"
    assert codes(load(saved(book))) == [
        ("merged-cells", None, ""),
        ("formula-without-value", 3, "C"),
        ("cell-error", 2, "label"),
        ("column-headless", 2, "E"),
    ]


def test_characters_that_xml_cannot_carry_are_marked(tmp_path: Path) -> None:
    path = folder(survey("text | a | A\x0bB"), tmp_path / "form")
    workbook = load(path)
    assert codes(workbook) == [("cell-control", 2, "label")]
    assert workbook.sheet("survey").rows[0]["label"] == "A\ufffdB"


def test_columns_that_occur_twice() -> None:
    workbook = load(xlsx(survey("text | a | A | B", head="type | name | label | label")))
    assert codes(workbook) == [("column-duplicate", 1, "label")]
    assert workbook.sheet("survey").rows[0]["label"] == "A"


def test_sheets_by_their_names(tmp_path: Path) -> None:
    table = TABLE + "\n| Notes | a |\n| | b |\n| choises | list_name |\n| | x |"
    workbook = load(xlsx(table))
    assert sorted(workbook.sheets) == ["choices", "settings", "survey"]
    assert [(p.code, p.sheet, p.context["near"]) for p in workbook.problems] == [
        ("sheet-misspelt", "choises", "choices")
    ]
    assert [problem.code for problem in load(folder(table, tmp_path / "form")).problems] == ["sheet-misspelt"]


def test_a_lone_sheet_is_the_survey() -> None:
    book = spreadsheet({"Sheet1": [["type", "name", "label"], ["text", "a", "A"]]})
    assert load(saved(book)).sheet("survey").rows == [{"type": "text", "name": "a", "label": "A"}]


def test_two_sheets_of_one_name() -> None:
    book = spreadsheet({"survey": [["type"], ["text"]], "Survey ": [["type"], ["note"]]})
    workbook = load(saved(book))
    assert workbook.sheet("survey").rows == [{"type": "text"}]
    assert [problem.code for problem in workbook.problems] == ["sheet-unused"]


def test_a_csv_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "survey.csv").write_text('type,name\n"text,a\n')
    assert refused(tmp_path) == "csv-broken"


def test_other_files_in_the_folder_are_left_alone(tmp_path: Path) -> None:
    folder(TABLE, tmp_path / "form")
    (tmp_path / "form" / "README.md").write_text("# Read me")
    (tmp_path / "form" / "places.csv").write_bytes(b"\xff")
    (tmp_path / "form" / "osm.csv").mkdir()
    assert sorted(load(tmp_path / "form").sheets) == ["choices", "settings", "survey"]


def test_a_folder_that_cannot_be_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def denied(path: Path) -> None:
        raise PermissionError(13, "Permission denied")

    folder(TABLE, tmp_path / "form")
    monkeypatch.setattr(loading, "_read_folder", denied)
    assert refused(tmp_path / "form") == "file-unreadable"


def test_rows_keep_their_numbers() -> None:
    sheet = sheets.Sheet("survey", ["type"], [{"type": "a"}, {}, {"type": "b"}])
    assert list(sheet.numbered()) == [(2, {"type": "a"}), (4, {"type": "b"})]
    assert sheet.cell({"List Name": "x"}, "list_name") == "x"
