"""Lint of the choices sheet: lists, names, duplicates and labels."""

from collections.abc import Iterator

from .headers import column_of
from .lint_survey import lint_headers
from .problems import Problem, problem
from .sheets import Sheet, Workbook
from .survey import survey_rows

_YES = frozenset({"yes", "true", "true()"})


def lint_choices(workbook: Workbook) -> Iterator[Problem]:
    """Yield what is wrong with the choices sheet."""
    sheet = workbook.sheet("choices")
    if not any(sheet.rows):
        return
    yield from lint_headers(workbook, sheet, ("list_name", "name"))
    several = {
        row.list_name for row in survey_rows(workbook.sheet("survey")) if row.type in ("select_multiple", "rank")
    }
    allowed = workbook.settings.get("allow_choice_duplicates", "").lower() in _YES
    seen: dict[tuple[str, str], int] = {}
    for number, row in sheet.numbered():
        list_name, name = sheet.cell(row, "list_name"), sheet.cell(row, "name", "value")
        yield from _lint_choice(sheet, number, row, list_name, name)
        if " " in name and list_name in several:
            yield problem("choice-name-spaces", sheet=sheet.name, row=number, column="name", value=name)
        first = seen.setdefault((list_name, name), number)
        if name and first != number and not allowed:
            words = {"value": name, "list": list_name, "first": str(first)}
            yield problem("choice-duplicate", sheet=sheet.name, row=number, column="name", **words)


def _lint_choice(sheet: Sheet, number: int, row: dict[str, str], list_name: str, name: str) -> Iterator[Problem]:
    if not list_name and name:
        yield problem("list-name-missing", sheet=sheet.name, row=number, column="list_name")
    if not name and list_name:
        yield problem("choice-name-missing", sheet=sheet.name, row=number, column="name")
    if list_name and not {column_of(header) for header in row} & {"label", "image", "audio", "video"}:
        yield problem("choice-label-missing", sheet=sheet.name, row=number, column="label")
