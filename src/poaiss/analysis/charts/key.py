"""The key of a chart: swatches with their words, in as many rows as they need."""

from collections.abc import Sequence

from . import Series, Tone
from .sheet import SMALL, Sheet
from .tones import MUTED
from .writing import width_of, wrap

SWATCH = 14.0
GAP = 6.0
BETWEEN = 18.0
PITCH = 21.0
LEADING = 15.0


def draw_key(sheet: Sheet, series: Sequence[Series], y: float, whole: str = "") -> float:
    """Draw the key from the height Y on, with WHOLE as the words of the outline; return the height where it ends.

    One series needs no swatch: its words stand in the title of the figure.
    """
    entries: list[tuple[str, Tone | None]] = [(each.label, each.tone) for each in series if len(series) > 1 or whole]
    entries += [(whole, None)] if whole else []
    x = 0.5
    for label, tone in entries:
        lines = wrap(label, SMALL, sheet.width - SWATCH - GAP - 1)
        needed = SWATCH + GAP + max(width_of(line, SMALL) for line in lines)
        if x > 1 and x + needed > sheet.width:
            x, y = 0.5, y + PITCH
        if tone:
            sheet.box(x, y + 1, SWATCH, SWATCH - 2, tone)
        else:
            sheet.whole(x, y + 1, SWATCH, SWATCH - 2)
        for number, line in enumerate(lines):
            sheet.text(x + SWATCH + GAP, y + SWATCH / 2 + LEADING * number, line, size=SMALL)
        y += LEADING * (len(lines) - 1)
        x += needed + BETWEEN
    return y + PITCH + 5 if entries else y


def draw_unit(sheet: Sheet, unit: str, y: float) -> float:
    """Write what is counted above the data; return the height where it ends."""
    if not unit or unit == "%":
        return y
    sheet.text(0, y + 8, unit, size=SMALL, colour=MUTED)
    return y + 22


def draw_note(sheet: Sheet, words: str, y: float, *, colour: str = MUTED) -> float:
    """Write the words of a sign that stands in the first 24 pixels; return where they end."""
    lines = wrap(words, SMALL, sheet.width - 32)
    for number, line in enumerate(lines):
        sheet.text(32, y + 8 + LEADING * number, line, size=SMALL, colour=colour)
    return y + LEADING * len(lines) + 5
