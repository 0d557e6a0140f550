"""Numbers and words in a picture: as the language writes them, their direction, and about how wide they are."""

import re
from math import isfinite

from babel import Locale
from babel.numbers import format_decimal, format_percent

LOCALES = {"zh-hans": "zh_Hans", "zh": "zh_Hans"}
RIGHT_TO_LEFT = ("ar",)
EMBED, POP = "\u202b", "\u202c"
ARABIC_LETTER = re.compile(r"[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]")
NARROW, WIDE = frozenset("iIjlrtf.,:;!|'()[]/ \u00a0\u202f\u2019"), frozenset("mwMWШЩЖМЮФшщжмюф@%—…")
SILENT = frozenset("\u202b\u202c\u200e\u200f")
SAFETY = 1.12
"""The widths are those of Noto Sans; the widest font that a page may meet, DejaVu Sans, takes an eighth more."""


def is_right_to_left(language: str) -> bool:
    """Whether a picture in LANGUAGE runs from right to left."""
    return language.split("-")[0] in RIGHT_TO_LEFT


def locale(language: str) -> Locale:
    """Return babel's locale; English for an unknown language."""
    try:
        return Locale.parse(LOCALES.get(language, language.replace("-", "_")))
    except (ValueError, LookupError):
        return Locale.parse("en")


def number(value: float, language: str) -> str:
    """Write VALUE with at most one decimal, as the language does; Western digits (as the United Nations uses)."""
    pattern = "#,##0" if float(value).is_integer() or abs(value) >= 1000 else "#,##0.#"
    return format_decimal(value, format=pattern, locale=locale(language))


def share(value: float, language: str) -> str:
    """Write a part of one as a percentage; what is more than nothing is never written as 0 %."""
    if 0 < value < 0.005:
        return "<" + format_percent(0.01, locale=locale(language))
    if 0.995 <= value < 1:
        return ">" + format_percent(0.99, locale=locale(language))
    return format_percent(value, locale=locale(language))


def amount(value: float, unit: str, language: str) -> str:
    """Write VALUE in UNIT: a percentage where that is %, else a number."""
    if not isfinite(value):
        raise ValueError(f"not a number: {value}")
    return share(value / 100, language) if unit == "%" else number(value, language)


def directed(text: str) -> str:
    """Return TEXT so that one with Arabic letters runs from right to left whatever stands around it (UAX #9)."""
    return f"{EMBED}{text}{POP}" if ARABIC_LETTER.search(text) else text


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """Return about how many pixels TEXT takes, rather too many than too few."""
    return sum(advance(each) for each in text) * size * SAFETY * (1.06 if bold else 1)


def advance(letter: str) -> float:
    """Return the width of one letter in em."""
    code = ord(letter)
    if letter in SILENT:
        return 0
    if 0x2E80 <= code <= 0x9FFF or 0xFF00 <= code <= 0xFFEF or 0x3000 <= code <= 0x303F:
        return 1
    if 0x0600 <= code <= 0x06FF:
        return 0 if 0x064B <= code <= 0x065F else 0.54
    if letter in NARROW:
        return 0.3
    if letter in WIDE:
        return 0.9
    if letter.isupper():
        return 0.66
    return 0.57


def wrap(text: str, size: float, room: float, most: int = 3) -> list[str]:
    """Return TEXT in lines of at most ROOM pixels, at most MOST of them; what is left over ends in an ellipsis."""
    lines, current = [], ""
    for piece in pieces(text):
        if current and width_of((current + piece).rstrip(), size) > room:
            lines.append(current.rstrip())
            current = piece.lstrip()
        else:
            current += piece
    lines.append(current.rstrip())
    if len(lines) > most:
        lines = [*lines[: most - 1], shorten(" ".join(lines[most - 1 :]), size, room)]
    return [line if width_of(line, size) <= room else shorten(line, size, room) for line in lines]


def pieces(text: str) -> list[str]:
    """Return the pieces between which a line may break: after spaces, and between Chinese letters."""
    return re.findall(r"[\u3000-\u9fff\uff00-\uffef]|[^\s\u3000-\u9fff\uff00-\uffef]+\s*|\s+", text) or [""]


def shorten(text: str, size: float, room: float) -> str:
    """Return the beginning of TEXT that fits in ROOM, with an ellipsis where some is left out."""
    if width_of(text, size) <= room:
        return text
    while text and width_of(text + "…", size) > room:
        text = text[:-1].rstrip()
    return text + "…"
