"""What can be wrong with a file of fragments, and what deserves a second look."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from poaiss.common.errors import PoaissError, Problem, Text
from poaiss.reporting.fragments.messages import message

MOST_PROBLEMS = 50


class FragmentsRefused(PoaissError):
    """A file of fragments cannot be imported; nothing of it was stored. ``problems`` lists every place concerned."""

    code = "fragments-refused"


@dataclass(frozen=True, slots=True)
class Warn:
    """Something to look at again: a stable code, the question concerned ('' for the record), words of the sentence."""

    code: str
    question: str = ""
    words: Mapping[str, str] = field(default_factory=dict)

    @property
    def message(self) -> str:
        """The sentence in the active language."""
        return message(self.code, self.words)

    def as_dict(self) -> dict[str, Any]:
        """Return the warning as it is stored with its answer; the sentence is made anew for each reader."""
        return {"code": self.code, "words": dict(self.words)}


def refuse(code: str, reason: Text, *, place: str = "", mend: Text = "") -> FragmentsRefused:
    """Return the refusal for one problem."""
    return refuse_all([Problem(code, reason, mend, place)])


def refuse_all(problems: list[Problem]) -> FragmentsRefused:
    """Return the refusal for several problems, at most fifty of them."""
    first = problems[0]
    return FragmentsRefused(first.reason, mend=first.mend, place=first.place, problems=tuple(problems[:MOST_PROBLEMS]))
