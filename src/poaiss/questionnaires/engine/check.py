"""Check: say everything that is wrong with an XLSForm, ours or not, in one go (``poaiss questionnaires check``)."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from .compiling import compile_workbook
from .form import Form
from .lint_choices import lint_choices
from .lint_expressions import lint_expressions
from .lint_survey import lint_survey
from .loading import Source, load
from .problems import FormRefused, Problem, Severity, problem
from .sheets import Workbook
from .survey import survey_rows
from .translations import MissingTranslation, languages_of, missing_translations


@dataclass(frozen=True, slots=True)
class CheckedQuestion:
    """A question that a form asks: its name, its type and its path."""

    name: str
    type: str
    path: str


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What a check found."""

    questions: tuple[CheckedQuestion, ...] = ()
    languages: tuple[str, ...] = ()
    missing_translations: tuple[MissingTranslation, ...] = ()
    errors: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()
    sha256: str = ""
    form: Form | None = field(default=None, repr=False, compare=False)

    @property
    def ok(self) -> bool:
        """Tell whether the form can be used."""
        return not self.errors

    def as_dict(self) -> dict[str, object]:
        """Return the result as JSON has it."""
        return {
            "ok": self.ok,
            "question_count": len(self.questions),
            "questions": [{"name": one.name, "type": one.type, "path": one.path} for one in self.questions],
            "languages": list(self.languages),
            "missing_translations": [missing.as_dict() for missing in self.missing_translations],
            "errors": [found.as_dict() for found in self.errors],
            "warnings": [found.as_dict() for found in self.warnings],
            "sha256": self.sha256,
        }


def check(source: Source) -> CheckResult:
    """Return everything that is wrong with an XLSForm: a path to an .xlsx or a folder of CSV sheets, or bytes.

    Whatever the input, the answer is a result, never an exception: what cannot be read is one coded error.
    """
    try:
        workbook = load(source)
    except FormRefused as refused:
        return CheckResult(errors=refused.problems)
    form, found = _examine(workbook)
    errors = tuple(_sorted(one for one in found if one.severity is not Severity.WARNING))
    return CheckResult(
        questions=_questions(workbook, form),
        languages=tuple(languages_of(workbook)),
        missing_translations=tuple(missing_translations(workbook)),
        errors=errors,
        warnings=tuple(_sorted(one for one in found if one.severity is Severity.WARNING)),
        sha256=workbook.sha256,
        form=None if errors else form,
    )


def compile_form(source: Source) -> Form:
    """Return the Form in an XLSForm; raise FormRefused with every coded error when it cannot be made.

    It is as strict as ``check``: an unknown function, a syntax error or a circle refuses the form here, and never
    while somebody answers it. Warnings stand in ``Form.warnings``.
    """
    form, found = _examine(load(source))
    errors = tuple(_sorted(one for one in found if one.severity is not Severity.WARNING))
    if errors or form is None:
        raise FormRefused(errors)
    return replace(form, warnings=tuple(_sorted(found)))


def _examine(workbook: Workbook) -> tuple[Form | None, list[Problem]]:
    """Return the compiled form, if there is one, and everything that was found."""
    found = [*workbook.problems, *lint_survey(workbook), *lint_choices(workbook), *lint_expressions(workbook)]
    form, compiled = _compile(workbook)
    return form, [*found, *_news(compiled, found)]


def _compile(workbook: Workbook) -> tuple[Form | None, list[Problem]]:
    """Return the compiled form with its problems, or none with the reason."""
    try:
        form = compile_workbook(workbook)
        return form, [*form.warnings, *form.program.problems]
    except FormRefused as refused:
        return None, list(refused.problems)
    except Exception as error:  # a last resort: a check never ends in a traceback
        return None, [problem("form-not-compiled", detail=f"{type(error).__name__}: {error}"[:500])]


def _news(more: Iterable[Problem], known: list[Problem]) -> list[Problem]:
    """Return what compiling found beyond the lint, which names the cell more exactly where both found something."""
    errors = [one for one in known if one.severity is not Severity.WARNING]
    rows = {(one.sheet, one.row) for one in errors}
    codes = {one.code for one in errors} | ({"form-not-compiled"} if errors else set())
    said = {_saying(one) for one in known}
    news = []
    for one in more:
        if one.severity is Severity.WARNING:
            is_new = _saying(one) not in said
        elif one.row is None:
            is_new = one.code not in codes
        else:
            is_new = (one.sheet, one.row) not in rows
        if is_new:
            news.append(one)
    return news


def _saying(one: Problem) -> tuple[str, str, int | None, str]:
    return (one.code, one.sheet, one.row, one.context.get("value", ""))


def _sorted(problems: Iterable[Problem]) -> list[Problem]:
    """Return each problem once, in the order of the spreadsheet."""
    order = {"settings": 0, "survey": 1, "choices": 2}
    return sorted(dict.fromkeys(problems), key=lambda one: (order.get(one.sheet, 3), one.row or 0, one.column))


def _questions(workbook: Workbook, form: Form | None) -> tuple[CheckedQuestion, ...]:
    """Return the questions of the compiled form; of one that does not compile, those that its rows ask."""
    if form is not None:
        return tuple(CheckedQuestion(one.name, one.type, one.path) for one in form.questions)
    rows = survey_rows(workbook.sheet("survey"))
    return tuple(CheckedQuestion(row.name, row.type, row.path) for row in rows if row.kind == "question" and row.name)
