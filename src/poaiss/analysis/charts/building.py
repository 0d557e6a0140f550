"""From a chart in plain data to an Altair chart."""

from dataclasses import dataclass
from math import isfinite
from typing import Any

from . import Bars, Chart, Drawing, Words
from .barring import draw_bars
from .sheet import Sheet
from .tones import MUTED

LEAST = 1.0


@dataclass(frozen=True, slots=True)
class Piece:
    """A chart and its place in the picture, in pixels."""

    chart: Any
    x: float
    y: float
    width: float
    height: float


def pieces(drawing: Drawing) -> list[Piece]:
    """Return the charts that the picture is put together from: one, or one for each panel."""
    check(drawing.chart)
    return [single(drawing, drawing.chart)]


def single(drawing: Drawing, chart: Chart) -> Piece:
    """Return a picture of one chart."""
    sheet = Sheet(drawing.width, drawing.language, drawing.words or Words())
    height = draw(sheet, chart)
    return Piece(sheet.chart(height), 0, 0, drawing.width, height)


def draw(sheet: Sheet, chart: Chart) -> float:
    """Draw the chart on the sheet; return the height of the picture."""
    if is_empty(chart):
        return draw_nothing(sheet)
    if isinstance(chart, Bars):
        return draw_bars(sheet, chart)
    raise TypeError(type(chart).__name__)


def draw_nothing(sheet: Sheet) -> float:
    """Say in words that there is no data."""
    sheet.frame(0.5, 0.5, sheet.width - 1, 71, dash=(4, 3))
    sheet.text(sheet.width / 2, 36, sheet.words.no_data, anchor="middle", colour=MUTED)
    return 72.0


def is_empty(chart: Chart) -> bool:
    """Whether the chart has nothing to show."""
    if isinstance(chart, Bars):
        return not chart.bars or not chart.series
    return False


def check(chart: Chart) -> None:
    """Raise ValueError where a value is no number, is below nothing, or has no series."""
    if isinstance(chart, Bars):
        for bar in chart.bars:
            if len(bar.values) != len(chart.series):
                raise ValueError(f"{bar.label}: {len(bar.values)} values for {len(chart.series)} series")
            for value in (*bar.values, bar.out_of or 0):
                if not isfinite(value) or value < 0:
                    raise ValueError(f"{bar.label}: {value}")
