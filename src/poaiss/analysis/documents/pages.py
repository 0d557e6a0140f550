"""An analysis document as plain data for the page template: every text made safe, every width reckoned."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from poaiss.analysis.documents import pictures
from poaiss.analysis.documents.blocks import Bullets, Document, Figure, Heading, Note, Paragraph, Table
from poaiss.analysis.documents.shaping import SHORT, Part, figures, parts
from poaiss.analysis.documents.widths import columns_of, has_arabic, least, rows_of, shares, weight
from poaiss.analysis.documents.words import REGIONS, day_words, stamp, words_of
from poaiss.reporting.documents.texts import Letters

Json = dict[str, Any]
TEXT_WIDTH, TALLEST = 165.0, 175.0
"""The room for a picture on a page, in millimetres."""
PIXEL = 25.4 / 96
WIDE = 150
"""Letters, as the longest words of the columns are, from which a table stands on a page turned sideways."""
RUNNING = 64
"""Letters that one side of the head of a page can hold."""
PAGE_MARK = "\x00"


@dataclass
class Pages:
    """Makes the data of one document; ``drawn`` holds what the pages show, by the name of its file."""

    document: Document
    letters: Letters
    kinds: tuple[str, ...]
    drawn: dict[str, pictures.Picture] = field(default_factory=dict)

    def data(self) -> Json:
        """Return the whole document."""
        document, moment = self.document, stamp(self.document)
        found = parts(document)
        return {
            "title": self.line(document.title) or "—",
            "short": self.short(document.title),
            "subtitle": self.text(document.subtitle),
            "operator": self.line(document.operator),
            "language": document.language,
            "region": REGIONS.get(document.language),
            "rtl": document.language == "ar",
            "date": [moment.year, moment.month, moment.day],
            "date_words": self.text(day_words(document)),
            "exercise": document.exercise,
            "words": {key: self.text(value) for key, value in words_of(document).items()},
            "numbers_on": [self.text(each) for each in self.on_page()],
            "facts": self.facts(document.facts),
            "items": [self.item(part) for part in found],
            "numbers": [self.numbers(part, figure) for part, figure in figures(found) if figure.table.rows],
        }

    def on_page(self) -> tuple[str, str]:
        """Return what stands before and after the number of a page in a sentence."""
        before, _mark, after = (words_of(self.document)["numbers_on"] % {"page": PAGE_MARK}).partition(PAGE_MARK)
        return before, after

    def text(self, text: str) -> str:
        """Return a text as the fonts can show it."""
        return self.letters.safe(text)

    def line(self, text: str) -> str:
        """Return a text on one line."""
        return " ".join(self.text(text).split("\n"))

    def short(self, text: str) -> str:
        """Return a text as the head of a page can hold it."""
        line = self.line(text)
        room = RUNNING // 2 if weight(line) > len(line) else RUNNING
        return line if len(line) <= room else f"{line[: room - 1].rstrip()}…"

    def facts(self, facts: Iterable[tuple[str, str]]) -> list[list[str]]:
        """Return facts as label and text."""
        return [[self.line(label), self.text(text)] for label, text in facts]

    def item(self, part: Part) -> Json:
        """Return one block."""
        match part.block:
            case Heading(_level, text, _key):
                return {
                    "type": "heading",
                    "level": part.level,
                    "text": self.line(text) or "—",
                    "short": self.short(text),
                }
            case Paragraph(text):
                return {"type": "paragraph", "text": self.text(text), "keep": part.is_lead}
            case Bullets(items):
                return {"type": "bullets", "items": [self.text(each) for each in items]}
            case Note(text, title):
                return {"type": "note", "text": self.text(text), "title": self.line(title)}
            case Table():
                return {"type": "table", "label": part.label, **self.table(part.block)}
            case Figure():
                return self.figure(part, part.block)

    def figure(self, part: Part, figure: Figure) -> Json:
        """Return a figure with the size that its picture has on the page."""
        found = pictures.of(figure, *self.kinds)
        name, width, height = "", 0.0, 0.0
        if found:
            name = f"figure-{part.number}.{found.kind}"
            width = min(TEXT_WIDTH, found.width * PIXEL, TALLEST / found.ratio)
            height = width * found.ratio
            self.drawn[name] = found
        return {
            "type": "figure",
            "label": part.label,
            "anchor": part.anchor,
            "title": self.text(figure.title),
            "shows": self.text(figure.shows),
            "alt": self.line(figure.alt or figure.title) or "—",
            "picture": name,
            "width": round(width, 2),
            "height": round(height, 2),
            "facts": self.facts(figure.facts),
            "numbers": bool(figure.table.rows),
        }

    def numbers(self, part: Part, figure: Figure) -> Json:
        """Return the numbers of a figure."""
        return {"label": part.label, "anchor": part.anchor, **self.table(figure.table)}

    def table(self, table: Table) -> Json:
        """Return a table with the share of the page that each column gets."""
        columns = columns_of(table)
        rows = [[self.text(each) for each in row] for row in rows_of(table)]
        heads = [self.text(each.label) for each in columns]
        narrowest, width = least(heads, rows), len(columns)
        shown = [
            {"label": head, "numeric": column.numeric, "ltr": not any(has_arabic(row[at]) for row in rows)}
            for at, (head, column) in enumerate(zip(heads, columns, strict=True))
        ]
        return {
            "caption": self.text(table.caption),
            "columns": shown,
            "shares": shares(columns, narrowest, rows),
            "rows": rows,
            "repeats": sum(map(len, heads)) < SHORT,
            "long": [any(len(each) > 700 for each in row) for row in rows],
            "note": self.text(table.note),
            "sideways": sum(narrowest) + 2 * width > WIDE,
            "size": 8.2 if width <= 6 else 7.4 if width <= 10 else 6.6 if width <= 16 else 5.8,
        }
