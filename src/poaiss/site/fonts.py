"""The Arabic font of the pages, cut at set-up from Noto Sans Arabic (SIL Open Font License 1.1)."""

from pathlib import Path

import fontpkg
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

RANGES = (
    (0x0020, 0x0020),  # the space, so that words are set in one run
    (0x060C, 0x060C),  # comma
    (0x061B, 0x061B),  # semicolon
    (0x061F, 0x061F),  # question mark
    (0x0621, 0x063A),  # letters
    (0x0640, 0x0652),  # tatweel, letters, vowel signs
    (0x0660, 0x066C),  # Arabic-Indic digits, percent, separators
    (0x0670, 0x0671),  # superscript alef, alef wasla
    (0x067E, 0x067E),  # peh, and three more letters of foreign names
    (0x0686, 0x0686),
    (0x06A4, 0x06A4),
    (0x06AF, 0x06AF),
    (0x200C, 0x200F),  # joiners and direction marks
    (0x25CC, 0x25CC),  # dotted circle under a lone vowel sign
)
FEATURES = ["init", "medi", "fina", "isol", "rlig", "liga", "calt", "ccmp", "locl", "kern", "mark", "mkmk"]
WEIGHTS = (400, 700)


def build_arabic_subset(target: Path) -> Path:
    """Write the letters of Arabic pages, weights 400 to 700, as woff2 to TARGET and return it.

    About 30 kB: other letters (Persian, Urdu, Quranic signs) come from the reader's own fonts.
    """
    font = TTFont(fontpkg.path("Noto Sans Arabic"), recalcTimestamp=False)
    options = Options(
        layout_features=FEATURES, hinting=False, desubroutinize=True, notdef_outline=True, glyph_names=False
    )
    options.name_IDs = [0, 1, 2, 13, 14]  # the copyright and licence stay with the font
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[code for first, last in RANGES for code in range(first, last + 1)])
    subsetter.subset(font)  # before the axes are limited: that drops what the subsetter looks up
    instantiateVariableFont(font, {"wdth": 100, "wght": WEIGHTS}, inplace=True)
    font.flavor = "woff2"
    target.parent.mkdir(parents=True, exist_ok=True)
    font.save(target)
    return target
