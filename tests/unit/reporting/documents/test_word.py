"""The Word document: real headings, both directions, languages, header rows, fixed bytes."""

import io
import zipfile

import docx
import pytest
from docx.oxml.ns import qn

from poaiss.reporting.documents.word import docx_of
from tests.unit.reporting.documents.reports import (
    ARABIC,
    DEVELOPMENTS,
    FRENCH,
    NARRATIVE,
    draft,
    saying,
    submitted,
    translated,
    view,
)
from tests.unit.reporting.documents.test_pdf import HOSTILE

pytestmark = [pytest.mark.django_db, pytest.mark.rows("R13")]


def opened(data: bytes) -> docx.document.Document:
    return docx.Document(io.BytesIO(data))


def texts(document: docx.document.Document) -> list[str]:
    return [each.text for each in document.paragraphs]


def bidi(paragraph: docx.text.paragraph.Paragraph) -> str | None:
    properties = paragraph._p.pPr
    found = properties.find(qn("w:bidi")) if properties is not None else None
    return None if found is None else found.get(qn("w:val"))


def test_sections_are_headings_and_answers_stand_under_their_questions() -> None:
    document = opened(docx_of(view(draft())).data)
    first = [each.text for each in document.paragraphs if each.style.name == "Heading 1"]
    assert first[:3] == ["0  About this report", "1  National coordination infrastructure", "2  Manufacture"]
    found = texts(document)
    at = next(at for at, text in enumerate(found) if text.startswith("P0.3\t"))
    assert found[at] == "P0.3\tMain developments since the last report  [BMS4 outcome 36; BMS4 outcome 37]"
    assert found[at + 1] == NARRATIVE
    assert any(text.startswith("P2.1\t") and text.endswith("— No answer") for text in found)


def test_an_arabic_document_reads_from_right_to_left() -> None:
    document = opened(docx_of(view(draft(), "ar")).data)
    written = [each for each in document.paragraphs if each.text.strip()]
    assert {bidi(each) for each in written if not each.text.startswith("plan 2025.pdf")} == {"1"}
    assert [bidi(each) for each in written if each.text == ARABIC] == ["1"]
    run = next(each for each in written if each.text == ARABIC).runs[0]
    assert run._r.rPr.find(qn("w:rtl")) is not None
    assert run._r.rPr.find(qn("w:lang")).get(qn("w:bidi")) == "ar-SA"
    assert all(table._tbl.tblPr.find(qn("w:bidiVisual")) is not None for table in document.tables)
    order = [each.tag for each in document.sections[0]._sectPr]
    assert order.index(qn("w:bidi")) < order.index(qn("w:docGrid"))


def test_an_english_answer_in_an_arabic_document_keeps_its_direction_and_language() -> None:
    long = "The inter-agency working group meets four times a year and keeps the register of weapons up to date."
    document = opened(docx_of(saying(view(draft(), "ar"), DEVELOPMENTS, long)).data)
    paragraph = next(each for each in document.paragraphs if each.text == long)
    assert bidi(paragraph) == "0"
    assert paragraph.runs[0]._r.rPr.find(qn("w:rtl")) is None
    assert paragraph.runs[0]._r.rPr.find(qn("w:lang")).get(qn("w:val")) == "en-GB"


def test_tables_have_header_rows_and_a_title() -> None:
    document = opened(docx_of(view(draft())).data)
    table = next(each for each in document.tables if each.cell(0, 0).text == "Year")
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) == "Destruction in the reporting period"
    assert [each.text for each in table.rows[-1].cells][:3] == ["Total", "", "9678"]


def test_header_and_footer_name_the_report_and_count_the_pages() -> None:
    report = submitted()
    for final in (False, True):
        document = opened(docx_of(view(report, final=final)).data)
        section = document.sections[0]
        assert ("DRAFT" in section.header.paragraphs[0].text) is not final
        assert "EXERCISE" in section.header.paragraphs[0].text
        footer = section.footer.paragraphs[0]
        fields = [each.text for each in footer._p.iter(qn("w:instrText"))]
        assert fields == ["PAGE", "NUMPAGES"]
        assert (report.submitted_hash in footer.text) is final


def test_the_same_report_gives_the_same_bytes_dated_by_the_report() -> None:
    report = submitted()
    first, again = docx_of(view(report, final=True)), docx_of(view(report, final=True))
    assert first.data == again.data
    properties = opened(first.data).core_properties
    assert properties.created.replace(tzinfo=None) == report.submitted_at.replace(microsecond=0, tzinfo=None)
    assert (properties.title, properties.author, properties.identifier) == (
        "Avaria, report of 2026",
        "Avaria",
        report.submitted_hash,
    )
    with zipfile.ZipFile(io.BytesIO(first.data)) as package:
        dates = {each.date_time[:3] for each in package.infolist()}
    assert dates == {report.submitted_at.timetuple()[:3]}


@pytest.mark.rows("R14")
def test_an_unofficial_translation_is_flagged() -> None:
    report = draft()
    translated(report, DEVELOPMENTS, FRENCH, NARRATIVE)
    found = texts(opened(docx_of(view(report, "fr")).data))
    at = found.index(FRENCH)
    assert found[at - 2 : at] == [NARRATIVE, f"{view(report, 'fr').words['translation']}:"]


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_no_text_breaks_the_document(name: str) -> None:
    document = docx_of(saying(view(draft(), "ar"), DEVELOPMENTS, HOSTILE[name]))
    assert opened(document.data).paragraphs


def test_what_a_reader_has_fonts_for_stays_and_control_characters_are_shown_by_their_code() -> None:
    document = docx_of(saying(view(draft()), DEVELOPMENTS, "ok 😀 བ \x07 \u202e end"))
    assert "ok 😀 བ □U+0007  □U+202E  end" in texts(opened(document.data))
    assert len(document.warnings) == 2
