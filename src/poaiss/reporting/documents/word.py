"""A report as a Word document: real headings, tables with header rows, page fields, both directions."""

import datetime as dt
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import docx
from django.utils.translation import gettext as _
from docx.enum.style import WD_STYLE_TYPE
from docx.shared import Cm, Pt, RGBColor

from poaiss.reporting.documents import word_parts as parts
from poaiss.reporting.documents.pages import changes_title, facts, has_more, is_turned
from poaiss.reporting.documents.pdf import warnings
from poaiss.reporting.documents.texts import OWN_SIDE, Anything, Letters, has_direction, is_rtl, language_of
from poaiss.reporting.documents.view import Document, Heading, Item, Line, ReportView, Skipped, Table
from poaiss.reporting.documents.words import date_words, speaking

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ACCENT, MUTED, WARN = RGBColor(0x00, 0x40, 0x6B), RGBColor(0x4C, 0x5A, 0x67), RGBColor(0xA0, 0x35, 0x00)
SOFT = "F1F5F8"
STYLES: dict[str, tuple[float, float, float, bool]] = {
    "Report Question": (9.5, 7, 2, True),
    "Report Answer": (10.5, 0, 2, False),
    "Report Note": (9, 0, 2, False),
    "Report Notice": (9.5, 4, 4, False),
    "Report Cell": (8.5, 1, 1, False),
}
"""Our styles: size, space before and after in points, and whether the paragraph stays with the next."""
HEADINGS = {"Title": 26.0, "Heading 1": 15.0, "Heading 2": 11.5}
INDENT = Cm(1.7)
ABREAST = 4
"""Entries of a turned list that stand beside one another."""


def docx_of(view: ReportView) -> Document:
    """Return a report as a Word document; the same view makes the same bytes."""
    writer = Writer(view)
    with speaking(view.language):
        writer.write()
    data = parts.fixed(writer.saved(), view.date)
    return Document(data, MEDIA_TYPE, f"{view.file_stem}.docx", warnings(writer.letters, view.language))


