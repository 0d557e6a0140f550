"""The looks of the tones: colours that stay apart without seeing colours, by lightness, texture and outline.

Coloured tones say something (blue: yes; amber: no; green: answered), greys are kinds of silence. Every mark has
3:1 against white, by its fill or by its outline; words on a mark have 4.5:1 against both colours of its texture.
"""

from dataclasses import dataclass
from typing import Literal

from . import Tone

Texture = Literal["", "rising", "falling", "level", "upright", "crossed", "dotted"]

INK = "#15202b"
MUTED = "#4c5a67"
LINE = "#dbe1e6"
EDGE = "#75828e"
PAPER = "#ffffff"
WHOLE = "#eff3f6"
CLASSES = {
    WHOLE: "chart-whole",
    INK: "chart-ink",
    MUTED: "chart-muted",
    LINE: "chart-line",
    EDGE: "chart-edge",
    PAPER: "chart-paper",
}
"""The classes by which a page may give the parts that carry no meaning other colours."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a tone is drawn: its fill, its texture in a second colour, the ink on it, its outline and its dashes."""

    fill: str
    ink: str
    edge: str
    texture: Texture = ""
    thread: str = ""
    dash: tuple[float, ...] = ()


LOOKS: dict[Tone, Look] = {
    "yes": Look("#005a94", "#ffffff", "#005a94"),
    "developing": Look("#b3d6ee", "#0d1a26", "#1a71ab", "rising", "#7fb8de"),
    "no": Look("#f3b375", "#2b1500", "#a34a00", "dotted", "#dd9550"),
    "answered": Look("#17695c", "#ffffff", "#17695c", "upright", "#217d6f"),
    "unchanged": Look("#b4ddd0", "#062b25", "#1f7a6c", "level", "#83c4b1"),
    "restricted": Look("#38414a", "#ffffff", "#38414a", "crossed", "#5a6672"),
    "no_answer": Look("#8d969f", "#0d1318", "#6b7680"),
    "did_not_report": Look("#cfd5da", "#15202b", "#6b7680", "falling", "#b3bbc3"),
    "not_applicable": Look("#eceff1", "#15202b", "#75828e"),
    "not_asked": Look("#fdfdfd", "#38414a", "#75828e", dash=(4, 2)),
    "not_yet_a_state": Look("#fefefe", "#4c5a67", "#87919b", dash=(1, 2)),
    "plain": Look("#005a95", "#ffffff", "#005a95"),
    "second": Look("#b57b00", "#1c1200", "#b57b00"),
}
"""The look of each tone. A plain bar has the accent, as a yes has: the two never stand in one chart."""

LINES: dict[Tone, str] = {"developing": "#1a71ab", "no": "#a34a00", "unchanged": "#1f7a6c"}
"""The colours of lines whose fill would be too light for a thin stroke."""

DASHES: dict[Tone, tuple[float, ...]] = {"second": (7, 3), "developing": (7, 3), "no": (2, 2), "unchanged": (4, 2)}
"""Lines that are told apart by their dashes too."""


def line_colour(tone: Tone) -> str:
    """Return the colour of a line of the tone."""
    look = LOOKS[tone]
    return LINES.get(tone, look.edge)


TONE_OF = {look.fill: tone for tone, look in LOOKS.items()}
"""The tone of each fill: no two tones share one, so that a drawn mark still says what it means."""
