"""Translation catalogues: compiled by Babel, so that no gettext is needed."""

import os
from collections.abc import Iterator
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf import settings


def catalogues() -> Iterator[Path]:
    """Yield every catalogue of ours."""
    yield from sorted((settings.ROOT / "locale").glob("*/LC_MESSAGES/*.po"))


def compile_one(source: Path) -> bool:
    """Compile SOURCE beside itself unless the result is newer; return whether it did."""
    target = source.with_suffix(".mo")
    if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
        return False
    with source.open("rb") as file:
        catalogue = read_po(file, locale=source.parent.parent.name)
    beside = target.with_suffix(f".{os.getpid()}")
    with beside.open("wb") as out:
        write_mo(out, catalogue)
    beside.replace(target)  # whoever reads at the same time reads a whole catalogue
    return True


def compile_all() -> int:
    """Compile what has changed and return how many."""
    return sum(compile_one(source) for source in catalogues())
