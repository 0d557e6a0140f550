"""Errors of workbooks: what refuses the whole file, and what is told of single cells."""

from django.utils.translation import gettext as _

from poaiss.common.errors import PoaissError, Problem, Severity


class WorkbookRefused(PoaissError):
    """A workbook cannot be taken in; nothing of it was stored."""

    code = "workbook-refused"

    def __init__(self, code: str, reason: str, *, mend: str = "", place: str = "") -> None:
        """Take the code of the refusal, its reason and how to mend it."""
        self.code = code
        super().__init__(reason, mend=mend, place=place)


class UnknownDrafter(PoaissError):
    """Nobody who may answer the report was found under an address."""

    code = "drafter-unknown"


REFUSED = frozenset(
    {
        "workbook-cell-error",
        "workbook-formula-without-value",
        "workbook-row-foreign",
        "workbook-row-twice",
        "workbook-section-not-yours",
        "workbook-sheet-twice",
        "workbook-question-unknown",
    }
)
"""What is not taken in; everything else is taken and has to be looked at."""


def cell(sheet: str, address: str) -> str:
    """Return the place of a cell in words."""
    return _("Sheet “%(sheet)s”, cell %(cell)s") % {"sheet": sheet, "cell": address}


def sheet_words(sheet: str) -> str:
    """Return the place of a sheet in words."""
    return _("Sheet “%(sheet)s”") % {"sheet": sheet}


def told(code: str, place: str, reason: str, mend: str = "", *, severity: Severity | None = None) -> Problem:
    """Return a problem of a cell: an error where the cell was not taken, else a warning."""
    level = severity or (Severity.ERROR if code in REFUSED else Severity.WARNING)
    return Problem(code, reason, mend, place, level)
