"""Collect the English strings of the forms, and weave their translations into the CSV sheets.

    python questionnaires/weave.py collect   write strings/en.csv from the English columns
    python questionnaires/weave.py weave     fill the other language columns from strings/{ar,zh,fr,ru,es}.csv
    python questionnaires/weave.py check     report what is missing or out of step; exit 1 if anything is

A translation is found by its key, and the key is made from the English text: a changed English sentence gets a new
key, so that an old translation can never stand under a new meaning.
"""

from __future__ import annotations

import csv
import hashlib
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parent
STRINGS = HERE / "strings"
ENGLISH = "English (en)"
OTHERS = {"ar": "العربية (ar)", "zh": "中文 (zh)", "fr": "Français (fr)", "ru": "Русский (ru)", "es": "Español (es)"}
SHEETS = ("survey", "choices", "settings")
TITLE = "form_title"
NAMED_USES = 4

Row = dict[str, str]


def read(path: Path) -> tuple[list[str], list[Row]]:
    """Return the header and the rows of one CSV sheet."""
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        rows = list(reader)
    return list(reader.fieldnames or []), rows


def write(path: Path, header: list[str], rows: list[Row]) -> None:
    """Write one CSV sheet, the same bytes for the same rows."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, header, lineterminator="\n", restval="")
        writer.writeheader()
        writer.writerows(rows)


def sheets() -> Iterator[tuple[str, str, Path]]:
    """Yield the letter, the sheet's name and the path of each sheet of each form."""
    for folder in sorted(HERE.glob("poa-iti-*")):
        for sheet in SHEETS:
            yield folder.name[-1].upper(), sheet, folder / f"{sheet}.csv"


def key_of(text: str) -> str:
    """Return the key of an English string: its first words, and a fingerprint of the whole."""
    words = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:32].strip("-")
    return f"{words}-{hashlib.sha256(text.encode()).hexdigest()[:6]}"


def is_english(column: str) -> bool:
    """Tell whether the cells of this column are English text to translate."""
    return column == TITLE or column.endswith(f"::{ENGLISH}")


def column_in(column: str, code: str) -> str:
    """Return the column that holds the translation of an English column.

    pyxform takes no translated form_title: whoever compiles the sheets leaves the columns ``form_title::...`` out.
    """
    return f"{TITLE}::{OTHERS[code]}" if column == TITLE else column.replace(ENGLISH, OTHERS[code])


def use_of(letter: str, sheet: str, column: str, row: Row) -> str:
    """Say in a few words where a string stands, for the translator."""
    kind = column.split("::")[0]
    if sheet == "choices":
        return f"choice of {row['list_name']}"
    if sheet == "settings":
        return f"title of form {letter}"
    return f"{kind} of {letter}:{row.get('bind::poa:number') or row['name']}"


def english_strings() -> dict[str, list[str]]:
    """Return each distinct English string of the forms with the places where it stands."""
    uses: dict[str, list[str]] = {}
    for letter, sheet, path in sheets():
        header, rows = read(path)
        for row in rows:
            for column in filter(is_english, header):
                if row[column]:
                    uses.setdefault(row[column], []).append(use_of(letter, sheet, column, row))
    return uses


def context_of(uses: list[str]) -> str:
    """Name the first places of a string, and count the rest."""
    places = list(dict.fromkeys(uses))
    more = len(places) - NAMED_USES
    return "; ".join(places[:NAMED_USES]) + (f"; and {more} more" if more > 0 else "")


def collected() -> list[Row]:
    """Return the rows that strings/en.csv must have, sorted by text."""
    uses = english_strings()
    return [{"key": key_of(text), "text": text, "context": context_of(uses[text])} for text in sorted(uses)]


def translations(code: str) -> dict[str, str]:
    """Return the translated text of each key in one language; empty where there is no file."""
    path = STRINGS / f"{code}.csv"
    if not path.exists():
        return {}
    return {row["key"]: row["text"].strip() for row in read(path)[1] if row["text"].strip()}


def woven_header(header: list[str], codes: list[str]) -> list[str]:
    """Return the header with the languages in their order behind each English column."""
    foreign = {column_in(column, code) for column in filter(is_english, header) for code in OTHERS}
    out: list[str] = []
    for column in (column for column in header if column not in foreign):
        out.append(column)
        if is_english(column):
            out.extend(column_in(column, code) for code in codes)
    return out


def woven(path: Path) -> tuple[list[str], list[Row]]:
    """Return a sheet with its language columns filled from the string files that exist."""
    header, rows = read(path)
    texts = {code: found for code in OTHERS if (found := translations(code))}
    for row in rows:
        for column in filter(is_english, header):
            for code, found in texts.items():
                row[column_in(column, code)] = found.get(key_of(row[column]), "") if row[column] else ""
    new_header = woven_header(header, list(texts))
    return new_header, [{column: row[column] for column in new_header} for row in rows]


def missing(codes: Iterable[str] = OTHERS) -> list[str]:
    """List each translation that is missing, and each that no form needs any more."""
    wanted = {row["key"]: row["text"] for row in collected()}
    problems = []
    for code in codes:
        found = translations(code)
        problems += [f"{code}: missing {key}: {text}" for key, text in wanted.items() if key not in found]
        problems += [f"{code}: not used by any form: {key}" for key in found if key not in wanted]
    return problems


def out_of_step() -> list[str]:
    """List each file that collect or weave would change."""
    problems = [] if read(STRINGS / "en.csv")[1] == collected() else ["strings/en.csv: run collect"]
    problems += [f"{path.relative_to(HERE)}: run weave" for _, _, path in sheets() if read(path) != woven(path)]
    return problems


def collect() -> int:
    """Write strings/en.csv; return the exit code."""
    STRINGS.mkdir(exist_ok=True)
    write(STRINGS / "en.csv", ["key", "text", "context"], collected())
    return 0


def weave() -> int:
    """Fill the sheets and say how much each language lacks; return the exit code."""
    for _, _, path in sheets():
        write(path, *woven(path))
    for code in OTHERS:
        sys.stdout.write(f"{code}: {len(missing([code]))} to do\n")
    return 0


def check() -> int:
    """List what is missing or out of step; return the exit code."""
    problems = missing() + out_of_step()
    sys.stdout.write(("\n".join(problems) or "Every string is translated and woven in.") + "\n")
    return 1 if problems else 0


COMMANDS = {"collect": collect, "weave": weave, "check": check}


def main(arguments: list[str]) -> int:
    """Run the command named; without one, explain the three."""
    if len(arguments) != 1 or arguments[0] not in COMMANDS:
        sys.stderr.write(__doc__ or "")
        return 2
    return COMMANDS[arguments[0]]()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
