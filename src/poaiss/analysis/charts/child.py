"""The process that draws: drawings as JSON lines on standard input, pictures as JSON lines on standard output.

Run as ``python -m poaiss.analysis.charts.child``. Altair and vl-convert (a JavaScript engine) live and die here.
Nothing is fetched: ``allowed_base_urls`` is empty, and all data stand in the specification.
"""

import base64
import json
import sys
from typing import Any

import altair as alt
import vl_convert

from . import Drawing
from .building import pieces
from .dressing import dressed, for_print, written
from .wire import unpacked

alt.utils.schemapi.DEBUG_MODE = False  # checks every call against the schema of Vega-Lite: four times as slow


def main() -> None:
    """Draw all that is asked, each on its own: one that cannot be drawn does not stop the others."""
    asked = json.load(sys.stdin)
    for folder in asked["fonts"]:
        vl_convert.register_font_directory(folder)
    for data in asked["drawings"]:
        sys.stdout.write(json.dumps(answer(data, asked["formats"])) + "\n")
        sys.stdout.flush()


def answer(data: dict[str, Any], formats: list[str]) -> dict[str, str]:
    """Return the picture of one drawing, or why there is none."""
    try:
        return picture(unpacked(data), formats)
    except Exception as wrong:  # whatever a drawing does, the others are still drawn
        return {"error": type(wrong).__name__, "reason": str(wrong)}


def picture(drawing: Drawing, formats: list[str]) -> dict[str, str]:
    """Return the formats of one picture."""
    parts = pieces(drawing)
    width = max(each.x + each.width for each in parts)
    height = max(each.y + each.height for each in parts)
    drawn = [(vector(each.chart), each.x, each.y) for each in parts]
    root = dressed(drawing, drawn, width, height)
    found = {"svg": written(root).decode()} if "svg" in formats else {}
    if "print" in formats or "png" in formats:
        printed = for_print(root, drawing.language)
        found |= {"print_svg": printed} if "print" in formats else {}
        found |= {"png": base64.b64encode(vl_convert.svg_to_png(printed, scale=2)).decode()} if "png" in formats else {}
    return found


def vector(chart: dict[str, Any]) -> str:
    """Return a chart as vl-convert draws it."""
    return vl_convert.vegalite_to_svg(chart, allowed_base_urls=[])


if __name__ == "__main__":
    main()
