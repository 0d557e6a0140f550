"""Three-way merge of one answer: what the writer had started from, what stands now, what the writer gives (R11).

Pure: no database. An answer has three facets that are merged apart: what it says, the explanation, and who may see
it. Only where both sides changed one facet, differently, is there a conflict.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

T = TypeVar("T")


class Outcome(StrEnum):
    """What becomes of an answer that somebody gives."""

    UNCHANGED = "unchanged"
    MERGED = "merged"
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True)
class Facts:
    """What an answer says: its text and kind, the explanation, and who may see it."""

    value: str = ""
    kind: str = "no_answer"
    unchanged_since: int | None = None
    remark: str = ""
    marking: str = "clear"

    @property
    def said(self) -> tuple[str, str, int | None]:
        """The facet of the answer itself."""
        return self.value, self.kind, self.unchanged_since


class Apart(Exception):
    """Both sides changed one facet, differently."""


def facet(base: T, theirs: T, mine: T) -> T:
    """Return the facet that stands after both sides; raise Apart when both changed it, differently."""
    if mine in (base, theirs):
        return theirs
    if theirs == base:
        return mine
    raise Apart


def merge(base: Facts, theirs: Facts, mine: Facts) -> tuple[Outcome, Facts]:
    """Return what becomes of MINE and what stands afterwards; in a conflict THEIRS stands."""
    try:
        said = facet(base.said, theirs.said, mine.said)
        remark = facet(base.remark, theirs.remark, mine.remark)
        marking = facet(base.marking, theirs.marking, mine.marking)
    except Apart:
        return Outcome.CONFLICT, theirs
    value, kind, since = said
    found = Facts(value, kind, since, remark, marking)
    return (Outcome.UNCHANGED if found == theirs else Outcome.MERGED), found
