"""Lines over years with a band from the least to the most; a gap where nothing is known, a break between editions."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import altair as alt

from . import Line, Moment, Trend
from .key import draw_note, draw_unit
from .scales import rounded_up, stride
from .sheet import SIZE, SMALL, Row, Sheet, scale, table
from .tones import DASHES, EDGE, INK, line_colour
from .writing import amount, width_of, wrap
from .years import draw_grid, label_year

TALL = 220.0
LOW = 120.0
HEAD = 8.0
INSET = 6.0
LEADING = 15.0
SHAPES = ("circle", "square", "diamond", "triangle-up")


@dataclass(frozen=True, slots=True)
class Plot:
    """Where the years and values lie, in pixels from the starting edge and from the top."""

    start: float
    end: float
    upper: float
    lower: float
    first: int
    last: int
    top: float

    def across(self, year: float) -> float:
        """Return the distance of a year from the starting edge."""
        if self.first == self.last:
            return (self.start + self.end) / 2
        return self.start + (self.end - self.start) * (year - self.first) / (self.last - self.first)

    def down(self, value: float) -> float:
        """Return the height of a value."""
        return self.lower - (self.lower - self.upper) * value / self.top


def trend_top(chart: Trend) -> float:
    """Return where the scale ends: as said, else the round number above all that is drawn."""
    return chart.top or rounded_up(max(known(chart)))


def known(chart: Trend) -> list[float]:
    """Return all values that are drawn."""
    moments = [moment for line in chart.lines for moment in line.moments]
    return [each for moment in moments for each in (moment.value, moment.least, moment.most) if each is not None]


def draw_trend(sheet: Sheet, chart: Trend, y: float = 0.0, *, top: float | None = None, bare: bool = False) -> float:
    """Draw lines from the height Y on; return the height of the picture. BARE: without key, unit and notes."""
    keyed = sheet.narrow or any(not last(line) for line in chart.lines) or is_crowded(sheet, chart)
    if not bare:
        y = draw_line_key(sheet, chart, y) if keyed and len(chart.lines) > 1 else y
        y = draw_unit(sheet, chart.unit, y)
    plot = plotted(sheet, chart, y, top or trend_top(chart), with_words=not (bare or keyed), tall=LOW if bare else TALL)
    place = places(sheet, plot)
    sheet.data += [layer for line in chart.lines for layer in band(line, place)]
    sheet.data += [
        layer for number, line in enumerate(chart.lines) for layer in stroke(line, place, SHAPES[number % len(SHAPES)])
    ]
    draw_breaks(sheet, chart, plot)
    draw_ends(sheet, chart, plot, with_words=not (bare or keyed))
    draw_years_below(sheet, chart, plot)
    return plot.lower + 23 if bare else draw_notes(sheet, [chart], plot.lower + 30)


def is_crowded(sheet: Sheet, chart: Trend) -> bool:
    """Whether the words of the lines do not fit beside each other's ends, so that a key is needed."""
    return sum(LEADING * len(end_lines(sheet, chart, line, with_words=True)) + 6 for line in chart.lines) > TALL


def plotted(sheet: Sheet, chart: Trend, y: float, top: float, *, with_words: bool, tall: float) -> Plot:
    """Return where the data lie, with the grid drawn."""
    years = [moment.year for line in chart.lines for moment in line.moments]
    upper = y + HEAD
    lower = upper + tall
    tail = tail_width(sheet, chart, with_words=with_words)
    start = draw_grid(sheet, (upper, lower), top, chart.unit, tail)
    sheet.rule((start, lower), (sheet.width - tail, lower), colour=EDGE, over=True)
    return Plot(start + INSET, sheet.width - tail - INSET, upper, lower, min(years), max(years), top)


def places(sheet: Sheet, plot: Plot) -> tuple[alt.X, Any]:
    """Return the channels of years and of values."""
    ends = [sheet.across(plot.start), sheet.across(plot.end)]
    domain = [plot.first, plot.last]
    if plot.first == plot.last:
        domain = [plot.first - 1, plot.first + 1]
    years = alt.Scale(domain=domain, range=ends, nice=False, zero=False)
    return alt.X("year:Q", scale=years, axis=None), scale(plot.top, plot.lower, plot.upper)


def stretches(line: Line) -> Iterator[list[Moment]]:
    """Yield the parts of a line that may be joined: they end at a gap and where editions do not compare."""
    part: list[Moment] = []
    for moment in line.moments:
        if part and (moment.value is None or moment.broken):
            yield part
            part = []
        if moment.value is not None:
            part.append(moment)
    if part:
        yield part


def stroke(line: Line, place: tuple[alt.X, Any], shape: str) -> list[alt.Chart]:
    """Return the line and its points."""
    x, values = place
    rows: list[Row] = [
        {"year": moment.year, "value": moment.value, "part": number}
        for number, part in enumerate(stretches(line))
        for moment in part
    ]
    y = alt.Y("value:Q", scale=values, axis=None)
    colour = line_colour(line.tone)
    dash = list(DASHES[line.tone]) if line.tone in DASHES else alt.Undefined
    base = table(rows)
    return [
        base.mark_line(stroke=colour, strokeWidth=2, strokeDash=dash, strokeJoin="round", aria=False).encode(
            x=x, y=y, detail=alt.Detail("part:N")
        ),
        base.mark_point(shape=shape, filled=True, fill=colour, opacity=1, size=34, aria=False).encode(x=x, y=y),
    ]


