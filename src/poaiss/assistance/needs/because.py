"""An answer that a suggestion rests on."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Because:
    """A question with what the State answered, in the reader's words."""

    number: str
    label: str
    words: str
