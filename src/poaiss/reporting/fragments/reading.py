"""Reading a file of fragments: UTF-8 JSON, read strictly, so that nothing is guessed and nothing is lost."""

import json
import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from poaiss.common.errors import Problem
from poaiss.reporting.fragments.errors import FragmentsRefused, refuse, refuse_all

MAX_BYTES = 10 * 1024 * 1024
MAX_DEPTH = 12
MAX_RECORDS = 20_000
LITTLE_ENDIAN, BIG_ENDIAN, MARK = b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf"


class Pairs(dict[str, Any]):
    """An object of JSON that remembers the keys which it had twice."""

    twice: tuple[str, ...] = ()


def read(path: Path) -> list[Any]:
    """Return the list in the file at PATH; raise FragmentsRefused for whatever is no such list."""
    return parse(content(path))


def content(path: Path) -> bytes:
    """Return the bytes of the file, after its kind and its size were looked at."""
    try:
        if not path.is_file():
            raise refuse(
                "file-missing", _("There is no such file."), place=str(path), mend=_("Check the path of the file.")
            )
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise too_large(path, size)
        return path.read_bytes()
    except (OSError, ValueError) as error:  # ValueError: a path with a NUL
        reason = getattr(error, "strerror", None) or str(error)
        raise refuse(
            "file-unreadable", reason, place=str(path).replace("\0", "?"), mend=_("Check the path and its permissions.")
        ) from error


def too_large(path: Path, size: int) -> FragmentsRefused:
    """Return the refusal of a file over the cap."""
    return refuse(
        "file-too-large",
        _("The file has %(size)d bytes; at most %(limit)d can be imported.") % {"size": size, "limit": MAX_BYTES},
        place=str(path),
        mend=_("Split it into several files."),
    )


def parse(data: bytes) -> list[Any]:
    """Return the records in DATA, every object checked for keys given twice, odd numbers and odd characters."""
    text = decoded(data)
    try:
        found = json.loads(text, object_pairs_hook=pairs, parse_constant=constant)
    except json.JSONDecodeError as error:
        raise broken(text, error) from error
    except RecursionError as error:
        raise too_deep(_("the file")) from error
    except FragmentsRefused:
        raise
    except ValueError as error:  # a number with more digits than Python reads
        raise refuse("json-broken", str(error), mend=_("Write the number with fewer digits.")) from error
    if not isinstance(found, list):
        raise refuse(
            "not-a-list",
            _("The file holds no list of records."),
            place=_("top of the file"),
            mend=_("Put the records into one list: [ {…}, {…} ]."),
        )
    if len(found) > MAX_RECORDS:
        raise refuse("records-too-many", _("The file holds too many records."), mend=_("Split it into several files."))
    if problems := list(oddities(found, "")):
        raise refuse_all(problems)
    return found


def decoded(data: bytes) -> str:
    """Return the text of the file; only UTF-8 is read, with or without its mark."""
    if data.startswith((LITTLE_ENDIAN, BIG_ENDIAN)) or data[1:2] == b"\0" or data[:1] == b"\0":
        raise wrong_encoding(_("The file is written in UTF-16 or UTF-32."), 1)
    try:
        return data.removeprefix(MARK).decode("utf-8")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise wrong_encoding(_("The file is not written in UTF-8."), line) from error


def wrong_encoding(reason: str, line: int) -> FragmentsRefused:
    """Return the refusal of a file in another encoding."""
    place = _("line %(line)d") % {"line": line}
    return refuse("encoding-wrong", reason, place=place, mend=_("Save the file as UTF-8 and import it again."))


def pairs(found: list[tuple[str, Any]]) -> Pairs:
    """Build an object and remember which keys came twice: JSON would silently drop the first."""
    result = Pairs(found)
    if len(result) < len(found):
        seen: set[str] = set()
        result.twice = tuple(key for key, _value in found if key in seen or seen.add(key))  # type: ignore[func-returns-value]
    return result


def constant(name: str) -> Any:
    """Refuse NaN and the infinities, which JSON does not have."""
    raise refuse("number-not-json", _("%(name)s is no number of JSON.") % {"name": name}, mend=_("Write null instead."))


def broken(text: str, error: json.JSONDecodeError) -> FragmentsRefused:
    """Return the refusal of broken JSON with its place; a file of JSON lines is told so."""
    place = _("line %(line)d, column %(column)d") % {"line": error.lineno, "column": error.colno}
    lines = [line for line in text.splitlines() if line.strip()]
    if error.msg == "Extra data" and len(lines) > 1 and all(map(is_json, lines[:3])):
        return refuse(
            "json-lines",
            _("The file has one record a line."),
            place=place,
            mend=_("Put the records into one list: [ {…}, {…} ]."),
        )
    return refuse("json-broken", error.msg, place=place, mend=_("Correct the file there and import it again."))


def is_json(line: str) -> bool:
    """Return whether a line is a document of its own."""
    try:
        json.loads(line)
    except (ValueError, RecursionError):
        return False
    return True


def too_deep(place: str) -> FragmentsRefused:
    """Return the refusal of values nested too deep."""
    return refuse("nested-too-deep", *deep_words(), place=place)


def deep_words() -> tuple[str]:
    """Return the sentence on nesting."""
    return (_("Values are nested more than %(limit)d deep.") % {"limit": MAX_DEPTH},)


def oddities(value: Any, place: str, depth: int = 0) -> Iterator[Problem]:
    """Yield what cannot be stored as it stands: keys given twice, numbers without end, characters like NUL."""
    if depth > MAX_DEPTH:
        yield Problem("nested-too-deep", deep_words()[0], _("Give simpler values."), place)
    elif isinstance(value, str):
        if problem := character(value):
            yield Problem("character-not-storable", problem, _("Remove the character."), place)
    elif isinstance(value, float) and not math.isfinite(value):
        yield Problem("number-not-json", _("The number is too large."), _("Write null instead."), place)
    elif isinstance(value, dict):
        yield from in_object(value, place, depth)
    elif isinstance(value, list):
        for at, each in enumerate(value, start=1):
            name = _("record %(number)d") % {"number": at} if depth == 0 else f"[{at}]"
            yield from oddities(each, f"{place}{', ' if place and depth == 1 else ''}{name}", depth + 1)


def in_object(value: dict[str, Any], place: str, depth: int) -> Iterator[Problem]:
    """Yield the oddities of an object: its keys first, then its values."""
    for key in getattr(value, "twice", ()):
        reason = _("The key “%(key)s” stands twice in one object.") % {"key": printable(key)}
        yield Problem("key-duplicate", reason, _("Keep one of them."), f"{place}, {printable(key)}".lstrip(", "))
    for key, each in value.items():
        inner = f"{place}, {printable(key)}".lstrip(", ")
        if problem := character(key):
            yield Problem("character-not-storable", problem, _("Remove the character."), inner)
        yield from oddities(each, inner, depth + 1)


def character(text: str) -> str:
    """Return what is wrong with the characters of TEXT: NUL and halves of pairs cannot be stored."""
    for letter in text:
        if letter == "\0" or "\ud800" <= letter <= "\udfff":
            return _("The text holds the character U+%(code)s, which cannot be stored.") % {
                "code": f"{ord(letter):04X}"
            }
    return ""


def printable(key: str) -> str:
    """Return a key for a message: short, and without characters that cannot be shown."""
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in key[:60])
