"""Collect the texts for translation into the catalogues of the five languages beside English."""

import contextlib
import io
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import django
from babel.messages.pofile import read_po
from django.core.management import call_command

SOURCE = Path(__file__).resolve().parent.parent / "src" / "poaiss"
LOCALES = ("ar", "es", "fr", "ru", "zh_Hans")


@contextlib.contextmanager
def inside(folder: Path) -> Iterator[None]:
    """Work inside FOLDER."""
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


def collect() -> None:
    """Write every text of the source into the catalogues; keep translations, drop what is gone."""
    if not shutil.which("xgettext"):
        sys.exit("Collecting texts needs gettext. Debian: apt-get install gettext")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "poaiss.settings")
    os.environ.setdefault("DATABASE_URL", "postgresql:///unused")
    django.setup()
    (SOURCE / "locale").mkdir(exist_ok=True)
    with inside(SOURCE), contextlib.redirect_stdout(io.StringIO()):
        call_command(
            "makemessages",
            locale=list(LOCALES),
            extensions=["html", "txt", "py"],
            no_obsolete=True,
            add_location="never",
            no_wrap=True,
            verbosity=0,
        )
    for path in catalogues():
        text = path.read_text(encoding="utf-8")
        lines = [line for line in text.splitlines() if not line.startswith('"POT-Creation-Date')]
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def catalogues() -> list[Path]:
    """Return the five catalogues."""
    return [SOURCE / "locale" / code / "LC_MESSAGES" / "django.po" for code in LOCALES]


def unfinished(path: Path) -> list[str]:
    """Return the texts of a catalogue that are missing or fuzzy."""
    with path.open("rb") as file:
        found = read_po(file)
    return [
        str(message.id)
        for message in found
        if message.id and (message.fuzzy or not all(message.string if message.pluralizable else [message.string]))
    ]


if __name__ == "__main__":
    collect()
    for catalogue in catalogues():
        print(f"{catalogue.parent.parent.name}: {len(unfinished(catalogue))} to translate")
