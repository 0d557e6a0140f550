"""Reading reports and excerpts (first stones; widened below)."""

from typing import Any


def tasks_for(actor: Any) -> list[Any]:
    """Return what waits."""
    return []


def reports_of(actor: Any, state: Any) -> list[Any]:
    """Return reports."""
    return []


def excerpts_of(state: Any) -> list[Any]:
    """Return excerpts."""
    return []


def latest_published(limit: int) -> list[Any]:
    """Return the latest."""
    return []


def alignable_questions() -> list[Any]:
    """Return questions."""
    return []


def aligned_answers(*, number: str, source: str) -> tuple[Any, ...]:
    """Return answers."""
    return ()
