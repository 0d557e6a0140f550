"""Font data of printed documents: Noto Sans SC, cut by ``tools/fonts_chinese.py`` (SIL Open Font License 1.1)."""

from pathlib import Path

CHINESE = tuple(sorted(Path(__file__).parent.glob("noto-sans-sc-*.woff2")))
"""The parts of the Chinese font, in order."""
