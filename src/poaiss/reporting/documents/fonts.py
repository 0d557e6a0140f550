"""The fonts of printed documents: static files, made once where the font is variable, and what they cover.

Latin, Cyrillic and Greek: Noto Sans. Chinese: the cut of Noto Sans SC in ``common.fonts``. Arabic: IBM Plex Sans
Arabic, unchanged; Noto Sans Arabic sets letters and their dots apart, so that no reader finds a word in the PDF.
All under the SIL Open Font License 1.1. Fonts of the machine are never used, so that a document looks the same, and
has the same bytes, everywhere.
"""

import os
import shutil
import tempfile
from functools import lru_cache
from pathlib import Path
from typing import Any

import fontpkg
from django.conf import settings
from fontTools.merge import Merger
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

from poaiss.common.fonts import CHINESE

LATIN, ARABIC, HAN = "Noto Sans", "IBM Plex Sans Arabic", "Noto Sans SC"
WEIGHTS = {"Regular": 400, "Bold": 700}
EDITION = "2"
"""Changes when the files are to be made anew."""


def folder() -> Path:
    """Return the folder of the fonts, made when it is not there yet."""
    target = Path(settings.DATA) / "fonts-print" / EDITION
    if not target.is_dir():
        prepare(target)
    return target


def prepare(target: Path | None = None) -> Path:
    """Make the fonts in TARGET, whole or not at all; idempotent. Takes a few seconds, once."""
    target = target or Path(settings.DATA) / "fonts-print" / EDITION
    if target.is_dir():
        return target
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent) as place:
        work = Path(place) / "fonts"
        work.mkdir()
        for style, weight in WEIGHTS.items():
            instance(LATIN, style, work / f"{LATIN.replace(' ', '')}-{style}.ttf")
            shutil.copyfile(fontpkg.path(ARABIC, weight=weight), work / f"{ARABIC.replace(' ', '')}-{style}.ttf")
        chinese(work)
        try:
            work.rename(target)
        except OSError:  # another process was quicker
            if not target.is_dir():
                raise
    return target


def instance(family: str, style: str, target: Path) -> None:
    """Write one weight of a variable font as a static file."""
    font = TTFont(fontpkg.path(family), recalcTimestamp=False)
    instantiateVariableFont(font, {"wdth": 100, "wght": WEIGHTS[style]}, inplace=True)
    rename(font, family, style)
    bold = style == "Bold"
    metrics: Any = font["OS/2"]
    metrics.usWeightClass = WEIGHTS[style]
    metrics.fsSelection = (metrics.fsSelection & ~0x61) | (0x20 if bold else 0x40)
    header: Any = font["head"]
    header.macStyle = int(bold)
    font.save(target)


def rename(font: TTFont, family: str, style: str) -> None:
    """Give a font its names; the copyright and the licence stay."""
    font["name"].names = [each for each in font["name"].names if each.nameID in (0, 13, 14)]
    postscript = f"{family.replace(' ', '')}-{style}"
    for number, text in ((1, family), (2, style), (4, f"{family} {style}"), (6, postscript)):
        font["name"].setName(text, number, 3, 1, 0x409)


def chinese(folder: Path) -> None:
    """Put the parts of the Chinese font together."""
    parts = []
    for number, part in enumerate(CHINESE):
        font = TTFont(part, recalcTimestamp=False)
        font.flavor = None
        parts.append(folder / f"part-{number}.tmp")
        font.save(parts[-1])
    merged = Merger().merge([str(part) for part in parts])
    rename(merged, HAN, "Regular")
    merged.recalcTimestamp = False
    merged["head"].modified = merged["head"].created
    merged.save(folder / "NotoSansSC-Regular.ttf")
    for part in parts:
        os.unlink(part)


@lru_cache(maxsize=4)
def covered(place: Path) -> frozenset[int]:
    """Return the code points that the fonts have, together."""
    found: set[int] = set()
    for file in sorted(place.glob("*-Regular.ttf")):
        with TTFont(file, lazy=True) as font:
            found |= (font.getBestCmap() or {}).keys()
    return frozenset(found)
