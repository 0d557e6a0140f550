"""The Arabic font: small enough for a slow line, with every letter of the alphabet."""

from pathlib import Path

from fontTools.ttLib import TTFont

from poaiss.site.fonts import build_arabic_subset


def test_the_subset_is_light_and_complete(tmp_path: Path) -> None:
    target = build_arabic_subset(tmp_path / "fonts" / "arabic.woff2")
    assert target.stat().st_size < 40_000
    font = TTFont(target)
    covered = font.getBestCmap()
    assert {
        letter for letter in "ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأؤإئىة،؛؟٠١٢٣٤٥٦٧٨٩" if ord(letter) not in covered
    } == set()
    assert [(axis.axisTag, axis.minValue, axis.maxValue) for axis in font["fvar"].axes] == [("wght", 400, 700)]
    assert {"init", "medi", "fina"} <= {record.FeatureTag for record in font["GSUB"].table.FeatureList.FeatureRecord}
    assert "Open Font License" in font["name"].getDebugName(13)


def test_the_same_font_gives_the_same_file(tmp_path: Path) -> None:
    first, second = (build_arabic_subset(tmp_path / name) for name in ("a.woff2", "b.woff2"))
    assert first.read_bytes() == second.read_bytes()
