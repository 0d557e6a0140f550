"""Fonts."""

from pathlib import Path


def build_arabic_subset(target: Path) -> Path:
    """Cut the font."""
    return target