@dataclass
class Writer:
    """Writes one document."""

    view: ReportView
    document: Any = field(default_factory=docx.Document)
    letters: Letters = field(default_factory=lambda: Letters(Anything(), breaks=False))

    def write(self) -> None:
        """Write everything in order."""
        self.prepare()
        self.first_page()
        self.changes()
        for section in self.view.sections:
            self.heading(f"{section.number}  {section.title}".strip(), 1)
            for item in section.items:
                self.item(item)
        self.signatures()

    def saved(self) -> bytes:
        """Return the package."""
        target = io.BytesIO()
        self.document.save(target)
        return target.getvalue()

    # -- The frame --------------------------------------------------------------------------------------------

    def prepare(self) -> None:
        """Set page, styles, languages and properties."""
        section = self.document.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.4)
        section.top_margin, section.bottom_margin = Cm(2.6), Cm(2.4)
        if self.view.is_rtl:
            parts.mirror_section(section)
        parts.defaults(self.document, self.view.language)
        self.styles()
        self.properties()
        self.header(section)
        self.footer(section)

    def styles(self) -> None:
        """Set the fonts and sizes of the styles."""
        styles = self.document.styles
        parts.fonts(styles["Normal"])
        parts.sized(styles["Normal"], 10.5)
        for name, size in HEADINGS.items():
            parts.fonts(styles[name])
            parts.sized(styles[name], size)
            styles[name].font.color.rgb = ACCENT
            styles[name].font.bold = True
            styles[name].paragraph_format.space_before = Pt(0 if name == "Title" else size)
            styles[name].paragraph_format.space_after = Pt(6)
        for name, (size, before, after, kept) in STYLES.items():
            style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
            style.base_style = styles["Normal"]
            parts.sized(style, size)
            style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
            style.paragraph_format.keep_with_next = kept

    def properties(self) -> None:
        """Set the properties of the document from the report, never from the clock."""
        found, view = self.document.core_properties, self.view
        found.title, found.author, found.last_modified_by = view.title, view.state, view.state
        found.subject, found.language, found.comments = view.instrument, view.language, ""
        found.identifier, found.revision = view.sha256, 1
        found.created = found.modified = view.date.astimezone(dt.UTC).replace(microsecond=0, tzinfo=None)

    def header(self, section: Any) -> None:
        """Write the title and the flags on top of each page."""
        words = self.view.words
        flags = [words["exercise"]] * self.view.is_exercise + [words["draft"]] * (not self.view.is_final)
        paragraph = self.paragraph(section.header.paragraphs[0])
        self.run(paragraph, self.view.title, colour=MUTED, size=8)
        if flags:
            self.run(paragraph, "    " + "   ".join(flags), colour=WARN, bold=True, size=8)

    def footer(self, section: Any) -> None:
        """Write the digest or the date, and the number of the page."""
        paragraph = self.paragraph(section.footer.paragraphs[0])
        said = f"SHA-256 {self.view.sha256}" if self.view.sha256 else date_words(self.view.date)
        self.run(paragraph, f"{said}    ", colour=MUTED, size=7, rtl=self.view.is_rtl and not self.view.sha256)
        parts.page_field(paragraph, "PAGE")
        self.run(paragraph, " / ", rtl=False)
        parts.page_field(paragraph, "NUMPAGES")

    # -- Paragraphs and runs ------------------------------------------------------------------------------------

    def paragraph(self, paragraph: Any, *, rtl: bool | None = None) -> Any:
        """Return a paragraph in the direction of the document, or in its own."""
        if self.view.is_rtl or rtl is not None:
            parts.turn(paragraph, rtl=self.view.is_rtl if rtl is None else rtl)
        return paragraph

    def add(self, style: str, *, rtl: bool | None = None, indent: bool = False, place: Any = None) -> Any:
        """Add a paragraph in a style."""
        paragraph = (place or self.document).add_paragraph(style=style)
        if indent:
            paragraph.paragraph_format.left_indent = INDENT  # counted from the side where the paragraph begins
        return self.paragraph(paragraph, rtl=rtl)

    def run(self, paragraph: Any, text: str, **look: Any) -> None:
        """Add text in the document's language; LOOK: bold, size, colour, rtl, language."""
        run = paragraph.add_run(self.letters.safe(text))
        if look.get("bold"):
            run.bold = True
            run._r.get_or_add_rPr().append(parts.element("bCs"))
        if look.get("colour") is not None:
            run.font.color.rgb = look["colour"]
        if size := look.get("size"):
            run.font.size = Pt(size)
            run._r.get_or_add_rPr().append(parts.element("szCs", val=str(round(size * 2))))
        parts.speak(run, look.get("language", self.view.language), rtl=look.get("rtl", self.view.is_rtl))

    def heading(self, text: str, level: int) -> None:
        """Add a heading."""
        self.run(self.paragraph(self.document.add_heading(level=level)), text)

    def written(self, text: str, style: str, *, indent: bool = True, language: str = "", place: Any = None) -> Any:
        """Add what the State wrote: in its own language and direction, long text on its own side."""
        rtl = is_rtl(text)
        own = len(text) > OWN_SIDE and has_direction(text) and rtl != self.view.is_rtl
        paragraph = self.add(style, rtl=rtl if own else None, indent=indent, place=place)
        spoken = language or language_of(text, self.view.original_language)
        self.run(paragraph, text, rtl=rtl, language=spoken)
        return paragraph

    # -- The first page -------------------------------------------------------------------------------------------

    def first_page(self) -> None:
        """Write the title, what is known of the report, and the notices."""
        view, words = self.view, self.view.words
        self.run(self.add("Report Note"), view.instrument, colour=MUTED)
        self.run(self.paragraph(self.document.add_heading(level=0)), view.state)
        self.run(self.add("Normal"), f"{words['national_report']} {view.year}", size=13)
        for flag, key in (
            (view.is_exercise, "exercise_notice"),
            (not view.is_final, "draft_notice"),
            (view.has_restricted, "restricted_notice"),
            (view.is_public, "public_notice"),
            (view.has_translation, "translation_notice"),
        ):
            if flag:
                self.run(self.add("Report Notice"), words[key], colour=WARN)
        rows = [((label, True), (value, not is_code)) for label, value, is_code in facts(view)]
        self.grid(rows, title=words["status"])
        counts = "   ".join(f"{count} {label}" for label, count in view.counts)
        self.run(self.add("Report Notice"), f"{words['answers']}: {counts}")
        if view.notice:
            self.run(self.add("Report Note"), f"{words['about_form']}: {view.notice}", colour=MUTED, size=8)

    def grid(self, rows: Iterable[Sequence[tuple[str, bool]]], *, title: str, header: bool = False) -> None:
        """Add a table; each cell is a text and whether it is worded in the document's language."""
        listed = list(rows)
        table = self.document.add_table(rows=len(listed), cols=len(listed[0]), style="Table Grid")
        if self.view.is_rtl:
            parts.mirror(table)
        parts.described(table, self.letters.safe(title))
        for row, texts in zip(table.rows, listed, strict=True):
            for cell, (text, is_words) in zip(row.cells, texts, strict=True):
                self.cell(cell, text, is_words)
        parts.whole_rows(table)
        if header:
            parts.header_row(table.rows[0])
            for cell in table.rows[0].cells:
                parts.shaded(cell, SOFT)
        self.add("Report Note")

    def cell(self, cell: Any, text: str, is_words: bool) -> None:
        """Write a cell in its one paragraph."""
        paragraph = cell.paragraphs[0]
        paragraph.style = self.document.styles["Report Cell"]
        self.paragraph(paragraph)
        if is_words:
            self.run(paragraph, text)
        else:
            self.run(paragraph, text, rtl=is_rtl(text), language=language_of(text, self.view.original_language))

    # -- What changed, and who signed --------------------------------------------------------------------------

    def changes(self) -> None:
        """Write what changed since the last report."""
        view, words = self.view, self.view.words
        if not view.changes:
            return
        self.heading(changes_title(view), 1)
        before = str(view.changes_since or words["before"])
        top = [(text, True) for text in (_("No."), words["question"], before, words["now"], words["change"])]
        rows = [
            [(each.number, False), (each.question, True), (each.before, False), (each.after, False), (each.kind, True)]
            for each in view.other_changes
        ]
        if rows:
            self.grid([top, *rows], title=changes_title(view), header=True)
        if view.new_numbers:
            paragraph = self.add("Report Note")
            self.run(paragraph, f"{words['new_answers']} ", colour=MUTED)
            self.run(paragraph, ", ".join(view.new_numbers), rtl=False)

    def signatures(self) -> None:
        """Write the signed steps."""
        words = self.view.words
        if not self.view.signatures:
            return
        self.heading(words["steps"], 1)
        top = [(words[key], True) for key in ("step", "name", "capacity", "time")]
        rows = [
            [(each.step, True), (each.name, False), (each.capacity, False), (moment(each.at), True)]
            for each in self.view.signatures
        ]
        self.grid([top, *rows], title=words["steps"], header=True)

    # -- The answers --------------------------------------------------------------------------------------------

    def item(self, item: Item) -> None:
        """Write one item of a section."""
        if isinstance(item, Line):
            self.line(item)
        elif isinstance(item, Heading):
            self.heading(f"{item.number}  {item.title}".strip(), 2)
        elif isinstance(item, Skipped):
            paragraph = self.add("Report Note")
            self.run(paragraph, f"{self.view.words['skipped']} ", colour=MUTED)
            self.run(paragraph, ", ".join(item.numbers), colour=MUTED, rtl=False)
        else:
            self.table(item)

    def question(self, number: str, text: str, *, source: str = "", marks: Iterable[str] = ()) -> Any:
        """Write a question: number, text, source and marks."""
        paragraph = self.add("Report Question", indent=True)
        paragraph.paragraph_format.first_line_indent = -INDENT
        paragraph.paragraph_format.tab_stops.add_tab_stop(INDENT)
        self.run(paragraph, number, colour=ACCENT, rtl=False)
        paragraph.add_run().add_tab()
        self.run(paragraph, text)
        if source:
            self.run(paragraph, f"  [{source}]", colour=MUTED, size=8, rtl=False)
        for mark in filter(None, marks):
            self.run(paragraph, f"  ({mark})", colour=WARN, bold=True, size=8)
        return paragraph

    def line(self, line: Line) -> None:
        """Write a question with its answer; a silence stands on the question's own line."""
        paragraph = self.question(line.number, line.question, source=line.source, marks=(line.changed, line.marking))
        if line.is_silence and line.is_words:
            self.run(paragraph, f"  — {line.value}", colour=MUTED)
            paragraph.paragraph_format.keep_with_next = False
        elif line.is_words:
            self.run(self.add("Report Answer", indent=True), line.value, bold=True)
        else:
            self.written(line.value, "Report Answer")
        self.under(line)

    def under(self, line: Line) -> None:
        """Write what stands under an answer: note, remark, file, translation."""
        words = self.view.words
        if line.note:
            self.run(self.add("Report Note", indent=True), line.note, colour=MUTED)
        if line.remark:
            self.labelled(words["remark"], line.remark)
        if line.file:
            self.labelled(words["file"], f"{line.file.name}\nSHA-256 {line.file.sha256}")
        for found in filter(None, (line.translation, line.remark_translation)):
            label = f"{words['translation']} ({words['stale']})" if found.is_stale else words["translation"]
            self.labelled(label, found.text, language=found.language)

    def labelled(self, label: str, text: str, *, language: str = "") -> None:
        """Write a label, and under it what the State wrote."""
        paragraph = self.add("Report Note", indent=True)
        paragraph.paragraph_format.keep_with_next = True
        self.run(paragraph, f"{label}:", colour=MUTED)
        self.written(text, "Report Note", language=language)

    def table(self, table: Table) -> None:
        """Write a list: its title, a table, and what stands under its cells."""
        paragraph = self.question(table.number, table.title, source=table.source, marks=table.marks)
        if not table.rows:
            self.run(paragraph, f"  — {self.view.words['no_entries']}", colour=MUTED)
            return
        if is_turned(table):
            for start in range(0, len(table.rows), ABREAST):
                self.grid(turned(table, self.view, start), title=table.title, header=True)
        else:
            self.grid(upright(table, self.view), title=table.title, header=True)
        for entry, row in enumerate(table.rows, start=1):
            for cell in filter(has_more, row):
                self.question(cell.number, f"{cell.question} ({self.view.words['entry']} {entry})")
                self.under(cell)


