"""What waits for a person, as the workspace shows it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Task:
    """Something to do: words, address, a hint, and how many."""

    label: str
    url: str
    hint: str = ""
    count: int = 0
