"""The PDF: tagged, deterministic, readable by an extractor in three scripts, and never broken by a text."""

import io
from dataclasses import replace

import pytest
from pypdf import PdfReader

from poaiss.reporting.documents import fonts
from poaiss.reporting.documents.pdf import pdf_of
from poaiss.reporting.documents.view import ChangeShown
from tests.unit.reporting.documents.reports import (
    ARABIC,
    BODY_NAME,
    DEVELOPMENTS,
    FRENCH,
    NARRATIVE,
    draft,
    pdf_text,
    saying,
    submitted,
    translated,
    view,
    words_in,
)

pytestmark = [pytest.mark.django_db, pytest.mark.rows("R13")]
TIBETAN = "བོད་སྐད"


@pytest.mark.parametrize(("language", "tag"), [("en", "en"), ("ar", "ar"), ("zh", "zh-CN"), ("ru", "ru")])
def test_the_pdf_is_tagged_and_says_so(language: str, tag: str) -> None:
    found = view(draft(), language)
    reader = PdfReader(io.BytesIO(pdf_of(found).data))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"].value
    assert root["/Lang"] == tag
    assert root["/StructTreeRoot"]["/K"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value
    assert root["/ViewerPreferences"]["/Direction"] == ("/R2L" if language == "ar" else "/L2R")
    assert b"<pdfuaid:part>1</pdfuaid:part>" in reader.xmp_metadata.stream.get_data()
    assert (reader.metadata.title, reader.metadata.author) == (found.title, found.state)
    titles = [each.title for each in reader.outline if not isinstance(each, list)]
    assert len(titles) == len(found.sections) + 1  # and the steps


def test_the_date_is_the_reports_and_the_same_report_gives_the_same_bytes() -> None:
    report = submitted()
    first, again = pdf_of(view(report, final=True)), pdf_of(view(report, final=True))
    assert first.data == again.data
    assert first.name == "XAV-2026-final-en.pdf"
    created = PdfReader(io.BytesIO(first.data)).metadata.creation_date
    assert created.strftime("%Y-%m-%d %H:%M") == report.submitted_at.strftime("%Y-%m-%d %H:%M")


def test_a_draft_says_so_on_each_page_and_a_final_document_names_its_digest_on_each() -> None:
    report = submitted()
    for final in (False, True):
        pages = [each.extract_text() for each in PdfReader(io.BytesIO(pdf_of(view(report, final=final)).data)).pages]
        assert len(pages) > 3
        assert all(("DRAFT" in page) is not final for page in pages)
        assert all((report.submitted_hash in page) is final for page in pages)
        assert all("EXERCISE" in page for page in pages)
        assert all(f"{number} / {len(pages)}" in page for number, page in enumerate(pages, start=1))


def test_english_is_read_back_whole() -> None:
    text = pdf_text(pdf_of(view(draft())).data)
    for part in (
        "Is there a national coordination body or mechanism with small arms and light weapons among its core tasks?",
        "The register was renewed. It now holds 9 678 weapons.",
        "The decree is being revised.",
        "Unchanged since the report of 2024",
        "9678",
    ):
        assert part in text


def test_arabic_is_read_back_in_whole_words_joined_as_they_are_written() -> None:
    text = pdf_text(pdf_of(view(draft(), "ar")).data)
    assert words_in(text, ARABIC.split()) == ARABIC.split()
    question = "هل هناك خطة عمل وطنية بشأن الأسلحة الصغيرة والأسلحة الخفيفة"
    assert words_in(text, question.split()) == question.split()
    assert "The register was renewed." in text


def test_chinese_is_read_back_whole() -> None:
    found = saying(view(draft(), "zh"), DEVELOPMENTS, "政府于2025年销毁了一千件武器。")
    text = pdf_text(pdf_of(found).data).replace(" ", "")
    for part in ("国家协调架构", "是否有小武器和轻武器国家行动计划", "政府于2025年销毁了一千件武器。"):
        assert part in text


@pytest.mark.rows("R14")
def test_an_unofficial_translation_is_flagged_beside_the_original() -> None:
    report = draft()
    translated(report, DEVELOPMENTS, FRENCH, NARRATIVE)
    translated(report, BODY_NAME, "Commission nationale", "an earlier wording")
    text = pdf_text(pdf_of(view(report, "fr")).data)
    assert "The register was renewed." in text
    assert text.index(FRENCH) > text.index("The register was renewed.")
    words = {key: each.replace("\xa0", " ") for key, each in view(report, "fr").words.items()}  # as it is read back
    notice = words["translation_notice"]
    assert notice in text
    assert text.replace(notice, "").count(words["translation"]) == 2
    assert text.count(words["stale"]) == 1


def test_changes_since_the_last_report_have_a_page() -> None:
    changes = (
        ChangeShown("1.1", "Is there a body?", "No", "Yes", "changed", 2024),
        ChangeShown("1.2", "Is there a contact?", "No answer", "No", "new", 2024, is_new=True),
    )
    text = pdf_text(pdf_of(replace(view(draft()), changes=changes, changes_since=2024)).data)
    assert "What changed since the report of 2024" in text
    assert "1.1 Is there a body? No Yes changed" in text
    assert "Answered now, and not in the last report: 1.2" in text


HOSTILE = {
    "markup": '#panic("x") $x^2$ *bold* _it_ = Head `raw` @ref <label> \\u{41} #{ 1 + 1 } // no comment /* none */',
    "code": '"); #import "x.typ": * #read("/etc/passwd") #sys.inputs.view',
    "controls": "a\x00b\x01c\x07d\x1be\x7ff\x85g",
    "spaces": " \t a \r\n\r\n b \u2028 c \u2029 d \u00a0 e",
    "word": "x" * 5000,
    "path": "https://example.org/" + "a/" * 400,
    "direction": "abc \u202e evil \u2066 txt \u202c",
    "surrogate": "a\ud800b",
    "private": "\ue000 \U0010ffff \ufffe \ufdd0",
    "joiners": "\u200d\u200c\u200b\u200e\u200f\u2060\ufeff",
    "marks": "a" + "\u0301" * 200,
    "blank": " ",
    "long": "A sentence that is repeated. " * 2000,
}


@pytest.mark.parametrize("language", ["en", "ar", "zh"])
@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_no_text_breaks_the_document(name: str, language: str) -> None:
    found = saying(saying(view(draft(), language), DEVELOPMENTS, HOSTILE[name]), BODY_NAME, f"ش {HOSTILE[name]}")
    document = pdf_of(found)
    assert len(PdfReader(io.BytesIO(document.data)).pages) > 3


def test_markup_in_an_answer_is_text() -> None:
    text = pdf_text(pdf_of(saying(view(draft()), DEVELOPMENTS, HOSTILE["markup"])).data)
    for part in ('#panic("x")', "$x^2$", "*bold*", "= Head", "`raw`", "@ref <label>", "#{ 1 + 1 }", "/* none */"):
        assert part in text


def test_what_no_font_has_is_shown_by_its_code_and_named_in_the_warnings() -> None:
    report = draft()
    document = pdf_of(saying(view(report), DEVELOPMENTS, f"ok 😀 {TIBETAN[0]} \x07 \u202e end"))
    text = pdf_text(document.data)
    for code in ("□U+1F600", "□U+0F56", "□U+0007", "□U+202E"):
        assert code in text
    assert "end" in text
    assert document.warnings == (
        "No font has the character U+0007; the document shows its code instead.",
        "No font has the character U+0F56 TIBETAN LETTER BA; the document shows its code instead.",
        "No font has the character U+202E RIGHT-TO-LEFT OVERRIDE; the document shows its code instead.",
        "No font has the character U+1F600 GRINNING FACE; the document shows its code instead.",
    )
    assert pdf_of(view(report)).warnings == ()


def test_the_fonts_have_every_character_of_our_own_texts() -> None:
    from tools.fonts_chinese import gb2312, own

    covered = fonts.covered(fonts.folder())
    chinese = {sign for sign in gb2312() if "\u4e00" <= sign <= "\u9fff"}
    assert len(chinese) == 6763
    assert [sign for sign in sorted(chinese | own()) if ord(sign) not in covered] == []


def test_a_word_that_is_longer_than_a_line_is_broken_and_stays_whole_for_a_copy() -> None:
    found = saying(view(draft()), DEVELOPMENTS, "x" * 300)
    assert pdf_text(pdf_of(found).data).replace(" ", "").replace("\u200b", "").count("x" * 300) == 1
