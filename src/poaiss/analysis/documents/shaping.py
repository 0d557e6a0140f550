"""The blocks of a document in their places: levels without a leap, numbers of figures and tables, anchors."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from poaiss.analysis.documents.blocks import Block, Document, Figure, Heading, Paragraph, Table
from poaiss.analysis.documents.words import words_of

DEEPEST = 4
"""The deepest level of headings; what lies deeper is shown on it."""

SHORT = 600
"""Letters up to which a paragraph is short."""


@dataclass(frozen=True, slots=True)
class Part:
    """A block with its place: level of a heading, anchor, number and label ("Figure 3") of a figure or table."""

    block: Block
    anchor: str = ""
    level: int = 0
    number: int = 0
    label: str = ""
    is_lead: bool = False
    """Whether it is a short paragraph that leads to the figure or table after it, and stays with that."""
    begins_page: bool = False
    """Whether it is the heading of a chapter that begins on a new page: the one before it filled its pages."""


@dataclass(slots=True)
class Places:
    """Counts figures and tables and keeps anchors apart while the blocks of one document go by."""

    words: dict[str, str]
    level: int = 0
    counts: dict[str, int] = field(default_factory=lambda: {"figure": 0, "table": 0})
    taken: set[str] = field(default_factory=set)

    def part(self, block: Block) -> Part:
        """Return the next block in its place."""
        if isinstance(block, Heading):
            self.level = max(1, min(block.level, self.level + 1, DEEPEST))
            return Part(block, anchor=self.anchor(block.key or "part"), level=self.level)
        if isinstance(block, Figure):
            return self.numbered(block, "figure", block.name)
        if isinstance(block, Table):
            return self.numbered(block, "table", "")
        return Part(block)

    def numbered(self, block: Figure | Table, kind: str, name: str) -> Part:
        """Return a figure or table with its number."""
        self.counts[kind] += 1
        number = self.counts[kind]
        anchor = self.anchor(f"{kind}-{name}" if name else f"{kind}-{number}")
        return Part(block, anchor=anchor, number=number, label=f"{self.words[kind]} {number}")

    def anchor(self, key: str) -> str:
        """Return an anchor that no other block has."""
        base = re.sub(r"[^a-z0-9-]+", "-", key.lower()).strip("-") or "part"
        found, again = base, 1
        while found in self.taken:
            again += 1
            found = f"{base}-{again}"
        self.taken.add(found)
        return found


def parts(document: Document) -> tuple[Part, ...]:
    """Return the blocks of a document in their places.

    No heading is more than one level below the one before it (PDF/UA-1, ISO 14289-1, 7.4.2).
    """
    places = Places(words_of(document), taken={"contents", "main", "numbers"})
    return tuple(with_pages(with_leads(list(map(places.part, document.blocks)))))


def with_pages(found: list[Part]) -> list[Part]:
    """Say which chapters begin on a new page: the first, and each after a chapter with a figure or a table."""
    is_due = True
    for at, part in enumerate(found):
        if part.level == 1:
            found[at], is_due = replace(part, begins_page=is_due), False
        is_due = is_due or isinstance(part.block, Figure | Table)
    return found


def with_leads(found: list[Part]) -> list[Part]:
    """Say of each short paragraph before a figure or table that it leads to it."""
    for at in range(len(found) - 1):
        block, after = found[at].block, found[at + 1].block
        if isinstance(block, Paragraph) and isinstance(after, Figure | Table):
            found[at] = replace(found[at], is_lead=len(block.text) < SHORT)
    return found


def figures(found: tuple[Part, ...]) -> Iterator[tuple[Part, Figure]]:
    """Yield the figures of a document with their places."""
    for part in found:
        if isinstance(part.block, Figure):
            yield part, part.block


def width_of(table: Table) -> int:
    """Return of how many columns a table is; a row may be longer than the heads."""
    return max([len(table.columns), *map(len, table.rows)])


def full(row: tuple[str, ...], width: int) -> tuple[str, ...]:
    """Return a row with a text for each column."""
    return (*row, *[""] * (width - len(row)))