def band(line: Line, place: tuple[alt.X, Any]) -> list[alt.Chart]:
    """Return the band between the least and the most, where both are known; a post where a moment stands alone."""
    x, values = place
    wide: list[Row] = []
    alone: list[Row] = []
    number = 0
    for part in stretches(line):
        for run in bounded(part):
            number += 1
            rows = [{"year": each.year, "least": each.least, "most": each.most, "part": number} for each in run]
            (wide if len(rows) > 1 else alone).extend(rows)
    colour = line_colour(line.tone)
    y, y2 = alt.Y("least:Q", scale=values, axis=None), alt.Y2("most")
    found = []
    if wide:
        area = table(wide).mark_area(fill=colour, fillOpacity=0.16, aria=False)
        found.append(area.encode(x=x, y=y, y2=y2, detail=alt.Detail("part:N")))
    if alone:
        post = table(alone).mark_rule(stroke=colour, strokeOpacity=0.3, strokeWidth=5, aria=False)
        found.append(post.encode(x=x, y=y, y2=y2))
    return found


def bounded(part: list[Moment]) -> Iterator[list[Moment]]:
    """Yield the runs of moments whose bounds are known."""
    run: list[Moment] = []
    for moment in part:
        if moment.least is None or moment.most is None:
            if run:
                yield run
            run = []
        else:
            run.append(moment)
    if run:
        yield run


def draw_breaks(sheet: Sheet, chart: Trend, plot: Plot) -> None:
    """Draw a dashed line before each moment that does not compare with the one before."""
    for year in sorted(breaks(chart)):
        x = plot.across(year)
        sheet.rule((x, plot.upper), (x, plot.lower), colour=EDGE, dash=(3, 3))


def breaks(chart: Trend) -> set[float]:
    """Return the years, half-way between two moments, where lines break."""
    return {
        (before.year + moment.year) / 2
        for line in chart.lines
        for before, moment in pairwise(line.moments)
        if moment.broken
    }


def last(line: Line) -> Moment | None:
    """Return the last moment with a value."""
    return next((moment for moment in reversed(line.moments) if moment.value is not None), None)


def end_lines(sheet: Sheet, chart: Trend, line: Line, *, with_words: bool) -> list[str]:
    """Return what stands at the end of a line: its last value, then its words."""
    moment = last(line)
    value = amount(moment.value, chart.unit, sheet.language) if moment and moment.value is not None else ""
    words = wrap(line.label, SMALL, sheet.width * 0.26) if with_words and line.label else []
    return [value, *words]


def tail_width(sheet: Sheet, chart: Trend, *, with_words: bool) -> float:
    """Return the width of what stands at the ends of the lines."""
    ends = [end_lines(sheet, chart, line, with_words=with_words) for line in chart.lines]
    values = [width_of(value, SIZE, bold=True) for value, *_words in ends]
    return max(values + [width_of(each, SMALL) for _value, *words in ends for each in words]) + 8


def draw_ends(sheet: Sheet, chart: Trend, plot: Plot, *, with_words: bool) -> None:
    """Write the last value and the words of each line at its end, moved apart where they would meet."""
    ends = [(last(line), end_lines(sheet, chart, line, with_words=with_words)) for line in chart.lines]
    blocks = [(plot.down(moment.value), words) for moment, words in ends if moment and moment.value is not None]
    x = plot.end + INSET + 4
    for middle, (value, *words) in apart(sorted(blocks), plot):
        y = middle - LEADING * len(words) / 2
        sheet.text(x, y, value, bold=True)
        for number, each in enumerate(words, 1):
            sheet.text(x, y + LEADING * number, each, size=SMALL)


def apart(blocks: list[tuple[float, list[str]]], plot: Plot) -> list[tuple[float, list[str]]]:
    """Return the blocks of words moved down, then up, so that none lies on another."""
    halves = [LEADING * len(words) / 2 + 3 for _height, words in blocks]
    heights = [height for height, _words in blocks]
    for number in range(1, len(heights)):
        heights[number] = max(heights[number], heights[number - 1] + halves[number - 1] + halves[number])
    floor = plot.lower + 8
    for number in reversed(range(len(heights))):
        heights[number] = min(heights[number], floor - halves[number])
        floor = heights[number] - halves[number]
    return [(height, words) for height, (_height, words) in zip(heights, blocks, strict=True)]


def draw_years_below(sheet: Sheet, chart: Trend, plot: Plot) -> None:
    """Write the years under the moments, as many as fit; always the last."""
    years = sorted({moment.year for line in chart.lines for moment in line.moments})
    every = stride(len(years), plot.end - plot.start + 20, width_of(str(years[-1]), SMALL) + 8)
    for number, year in enumerate(years):
        if (len(years) - 1 - number) % every == 0:
            label_year(sheet, str(year), plot.across(year), plot.lower + 12)


def draw_line_key(sheet: Sheet, chart: Trend, y: float) -> float:
    """Draw the key of the lines; return the height where it ends."""
    for line in chart.lines:
        swatch(sheet, line, y + 8)
        y = draw_note(sheet, line.label, y, colour=INK)
    return y + 4


def swatch(sheet: Sheet, line: Line, middle: float) -> None:
    """Draw a short piece of a line."""
    sheet.rule((0, middle), (24, middle), colour=line_colour(line.tone), width=2, dash=DASHES.get(line.tone, ()))


def draw_notes(sheet: Sheet, charts: list[Trend], y: float) -> float:
    """Say what the band and the break mean, where there are any; return the height where the notes end."""
    lines = [line for chart in charts for line in chart.lines]
    banded = [line for line in lines if any(list(bounded(part)) for part in stretches(line))]
    if banded:
        sheet.shade(0, y + 2, 24, 12, line_colour(banded[0].tone))
        y = draw_note(sheet, sheet.words.band, y)
    if any(breaks(chart) for chart in charts):
        sheet.rule((12, y), (12, y + 16), colour=EDGE, dash=(3, 3))
        y = draw_note(sheet, sheet.words.broken, y)
    return y
