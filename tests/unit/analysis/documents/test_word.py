"""The analysis for Word: headings, contents, tables with heads, pictures with text in place, the same bytes."""

import io
from dataclasses import replace

import docx
import pytest
from docx.oxml.ns import qn

from poaiss.analysis.documents import word
from poaiss.analysis.documents.blocks import Column, Document, Figure, Heading, Table
from tests.unit.analysis.documents.samples import HOSTILE, document, saying, small

pytestmark = [pytest.mark.rows("A12")]


def read(found: Document) -> docx.document.Document:
    return docx.Document(io.BytesIO(word.render(found)))


def tables_of(found: Document) -> list[Table]:
    """Return the tables in the order of a document for Word: those of figures stand at the end."""
    own = [each for each in found.blocks if isinstance(each, Table)]
    return own + [each.table for each in found.blocks if isinstance(each, Figure)]


@pytest.mark.parametrize("language", ["en", "ar", "zh"])
def test_tables_are_whole_and_their_heads_are_repeated(language: str) -> None:
    found = document(language, figures=2, rows=12)
    made = read(found).tables
    assert len(made) == len(tables_of(found))
    for table, written in zip(tables_of(found), made, strict=True):
        texts = [["".join(t.text for t in tc.iter(qn("w:t"))) for tc in tr.tc_lst] for tr in written._tbl.tr_lst]
        assert texts == [[each.label for each in table.columns], *[list(row) for row in table.rows]]
        assert written._tbl.tr_lst[0].trPr.find(qn("w:tblHeader")) is not None
        assert all(tr.trPr.find(qn("w:cantSplit")) is not None for tr in written._tbl.tr_lst)
        assert (written._tbl.tblPr.find(qn("w:bidiVisual")) is not None) is (language == "ar")
        assert written._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) == table.caption
        assert {tc.p_lst[0].pPr.jc.val for tc in written._tbl.iter(qn("w:tc")) if tc.p_lst[0].pPr.jc is not None} == {2}


def test_the_letters_of_a_table_are_as_small_as_its_columns_need() -> None:
    columns = (Column("State"), *(Column(f"Round of {year}", numeric=True) for year in range(2001, 2017)))
    wide = Table("Wide", columns, (("Avaria", *(f"{n}00.5" for n in range(16))),))
    made = read(replace(small(), blocks=(*small().blocks[:9], wide))).tables
    sizes = [{each.get(qn("w:val")) for each in table._tbl.iter(qn("w:sz"))} for table in made]
    assert sizes == [{"17", "15"}, {"11", "9"}]
    for table in made:
        assert 9300 < sum(int(each.get(qn("w:w"))) for each in table._tbl.tblGrid.gridCol_lst) < 9400


def test_headings_are_real_and_stand_in_the_contents() -> None:
    found = small()
    made = read(found)
    headings = [(int(p.style.name[-1]), p.text) for p in made.paragraphs if p.style.name.startswith("Heading ")]
    given = [(each.level, each.text) for each in found.blocks if isinstance(each, Heading)]
    assert headings == [*given, (1, "The numbers behind the figures")]
    contents = [p for p in made.paragraphs if p.style.name.startswith("Analysis Contents")]
    links = [each for p in contents for each in p._p.iter(qn("w:hyperlink"))]
    assert ["".join(t.text for t in each.iter(qn("w:t"))) for each in links] == [
        text for level, text in headings if level < 3
    ]
    marks = {each.get(qn("w:name")) for each in made.element.iter(qn("w:bookmarkStart"))}
    assert {each.get(qn("w:anchor")) for each in links} <= marks
    fields = [each.get(qn("w:fldCharType")) for each in made.element.body.iter(qn("w:fldChar"))]
    assert fields == ["begin", "separate", "end"]


def test_pictures_have_text_in_their_place_and_stay_with_their_title() -> None:
    found = small()
    made = read(found)
    shown = [each.get("descr") for each in made.element.iter(qn("wp:docPr"))]
    assert shown == [each.alt for each in found.blocks if isinstance(each, Figure)]
    for paragraph in made.paragraphs:
        if paragraph.style.name in ("Analysis Caption", "Analysis Shows", "Analysis Picture"):
            assert paragraph.style.paragraph_format.keep_with_next
    facts = [p.text for p in made.paragraphs if p.style.name == "Analysis Facts"]
    first = next(each for each in found.blocks if isinstance(each, Figure))
    assert facts[1:7] == [f"{label}: {text}" for label, text in first.facts]


def test_an_exercise_says_so_on_each_page_and_the_clock_is_never_asked() -> None:
    for exercise in (True, False):
        made = read(replace(small(), exercise=exercise))
        assert ("EXERCISE" in "".join(p.text for p in made.sections[0].header.paragraphs)) is exercise
    about = made.core_properties
    assert (about.title, about.author) == (small().title, small().operator)
    assert {str(about.created)[:19], str(about.modified)[:19]} == {"2026-11-20 00:00:00"}
    assert word.render(small()) == word.render(small())


def test_arabic_reads_from_right_to_left() -> None:
    made = read(small("ar"))
    assert made.sections[0]._sectPr.find(qn("w:bidi")) is not None
    texts = [p for p in made.paragraphs if p.text]
    assert all(p._p.pPr.find(qn("w:bidi")).get(qn("w:val")) == "1" for p in texts)


def test_a_figure_without_its_picture_is_told_in_words() -> None:
    one = next(each for each in small().blocks if isinstance(each, Figure))
    made = read(replace(small(), blocks=(replace(one, png=b"no picture"),)))
    assert [p.text for p in made.paragraphs if one.alt in p.text] == [
        f"This figure could not be drawn. What it shows, in words:\n{one.alt}"
    ]
    assert list(made.element.iter(qn("wp:docPr"))) == []


@pytest.mark.parametrize("name", HOSTILE)
def test_any_text_stays_text(name: str) -> None:
    made = read(saying(HOSTILE[name]))
    if name in ("markup", "html"):
        assert sum(p.text == HOSTILE[name] for p in made.paragraphs) >= 6
