"""Spelling: find the word that was probably meant."""

from collections.abc import Iterable
from difflib import get_close_matches
from functools import lru_cache

_LONGEST = 40  # comparing takes the square of the length


def near(word: str, words: Iterable[str]) -> str:
    """Return the word that is closest in spelling, '' when none is close."""
    return _near(word.strip().lower(), tuple(sorted(words)))


@lru_cache(maxsize=1024)
def _near(word: str, words: tuple[str, ...]) -> str:
    if len(word) > _LONGEST:
        return ""
    return next(iter(get_close_matches(word, words, n=1, cutoff=0.75)), "")
