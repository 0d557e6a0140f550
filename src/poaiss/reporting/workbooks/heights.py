"""How high a row must be for its text: programs do not all fit rows by themselves when they open a file."""

import unicodedata
from collections.abc import Iterable

LINE, LEAST, MOST = 13.5, 18.0, 400.0


def lines(text: str, width: float) -> int:
    """Return how many lines TEXT takes in a column of WIDTH characters; wide letters count twice."""
    found = 0
    for part in text.split("\n"):
        size = sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in part)
        found += max(1, -(-int(size * 1.08) // max(1, int(width) - 1)))
    return found


def height(cells: Iterable[tuple[str, float]], least: int = 1) -> float:
    """Return the height of a row from its texts, each with the width of its column."""
    most = max((lines(text, width) for text, width in cells if text), default=1)
    return min(MOST, max(LEAST, 4 + LINE * max(most, least)))
