"""The analysis as one page of HTML that needs nothing beside itself: it opens from a disk, prints, and reads aloud."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.html import escape

from poaiss.analysis.documents import pictures
from poaiss.analysis.documents.blocks import Bullets, Document, Figure, Heading, Note, Paragraph, Table
from poaiss.analysis.documents.shaping import Part, parts
from poaiss.analysis.documents.widths import columns_of, has_arabic, rows_of
from poaiss.analysis.documents.words import day_words, words_of
from poaiss.reporting.documents.texts import Anything, Letters

STYLE = Path(__file__).with_name("analysis.css")
POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
"""What a browser may load for the page: nothing but what stands in it."""

LONG = 80
"""Letters from which a fact takes the whole width."""
LONG_CLASS = ' class="long"'


def render(document: Document) -> bytes:
    """Return a document as one HTML file in UTF-8; the same document makes the same bytes."""
    return Writer(document).page().encode("utf-8")


@dataclass
class Writer:
    """Writes one page."""

    document: Document
    letters: Letters = field(default_factory=lambda: Letters(Anything(), breaks=False))

    def __post_init__(self) -> None:
        """Ask for the words of the frame once."""
        self.words = words_of(self.document)
        self.parts = parts(self.document)

    def text(self, text: str) -> str:
        """Return a text as HTML shows it: nothing in it is markup, and its lines stay lines."""
        return escape(self.letters.safe(text)).replace("\n", "<br>")

    def line(self, text: str) -> str:
        """Return a text on one line, fit for an attribute."""
        return " ".join(escape(self.letters.safe(text)).split())

    def page(self) -> str:
        """Return the whole page."""
        document, style = self.document, STYLE.read_text(encoding="utf-8")
        tag = "zh-Hans" if document.language == "zh" else document.language
        return "\n".join(
            [
                "<!doctype html>",
                f'<html lang="{escape(tag)}" dir="{"rtl" if document.language == "ar" else "ltr"}">',
                "<head>",
                '<meta charset="utf-8">',
                f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">',
                '<meta name="viewport" content="width=device-width, initial-scale=1">',
                '<meta name="color-scheme" content="light dark">',
                f'<meta name="author" content="{self.line(document.operator)}">',
                f"<title>{self.line(document.title) or '—'}</title>",
                f"<style>\n{style}{self.print_band()}</style>",
                "</head>",
                "<body>",
                *self.body(),
                "</body>",
                "</html>\n",
            ]
        )

    def print_band(self) -> str:
        """Return the style that writes the band of an exercise on top of each printed page."""
        if not self.document.exercise:
            return ""
        word = "".join(f"\\{ord(letter):06x}" for letter in self.letters.safe(self.words["exercise"]))
        return f'@page {{ @top-center {{ content: "{word}"; font: bold 9pt sans-serif; color: #a03500; }} }}\n'

    def body(self) -> Iterator[str]:
        """Yield the parts of the page in order."""
        yield f'<a class="skip" href="#main">{self.text(self.words["skip"])}</a>'
        if self.document.exercise:
            yield f'<p class="band">{self.text(self.words["exercise"])}</p>'
        yield from self.head()
        yield '<div class="columns">'
        yield from self.contents()
        yield '<main id="main" tabindex="-1">'
        for part in self.parts:
            yield from self.block(part)
        yield f'<p class="back"><a href="#contents">{self.text(self.words["start"])}</a></p>'
        yield "</main>"
        yield "</div>"

    def head(self) -> Iterator[str]:
        """Yield the title, what is known of the document, and whose it is not."""
        document, words = self.document, self.words
        yield "<header>"
        yield f"<h1>{self.text(document.title) or '—'}</h1>"
        if document.subtitle:
            yield f'<p class="subtitle">{self.text(document.subtitle)}</p>'
        if document.exercise:
            yield f'<p class="note warning">{self.text(words["exercise_notice"])}</p>'
        known = ((words["date"], day_words(document)), (words["operator"], document.operator), *document.facts)
        yield from self.facts((label, text) for label, text in known if text)
        yield f'<p class="small">{self.text(words["not_official"])}</p>'
        yield "</header>"

    def contents(self) -> Iterator[str]:
        """Yield the contents: two levels of headings."""
        title = self.text(self.words["contents"])
        yield f'<nav id="contents" aria-labelledby="contents-title"><h2 id="contents-title">{title}</h2>'
        yield "<ol>"
        is_open = False
        for part in self.parts:
            if isinstance(part.block, Heading) and part.level < 3:
                if part.level == 1:
                    yield from ["</ol></li>"] * is_open
                    is_open = True
                label = f'<a href="#{part.anchor}">{self.text(part.block.text) or "—"}</a>'
                yield f"<li>{label}<ol>" if part.level == 1 else f"<li>{label}</li>"
        yield from ["</ol></li>"] * is_open
        yield "</ol>"
        yield "</nav>"

    def block(self, part: Part) -> Iterator[str]:
        """Yield one block."""
        match part.block:
            case Heading(_level, text, _key):
                level = part.level + 1
                kind = ' class="page"' if part.begins_page else ""
                yield f'<h{level} id="{part.anchor}"{kind}>{self.text(text) or "—"}</h{level}>'
            case Paragraph(text):
                yield f"<p>{self.text(text)}</p>"
            case Bullets(items):
                yield "<ul>"
                yield from (f"<li>{self.text(each)}</li>" for each in items)
                yield "</ul>"
            case Note(text, title):
                head = f"<strong>{self.text(title)}</strong><br>" if title else ""
                yield f'<p class="note">{head}{self.text(text)}</p>'
            case Table():
                yield from self.table(part.block, part.anchor, f"<b>{self.text(part.label)}</b> ")
            case Figure():
                yield from self.figure(part, part.block)

    def figure(self, part: Part, figure: Figure) -> Iterator[str]:
        """Yield a figure: its finding, the picture, how it was computed, and its numbers."""
        anchor = part.anchor
        yield f'<div class="figure" id="{anchor}">'
        yield f'<figure aria-labelledby="{anchor}-title">'
        yield f'<figcaption><span class="finding" id="{anchor}-title"><b>{self.text(part.label)}</b> '
        yield f"{self.text(figure.title)}</span>"
        if figure.shows:
            yield f'<span class="shows">{self.text(figure.shows)}</span>'
        yield "</figcaption>"
        yield self.picture(figure, anchor)
        yield "</figure>"
        yield f'<p class="how">{self.text(self.words["how"])}</p>'
        yield from self.facts(figure.facts)
        if figure.table.rows:
            yield f"<details><summary>{self.text(self.words['numbers_here'])}</summary>"
            yield from self.table(figure.table, f"{anchor}-numbers", "")
            yield "</details>"
        yield "</div>"

    def picture(self, figure: Figure, anchor: str) -> str:
        """Return the picture with its text for readers aloud; the words alone where nothing was drawn."""
        found = pictures.of(figure, "svg", "png")
        alt = self.line(figure.alt or figure.title)
        if found is None:
            return f'<p class="note warning">{self.text(self.words["not_drawn"])}<br>{self.text(figure.alt)}</p>'
        if found.kind == "svg":
            drawn = pictures.inline(found, self.letters.safe(figure.alt or figure.title))
        else:
            drawn = f'<img alt="{alt}" width="{found.width:g}" src="{pictures.as_link(found)}">'
        return f'<div class="picture" role="group" tabindex="0" aria-labelledby="{anchor}-title">{drawn}</div>'

    def facts(self, facts: Iterable[tuple[str, str]]) -> Iterator[str]:
        """Yield facts as a list of terms."""
        lines = [
            f"<div{LONG_CLASS if len(text) > LONG else ''}><dt>{self.text(label)}</dt><dd>{self.aside(text)}</dd></div>"
            for label, text in facts
        ]
        if lines:
            yield '<dl class="facts">'
            yield from lines
            yield "</dl>"

    def aside(self, text: str) -> str:
        """Return a text that keeps its own direction."""
        return f"<bdi>{self.text(text)}</bdi>"

    def table(self, table: Table, anchor: str, label: str) -> Iterator[str]:
        """Yield a table that scrolls on a narrow screen; its first column names the rows."""
        yield f'<div class="scroll" role="region" tabindex="0" aria-labelledby="{anchor}-caption">'
        yield f'<table id="{anchor}"><caption id="{anchor}-caption">{label}{self.text(table.caption)}</caption>'
        columns = columns_of(table)
        kinds = [' class="number"' if each.numeric else "" for each in columns]
        heads = (
            f'<th scope="col"{kind}>{self.text(each.label)}</th>' for each, kind in zip(columns, kinds, strict=True)
        )
        yield f"<thead><tr>{''.join(heads)}</tr></thead>"
        yield "<tbody>"
        yield from (self.row(row, kinds) for row in rows_of(table))
        yield "</tbody></table></div>"
        if not table.rows:
            yield f'<p class="small">{self.text(self.words["no_rows"])}</p>'
        if table.note:
            yield f'<p class="small">{self.text(table.note)}</p>'

    def row(self, row: tuple[str, ...], kinds: list[str]) -> str:
        """Return a row of a table."""
        cells = [f'<th scope="row"{kinds[0]}>{self.cell(row[0])}</th>'] if row else []
        cells += [f"<td{kind}>{self.cell(text)}</td>" for kind, text in zip(kinds[1:], row[1:], strict=True)]
        return f"<tr>{''.join(cells)}</tr>"

    def cell(self, text: str) -> str:
        """Return the text of a cell; numbers and codes in Arabic keep together."""
        if self.document.language == "ar" and text and not has_arabic(text):
            return f'<bdi dir="ltr">{self.text(text)}</bdi>'
        return self.text(text)
