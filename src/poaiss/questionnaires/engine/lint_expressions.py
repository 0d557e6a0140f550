"""Lint of expressions and references, as they stand in the cells, before anything is compiled."""

import re
from collections import Counter
from collections.abc import Iterator

from pyxform.aliases import BINDING_CONVERSIONS
from pyxform.parsing.expression import is_xml_tag
from pyxform.utils import default_is_dynamic

from .expressions import FUNCTIONS, ExpressionError, parse
from .expressions.compiler import checked_function
from .expressions.nodes import Call, walk
from .headers import EXPRESSIONS, column_of
from .problems import Problem, expression_problem, problem
from .sheets import Workbook
from .survey import Row, survey_rows

_REFERENCE = re.compile(r"\$\{([^}]*)(\}?)")
_SMART = str.maketrans({"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"'})
_ENTITY_EXPRESSIONS = frozenset({"create_if", "update_if", "entity_id"})


def lint_expressions(workbook: Workbook) -> Iterator[Problem]:
    """Yield what is wrong with the expressions and references in every sheet."""
    rows = [row for row in survey_rows(workbook.sheet("survey")) if row.kind in ("begin", "question")]
    names = _names(rows)
    for row in rows:
        for header, text in row.cells.items():
            column = column_of(header)
            if _is_expression(row, column, text):
                yield from _lint_expression(text, "survey", row.number, header)
            yield from _lint_references(text, names, "survey", row.number, header)
            if column == "trigger" and not _REFERENCE.search(text):
                yield problem("trigger-invalid", sheet="survey", row=row.number, column=header, value=text)
    yield from _lint_others(workbook, names)


def _names(rows: list[Row]) -> Counter[str]:
    """Return the names that can be referred to, with how often each is used; pyxform makes some by itself."""
    names = Counter(row.name for row in rows)
    names.update(f"{row.name}_other" for row in rows if row.or_other)
    names.update(f"{row.name}_count" for row in rows if _counts_by_expression(row))
    return names


def _counts_by_expression(row: Row) -> bool:
    """Tell whether pyxform makes a calculation of its own for the number of a repeat's instances."""
    counts = [text for header, text in row.cells.items() if column_of(header) == "repeat_count"]
    return row.kind == "begin" and any(_REFERENCE.fullmatch(text.strip()) is None for text in counts)


def _is_expression(row: Row, column: str, text: str) -> bool:
    if column == "default":
        return bool(default_is_dynamic(text, row.type))  # type: ignore[no-untyped-call]
    return column in EXPRESSIONS and text not in BINDING_CONVERSIONS


def _lint_others(workbook: Workbook, names: Counter[str]) -> Iterator[Problem]:
    """Yield what is wrong in the choices, the settings and the entities."""
    for name in ("choices", "settings", "entities"):
        for number, row in workbook.sheet(name).numbered():
            for header, text in row.items():
                column = column_of(header)
                if (name == "entities" and column in _ENTITY_EXPRESSIONS) or column == "instance_name":
                    yield from _lint_expression(text, name, number, header)
                yield from _lint_references(text, names, name, number, header)


def _lint_expression(text: str, sheet: str, row: int, column: str) -> Iterator[Problem]:
    """Yield the syntax error of an expression, or its functions that are unknown, misused or limited."""
    try:
        expression = parse(text.translate(_SMART))
    except ExpressionError as error:
        yield expression_problem(error, sheet=sheet, row=row, column=column)
        return
    for part in walk(expression):
        if not isinstance(part, Call):
            continue
        try:
            checked_function(part)
        except ExpressionError as error:
            yield expression_problem(error, sheet=sheet, row=row, column=column)
            continue
        if FUNCTIONS[part.name].limited:
            yield problem("function-limited", sheet=sheet, row=row, column=column, value=part.name)
        if part.name == "indexed-repeat" and len(part.arguments) % 2 == 0:
            yield problem(
                "function-arguments",
                sheet=sheet,
                row=row,
                column=column,
                name=part.name,
                count=str(len(part.arguments)),
            )


def _lint_references(text: str, names: Counter[str], sheet: str, row: int, column: str) -> Iterator[Problem]:
    for match in _REFERENCE.finditer(text):
        name = match.group(1).strip().removeprefix("last-saved#")
        if not match.group(2) or not is_xml_tag(name):
            yield problem("reference-broken", sheet=sheet, row=row, column=column, value=match.group()[:60])
        elif names[name] == 0:
            yield problem("reference-unknown", sheet=sheet, row=row, column=column, value=name)
        elif names[name] > 1:
            yield problem("reference-ambiguous", sheet=sheet, row=row, column=column, value=name)
