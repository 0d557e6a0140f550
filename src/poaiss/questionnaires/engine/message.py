"""Message: a sentence of the catalogue, what it stops, and how the words are put into it.

``gettext_noop`` marks the sentences for translation without needing Django: whoever shows a problem looks its code
up in the catalogue, translates the sentence and fills it with the problem's context.
"""

from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple


class Message(NamedTuple):
    """A severity, the reason and the mend, with named placeholders."""

    severity: str
    reason: str
    mend: str


def gettext_noop(sentence: str) -> str:
    """Return a sentence unchanged; the name makes Babel collect it."""
    return sentence


def expand(sentence: str, context: Mapping[str, str]) -> str:
    """Fill the placeholders of a sentence; a missing one stays empty, and braces in the words do no harm."""
    return sentence.format_map(defaultdict(str, context))


CRITICAL, ERROR, WARNING = "critical", "error", "warning"
