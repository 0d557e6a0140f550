"""How wide the columns of a table are to be, reckoned in letters."""

from collections.abc import Sequence

from poaiss.analysis.documents.blocks import Column, Table
from poaiss.analysis.documents.shaping import full, width_of

LOOKED_AT = 400
"""Rows from which the width of a column is reckoned."""
GAP, BOLD, MOST = 2, 0.98, 64
"""Letters between columns; width of a letter of a head, against one of a text; letters from which a text has lines."""
EASY = 22
"""Letters of a line of words that are easy to read in a column."""


def has_arabic(text: str) -> bool:
    """Return whether a text has letters from right to left."""
    return any("\u0590" <= letter <= "\u08ff" for letter in text)


def weight(text: str) -> int:
    """Return how wide a text is in letters; a Chinese sign is as wide as two."""
    return sum(2 if letter > "\u2e7f" else 1 for letter in text)


def longest(text: str) -> int:
    """Return how wide the longest word is that may not be broken."""
    return min(max((weight(each) if each < "\u2e80" else 4 for each in text.split()), default=0), 40)


def columns_of(table: Table) -> tuple[Column, ...]:
    """Return a head for each column, also where a row is longer than the heads."""
    return (*table.columns, *[Column("")] * (width_of(table) - len(table.columns)))


def rows_of(table: Table) -> list[tuple[str, ...]]:
    """Return the rows, each with a text for each column."""
    width = width_of(table)
    return [full(row, width) for row in table.rows]


def least(columns: Sequence[Column], heads: Sequence[str], rows: Sequence[Sequence[str]]) -> list[int]:
    """Return how many letters wide each column must be: its longest word, or its longest number, and a gap."""
    some = rows[:LOOKED_AT]
    found = []
    for at, (column, head) in enumerate(zip(columns, heads, strict=True)):
        wide = whole if column.numeric else longest
        found.append(max(round(longest(head) * BOLD), *(wide(row[at]) for row in some), 1) + GAP)
    return found


def whole(text: str) -> int:
    """Return how wide a number is: it is not broken."""
    return min(weight(text), 24)


def shares(
    columns: Sequence[Column], narrowest: Sequence[int], rows: Sequence[Sequence[str]], room: float
) -> list[float]:
    """Return the width of each column in letters: what it must have, then what its text would like, then the rest."""
    wanted = [0.0 if each.numeric else wish(narrowest[at], rows, at) for at, each in enumerate(columns)]
    spare = max(room - sum(narrowest), 0.0)
    given = min(spare, sum(wanted))
    rest = (spare - given) / max(len(columns), 1)
    part = given / (sum(wanted) or 1.0)
    return [each + wish_ * part + rest for each, wish_ in zip(narrowest, wanted, strict=True)]


def easy(columns: Sequence[Column], narrowest: Sequence[int], rows: Sequence[Sequence[str]]) -> float:
    """Return how many letters wide a table should be, so that its words are easy to read."""
    wanted = (0.0 if each.numeric else wish(narrowest[at], rows, at) for at, each in enumerate(columns))
    return sum(narrowest) + sum(min(each, max(EASY - narrowest[at], 0)) for at, each in enumerate(wanted))


def wish(narrowest: int, rows: Sequence[Sequence[str]], at: int) -> float:
    """Return how many letters more a column of words would like, so that most of its texts are on one line."""
    usual = sorted(weight(row[at]) for row in rows[:LOOKED_AT])
    return float(max(0, min(usual[len(usual) * 9 // 10] if usual else 0, MOST) + GAP - narrowest))
