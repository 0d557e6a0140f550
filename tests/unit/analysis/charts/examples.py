"""Charts that the tests draw, and how they read a picture."""

import re
import xml.etree.ElementTree as ET

from poaiss.analysis.charts import (
    Bar,
    Bars,
    Chart,
    Line,
    Moment,
    Multiples,
    Panel,
    Series,
    Tile,
    Tiles,
    Timeline,
    Tone,
    Trend,
)

SVG = "{http://www.w3.org/2000/svg}"
BOX = re.compile(r"^M(-?[\d.]+),(-?[\d.]+)h(-?[\d.]+)v(-?[\d.]+)h-?[\d.]+Z$")
PLACE = re.compile(r"translate\((-?[\d.]+),(-?[\d.]+)\)")

REPORTS = (Series("plain", "Reports"),)
ANSWERS = (Series("yes", "Yes"), Series("no", "No"), Series("did_not_report", "Did not report"))
BARS = Bars((Bar("Avaria", (30,), 40), Bar("Borovia", (15,), 40), Bar("Cassia", (0,), 20)), REPORTS, unit="reports")
SHARES = Bars((Bar("Marking", (30, 10, 60)), Bar("Tracing", (1, 1, 2))), ANSWERS, as_shares=True)
YEARS = Timeline(tuple(Bar(str(year), (year - 2000,), 30) for year in range(2010, 2025, 2)), REPORTS)
MOMENTS = (
    Moment(2010, 40, 30, 60),
    Moment(2012, 50, 40, 70),
    Moment(2014, None),
    Moment(2016, 55, 45, 75),
    Moment(2018, 20, 10, 40, broken=True),
    Moment(2020, 25, 15, 45),
)
TREND = Trend((Line("Marking", MOMENTS),), unit="%", top=100)
TONES: tuple[Tone, ...] = ("yes", "developing", "no", "restricted", "did_not_report", "not_asked")
TILES = Tiles(
    tuple(
        Tile(code, number % 3, number // 3, f"State {code}", tone, tone)
        for number, (code, tone) in enumerate(zip(("AVA", "BOR", "CAS", "DRA", "ELB", "FRE"), TONES, strict=True))
    ),
    tuple(Series(tone, tone) for tone in TONES),
)
PANELS = Multiples((Panel("Avaria", BARS), Panel("Borovia", Bars((Bar("Drava", (20,), 80),), REPORTS))))
ALL: dict[str, Chart] = {
    "bars": BARS,
    "shares": SHARES,
    "years": YEARS,
    "trend": TREND,
    "tiles": TILES,
    "panels": PANELS,
}


def read(svg: bytes) -> ET.Element:
    """Return the root of a picture."""
    return ET.fromstring(svg)  # noqa: S314 what we drew


def boxes(svg: bytes, kind: str) -> list[tuple[float, float, float, float]]:
    """Return left, top, width and height of the rectangles of a class, in the order of the picture."""
    found = []
    for path in read(svg).iter(f"{SVG}path"):
        match = BOX.match(path.get("d", ""))
        if path.get("class") == kind and match:
            left, top, width, height = map(float, match.groups())
            found.append((min(left, left + width), min(top, top + height), abs(width), abs(height)))
    return found


def texts(svg: bytes) -> dict[str, tuple[float, float, str]]:
    """Return each text with the place and the anchor of its first letter; marks of direction left out."""
    found = {}
    for text in read(svg).iter(f"{SVG}text"):
        match = PLACE.search(text.get("transform", "translate(0,0)"))
        assert match
        words = "".join(text.itertext()).strip("\u202b\u202c")
        found[words] = (float(match[1]), float(match[2]), text.get("text-anchor", "start"))
    return found
