"""Vertical bars over years, on a quiet grid, with the whole as an outline."""

from . import Bar, Timeline
from .key import draw_key, draw_unit
from .scales import stride, ticks
from .sheet import SMALL, Row, Sheet, look, pixels, rectangles, scaled_y
from .tones import EDGE, LOOKS, MUTED, WHOLE
from .writing import amount, width_of

TALL = 190.0
LOW = 120.0
HEAD = 16.0
FILLED = 0.74
WIDEST = 44.0


def years_top(chart: Timeline) -> float:
    """Return the greatest height that a bar or a whole has."""
    return max(max(sum(bar.values), bar.out_of or 0) for bar in chart.bars) or 1.0


def draw_years(sheet: Sheet, chart: Timeline, y: float = 0.0, *, top: float | None = None, bare: bool = False) -> float:
    """Draw bars over years from the height Y on; return the height of the picture. BARE: without key and unit."""
    if not bare:
        y = draw_key(sheet, chart.series, y, chart.whole)
        y = draw_unit(sheet, chart.unit, y)
    top = top or years_top(chart)
    upper = y + HEAD
    lower = upper + (LOW if bare else TALL)
    start = draw_grid(sheet, (upper, lower), top, chart.unit)
    label = max(width_of(bar.label, SMALL) for bar in chart.bars)
    band = (sheet.width - start) / len(chart.bars)
    band -= max(label - band, 0) / 2 / len(chart.bars)
    draw_columns(sheet, chart, start, band, (lower, upper), top)
    sheet.rule((start, lower), (sheet.width, lower), colour=EDGE, over=True)
    every = stride(len(chart.bars), sheet.width - start, label + 8)
    for number, bar in enumerate(chart.bars):
        if (len(chart.bars) - 1 - number) % every == 0:
            label_year(sheet, bar.label, start + band * (number + 0.5), lower + 12)
    return lower + 23


def label_year(sheet: Sheet, label: str, x: float, y: float) -> None:
    """Write a year under its place, never beyond the edge of the picture."""
    half = width_of(label, SMALL) / 2
    sheet.text(min(max(x, half), sheet.width - half), y, label, anchor="middle", size=SMALL, colour=MUTED)


def draw_grid(sheet: Sheet, heights: tuple[float, float], top: float, unit: str, tail: float = 0.0) -> float:
    """Draw the lines of round numbers; return the distance at which the data may start."""
    upper, lower = heights
    words = [(each, amount(each, unit, sheet.language)) for each in ticks(top)]
    start = max(width_of(each, SMALL) for _value, each in words) + 6
    for value, label in words:
        height = lower - (lower - upper) * value / top
        sheet.text(start - 6, height, label, anchor="end", size=SMALL, colour=MUTED)
        if value:
            sheet.rule((start, height), (sheet.width - tail, height))
    return start


def draw_columns(
    sheet: Sheet, chart: Timeline, start: float, band: float, heights: tuple[float, float], top: float
) -> None:
    """Draw the bars, their wholes and, where there is room, the value above each."""
    lower, upper = heights
    thick = min(band * FILLED, WIDEST)
    rows: list[Row] = []
    wholes: list[Row] = []
    labelled = labels(chart, band, sheet.language)
    for number, bar in enumerate(chart.bars):
        middle = start + band * (number + 0.5)
        sides = {"x": sheet.across(middle - thick / 2), "x2": sheet.across(middle + thick / 2)}
        if bar.out_of is not None:
            wholes.append(sides | {"y": 0, "y2": bar.out_of, "fill": WHOLE, "edge": WHOLE, "dash": []})
            height = lower - (lower - upper) * bar.out_of / top
            sheet.rule((middle - thick / 2, height), (middle + thick / 2, height), colour=EDGE, width=1.5, over=True)
            if number == len(chart.bars) - 1 and bar.out_of > sum(bar.values):
                words = amount(bar.out_of, chart.unit, sheet.language)
                label_year(sheet, words, middle, height - 9)
        reach = 0.0
        for value, series in zip(bar.values, chart.series, strict=True):
            if value:
                rows.append(sides | {"y": reach, "y2": reach + value} | look(series.tone))
            reach += value
        if number in labelled:
            label_bar(sheet, chart, bar, labelled[number], (middle, thick), (lower, (lower - upper) / top))
    for each in (wholes, rows):
        sheet.data += rectangles(each, pixels("x"), scaled_y("y", top, lower, upper))


def label_bar(
    sheet: Sheet, chart: Timeline, bar: Bar, words: str, place: tuple[float, float], scale: tuple[float, float]
) -> None:
    """Write the value above the bar; inside it, if there is room, where it would cross the line of the whole."""
    (middle, thick), (lower, pixel) = place, scale
    tall = sum(bar.values) * pixel
    crosses = bar.out_of is not None and 0 < bar.out_of * pixel - tall < 17
    if not crosses:
        sheet.text(middle, lower - tall - 8, words, anchor="middle", size=SMALL)
    elif tall > 18 and width_of(words, SMALL) <= thick:
        ink = LOOKS[chart.series[-1].tone].ink
        sheet.text(middle, lower - tall + 9, words, anchor="middle", size=SMALL, colour=ink)


def labels(chart: Timeline, band: float, language: str) -> dict[int, str]:
    """Return the values to write above bars: all where they fit, else the greatest and the last where it is free."""
    totals = [sum(bar.values) for bar in chart.bars]
    words = [amount(each, chart.unit, language) for each in totals]
    if max(width_of(each, SMALL) for each in words) + 2 <= band:
        return dict(enumerate(words))
    greatest = max(range(len(totals)), key=totals.__getitem__)
    last = len(totals) - 1
    reach = int(width_of(words[last], SMALL) / 2 / band + 0.5)
    is_free = all(totals[number] <= totals[last] for number in range(max(last - reach, 0), last))
    apart = (last - greatest) * band > width_of(words[last] + words[greatest], SMALL) / 2 + 4
    return {number: words[number] for number in ({greatest, last} if is_free and apart else {greatest})}
