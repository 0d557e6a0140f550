"""Horizontal bars: their words at the start, the number at the end, the whole as an outline behind."""

from dataclasses import dataclass

from . import Bar, Bars
from .key import draw_key, draw_unit
from .sheet import SIZE, SMALL, Row, Sheet, look, pixels_y, rectangles, scaled
from .tones import EDGE, LOOKS, WHOLE
from .writing import amount, share, width_of, wrap

THICK = 20.0
LEADING = 16.0
GAP = 8.0


@dataclass(frozen=True, slots=True)
class Place:
    """Where bars start and end across, and the value at the end."""

    start: float
    end: float
    top: float

    def at(self, value: float) -> float:
        """Return the distance of VALUE from the starting edge."""
        return self.start + (self.end - self.start) * value / self.top


def top_of(chart: Bars) -> float:
    """Return the longest length that a bar or a whole has."""
    return 1.0 if chart.as_shares else max(max(sum(bar.values), bar.out_of or 0) for bar in chart.bars) or 1.0


def draw_bars(sheet: Sheet, chart: Bars, y: float = 0.0, *, top: float | None = None, bare: bool = False) -> float:
    """Draw bars from the height Y on; return the height of the picture. BARE: without key and unit."""
    if not bare:
        y = draw_key(sheet, chart.series, y, chart.whole)
        y = draw_unit(sheet, "" if chart.as_shares else chart.unit, y)
    room = 0.0 if sheet.narrow else label_room(sheet, chart)
    ends = [end_words(sheet, chart, bar) for bar in chart.bars]
    tail = max(width_of(each, SMALL) for each in ends) + 8
    place = Place(room, max(sheet.width - tail, room + 40), top or top_of(chart))
    rows: list[Row] = []
    wholes: list[Row] = []
    first = y
    for bar, words in zip(chart.bars, ends, strict=True):
        lines = wrap(bar.label, SIZE, (sheet.width if sheet.narrow else room) - 12, 4)
        upper, lower = draw_label(sheet, lines, y)
        draw_values(sheet, chart, bar, place, (upper, lower), rows, wholes)
        reach = max(sum(bar.values), bar.out_of or 0) if not chart.as_shares else 1.0
        sheet.text(place.at(reach) + 7, (upper + lower) / 2, words, size=SMALL)
        if sheet.narrow:
            sheet.rule((place.start, upper - 2), (place.start, lower + 2), colour=EDGE, over=True)
        y = max(lower, y + LEADING * len(lines)) + (GAP + 4 if sheet.narrow else GAP)
    put(sheet, place, rows, wholes)
    if not sheet.narrow:
        sheet.rule((place.start, first - 2), (place.start, y - GAP + 2), colour=EDGE, over=True)
    return y - GAP + 3


def label_room(sheet: Sheet, chart: Bars) -> float:
    """Return the width of the column of words: as much as they take, at most two fifths of the picture."""
    return min(max(width_of(bar.label, SIZE) for bar in chart.bars) + 13, sheet.width * 0.4)


def draw_label(sheet: Sheet, lines: list[str], y: float) -> tuple[float, float]:
    """Write the words of a bar; return the heights where the bar begins and ends."""
    tall = LEADING * len(lines)
    if sheet.narrow:
        for number, line in enumerate(lines):
            sheet.text(0, y + LEADING * (number + 0.5), line)
        return y + tall + 3, y + tall + 3 + THICK - 4
    middle = y + max(tall, THICK) / 2
    for number, line in enumerate(lines):
        sheet.text(0, middle - tall / 2 + LEADING * (number + 0.5), line)
    return middle - THICK / 2, middle + THICK / 2


def end_words(sheet: Sheet, chart: Bars, bar: Bar) -> str:
    """Return what stands at the end of a bar: its value, of the whole where there is one."""
    whole = "" if bar.out_of is None else amount(bar.out_of, "", sheet.language)
    if chart.as_shares:
        known = whole or amount(sum(bar.values), "", sheet.language)
        return "" if chart.unit == "%" else sheet.words.count % {"whole": known}
    if len(chart.series) > 1 and bar.out_of is not None and abs(sum(bar.values) - bar.out_of) < 1e-9:
        return sheet.words.count % {"whole": whole}
    value = amount(sum(bar.values), chart.unit, sheet.language)
    return sheet.words.of % {"value": value, "whole": whole} if whole and chart.unit != "%" else value


def draw_values(
    sheet: Sheet,
    chart: Bars,
    bar: Bar,
    place: Place,
    heights: tuple[float, float],
    rows: list[Row],
    wholes: list[Row],
) -> None:
    """Add the parts of a bar and its whole to the rows, and write a number on each part that has room for it."""
    upper, lower = heights
    whole = max(bar.out_of or 0, sum(bar.values)) or 1.0
    divisor = whole if chart.as_shares else 1.0
    if bar.out_of is not None or chart.as_shares:
        reach = 1.0 if chart.as_shares else bar.out_of
        wholes.append(
            {"x": 0, "x2": reach, "y": upper + 0.5, "y2": lower - 0.5, "fill": WHOLE, "edge": EDGE, "dash": []}
        )
    begin = 0.0
    for value, series in zip(bar.values, chart.series, strict=True):
        end = begin + value / divisor
        if value:
            rows.append({"x": begin, "x2": end, "y": upper, "y2": lower} | look(series.tone))
            if len(chart.series) > 1:
                words = (
                    share(value / divisor, sheet.language)
                    if chart.as_shares
                    else amount(value, chart.unit, sheet.language)
                )
                if place.at(end) - place.at(begin) > width_of(words, SMALL) + 4:
                    across = (place.at(begin) + place.at(end)) / 2
                    sheet.text(
                        across, (upper + lower) / 2, words, anchor="middle", size=SMALL, colour=LOOKS[series.tone].ink
                    )
        begin = end


def put(sheet: Sheet, place: Place, rows: list[Row], wholes: list[Row]) -> None:
    """Put the bars and their wholes on the sheet, on the scale of the values."""
    x = scaled("x", place.top, sheet.across(place.start), sheet.across(place.end))
    for each in (wholes, rows):
        if each:
            sheet.data += rectangles(each, x, pixels_y("y"))
