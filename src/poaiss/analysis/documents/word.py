"""The analysis as a Word document: real headings, contents, tables with header rows, pictures with text in place."""

import io
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_BREAK
from docx.shared import Cm, Emu, Mm, Pt, RGBColor

from poaiss.analysis.documents import pictures, word_tables
from poaiss.analysis.documents.blocks import Bullets, Document, Figure, Heading, Note, Paragraph, Table
from poaiss.analysis.documents.shaping import Part, figures, parts
from poaiss.analysis.documents.words import day_words, stamp, words_of
from poaiss.reporting.documents import word_parts
from poaiss.reporting.documents.texts import Anything, Letters, is_rtl

ACCENT, MUTED, WARN = RGBColor(0x00, 0x40, 0x6B), RGBColor(0x4C, 0x5A, 0x67), RGBColor(0xA0, 0x35, 0x00)
SOFT, WARN_SOFT = "F1F5F8", "FDF0E7"
HEADINGS = {"Title": (28.0, 60, 8), "Heading 1": (18.0, 24, 8), "Heading 2": (13.0, 16, 6), "Heading 3": (11.0, 12, 4)}
STYLES: dict[str, tuple[float, float, float, bool]] = {
    "Analysis Subtitle": (13.5, 0, 18, False),
    "Analysis Caption": (10, 8, 3, True),
    "Analysis Shows": (9, 0, 3, True),
    "Analysis Picture": (10, 0, 3, True),
    "Analysis Facts": (7.5, 0, 0, False),
    "Analysis Note": (9.5, 6, 8, False),
    "Analysis Small": (8.5, 3, 8, False),
    "Analysis Cell": (8.5, 1.5, 1.5, False),
    "Analysis Contents 1": (10.5, 6, 1, False),
    "Analysis Contents 2": (9.5, 1, 1, False),
}
"""Our styles: size, space before and after in points, and whether the paragraph stays with the next."""
WIDTH, TALLEST = 165.0, 190.0
"""The room for a picture, in millimetres."""


def render(document: Document) -> bytes:
    """Return a document as Word; the same document makes the same bytes."""
    writer = Writer(document)
    writer.write()
    target = io.BytesIO()
    writer.file.save(target)
    return word_parts.fixed(target.getvalue(), stamp(document))


