"""Text that a page can show: what no font has is made visible, and each text knows its direction."""

import unicodedata
from collections.abc import Container, Iterator
from dataclasses import dataclass, field

MARK = "□"
"""Stands before the code of a character that no font of ours has."""
SOFT_HYPHEN = "\xad"
OVERRIDES = frozenset(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A))))
"""Signs that turn the direction of what follows: a document never lets an answer reorder what stands around it."""
REFUSED = OVERRIDES | {SOFT_HYPHEN, "\ufeff", "\ufffe", "\uffff"}
HIDDEN = ("Cc", "Cs", "Co", "Cn")
"""Kinds of characters that have no place on a page: controls, halves of pairs, private and unassigned ones."""
LONGEST = 36
"""Letters after which a word without a break may be broken."""
OWN_SIDE = 70
"""Letters from which a text of the other direction stands on its own side of the page."""
BREAK = "\u200b"
SPACES = {" ": " ", "\n": "\n", "\t": "    ", "\x0b": "\n", "\x0c": "\n", "\x85": "\n", "\u2028": "\n", "\u2029": "\n"}


@dataclass(slots=True)
class Letters:
    """What fonts cover; keeps the characters that they do not have, to warn of them."""

    covered: Container[int]
    breaks: bool = True
    missing: dict[str, int] = field(default_factory=dict)

    def safe(self, text: str) -> str:
        """Return TEXT with every character that cannot be shown as a mark with its code."""
        joined = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
        plain = joined.isascii() and joined.isprintable()
        shown = joined if plain else "".join(self.each(joined))
        return broken(shown) if self.breaks else shown

    def each(self, text: str) -> Iterator[str]:
        """Yield the characters of a text as they are shown."""
        for letter in text:
            if letter in SPACES:
                yield SPACES[letter]
            elif self.has(letter):
                yield letter
            elif letter != SOFT_HYPHEN:
                self.missing[letter] = self.missing.get(letter, 0) + 1
                yield f"{MARK}U+{ord(letter):04X} "

    def has(self, letter: str) -> bool:
        """Return whether a letter can be shown."""
        if letter in REFUSED or unicodedata.category(letter) in HIDDEN:
            return False
        return ord(letter) in self.covered

    def sentences(self) -> Iterator[str]:
        """Yield each missing character with its code and name."""
        for letter in sorted(self.missing):
            yield f"U+{ord(letter):04X} {unicodedata.name(letter, '')}".strip()


class Anything:
    """What a document covers that leaves the fonts to its reader: every character that has a place on a page."""

    def __contains__(self, code: object) -> bool:
        return isinstance(code, int) and unicodedata.category(chr(code)) not in HIDDEN


def broken(text: str) -> str:
    """Return TEXT with places to break in words that are longer than a line can be."""
    if len(text) <= LONGEST:
        return text
    return "\n".join(" ".join(map(word, line.split(" "))) for line in text.split("\n"))


def word(text: str) -> str:
    """Return a word that can be broken when it is too long; Chinese breaks anywhere by itself."""
    if len(text) <= LONGEST or text[0] > "\u2e7f":
        return text
    return BREAK.join(text[at : at + LONGEST] for at in range(0, len(text), LONGEST))


def is_rtl(text: str) -> bool:
    """Return whether the first letter with a direction is one from right to left (Unicode Annex 9, rule P2)."""
    for letter in text:
        found = unicodedata.bidirectional(letter)
        if found == "L":
            return False
        if found in ("R", "AL"):
            return True
    return False


def has_direction(text: str) -> bool:
    """Return whether any letter of a text has a direction of its own: numbers and signs have none."""
    return any(unicodedata.bidirectional(letter) in ("L", "R", "AL") for letter in text)


def language_of(text: str, original: str) -> str:
    """Return the language of what a State wrote, told by its script where that differs from the original's."""
    if is_rtl(text):
        return "ar"
    for letter in text:
        if "\u4e00" <= letter <= "\u9fff":
            return "zh"
        if "\u0400" <= letter <= "\u04ff":
            return "ru"
    return original if original not in ("ar", "zh", "ru") or not has_direction(text) else "en"
