"""Two texts, word by word: what both have, what was taken out, what was put in."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

WORD = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]|[^\W\u3400-\u9fff\uf900-\ufaff]+|\s+|[^\w\s]")
"""A word, a space, a mark; Chinese is written without spaces, and a character is a word there."""
LONGEST = 3_000
"""Words; longer texts are shown whole, because setting them beside each other takes too long."""
ALIKE = 0.5
"""Share of words that two texts must have in common to be shown word by word."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a text: ``same``, ``del`` (only in the earlier text) or ``ins`` (only in the later one)."""

    kind: str
    text: str


def pieces(before: str, after: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Return the earlier and the later text in pieces; joined, they are the texts."""
    old, new = WORD.findall(before), WORD.findall(after)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if len(old) + len(new) > LONGEST or matcher.ratio() < ALIKE:
        return whole("del", before), whole("ins", after)
    return tuple(side(matcher, old, old=True)), tuple(side(matcher, new, old=False))


def whole(kind: str, text: str) -> tuple[Piece, ...]:
    """Return a text as one piece."""
    return (Piece(kind, text),) if text else ()


def side(matcher: "SequenceMatcher[str]", words: list[str], *, old: bool) -> Iterator[Piece]:
    """Yield one side in pieces."""
    for tag, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        first, last = (old_from, old_to) if old else (new_from, new_to)
        if first != last:
            kind = "same" if tag == "equal" else "del" if old else "ins"
            yield Piece(kind, "".join(words[first:last]))
