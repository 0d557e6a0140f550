"""Cut the Chinese font of printed documents: ``python -m tools.fonts_chinese NotoSansSC-Regular.ttf``.

The characters are those of GB 2312-80 and every Chinese character in our own texts, so that a document in Chinese
needs no font of the machine. The font is written in parts under 900 kB each, as woff2, beside its licence.
"""

import argparse
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

PROJECT = Path(__file__).resolve().parent.parent
TARGET = PROJECT / "src" / "poaiss" / "common" / "fonts"
PARTS = 2
LARGEST = 900_000
OWN_TEXTS = (
    "src/poaiss/locale/zh_Hans/LC_MESSAGES/*.po",
    "questionnaires/strings/zh.csv",
    "questionnaires/*/*.csv",
    "reference-data/**/*.csv",
    "reference-data/**/*.json",
)
CHINESE = re.compile(r"[\u2e80-\u2fdf\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]")
SIGNS = "□✓→…—“”‘’·"
"""Signs that documents show and Noto Sans lacks, and punctuation that is wider in Chinese."""


def gb2312() -> Iterator[str]:
    """Yield the characters of GB 2312-80: 6763 Chinese ones, punctuation and kana; rows are numbered from 1."""
    for row in (*range(1, 6), *range(16, 88)):
        for cell in range(1, 95):
            try:
                yield bytes((row + 0xA0, cell + 0xA0)).decode("gb2312")
            except UnicodeDecodeError:
                continue


def own(patterns: Iterable[str] = OWN_TEXTS) -> set[str]:
    """Return the Chinese characters of the project's own texts."""
    files = (file for pattern in patterns for file in PROJECT.glob(pattern))
    return {sign for file in files for sign in CHINESE.findall(file.read_text(encoding="utf-8"))}


def cut(source: Path, signs: list[str], target: Path, name: str) -> int:
    """Write SIGNS of the font SOURCE to TARGET under a family NAME; return the size in bytes."""
    font = TTFont(source, recalcTimestamp=False)
    options = Options(
        layout_features=[], hinting=False, notdef_outline=True, glyph_names=False, name_IDs=[0, 1, 2, 4, 6, 13, 14]
    )
    options.drop_tables += ["BASE", "GDEF", "GPOS", "GSUB", "STAT", "gasp", "vhea", "vmtx"]
    subsetter = Subsetter(options)
    subsetter.populate(text="".join(signs))
    subsetter.subset(font)
    for record in font["name"].names:
        if record.nameID in (1, 4, 6):
            record.string = name if record.nameID != 6 else name.replace(" ", "")
    font.flavor = "woff2"
    font.save(target)
    return target.stat().st_size


def main() -> int:
    """Write the parts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=Path, help="NotoSansSC-Regular.ttf")
    source = parser.parse_args().source
    known = TTFont(source).getBestCmap()
    signs = sorted(sign for sign in {*gb2312(), *own(), *SIGNS} if ord(sign) in known)
    length = -(-len(signs) // PARTS)
    for number in range(PARTS):
        target = TARGET / f"noto-sans-sc-{number + 1}.woff2"
        size = cut(source, signs[number * length : (number + 1) * length], target, f"Noto Sans SC Part {number + 1}")
        print(f"{target.name}: {size} bytes")
        if size > LARGEST:
            raise SystemExit(f"{target.name} is over {LARGEST} bytes; raise PARTS")
    print(f"{len(signs)} characters")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
