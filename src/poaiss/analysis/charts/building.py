"""From a chart in plain data to Altair charts: one for a picture, or one for each panel."""

from dataclasses import dataclass
from math import ceil, isfinite
from typing import Any

from . import Bars, Chart, Drawing, Multiples, Panel, Tiles, Timeline, Trend, Words
from .barring import draw_bars, top_of
from .key import draw_key, draw_unit
from .lines import draw_line_key, draw_notes, draw_trend, known, trend_top
from .sheet import SIZE, Sheet
from .tones import LOOKS, MUTED
from .world import draw_world
from .writing import wrap
from .years import draw_years, years_top

BETWEEN = 24.0
LEAST = 200.0
LEADING = 17.0
WIDEST = 4000


@dataclass(frozen=True, slots=True)
class Piece:
    """A chart, as Altair specifies it in Vega-Lite, and its place in the picture, in pixels."""

    chart: dict[str, Any]
    x: float
    y: float
    width: float
    height: float


def pieces(drawing: Drawing) -> list[Piece]:
    """Return the charts that the picture is put together from; ValueError where they cannot be drawn."""
    if not 120 <= drawing.width <= WIDEST:
        raise ValueError(f"width {drawing.width}")
    check(drawing.chart)
    if isinstance(drawing.chart, Multiples) and not is_empty(drawing.chart):
        return panels(drawing, drawing.chart)
    sheet = blank(drawing, drawing.width)
    height = draw(sheet, drawing.chart)
    return [Piece(sheet.chart(height), 0, 0, drawing.width, height)]


def blank(drawing: Drawing, width: float) -> Sheet:
    """Return an empty sheet for the drawing."""
    return Sheet(width, drawing.language, drawing.words or Words())


def draw(sheet: Sheet, chart: Chart, y: float = 0.0, *, top: float | None = None, bare: bool = False) -> float:
    """Draw the chart on the sheet; return the height of the picture."""
    if is_empty(chart):
        return draw_nothing(sheet, y)
    if isinstance(chart, Bars):
        return draw_bars(sheet, chart, y, top=top, bare=bare)
    if isinstance(chart, Timeline):
        return draw_years(sheet, chart, y, top=top, bare=bare)
    if isinstance(chart, Trend):
        return draw_trend(sheet, chart, y, top=top, bare=bare)
    if isinstance(chart, Tiles):
        return draw_world(sheet, chart, y)
    raise TypeError(type(chart).__name__)


def draw_nothing(sheet: Sheet, y: float) -> float:
    """Say in words that there is no data."""
    sheet.frame(0.5, y + 0.5, sheet.width - 1, 71, dash=(4, 3))
    sheet.text(sheet.width / 2, y + 36, sheet.words.no_data, anchor="middle", colour=MUTED)
    return y + 72


