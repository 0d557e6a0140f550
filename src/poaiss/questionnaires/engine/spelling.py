"""Spelling: find the word that was probably meant."""

from collections.abc import Iterable
from difflib import get_close_matches


def near(word: str, words: Iterable[str]) -> str:
    """Return the word that is closest in spelling, '' when none is close."""
    return next(iter(get_close_matches(word.strip().lower(), list(words), n=1, cutoff=0.75)), "")
