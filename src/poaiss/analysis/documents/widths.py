"""How wide the columns of a table are to be, reckoned in letters."""

from collections.abc import Sequence

from poaiss.analysis.documents.blocks import Column, Table
from poaiss.analysis.documents.shaping import full, width_of

LOOKED_AT = 400
"""Rows from which the width of a column is reckoned."""


def has_arabic(text: str) -> bool:
    """Return whether a text has letters from right to left."""
    return any("\u0590" <= letter <= "\u08ff" for letter in text)


def weight(text: str) -> int:
    """Return how wide a text is in letters; a Chinese sign is as wide as two."""
    return sum(2 if letter > "\u2e7f" else 1 for letter in text)


def longest(text: str) -> int:
    """Return how wide the longest word is that may not be broken."""
    return min(max((weight(each) if each < "\u2e80" else 4 for each in text.split()), default=0), 40)


def share(column: Column, least: int, texts: list[str]) -> float:
    """Return the weight of a column: its longest word, and for words some room for its usual text."""
    if column.numeric or not texts:
        return float(max(least, 5))
    usual = sorted(map(weight, texts))[len(texts) * 9 // 10]
    return float(max(least, 6, min(usual, 60)))


def columns_of(table: Table) -> tuple[Column, ...]:
    """Return a head for each column, also where a row is longer than the heads."""
    return (*table.columns, *[Column("")] * (width_of(table) - len(table.columns)))


def rows_of(table: Table) -> list[tuple[str, ...]]:
    """Return the rows, each with a text for each column."""
    width = width_of(table)
    return [full(row, width) for row in table.rows]


def least(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> list[int]:
    """Return the width of the longest word of each column."""
    some = rows[:LOOKED_AT]
    return [max(longest(head), *(longest(row[at]) for row in some), 1) for at, head in enumerate(heads)]


def shares(columns: Sequence[Column], narrowest: Sequence[int], rows: Sequence[Sequence[str]]) -> list[float]:
    """Return the share of the page that each column gets."""
    some = rows[:LOOKED_AT]
    return [share(each, narrowest[at], [row[at] for row in some]) for at, each in enumerate(columns)]