def panels(drawing: Drawing, chart: Multiples) -> list[Piece]:
    """Return the panels side by side on one scale, under one key, in as many columns as fit."""
    fitting = max(1, int((drawing.width + BETWEEN) // (LEAST + BETWEEN)))
    columns = ceil(len(chart.panels) / ceil(len(chart.panels) / fitting))  # four stand two by two
    width = round((drawing.width - BETWEEN * (columns - 1)) / columns, 2)
    top = common_top(chart)
    titles = [wrap(panel.title, SIZE, width, 2) for panel in chart.panels]
    found = head(drawing, chart)
    y = found[0].height if found else 0.0
    mirrored = blank(drawing, width).mirrored
    for first in range(0, len(chart.panels), columns):
        row = range(first, min(first + columns, len(chart.panels)))
        lines = max(len(titles[number]) for number in row)
        height = 0.0
        for number in row:
            distance = (number - first) * (width + BETWEEN)
            x = round(drawing.width - distance - width if mirrored else distance, 2)
            piece = panel_piece(blank(drawing, width), chart.panels[number], titles[number], lines, top)
            found.append(Piece(piece.chart, x, y, width, piece.height))
            height = max(height, piece.height)
        y += height + BETWEEN - 6
    return found


def panel_piece(sheet: Sheet, panel: Panel, title: list[str], lines: int, top: float | None) -> Piece:
    """Return one panel; its title stands on the last of LINES, so that the data of a row lie side by side."""
    for number, line in enumerate(title):
        sheet.text(0, LEADING * (lines - len(title) + number + 0.5), line, bold=True)
    height = draw(sheet, panel.chart, LEADING * lines + 6, top=top, bare=True)
    return Piece(sheet.chart(height), 0, 0, sheet.width, height)


def head(drawing: Drawing, chart: Multiples) -> list[Piece]:
    """Return what all panels share: the key, the unit, the notes."""
    sheet = blank(drawing, drawing.width)
    y = 0.0
    charts = [panel.chart for panel in chart.panels if not is_empty(panel.chart)]
    trends = [each for each in charts if isinstance(each, Trend)]
    counted = [each for each in charts if isinstance(each, Bars | Timeline)]
    series = list(dict.fromkeys(one for each in counted for one in each.series))
    y = draw_key(sheet, series, y, next((each.whole for each in counted if each.whole), ""))
    if trends and len(trends[0].lines) > 1:
        y = draw_line_key(sheet, trends[0], y)
    if trends:
        y = draw_notes(sheet, trends, y)
    units = {each.unit for each in charts if not (isinstance(each, Bars) and each.as_shares)}
    y = draw_unit(sheet, units.pop() if len(units) == 1 else "", y)
    return [Piece(sheet.chart(y + 4), 0, 0, drawing.width, y + 4)] if y else []


def common_top(chart: Multiples) -> float | None:
    """Return the greatest value of all panels, so that they share a scale."""
    tops = [end_of_scale(panel.chart) for panel in chart.panels if not is_empty(panel.chart)]
    return max(tops, default=None)


def end_of_scale(chart: Chart) -> float:
    """Return where the scale of a chart ends."""
    if isinstance(chart, Bars):
        return top_of(chart)
    return years_top(chart) if isinstance(chart, Timeline) else trend_top(chart) if isinstance(chart, Trend) else 0.0


def is_empty(chart: Chart) -> bool:
    """Whether the chart has nothing to show."""
    if isinstance(chart, Bars | Timeline):
        return not chart.bars or not chart.series
    if isinstance(chart, Trend):
        return not any(moment.value is not None for line in chart.lines for moment in line.moments)
    if isinstance(chart, Tiles):
        return not chart.tiles
    return not chart.panels


def check(chart: Chart) -> None:
    """Raise ValueError where a value is no number, is below nothing, has no series, or a tone is unknown."""
    if isinstance(chart, Multiples):
        for panel in chart.panels:
            check(panel.chart)
    elif isinstance(chart, Bars | Timeline):
        for bar in chart.bars:
            if len(bar.values) != len(chart.series):
                raise ValueError(f"{bar.label}: {len(bar.values)} values for {len(chart.series)} series")
            check_numbers(bar.label, [*bar.values, bar.out_of or 0])
        check_tones([each.tone for each in chart.series])
    elif isinstance(chart, Trend):
        check_numbers("trend", [*known(chart), chart.top or 0])
        check_tones([each.tone for each in chart.lines])
    else:
        check_tones([each.tone for each in chart.tiles] + [each.tone for each in chart.key])


def check_numbers(place: str, values: list[float]) -> None:
    """Raise ValueError for a value that is no number or is below nothing."""
    for value in values:
        if not isfinite(value) or value < 0:
            raise ValueError(f"{place}: {value}")


def check_tones(tones: list[Any]) -> None:
    """Raise ValueError for a tone that has no look."""
    for tone in tones:
        if tone not in LOOKS:
            raise ValueError(f"tone {tone}")
