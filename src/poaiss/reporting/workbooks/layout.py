"""How a workbook is laid out: its hidden sheets, the keys by which its rows and columns are found again, its titles.

Nothing is read by its place alone. The first row of each sheet and its first column are hidden and hold keys: what
the row or column is, with a check over the report's identifier, so that a row that was moved still reads right and a
row of another report is told apart.
"""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass

FORMAT = "poaiss.workbook/1"
META, LISTS = "_poaiss", "_poaiss_lists"
HIDDEN = frozenset({META, LISTS})
KEY_ROW, TITLE_ROW, NOTE_ROW, HEADER_ROW, FIRST_ROW = 1, 2, 3, 4, 5
KEY_COLUMN = 1
NUMBER, QUESTION, GUIDANCE, SOURCE, LAST, ANSWER, REMARK, INSTEAD = range(2, 10)
ROLES = {ANSWER: "answer", REMARK: "remark", INSTEAD: "instead"}
"""Columns of a section's sheet that a person fills."""
EMPTY_ROWS = 30
"""Rows that wait for new entries below a list; more may be filled."""
MOST_ENTRIES = 1_000
"""Filled rows that a list may have: as many entries as the engine takes."""
LONGEST = 32_767
"""Characters that a cell holds (ECMA-376, limits of Excel)."""
_UNSAFE = re.compile(r"[\[\]:*?/\\\x00-\x1f]+")
_ENTRY = re.compile(r"^(.*)\[([1-9][0-9]{0,5})\]/([^/\[\]]+)$")


@dataclass(frozen=True, slots=True)
class Key:
    """What a row or a sheet is: ``sheet`` and ``list`` for sheets; ``q``, ``c`` and ``r`` for rows."""

    kind: str
    path: str
    more: str = ""


def check(report: str, words: Iterable[str]) -> str:
    """Return the check over a key: eight digits that another report does not give."""
    return hashlib.sha256("\n".join((report, *words)).encode()).hexdigest()[:8]


def written(report: str, key: Key) -> str:
    """Return a key as it stands in a cell."""
    words = [word for word in (key.kind, key.path, key.more) if word]
    return " ".join((*words, check(report, words)))


def parsed(report: str, text: str) -> Key | None:
    """Return the key in a cell of this report's workbook; None for one that was damaged or is another report's."""
    *words, digits = text.split() or [""]
    if len(words) not in (2, 3) or check(report, words) != digits:
        return None
    return Key(words[0], words[1], words[2] if len(words) > 2 else "")


def looks_like_key(text: str) -> bool:
    """Return whether a cell holds a key at all, of whichever report."""
    return bool(re.fullmatch(r"(?:sheet|list|q|c|r) \S+ (?:\S+ )?[0-9a-f]{8}", text))


def entry(path: str) -> tuple[str, int, str] | None:
    """Return list, number of the entry and field of a path such as ``laws[2]/title``; None outside lists."""
    found = _ENTRY.match(path)
    return (found[1], int(found[2]), found[3]) if found else None


def safe_title(text: str, taken: set[str]) -> str:
    """Return the title of a sheet: at most 31 characters as Excel counts them, none that it refuses, used once."""
    plain = " ".join(_UNSAFE.sub(" ", text).split()).strip("' ") or "-"
    plain = f"{plain}_" if plain.casefold() == "history" else plain  # Excel keeps this name for itself
    title, number = cut(plain, 31), 1
    while title.casefold() in taken:
        number += 1
        title = f"{cut(plain, 31 - len(str(number)) - 1)} {number}"
    taken.add(title.casefold())
    return title


def cut(text: str, most: int) -> str:
    """Return TEXT within MOST UTF-16 units, with an ellipsis where something was left out."""
    if len(text.encode("utf-16-le")) // 2 <= most:
        return text
    while len(text.encode("utf-16-le")) // 2 > most - 1:
        text = text[:-1]
    return text.rstrip(" '") + "…"