Cells = list[tuple[str, bool]]


def titled(column: Any) -> str:
    """Return the heading of a column with its unit."""
    return f"{column.question} ({column.unit})" if column.unit else str(column.question)


def upright(table: Table, view: ReportView) -> list[Cells]:
    """Return a list with its questions as columns; the totals are the last row."""
    rows = [[(cell.value, cell.is_words) for cell in row] for row in table.rows]
    top = [(titled(column), True) for column in table.columns]
    if not table.has_totals:
        return [top, *rows]
    totals = [(column.total, False) for column in table.columns]
    if not table.columns[0].total:
        totals[0] = (view.words["total"], True)
    return [top, *rows, totals]


def turned(table: Table, view: ReportView, start: int) -> list[Cells]:
    """Return some entries of a list from START as columns; the totals are the last column of the last part."""
    part = table.rows[start : start + ABREAST]
    entries = [(f"{view.words['entry']} {start + at}", True) for at in range(1, len(part) + 1)]
    is_last = start + ABREAST >= len(table.rows)
    last = [(view.words["total"], True)] if table.has_totals and is_last else []
    rows = [[(view.words["question"], True), *entries, *last]]
    for at, column in enumerate(table.columns):
        cells = [(row[at].value, row[at].is_words) for row in part]
        rows.append([(titled(column), True), *cells, *([(column.total, False)] if last else [])])
    return rows


def moment(at: dt.datetime) -> str:
    """Return a day with its hour."""
    return f"{date_words(at)}, {at:%H:%M}"
