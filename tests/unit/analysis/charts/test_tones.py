"""The tones are told apart by people who do not see colours, and by everybody on white."""

from itertools import combinations
from math import dist
from typing import get_args

import pytest

from poaiss.analysis.charts import Tone
from poaiss.analysis.charts.tones import DASHES, EDGE, INK, LOOKS, MUTED, PAPER, line_colour

pytestmark = pytest.mark.rows("A13")

# Machado, Oliveira and Fernandes (2009), severity 1, on linear RGB
VISIONS = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
ANSWERS = [tone for tone in get_args(Tone) if tone not in ("plain", "second")]


def linear(colour: str) -> tuple[float, ...]:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    return tuple(each / 12.92 if each <= 0.04045 else pow((each + 0.055) / 1.055, 2.4) for each in parts)


def luminance(colour: str) -> float:
    red, green, blue = linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def lab(colour: str, vision: str) -> tuple[float, float, float]:
    seen = [sum(a * b for a, b in zip(row, linear(colour), strict=True)) for row in VISIONS[vision]]
    red, green, blue = (min(max(each, 0), 1) for each in seen)
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883
    fx, fy, fz = (each ** (1 / 3) if each > 0.008856 else 7.787 * each + 16 / 116 for each in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def distance(one: str, other: str, vision: str) -> float:
    return dist(lab(one, vision), lab(other, vision))


def test_every_tone_has_a_look_of_its_own() -> None:
    assert set(LOOKS) == set(get_args(Tone))
    assert len({look.fill for look in LOOKS.values()}) == len(LOOKS)


@pytest.mark.parametrize("tone", LOOKS)
def test_marks_and_words_have_the_contrast_of_wcag(tone: Tone) -> None:
    look = LOOKS[tone]
    assert max(contrast(look.fill, PAPER), contrast(look.edge, PAPER)) >= 3
    assert contrast(line_colour(tone), PAPER) >= 3
    for ground in filter(None, (look.fill, look.thread)):
        assert contrast(look.ink, ground) >= 4.5


def test_words_and_axes_have_the_contrast_of_wcag() -> None:
    assert contrast(INK, PAPER) >= 7
    assert contrast(MUTED, PAPER) >= 4.5
    assert contrast(EDGE, PAPER) >= 3


@pytest.mark.parametrize(("one", "other"), list(combinations(ANSWERS, 2)))
def test_two_tones_differ_in_texture_or_in_colour_for_every_eye(one: Tone, other: Tone) -> None:
    first, second = LOOKS[one], LOOKS[other]
    if (first.texture, first.dash) == (second.texture, second.dash):
        for vision in VISIONS:
            assert distance(first.fill, second.fill, vision) >= 15, vision
        assert abs(lab(first.fill, "normal")[0] - lab(second.fill, "normal")[0]) >= 7  # in a grey copy too


def test_kinds_of_silence_are_greys() -> None:
    for tone in ("restricted", "no_answer", "did_not_report", "not_applicable", "not_asked", "not_yet_a_state"):
        assert max(abs(each) for each in lab(LOOKS[tone].fill, "normal")[1:]) < 8, tone


def test_the_two_plain_tones_differ_for_every_eye() -> None:
    for vision in VISIONS:
        assert distance(LOOKS["plain"].fill, LOOKS["second"].fill, vision) >= 40
    assert DASHES["second"]
    assert "plain" not in DASHES
