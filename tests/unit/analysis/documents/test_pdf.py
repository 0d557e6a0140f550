"""The analysis as PDF: tagged, the same bytes each time, read back in three scripts, and never broken by a text."""

import io
import os
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader

from poaiss.analysis.documents import pdf
from poaiss.analysis.documents.blocks import Column, Figure, Heading, Table
from tests.unit.analysis.documents.samples import HOSTILE, document, png, saying, small

pytestmark = [pytest.mark.rows("A12")]
PROJECT = Path(__file__).resolve().parents[4]


def reader(data: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(data))


def text_of(data: bytes) -> str:
    pages = " ".join(page.extract_text() for page in reader(data).pages)
    return " ".join(pages.replace("\u00a0", " ").replace("\u200b", "").split())


def walked(element: object, key: str) -> Iterable[str]:
    """Yield what the tags of a PDF say under a key ("/S", "/Alt"), in the order of reading."""
    found = element.get_object() if hasattr(element, "get_object") else element
    if isinstance(found, list):
        for each in found:
            yield from walked(each, key)
    elif isinstance(found, dict):
        if key in found:
            yield str(found[key])
        if "/K" in found:
            yield from walked(found["/K"], key)


def tables_of(found: Iterable[object]) -> list[Table]:
    return [each.table if isinstance(each, Figure) else each for each in found if isinstance(each, Table | Figure)]


@pytest.mark.parametrize(("language", "tag"), [("en", "en"), ("ar", "ar"), ("zh", "zh-CN")])
def test_the_pdf_is_tagged_and_says_so(language: str, tag: str) -> None:
    found = small(language)
    read = reader(pdf.render(found))
    root = read.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"].value
    assert root["/Lang"] == tag
    assert root["/ViewerPreferences"]["/Direction"] == ("/R2L" if language == "ar" else "/L2R")
    assert b"<pdfuaid:part>1</pdfuaid:part>" in read.xmp_metadata.stream.get_data()
    assert (read.metadata.title, read.metadata.author) == (found.title, found.operator)
    tags = list(walked(root["/StructTreeRoot"], "/S"))
    assert {"/H1", "/H2", "/H3", "/Table", "/TH", "/TD", "/Caption", "/Figure", "/L", "/LI", "/TOC"} <= set(tags)
    alts = list(walked(root["/StructTreeRoot"], "/Alt"))
    assert [each for each in alts if len(each) > 20] == [each.alt for each in found.blocks if isinstance(each, Figure)]


@pytest.mark.parametrize("language", ["en", "ar", "zh"])
def test_every_number_is_read_back_and_headings_are_in_order(language: str) -> None:
    found = document(language, figures=2, rows=12)
    data = pdf.render(found)
    text = text_of(data)
    for table in tables_of(found.blocks):
        for row in table.rows:
            assert [each for each in row[2:] if each.replace("\u00a0", " ") not in text] == []
    chapters = [each.text for each in found.blocks if isinstance(each, Heading) and each.level == 1]
    outline = [each.title for each in reader(data).outline if not isinstance(each, list)]
    assert outline[: len(chapters)] == chapters
    assert len(outline) == len(chapters) + 1  # and the numbers of the figures


def test_english_is_read_back_whole() -> None:
    found = small()
    text = text_of(pdf.render(found))
    for part in (
        found.title,
        found.subtitle,
        "Date of the data 20 November 2026",
        "Operator Secretariat of the exercise",
        "This is not the United Nations’ Programme of Action Implementation Support System.",
        "Exercise: the States and everything that is said of them are invented.",
        "3 of 8 States that reported have a law or procedure in this theme (37 per cent); 1 are developing one.",
        "Table 1 Answers by State, National coordination and legislation",
        "Figure 1 1 of 8 States that reported keep records for at least twenty years",
        "How this was computed",
        "Denominator: 8 States that reported in 2026",
        "Result’s digest: 5f1d6c8e90a2b47733c1e0d9f8a6b5c4d3e2f1a09b8c7d6e5f4a3b2c1d0e9f8a",
    ):
        assert part in text


def test_arabic_is_read_back_in_whole_words() -> None:
    text = text_of(pdf.render(small("ar"))).split()
    question = "لدى من أصل دول قدمت تقاريرها قانون أو إجراء في هذا الموضوع"
    assert [word for word in question.split() if word not in text] == []


