"""What python-docx leaves to raw WordprocessingML: direction, languages, page fields, header rows, fixed bytes.

ECMA-376 part 1: 17.3.1.6 (bidi), 17.3.2.30 (rtl), 17.4.1 (bidiVisual), 17.3.2.20 (lang), 17.4.78 (tblHeader).
"""

import datetime as dt
import io
import zipfile
from typing import Any

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement

LATIN, ARABIC, HAN = "Arial", "Arial", "Microsoft YaHei"
"""Fonts that the reader's machine has, or replaces by its own."""
LOCALES = {"ar": "ar-SA", "zh": "zh-CN", "en": "en-GB", "fr": "fr-FR", "ru": "ru-RU", "es": "es-ES"}
AFTER_BIDI = (
    *("adjustRightInd", "snapToGrid", "spacing", "ind", "contextualSpacing", "mirrorIndents", "suppressOverlap", "jc"),
    *("textDirection", "textAlignment", "textboxTightWrap", "outlineLvl", "divId", "cnfStyle", "rPr", "sectPr"),
    "pPrChange",
)
"""What follows the direction of a paragraph in the order of the schema."""


def element(name: str, **attributes: str) -> Any:
    """Return an element of WordprocessingML."""
    found = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        found.set(qn(f"w:{key}"), value)
    return found


def turn(paragraph: Any, *, rtl: bool) -> None:
    """Let a paragraph read from right to left, or say that it does not."""
    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(element("bidi", val="1" if rtl else "0"), *(f"w:{each}" for each in AFTER_BIDI))


def speak(run: Any, language: str, *, rtl: bool) -> None:
    """Give a run its language, and its direction."""
    properties = run._r.get_or_add_rPr()
    if rtl:
        properties.append(element("rtl"))
    locale = LOCALES.get(language, language)
    if rtl:
        properties.append(element("lang", bidi=locale))
    elif language == "zh":
        properties.append(element("lang", val="en-GB", eastAsia=locale))
    else:
        properties.append(element("lang", val=locale))


def fonts(style: Any) -> None:
    """Give a style its fonts for all scripts."""
    properties = style.element.get_or_add_rPr()
    found = properties.get_or_add_rFonts()
    for key in list(found.attrib):
        del found.attrib[key]
    for key, name in (("ascii", LATIN), ("hAnsi", LATIN), ("cs", ARABIC), ("eastAsia", HAN)):
        found.set(qn(f"w:{key}"), name)


def sized(style: Any, points: float) -> None:
    """Give a style its size in all scripts."""
    properties = style.element.get_or_add_rPr()
    for name in ("sz", "szCs"):
        for old in properties.findall(qn(f"w:{name}")):
            properties.remove(old)
        properties.append(element(name, val=str(round(points * 2))))


def defaults(document: Any, language: str) -> None:
    """Give the document its language, so that readers aloud and spelling know it."""
    properties = document.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    main = LOCALES.get(language, "en-GB") if language not in ("ar", "zh") else "en-GB"
    properties.append(element("lang", val=main, eastAsia="zh-CN", bidi="ar-SA"))


def page_field(paragraph: Any, name: str) -> None:
    """Add a field that counts: PAGE or NUMPAGES."""
    for kind, text in (("begin", ""), ("", name), ("separate", ""), ("shown", "1"), ("end", "")):
        run = paragraph.add_run()
        if kind in ("begin", "separate", "end"):
            run._r.append(element("fldChar", fldCharType=kind))
        elif kind == "shown":
            run.text = text
        else:
            code = element("instrText")
            code.text = text
            run._r.append(code)


def header_row(row: Any) -> None:
    """Repeat a row on each page, and tell readers aloud that it is the header."""
    row._tr.get_or_add_trPr().append(element("tblHeader"))


def whole_rows(table: Any) -> None:
    """Keep each row of a table on one page."""
    for row in table._tbl.tr_lst:
        row.get_or_add_trPr().insert(0, element("cantSplit"))


def mirror(table: Any) -> None:
    """Let the first column of a table stand at the right."""
    style = table._tbl.tblPr.find(qn("w:tblStyle"))
    style.addnext(element("bidiVisual"))


def mirror_section(section: Any) -> None:
    """Let the pages of a section read from right to left; the direction stands before the grid in the schema."""
    properties, found = section._sectPr, element("bidi")
    grid = properties.find(qn("w:docGrid"))
    if grid is None:
        properties.append(found)
    else:
        grid.addprevious(found)


def described(table: Any, title: str) -> None:
    """Give a table its title for readers aloud (tblCaption, 17.4.62)."""
    table._tbl.tblPr.append(element("tblCaption", val=title))


def shaded(cell: Any, colour: str) -> None:
    """Fill a cell."""
    cell._tc.get_or_add_tcPr().append(element("shd", val="clear", color="auto", fill=colour))


def fixed(data: bytes, date: dt.datetime) -> bytes:
    """Return the package with every part dated DATE, so that the same report gives the same bytes."""
    moment = max(date, dt.datetime(1980, 1, 1, tzinfo=dt.UTC)).astimezone(dt.UTC)
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            part = zipfile.ZipInfo(name, moment.timetuple()[:6])
            part.compress_type, part.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            after.writestr(part, before.read(name))
    return target.getvalue()
