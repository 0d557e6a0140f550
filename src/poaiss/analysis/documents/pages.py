"""An analysis document as plain data for the page template: every text made safe, every width reckoned."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from poaiss.analysis.documents import pictures
from poaiss.analysis.documents.blocks import Bullets, Document, Figure, Heading, Note, Paragraph, Table
from poaiss.analysis.documents.shaping import SHORT, Part, figures, parts
from poaiss.analysis.documents.widths import columns_of, easy, has_arabic, least, rows_of, shares, weight
from poaiss.analysis.documents.words import REGIONS, day_words, stamp, words_of
from poaiss.reporting.documents.texts import Letters

Json = dict[str, Any]
TEXT_WIDTH, TALLEST = 165.0, 162.0
"""The room for a picture on a page, in millimetres."""
PIXEL = 25.4 / 96
SIZES = (8.2, 7.4, 6.6, 5.8)
"""Sizes of the letters of tables, in points; the first in which a table has room is taken."""
UPRIGHT, SIDEWAYS, LETTER = 165.0, 252.0, 0.182
"""Room across a page either way, and the width of a letter of one point, in millimetres."""
WHOLE = 16
"""Rows up to which a table is not broken over pages."""
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
            "numbers": runs([self.numbers(part, figure) for part, figure in figures(found) if figure.table.rows]),
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
                    "breaks": part.begins_page,
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
        narrowest = least(columns, heads, rows)
        size, sideways = fitting(easy(columns, narrowest, rows), sum(narrowest))
        shown = [
            {"label": head, "numeric": column.numeric, "ltr": not any(has_arabic(row[at]) for row in rows)}
            for at, (head, column) in enumerate(zip(heads, columns, strict=True))
        ]
        return {
            "caption": self.text(table.caption),
            "columns": shown,
            "shares": shares(columns, narrowest, rows, room(size, sideways=sideways)),
            "rows": rows,
            "repeats": sum(map(len, heads)) < SHORT,
            "long": [any(len(each) > 700 for each in row) for row in rows],
            "note": self.text(table.note),
            "sideways": sideways,
            "size": size,
            "whole": len(rows) <= WHOLE and not any(len(each) > 200 for row in rows for each in row),
        }


def runs(tables: list[Json]) -> list[Json]:
    """Return tables in runs that stand on pages of one way."""
    grouped = groupby(tables, key=lambda each: bool(each["sideways"]))
    return [{"sideways": sideways, "tables": list(those)} for sideways, those in grouped]


def room(size: float, *, sideways: bool) -> float:
    """Return how many letters of a SIZE stand across a page."""
    return (SIDEWAYS if sideways else UPRIGHT) / (LETTER * size)


def fitting(easily: float, barely: float) -> tuple[float, bool]:
    """Return the size of letters, and whether the page is turned, in which a table has room, at best with ease."""
    upright = [(size, False) for size in SIZES[:3]]
    turned = [(size, True) for size in SIZES]
    for letters, ways in ((easily, upright), (barely, upright[-1:]), (easily, turned), (barely, turned)):
        for way in ways:
            if letters <= room(way[0], sideways=way[1]):
                return way
    return SIZES[-1], True
