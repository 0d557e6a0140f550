"""A sheet to draw on: marks on the scale of the data, words and rules at pixels from the reader's starting edge.

Every sheet is one layered Altair chart of a fixed size. Distances across count from the edge where reading starts,
so that a picture in Arabic is the mirror of one in English without a line of its own.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any, Literal

import altair as alt

from . import Tone, Words
from .tones import EDGE, INK, LINE, LOOKS, WHOLE
from .writing import directed, is_right_to_left

Anchor = Literal["start", "middle", "end"]
SIZE = 13.0
SMALL = 12.0
OPPOSITE: dict[Anchor, Anchor] = {"start": "end", "middle": "middle", "end": "start"}
ALIGN: dict[Anchor, Literal["left", "center", "right"]] = {"start": "left", "middle": "center", "end": "right"}
Row = dict[str, Any]


@dataclass(slots=True)
class Sheet:
    """What is drawn so far: ``below`` the data, the data, and ``above`` it."""

    width: float
    language: str
    words: Words
    below: list[Any] = field(default_factory=list)
    data: list[Any] = field(default_factory=list)
    above: list[Any] = field(default_factory=list)
    texts: dict[tuple[Any, ...], list[Row]] = field(default_factory=lambda: defaultdict(list))
    rules: dict[tuple[Any, ...], list[Row]] = field(default_factory=lambda: defaultdict(list))
    boxes: list[Row] = field(default_factory=list)

    @property
    def mirrored(self) -> bool:
        """Whether the picture runs from right to left."""
        return is_right_to_left(self.language)

    @property
    def narrow(self) -> bool:
        """Whether the words of a bar stand above it rather than beside it."""
        return self.width < 480

    def across(self, distance: float) -> float:
        """Return the pixel that is DISTANCE from the starting edge."""
        return round(self.width - distance if self.mirrored else distance, 2)

    def text(
        self,
        x: float,
        y: float,
        words: str,
        *,
        anchor: Anchor = "start",
        size: float = SIZE,
        colour: str = INK,
        bold: bool = False,
    ) -> None:
        """Write WORDS with their middle at the height Y."""
        if not words:
            return
        side = OPPOSITE[anchor] if self.mirrored else anchor
        self.texts[side, size, colour, bold].append({"x": self.across(x), "y": round(y, 2), "t": directed(words)})

    def rule(
        self,
        start: tuple[float, float],
        end: tuple[float, float],
        *,
        colour: str = LINE,
        width: float = 1,
        dash: tuple[float, ...] = (),
        over: bool = False,
    ) -> None:
        """Draw a straight line between two points; OVER the data or under it."""
        (x, y), (x2, y2) = start, end
        self.rules[colour, width, dash, over].append(
            {"x": self.across(x), "y": round(y, 2), "x2": self.across(x2), "y2": round(y2, 2)}
        )

    def box(self, x: float, y: float, width: float, height: float, tone: Tone, *, says: str = "") -> None:
        """Draw a rectangle of a tone at pixels: a tile, or a swatch of the key; SAYS is shown to a pointer."""
        self.boxes.append(self.area(x, y, width, height) | look(tone) | ({"says": says} if says else {}))

    def whole(self, x: float, y: float, width: float, height: float) -> None:
        """Draw a rectangle as the whole is drawn behind a bar."""
        self.boxes.append(self.area(x, y, width, height) | {"fill": WHOLE, "edge": EDGE, "dash": []})

    def shade(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        """Draw a rectangle in the light colour of a band."""
        mark = table([self.area(x, y, width, height)]).mark_rect(fill=colour, fillOpacity=0.16, aria=False)
        self.below.append(mark.encode(x=pixels("x"), y=pixels_y("y"), x2=alt.X2("x2"), y2=alt.Y2("y2")))

    def area(self, x: float, y: float, width: float, height: float) -> Row:
        """Return the sides of a rectangle, in pixels from the left and the top."""
        left = self.across(x + width) if self.mirrored else x
        return {"x": round(left, 2), "y": round(y, 2), "x2": round(left + width, 2), "y2": round(y + height, 2)}

    def frame(self, x: float, y: float, width: float, height: float, *, dash: tuple[float, ...] = ()) -> None:
        """Draw an outline at pixels."""
        for start, end in (
            ((x, y), (x + width, y)),
            ((x, y + height), (x + width, y + height)),
            ((x, y), (x, y + height)),
            ((x + width, y), (x + width, y + height)),
        ):
            self.rule(start, end, colour=EDGE, dash=dash)

    def chart(self, height: float) -> Row:
        """Return the sheet as one layered Vega-Lite specification of a fixed size.

        The layers are put together as dictionaries: ``alt.layer`` copies every row of every layer four times.
        """
        layers = [*self.below, *self.ruled(over=False), *self.boxed(), *self.data, *self.ruled(over=True), *self.above]
        context: Row = {"top_level": False, "datasets": {}}
        specified = [each.to_dict(validate=False, context=context) for each in [*layers, *self.written()]]
        return {
            "$schema": alt.SCHEMA_URL,
            "width": self.width,
            "height": height,
            "padding": 0,
            "autosize": "none",
            "background": "transparent",
            "layer": specified,
            "datasets": context["datasets"],
        }

    def ruled(self, *, over: bool) -> list[alt.Chart]:
        """Return the rules, under the data or over it."""
        return [
            table(rows)
            .mark_rule(aria=False, stroke=colour, strokeWidth=width, strokeDash=list(dash) if dash else alt.Undefined)
            .encode(x=pixels("x"), y=pixels_y("y"), x2=alt.X2("x2"), y2=alt.Y2("y2"))
            for (colour, width, dash, is_over), rows in self.rules.items()
            if is_over == over
        ]

    def boxed(self) -> list[alt.Chart]:
        """Return the rectangles at pixels."""
        return rectangles(self.boxes, pixels("x"), pixels_y("y")) if self.boxes else []

    def written(self) -> list[alt.Chart]:
        """Return the words."""
        return [
            table(rows)
            .mark_text(
                aria=False,
                align=ALIGN[side],
                baseline="middle",
                fontSize=size,
                fontWeight="bold" if bold else "normal",
                fill=colour,
            )
            .encode(x=pixels("x"), y=pixels_y("y"), text=alt.Text("t:N"))
            for (side, size, colour, bold), rows in self.texts.items()
        ]


def table(rows: list[Row]) -> alt.Chart:
    """Return a chart of the rows, yet without marks; a tuple, since Altair copies lists at every step."""
    return alt.Chart(alt.InlineData(values=tuple(rows)))


def look(tone: Tone) -> Row:
    """Return how a mark of the tone is drawn, as fields of a row."""
    found = LOOKS[tone]
    return {"fill": found.fill, "edge": found.edge, "dash": list(found.dash)}


def rectangles(rows: list[Row], x: alt.X, y: alt.Y) -> list[alt.Chart]:
    """Return rectangles with fill, edge and dash from each row; one layer for each kind of dash."""
    kinds: dict[tuple[tuple[float, ...], bool], list[Row]] = defaultdict(list)
    for row in rows:
        kinds[tuple(row["dash"]), "says" in row].append({key: value for key, value in row.items() if key != "dash"})
    found = []
    for (dash, speaks), each in kinds.items():
        mark = table(each).mark_rect(strokeWidth=1, strokeDash=list(dash) if dash else alt.Undefined, aria=speaks)
        spoken = {"description": alt.Description("says:N")} if speaks else {}
        colours = {"fill": literal(alt.Fill, "fill"), "stroke": literal(alt.Stroke, "edge")}
        found.append(mark.encode(x=x, y=y, x2=alt.X2("x2"), y2=alt.Y2("y2"), **colours, **spoken))
    return found


def literal(channel: Any, name: str) -> Any:
    """Return a channel that takes its value from the field as it stands."""
    return channel(f"{name}:N", scale=None, legend=None)


def pixels(name: str) -> alt.X:
    """Return the place across, in pixels from the left."""
    return alt.X(f"{name}:Q", scale=None, axis=None)


def pixels_y(name: str) -> alt.Y:
    """Return the place down, in pixels from the top."""
    return alt.Y(f"{name}:Q", scale=None, axis=None)


def scaled(name: str, top: float, start: float, end: float) -> alt.X:
    """Return the place across for values from 0 to TOP between two pixels."""
    return alt.X(f"{name}:Q", scale=scale(top, start, end), axis=None)


def scaled_y(name: str, top: float, start: float, end: float) -> alt.Y:
    """Return the place down for values from 0 to TOP between two pixels."""
    return alt.Y(f"{name}:Q", scale=scale(top, start, end), axis=None)


def scale(top: float, start: float, end: float) -> alt.Scale:
    """Return a scale from 0 to TOP that rounds nothing."""
    return alt.Scale(domain=[0, top], range=[start, end], nice=False, zero=True)
