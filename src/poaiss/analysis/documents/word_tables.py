"""What the Word form of the analysis writes as raw WordprocessingML: tables in bulk, shades, fields, marks, links.

ECMA-376 part 1: 17.4.37 (tbl), 17.3.1.31 (shd), 17.3.1.24 (pBdr), 17.16.18 (fldChar), 17.13.6.2 (bookmarkStart),
17.16.22 (hyperlink).
"""

from copy import deepcopy
from typing import Any

from docx.oxml.ns import qn
from docx.shared import Mm

from poaiss.analysis.documents.blocks import Column, Table
from poaiss.analysis.documents.widths import columns_of, easy, has_arabic, least, rows_of, shares
from poaiss.reporting.documents.texts import Letters
from poaiss.reporting.documents.word_parts import AFTER_BIDI, LOCALES, described, element, mirror

SOFT, ACCENT, LINE = "F1F5F8", "00406B", "CFD7DE"
SIZES, LETTER = (17, 15, 13, 11), 0.215
"""Sizes of the letters of tables in half points, and the width of a letter of one point in millimetres."""
SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def shade(paragraph: Any, fill: str, *, side: str = "", colour: str = "") -> None:
    """Fill a paragraph, with a line on one side."""
    properties = paragraph._p.get_or_add_pPr()
    after = tuple(f"w:{each}" for each in ("shd", "tabs", "suppressAutoHyphens", "bidi", *AFTER_BIDI))
    if side:
        border = element("pBdr")
        border.append(element(side, val="single", sz="18", space="6", color=colour))
        properties.insert_element_before(border, *after)
    properties.insert_element_before(element("shd", val="clear", color="auto", fill=fill), *after[1:])


def field(paragraph: Any, code: str) -> None:
    """Begin a field that may span paragraphs."""
    for kind in ("begin", "code", "separate"):
        run = paragraph.add_run()._r
        if kind == "code":
            text = element("instrText")
            text.text = f" {code} "
            text.set(SPACE, "preserve")
            run.append(text)
        else:
            run.append(element("fldChar", fldCharType=kind))


def end_field(paragraph: Any) -> None:
    """End a field."""
    paragraph.add_run()._r.append(element("fldChar", fldCharType="end"))


def bookmark(paragraph: Any, anchor: str, number: int) -> None:
    """Mark a place that links lead to; a name has at most 40 letters."""
    start = element("bookmarkStart", id=str(number))
    start.set(qn("w:name"), name_of(anchor))
    paragraph._p.append(start)
    paragraph._p.append(element("bookmarkEnd", id=str(number)))


def name_of(anchor: str) -> str:
    """Return the name of a mark: letters, digits and low lines."""
    return f"_{anchor.replace('-', '_')}"[:40]


def link(paragraph: Any, anchor: str) -> None:
    """Begin a link to a mark of the document."""
    paragraph._p.append(element("hyperlink", anchor=name_of(anchor), history="1"))


def into_link(paragraph: Any) -> None:
    """Put the last run of a paragraph into the link before it."""
    run = paragraph._p.r_lst[-1]
    paragraph._p.findall(qn("w:hyperlink"))[-1].append(run)


def table(file: Any, found: Table, letters: Letters, *, language: str, width: float) -> None:
    """Add a table of WIDTH millimetres whose first row is repeated on each page and whose rows stay whole."""
    columns = columns_of(found)
    rows = [[letters.safe(each) for each in row] for row in rows_of(found)]
    heads = [letters.safe(each.label) for each in columns]
    narrowest = least(columns, heads, rows)
    letters_wide = easy(columns, narrowest, rows)
    size = next((each for each in SIZES if letters_wide <= width / (LETTER * each / 2)), SIZES[-1])
    parts = shares(columns, narrowest, rows, width / (LETTER * size / 2))
    widths = [round(Mm(width).twips * each / sum(parts)) for each in parts]
    made = file.add_table(rows=0, cols=len(columns), style="Table Grid")
    made.autofit = False
    for grid, wide in zip(made._tbl.tblGrid.gridCol_lst, widths, strict=True):
        grid.set(qn("w:w"), str(wide))
    if language == "ar":
        mirror(made)
    described(made, letters.safe(found.caption))
    borders(made._tbl.tblPr)
    patterns = [
        (cell(each, size - 2, wide, language, head=True), cell(each, size, wide, language))
        for each, wide in zip(columns, widths, strict=True)
    ]
    made._tbl.append(row([pattern for pattern, _body in patterns], heads, language, head=True))
    for texts in rows:
        made._tbl.append(row([pattern for _head, pattern in patterns], texts, language))


def borders(properties: Any) -> None:
    """Let a table have lines between its rows alone."""
    found = element("tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        shown = side in ("bottom", "insideH")
        found.append(element(side, val="single" if shown else "nil", sz="4", space="0", color=LINE))
    layout = properties.find(qn("w:tblLayout"))
    layout.addprevious(found)
    margins = element("tblCellMar")
    for side in ("left", "right"):
        margins.append(element(side, w="50", type="dxa"))
    layout.addnext(margins)


def row(patterns: list[Any], texts: list[str], language: str, *, head: bool = False) -> Any:
    """Return a row after the patterns of its cells."""
    found, properties = element("tr"), element("trPr")
    properties.append(element("cantSplit"))
    if head:
        properties.append(element("tblHeader"))
    found.append(properties)
    for pattern, text in zip(patterns, texts, strict=True):
        made = deepcopy(pattern)
        run = made[-1][-1]
        if language == "ar" and not has_arabic(text):
            turn_back(run)
        write(run, text)
        found.append(made)
    return found


def turn_back(run: Any) -> None:
    """Let a run without Arabic letters read as numbers and codes do."""
    for mark in run[0].findall(qn("w:rtl")):
        run[0].remove(mark)


def write(run: Any, text: str) -> None:
    """Write a text into a run; its lines stay lines."""
    for at, line in enumerate(text.split("\n")):
        if at:
            run.append(element("br"))
        part = element("t")
        part.text = line
        part.set(SPACE, "preserve")
        run.append(part)


def cell(column: Column, size: int, width: int, language: str, *, head: bool = False) -> Any:
    """Return the pattern of a cell: its width, direction and side; digits stand under digits in every script."""
    found, properties, paragraph = element("tc"), element("tcPr"), element("p")
    properties.append(element("tcW", w=str(width), type="dxa"))
    if head:
        properties.append(element("shd", val="clear", color="auto", fill=SOFT))
    about = element("pPr")
    about.append(element("pStyle", val="AnalysisCell"))
    if head:
        about.append(element("keepNext"))
    if language == "ar":
        about.append(element("bidi", val="0" if column.numeric else "1"))
    if column.numeric:
        about.append(element("jc", val="right"))
    run, look = element("r"), element("rPr")
    if head:
        look.extend((element("b"), element("bCs"), element("color", val=ACCENT)))
    look.extend((element("sz", val=str(size)), element("szCs", val=str(size))))
    if language == "ar":
        look.extend((element("rtl"), element("lang", bidi=LOCALES["ar"])))
    run.append(look)
    paragraph.extend((about, run))
    found.extend((properties, paragraph))
    return found
