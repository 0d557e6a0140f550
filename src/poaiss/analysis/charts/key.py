"""The key of a chart: swatches with their words, in as many rows as they need."""

from collections.abc import Sequence

from . import Series
from .sheet import SMALL, Sheet
from .writing import shorten, width_of

SWATCH = 14.0
GAP = 6.0
BETWEEN = 18.0
PITCH = 21.0


def draw_key(sheet: Sheet, series: Sequence[Series], y: float) -> float:
    """Draw the key from the height Y on; return the height where it ends."""
    x = 0.5
    for each in series:
        words = shorten(each.label, SMALL, sheet.width - SWATCH - GAP - 1)
        needed = SWATCH + GAP + width_of(words, SMALL)
        if x > 1 and x + needed > sheet.width:
            x, y = 0.5, y + PITCH
        sheet.box(x, y + 1, SWATCH, SWATCH - 2, each.tone)
        sheet.text(x + SWATCH + GAP, y + SWATCH / 2, words, size=SMALL)
        x += needed + BETWEEN
    return y + PITCH + 5 if series else y