def test_the_page_of_a_figures_numbers_is_named_under_it() -> None:
    found = small()
    pages = [page.extract_text() for page in reader(pdf.render(found)).pages]
    last = len(pages)
    assert "The numbers behind the figures" in pages[last - 1]
    assert sum(f"The numbers of this figure are on page {last}." in page for page in pages) == 2


def test_an_exercise_says_so_on_each_page_and_pages_are_counted() -> None:
    for exercise in (True, False):
        pages = [each.extract_text() for each in reader(pdf.render(replace(small(), exercise=exercise))).pages]
        assert len(pages) > 4
        assert [("EXERCISE" in page) for page in pages] == [exercise] * len(pages)
        assert all(f"Page {number} / {len(pages)}" in page for number, page in enumerate(pages, start=1))


def test_the_head_of_a_long_table_is_repeated_on_each_page() -> None:
    table = Table(
        "Long", (Column("Name of State"), Column("Count", True)), tuple((f"N{n}", str(n)) for n in range(150))
    )
    found = replace(small(), blocks=(Heading(1, "One", "one"), table))
    pages = [each.extract_text() for each in reader(pdf.render(found)).pages]
    long = [page for page in pages if "N7" in page or "N120" in page or "N149" in page]
    assert len(long) >= 3
    assert all("Name of State" in page for page in long)


def test_a_heading_and_the_text_before_a_figure_stay_with_it() -> None:
    found = document("en", figures=5, rows=22)
    titles = {each.title for each in found.blocks if isinstance(each, Figure)}
    for page in reader(pdf.render(found)).pages[3:]:
        text = " ".join(page.extract_text().split())
        at = text.rfind("States by their answer, round of 2026")
        if at >= 0:  # the last that this page says of a figure is not the heading before it
            assert any(title in text for title in titles) or "The numbers behind the figures" in text


def test_a_table_of_many_columns_stands_on_a_page_turned_sideways() -> None:
    columns = (Column("State"), *(Column(f"Round of {year}", numeric=True) for year in range(2001, 2025)))
    rows = (("Avaria", *(f"{n}00.5" for n in range(24))),)
    data = pdf.render(replace(small(), blocks=(Heading(1, "One", "one"), Table("Wide", columns, rows))))
    boxes = [(page.mediabox.width > page.mediabox.height, page.extract_text()) for page in reader(data).pages]
    assert [text for wide, text in boxes if wide] == [text for _wide, text in boxes if "2300.5" in text]


def test_a_figure_that_was_not_drawn_is_told_in_words() -> None:
    one = next(each for each in small().blocks if isinstance(each, Figure))
    for svg, dots in ((b"", b""), (b"<svg", b"no png"), (b"<p>no</p>", png()[:20])):
        text = text_of(pdf.render(replace(small(), blocks=(replace(one, svg=svg, png=dots),))))
        assert "This figure could not be drawn." in text
        assert one.alt in text
    only = replace(one, svg=b"")
    assert "could not be drawn" not in text_of(pdf.render(replace(small(), blocks=(only,))))


@pytest.mark.parametrize("language", ["en", "ar", "zh"])
@pytest.mark.parametrize("name", HOSTILE)
def test_no_text_breaks_the_document(name: str, language: str) -> None:
    data = pdf.render(saying(HOSTILE[name], language))
    assert data.startswith(b"%PDF-")
    if name in ("markup", "html") and language == "en":
        assert " ".join(HOSTILE[name].split()) in text_of(data)


def test_a_document_of_nothing_is_a_document() -> None:
    found = replace(small(), blocks=(), facts=(), subtitle="", operator="", date="", exercise=False)
    assert len(reader(pdf.render(found)).pages) == 2


def test_two_processes_write_the_same_bytes() -> None:
    code = (
        "import django, hashlib, sys; django.setup();"
        "from poaiss.analysis.documents.rendering import render;"
        "from tests.unit.analysis.documents.samples import small;"
        "print([hashlib.sha256(render(small('ar'), each)).hexdigest() for each in ('pdf', 'docx', 'html', 'json')])"
    )
    found = [
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=PROJECT,
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo"))
    ]
    assert found[0] == found[1]
    assert found[0].count("'") == 8