@dataclass
class Writer:
    """Writes one document."""

    document: Document
    file: Any = field(default_factory=docx.Document)
    letters: Letters = field(default_factory=lambda: Letters(Anything(), breaks=False))
    marks: int = 0

    def __post_init__(self) -> None:
        """Ask for the words of the frame once."""
        self.words = words_of(self.document)
        self.is_rtl = self.document.language == "ar"
        self.parts = parts(self.document)

    def write(self) -> None:
        """Write everything in order."""
        self.prepare()
        self.title_page()
        self.contents()
        for part in self.parts:
            self.block(part)
        self.numbers()

    # -- The frame --------------------------------------------------------------------------------------------

    def prepare(self) -> None:
        """Set page, styles, languages and properties."""
        section = self.file.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Mm(22.5)
        section.top_margin, section.bottom_margin = Cm(2.7), Cm(2.4)
        if self.is_rtl:
            word_parts.mirror_section(section)
        word_parts.defaults(self.file, self.document.language)
        self.styles()
        self.properties()
        self.header(section)
        self.footer(section)

    def styles(self) -> None:
        """Set the fonts, sizes and distances of the styles."""
        styles = self.file.styles
        word_parts.fonts(styles["Normal"])
        word_parts.sized(styles["Normal"], 10.5)
        for title, (points, above, below) in HEADINGS.items():
            style = styles[title]
            word_parts.fonts(style)
            word_parts.sized(style, points)
            style.font.color.rgb, style.font.bold, style.font.cs_bold = ACCENT, True, True
            style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(above), Pt(below)
        for name in ("Header", "Footer"):
            word_parts.sized(styles[name], 8)
            styles[name].paragraph_format.space_after = Pt(3)
        for own, (size, before, after, kept) in STYLES.items():
            style = styles.add_style(own, WD_STYLE_TYPE.PARAGRAPH)
            style.base_style = styles["Normal"]
            word_parts.sized(style, size)
            style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
            style.paragraph_format.keep_with_next = kept

    def properties(self) -> None:
        """Set the properties from the document, never from the clock."""
        found, document = self.file.core_properties, self.document
        found.title, found.subject = self.safe(document.title)[:255], self.safe(document.subtitle)[:255]
        found.author = found.last_modified_by = self.safe(document.operator)[:255]
        found.language, found.comments, found.revision = document.language, "", 1
        found.created = found.modified = stamp(document).replace(tzinfo=None)

    def header(self, section: Any) -> None:
        """Write the title, and over it the band of an exercise, on top of each page."""
        first = section.header.paragraphs[0]
        if self.document.exercise:
            word_parts.turn(first, rtl=self.is_rtl)
            first.alignment = 1
            word_tables.shade(first, WARN_SOFT)
            self.run(first, self.words["exercise"], colour=WARN, bold=True, size=8)
            first = section.header.add_paragraph()
        self.run(self.turned(first), self.document.title, colour=MUTED, size=8)

    def footer(self, section: Any) -> None:
        """Write the operator, the date of the data, and the number of the page."""
        paragraph = self.turned(section.footer.paragraphs[0])
        if self.document.operator:
            self.run(paragraph, f"{self.document.operator} · ", colour=MUTED, size=8)
        before = "\u200f" if self.is_rtl else ""  # the day is not to join what stands before it
        self.run(
            paragraph, f"{before}{day_words(self.document)}    {self.words['page']} ", colour=MUTED, size=8, rtl=True
        )
        word_parts.page_field(paragraph, "PAGE")
        self.run(paragraph, " / ", rtl=False)
        word_parts.page_field(paragraph, "NUMPAGES")

    # -- Paragraphs and runs ------------------------------------------------------------------------------------

    def safe(self, text: str) -> str:
        """Return a text as a document can hold it."""
        return self.letters.safe(text)

    def turned(self, paragraph: Any) -> Any:
        """Return a paragraph in the direction of the document."""
        if self.is_rtl:
            word_parts.turn(paragraph, rtl=True)
        return paragraph

    def add(self, style: str = "Normal") -> Any:
        """Add a paragraph in a style."""
        return self.turned(self.file.add_paragraph(style=style))

    def run(self, paragraph: Any, text: str, **look: Any) -> None:
        """Add text in the document's language; LOOK: bold, size, colour, rtl."""
        run = paragraph.add_run(self.safe(text))
        if look.get("bold"):
            run.bold = True
            run._r.get_or_add_rPr().append(word_parts.element("bCs"))
        if look.get("colour") is not None:
            run.font.color.rgb = look["colour"]
        if size := look.get("size"):
            run.font.size = Pt(size)
            run._r.get_or_add_rPr().append(word_parts.element("szCs", val=str(round(size * 2))))
        rtl = self.is_rtl and look.get("rtl", is_rtl(text))
        word_parts.speak(run, self.document.language if rtl or not self.is_rtl else "en", rtl=rtl)

    def say(self, style: str, text: str, **look: Any) -> Any:
        """Add a paragraph with one text."""
        paragraph = self.add(style)
        self.run(paragraph, text, **look)
        return paragraph

    # -- What stands first ----------------------------------------------------------------------------------------

    def title_page(self) -> None:
        """Write the title, what is known of the document, and whose it is not."""
        document, words = self.document, self.words
        self.run(self.turned(self.file.add_heading(level=0)), document.title)
        if document.subtitle:
            self.say("Analysis Subtitle", document.subtitle, colour=MUTED)
        if document.exercise:
            word_tables.shade(self.say("Analysis Note", words["exercise_notice"], colour=WARN), WARN_SOFT)
        known = ((words["date"], day_words(document)), (words["operator"], document.operator), *document.facts)
        for label, text in known:
            if text:
                paragraph = self.add("Analysis Small")
                self.run(paragraph, f"{label}: ", colour=MUTED)
                self.run(paragraph, text)
        self.say("Analysis Note", words["not_official"], colour=MUTED)

    def contents(self) -> None:
        """Write the contents as a field that Word renews with the numbers of pages; it holds the headings already."""
        self.file.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        self.say("Analysis Subtitle", self.words["contents"], colour=ACCENT, bold=True)
        listed = [(part.level, part.anchor, self.heading_text(part)) for part in self.parts if 0 < part.level < 3]
        if any(figure.table.rows for _part, figure in figures(self.parts)):
            listed.append((1, "numbers", self.words["numbers"]))
        paragraph = None
        for at, (level, anchor, text) in enumerate(listed):
            paragraph = self.add(f"Analysis Contents {level}")
            if level > 1:
                paragraph.paragraph_format.left_indent = Mm(6)
            if at == 0:
                word_tables.field(paragraph, 'TOC \\o "1-2" \\h \\z \\u')
            word_tables.link(paragraph, anchor)
            self.run(paragraph, text, bold=level == 1)
            word_tables.into_link(paragraph)
        if paragraph is not None:
            word_tables.end_field(paragraph)

    def heading_text(self, part: Part) -> str:
        """Return the text of a heading."""
        return part.block.text if isinstance(part.block, Heading) else ""

    def heading(self, text: str, level: int, anchor: str) -> Any:
        """Add a heading with its mark, and return its paragraph."""
        paragraph = self.turned(self.file.add_heading(level=min(level, 3)))
        self.marks += 1
        word_tables.bookmark(paragraph, anchor, self.marks)
        self.run(paragraph, text or "—")
        return paragraph

    # -- The blocks -----------------------------------------------------------------------------------------------

    def block(self, part: Part) -> None:
        """Write one block."""
        match part.block:
            case Heading(_level, text, _key):
                made = self.heading(text, part.level, part.anchor)
                made.paragraph_format.page_break_before = part.begins_page or None
            case Paragraph(text):
                self.say("Normal", text).paragraph_format.keep_with_next = part.is_lead
            case Bullets(items):
                for item in items:
                    self.say("List Bullet", item)
            case Note(text, title):
                self.note(text, title)
            case Table():
                self.table(part.label, part.block)
            case Figure():
                self.figure(part, part.block)

    def note(self, text: str, title: str, *, colour: Any = ACCENT, fill: str = SOFT) -> None:
        """Write a remark set apart."""
        paragraph = self.add("Analysis Note")
        word_tables.shade(paragraph, fill, side="right" if self.is_rtl else "left", colour=str(colour))
        if title:
            self.run(paragraph, title, colour=colour, bold=True)
            paragraph.add_run().add_break()
        self.run(paragraph, text)

    def caption(self, label: str, text: str) -> None:
        """Write the number and the title of a figure or table."""
        paragraph = self.add("Analysis Caption")
        self.run(paragraph, f"{label}   ", colour=ACCENT, bold=True)
        self.run(paragraph, text, bold=True)

    def table(self, label: str, table: Table) -> None:
        """Write a table with its caption and what stands under it."""
        self.caption(label, table.caption)
        if table.rows:
            word_tables.table(self.file, table, self.letters, language=self.document.language, width=WIDTH)
        else:
            self.say("Analysis Small", self.words["no_rows"], colour=MUTED)
        self.say("Analysis Small", table.note, colour=MUTED)

    def figure(self, part: Part, figure: Figure) -> None:
        """Write a figure: title, picture with text in its place, and how it was computed."""
        self.caption(part.label, figure.title)
        if figure.shows:
            self.say("Analysis Shows", figure.shows, colour=MUTED)
        if not self.picture(part, figure):
            self.note(figure.alt, self.words["not_drawn"], colour=WARN, fill=WARN_SOFT)
        head = self.say("Analysis Facts", self.words["how"], colour=ACCENT, bold=True)
        head.paragraph_format.keep_with_next = True
        self.facts(figure.facts)
        if figure.table.rows:
            sentence = self.words["numbers_in"] % {"title": self.words["numbers"]}
            self.say("Analysis Facts", sentence, colour=ACCENT).paragraph_format.space_after = Pt(12)

    def facts(self, facts: Iterable[tuple[str, str]]) -> None:
        """Write how a figure was computed."""
        for label, text in facts:
            paragraph = self.add("Analysis Facts")
            paragraph.paragraph_format.keep_with_next = True
            self.run(paragraph, f"{label}: ", colour=MUTED)
            self.run(paragraph, text)

    def picture(self, part: Part, figure: Figure) -> bool:
        """Write the picture of a figure; say whether there was one."""
        found = pictures.of(figure, "png")
        if found is None:
            return False
        width = min(WIDTH, found.width * 25.4 / 96, TALLEST / found.ratio)
        paragraph = self.add("Analysis Picture")
        shape = paragraph.add_run().add_picture(io.BytesIO(found.data), width=Emu(Mm(width)))
        shape._inline.docPr.set("descr", self.safe(figure.alt or figure.title))
        shape._inline.docPr.set("name", part.anchor)
        return True

    def numbers(self) -> None:
        """Write the numbers of the figures at the end."""
        found = [(part, figure) for part, figure in figures(self.parts) if figure.table.rows]
        if found:
            self.heading(self.words["numbers"], 1, "numbers").paragraph_format.page_break_before = True
        for part, figure in found:
            self.table(part.label, figure.table)
