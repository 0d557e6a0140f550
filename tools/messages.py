"""Collect the texts for translation into the catalogues of the five languages beside English.

``python -m tools.messages`` collects; ``--missing ar`` prints what is to translate as JSON (a text, or a list of
singular and plural, each with an empty translation); ``--fill ar FILE`` takes such a file back, translated.
"""

import contextlib
import io
import json
import os
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import django
from babel.messages.pofile import read_po, write_po
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
        settle(path)


PLURALS = {
    "ar": "nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 "
    ": n%100>=11 && n%100<=99 ? 4 : 5;",
    "es": "nplurals=2; plural=n != 1;",
    "fr": "nplurals=2; plural=n > 1;",
    "ru": "nplurals=3; plural=n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2;",
    "zh_Hans": "nplurals=1; plural=0;",
}


def settle(path: Path) -> None:
    """Write a catalogue with a plain head, sorted as collected, without dates: equal sources give equal files."""
    code = path.parent.parent.name
    body = path.read_text(encoding="utf-8").partition("\n\n")[2]
    if code == "zh_Hans":
        body = re.sub(r'^msgstr\[[1-9]\] .*\n(?:".*\n)*', "", body, flags=re.M)
    head = [
        'msgid ""',
        'msgstr ""',
        '"Project-Id-Version: poaiss\\n"',
        f'"Language: {code}\\n"',
        '"MIME-Version: 1.0\\n"',
        '"Content-Type: text/plain; charset=UTF-8\\n"',
        '"Content-Transfer-Encoding: 8bit\\n"',
        f'"Plural-Forms: {PLURALS[code]}\\n"',
    ]
    path.write_text("\n".join(head) + "\n\n" + body.rstrip("\n") + "\n", encoding="utf-8")


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


def missing(path: Path) -> list[dict[str, Any]]:
    """Return what is to translate: the text (with its plural), room for each form."""
    code = path.parent.parent.name
    forms = int(re.findall(r"nplurals=(\d)", PLURALS[code])[0])
    with path.open("rb") as file:
        found = read_po(file)
    waiting = [m for m in found if m.id and (m.fuzzy or not all(m.string if m.pluralizable else [m.string]))]
    return [
        {"text": list(m.id) if m.pluralizable else m.id, "context": m.context or "", "forms": [""] * forms}
        if m.pluralizable
        else {"text": m.id, "context": m.context or "", "translation": ""}
        for m in waiting
    ]


def fill(path: Path, translated: list[dict[str, Any]]) -> int:
    """Put translations into a catalogue; a text that is not there any more is left out. Return how many fitted."""
    given = {
        (each["text"] if isinstance(each["text"], str) else each["text"][0], each.get("context", "")): each
        for each in translated
    }
    with path.open("rb") as file:
        catalogue = read_po(file, locale=path.parent.parent.name)
    count = 0
    for message in catalogue:
        key = (message.id[0] if message.pluralizable else message.id, message.context or "")
        if message.id and (each := given.get(key)):
            message.string = tuple(each["forms"]) if message.pluralizable else each["translation"]
            message.flags.discard("fuzzy")
            count += 1
    with path.open("wb") as file:
        write_po(file, catalogue, width=0, omit_header=False)
    settle(path)
    return count


def main() -> None:
    """Collect, or print what is missing, or fill."""
    match sys.argv[1:]:
        case ["--missing", code]:
            path = SOURCE / "locale" / code / "LC_MESSAGES" / "django.po"
            print(json.dumps(missing(path), ensure_ascii=False, indent=0))
        case ["--fill", code, file]:
            path = SOURCE / "locale" / code / "LC_MESSAGES" / "django.po"
            print(fill(path, json.loads(Path(file).read_text(encoding="utf-8"))))
        case _:
            collect()
            for catalogue in catalogues():
                print(f"{catalogue.parent.parent.name}: {len(unfinished(catalogue))} to translate")


if __name__ == "__main__":
    main()
