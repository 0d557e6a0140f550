"""What an analysis document is made of, before it becomes PDF, Word, HTML or JSON; all words are in its language."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; ``key`` is stable across languages and names the anchor; level 1 begins a chapter."""

    level: int
    text: str
    key: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of plain text."""

    text: str


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """A remark set apart: what is missing, how far the data reach."""

    text: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """The head of a column; numbers stand at the end of their cell."""

    label: str
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table of words and numbers as they are read, with a caption; the first column names the row."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure: its finding as title, picture in two forms, text in place of it, and how it was computed.

    ``facts`` are lines of (label, text): unit, denominator, source, data version, code version, result's hash.
    ``table`` holds the same numbers.
    """

    name: str
    title: str
    shows: str
    alt: str
    svg: bytes
    png: bytes
    facts: tuple[tuple[str, str], ...]
    table: Table


Block = Heading | Paragraph | Bullets | Note | Table | Figure


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document. ``date`` is ISO (of the data, never of the clock), ``language`` a two-letter code.

    ``words`` holds the fixed words of the frame in the document's language: ``contents``, ``figure``, ``table``,
    ``page``, ``exercise``, ``not_official``. ``data`` is what the JSON form carries beside the blocks.
    """

    title: str
    subtitle: str
    language: str
    date: str
    operator: str
    exercise: bool
    blocks: tuple[Block, ...]
    words: Mapping[str, str]
    facts: tuple[tuple[str, str], ...] = ()
    data: Mapping[str, Any] = field(default_factory=dict)
