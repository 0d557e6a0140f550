"""Figures as pictures: what a chart shows is said here in plain data, and drawn by Altair in a process of its own.

The words of a chart are already in the reader's language; a chart knows nothing of databases or of Django.
"""

from dataclasses import dataclass, field
from typing import Literal

Tone = Literal[
    "yes",
    "developing",
    "no",
    "answered",
    "unchanged",
    "restricted",
    "no_answer",
    "not_applicable",
    "not_asked",
    "did_not_report",
    "not_yet_a_state",
    "plain",
    "second",
]
"""What a mark means; each tone has one colour everywhere, told apart without seeing colours."""


@dataclass(frozen=True, slots=True)
class Series:
    """One of the parts that bars are made of: its tone and its words for the key."""

    tone: Tone
    label: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its words, a value for each series, and the whole that it is a part of (None: none)."""

    label: str
    values: tuple[float, ...]
    out_of: float | None = None


@dataclass(frozen=True, slots=True)
class Bars:
    """Horizontal bars; with several series they are stacked. The whole is an outline behind each bar.

    ``unit`` says what is counted ("%": values are percentages); ``whole`` says what the outline is, in the key.
    """

    bars: tuple[Bar, ...]
    series: tuple[Series, ...]
    unit: str = ""
    as_shares: bool = False
    whole: str = ""


@dataclass(frozen=True, slots=True)
class Timeline:
    """Vertical bars over years, stacked where there are several series; the whole as an outline."""

    bars: tuple[Bar, ...]
    series: tuple[Series, ...]
    unit: str = ""
    whole: str = ""


@dataclass(frozen=True, slots=True)
class Moment:
    """A value in a year with the least and the most that it can be; ``broken``: not comparable with the last."""

    year: int
    value: float | None
    least: float | None = None
    most: float | None = None
    broken: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A line through moments, with its words and tone."""

    label: str
    moments: tuple[Moment, ...]
    tone: Tone = "plain"


@dataclass(frozen=True, slots=True)
class Trend:
    """Lines over years with a band from the least to the most; a line breaks where editions do not compare."""

    lines: tuple[Line, ...]
    unit: str = ""
    top: float | None = None


@dataclass(frozen=True, slots=True)
class Tile:
    """A State as a tile of equal size."""

    code: str
    column: int
    row: int
    name: str
    tone: Tone
    words: str


@dataclass(frozen=True, slots=True)
class Tiles:
    """The world in equal tiles, one a State; the key says what each tone means."""

    tiles: tuple[Tile, ...]
    key: tuple[Series, ...]


@dataclass(frozen=True, slots=True)
class Panel:
    """One of several small charts."""

    title: str
    chart: "Bars | Timeline | Trend"


@dataclass(frozen=True, slots=True)
class Multiples:
    """Small charts on one scale."""

    panels: tuple[Panel, ...]


Chart = Bars | Timeline | Trend | Tiles | Multiples


@dataclass(frozen=True, slots=True)
class Words:
    """The words that every chart may need; ``drawing.draw`` gives them in the language of the drawing."""

    of: str = "%(value)s of %(whole)s"
    count: str = "n = %(whole)s"
    no_data: str = "No data"
    band: str = "From the least to the most that it can be"
    broken: str = "Not comparable with the round before"


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is to be drawn: a chart under the name of its figure, in the direction of a language.

    ``name`` makes the identifiers in the SVG unique on a page; ``width`` is in pixels; ``title`` and ``alt`` are read
    aloud in place of the picture. ``words`` None: those of the language.
    """

    name: str
    chart: Chart
    language: str = "en"
    width: int = 680
    alt: str = field(default="", compare=False)
    title: str = field(default="", compare=False)
    words: Words | None = None
