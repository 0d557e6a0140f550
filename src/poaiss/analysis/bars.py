"""Geometry of the bar charts: numbers in, coordinates out; drawn as SVG by the templates."""

from dataclasses import dataclass

WIDTH = 720
LEFT = 30
TOP = 12
BASE = 24


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar with its label and the outline of its denominator."""

    label: str
    value: int
    out_of: int
    x: float
    y: float
    width: float
    height: float
    frame_y: float
    frame_height: float
    middle: float
    shows_label: bool


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars over a common base line, with the numbers of the axis."""

    bars: tuple[Bar, ...]
    width: int
    height: int
    base: float
    ticks: tuple[tuple[int, float], ...]


def ticks(top: int) -> list[int]:
    """Return round numbers from zero to at most TOP, four or five of them."""
    for step in (1, 2, 5, 10, 20, 25, 50, 100, 200):
        if top / step < 5:
            return list(range(0, top + 1, step))
    return [0, top]


def bars(
    values: dict[int, int], out_of: dict[int, int], *, height: int = 200, width: int = WIDTH, every: int = 5
) -> Chart:
    """Return a bar a year, its denominator as an outline behind it; every fifth year carries a label."""
    top = max([*out_of.values(), *values.values(), 1])
    room = height - TOP - BASE
    step = (width - LEFT) / max(len(values), 1)
    base = float(height - BASE)

    def tall(value: int) -> float:
        return round(room * value / top, 2)

    found = tuple(
        Bar(
            label=str(year),
            value=value,
            out_of=out_of.get(year, 0),
            x=round(LEFT + place * step + step * 0.12, 2),
            y=round(base - tall(value), 2),
            width=round(step * 0.76, 2),
            height=tall(value),
            frame_y=round(base - tall(out_of.get(year, 0)), 2),
            frame_height=tall(out_of.get(year, 0)),
            middle=round(LEFT + place * step + step / 2, 2),
            shows_label=year % every == 0,
        )
        for place, (year, value) in enumerate(values.items())
    )
    return Chart(found, width, height, base, tuple((each, round(base - tall(each), 2)) for each in ticks(top)))
