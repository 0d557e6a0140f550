"""Problems: what is wrong with a form or an answer: a stable code, the place, the reason and how to mend it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from .expressions import ExpressionError
from .messages import CATALOGUE, expand

Translate = Callable[[str, str], str]


class Severity(StrEnum):
    """How much a problem stops: critical stores nothing, error does not proceed, warning asks to look again."""

    CRITICAL = "critical"
    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with a form: where (sheet, 1-based row, header of the column), why and how to mend it.

    ``context`` holds the words that stand in the reason, so that a caller can translate the catalogue's sentence and
    put them in again.
    """

    code: str
    severity: Severity
    sheet: str = ""
    row: int | None = None
    column: str = ""
    reason: str = ""
    mend: str = ""
    context: Mapping[str, str] = field(default_factory=dict, compare=False, hash=False)

    def as_dict(self) -> dict[str, str | int | None]:
        """Return the problem as JSON has it."""
        return {
            "code": self.code,
            "severity": self.severity.value,
            "sheet": self.sheet,
            "row": self.row,
            "column": self.column,
            "reason": self.reason,
            "mend": self.mend,
        }

    def __str__(self) -> str:
        place = ", ".join(part for part in (self.sheet, f"row {self.row}" if self.row else "", self.column) if part)
        return f"{self.code}{f' ({place})' if place else ''}: {self.reason} {self.mend}".strip()


def problem(code: str, *, sheet: str = "", row: int | None = None, column: str = "", **context: str) -> Problem:
    """Return the problem of the catalogue with that code, its sentences filled with the context."""
    message = CATALOGUE[code]
    return Problem(
        code,
        Severity(message.severity),
        sheet,
        row,
        column,
        expand(message.reason, context),
        expand(message.mend, context),
        context,
    )


def expression_problem(error: ExpressionError, *, sheet: str = "", row: int | None = None, column: str = "") -> Problem:
    """Return the problem that an expression was refused for; the place in it counts from 1."""
    context = {"place": str(error.position + 1), **error.context}
    return problem(error.code, sheet=sheet, row=row, column=column, **context)


class FormRefused(Exception):
    """A form cannot be read or compiled; ``problems`` says everything that was found."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        """Take the problems, the first of which names the refusal."""
        super().__init__("\n".join(str(found) for found in problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class AnswerProblem:
    """One thing that is wrong with an answer: its path, the number of the question, and the reason by language."""

    code: str
    severity: Severity
    path: str
    number: str
    messages: Mapping[str, str]
    mend: str
    value: str = ""

    def as_dict(self) -> dict[str, object]:
        """Return the problem as JSON has it."""
        return {
            "code": self.code,
            "severity": self.severity.value,
            "path": self.path,
            "number": self.number,
            "messages": dict(self.messages),
            "mend": self.mend,
            "value": self.value,
        }
