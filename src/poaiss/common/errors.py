"""The catalogue of errors: a stable code, the place, the reason and how to mend it.

Three severities: *critical* (nothing was stored), *error* (stored as a draft, cannot proceed) and
*warning* (look again).
"""

from dataclasses import asdict, dataclass
from enum import StrEnum

from django.utils.functional import Promise

Text = str | Promise


class Severity(StrEnum):
    """How much an error stops."""

    CRITICAL = "critical"
    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: where, why and how to mend it."""

    code: str
    reason: Text
    mend: Text = ""
    place: str = ""
    severity: Severity = Severity.CRITICAL

    def as_dict(self) -> dict[str, str]:
        """Return the problem as plain strings, in the active language."""
        return {key: str(value) for key, value in asdict(self).items()}

    def __str__(self) -> str:
        where = f" ({self.place})" if self.place else ""
        mend = f" {self.mend}" if self.mend else ""
        return f"{self.code}{where}: {self.reason}{mend}"


class PoaissError(Exception):
    """An error of the catalogue; subclasses set ``code``; ``problems`` lists every place concerned."""

    code = "error"

    def __init__(self, reason: Text, *, mend: Text = "", place: str = "", problems: tuple[Problem, ...] = ()) -> None:
        """Take one reason with its mend, or several problems."""
        self.problem = Problem(self.code, reason, mend, place)
        self.problems = problems or (self.problem,)
        super().__init__(str(self.problem))


class InvalidTransition(PoaissError):
    """A workflow was asked for a step that its table does not hold."""

    code = "invalid-transition"
