"""Errors of forms, from the engine's plain problems to the catalogue of the site."""

from django.utils.translation import gettext as _

from poaiss.common.errors import PoaissError, Problem, Severity
from poaiss.questionnaires import engine


class FormNotLoaded(PoaissError):
    """A form cannot be loaded as it stands; ``problems`` lists every place concerned."""

    code = "form-not-loaded"


def problem_of(found: engine.Problem) -> Problem:
    """Return a problem of the engine in the reader's language, its sentences filled with the words of the case."""
    message = engine.CATALOGUE[found.code]
    row = _("row %(number)d") % {"number": found.row} if found.row else ""
    return Problem(
        code=found.code,
        reason=engine.expand(_(message.reason), found.context),
        mend=engine.expand(_(message.mend), found.context),
        place=", ".join(part for part in (found.sheet, row, found.column) if part),
        severity=Severity(found.severity.value),
    )


def refusal(refused: engine.FormRefused) -> FormNotLoaded:
    """Return the error of the site for a form that the engine refused."""
    problems = tuple(problem_of(each) for each in refused.problems)
    return FormNotLoaded(_("The form cannot be loaded."), problems=problems)
