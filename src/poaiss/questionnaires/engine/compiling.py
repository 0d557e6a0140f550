"""Compiling: from an XLSForm to a Form, by way of the XForm that pyxform makes (decision 0006)."""

import re
from collections.abc import Iterator
from dataclasses import replace

from lxml import etree
from pyxform.errors import PyXFormError
from pyxform.xls2xform import convert

from .form import Form
from .loading import Source, load
from .problems import FormRefused, Problem, Severity, problem
from .sheets import Workbook
from .survey import rows_by_path
from .xforms import read_xform

_ROW = re.compile(r"\[row : (\d+)\]\s*")
_SHEET = re.compile(r"On the '(\w+)' sheet,? (?:the '([^']+)' value)?")
_NAMED = re.compile(r"(?:sheet named|for sheet:) '(\w+)'")
_UNDECLARED = re.compile(r"Namespace prefix (\S+)")
_CODES = {
    "NAMES_001": "name-duplicate",
    "NAMES_007": "choice-duplicate",
    "NAMES_008": "name-invalid",
    "PYREF_003": "reference-unknown",
    "PYREF_004": "reference-ambiguous",
    "SURVEY_001": "end-unopened",
    "SURVEY_002": "begin-unclosed",
}
_MOST_DETAIL = 500


def compile_form(source: Source) -> Form:
    """Return the Form in an XLSForm; raise FormRefused with coded problems when it cannot be made.

    Expressions are compiled, so that an unknown function, a syntax error or a circle refuses the form here and never
    while somebody answers it.
    """
    workbook = load(source)
    form = compile_workbook(workbook)
    errors = [found for found in (*workbook.problems, *form.program.problems) if found.severity is not Severity.WARNING]
    if errors:
        raise FormRefused(tuple(errors))
    return form


def compile_workbook(workbook: Workbook) -> Form:
    """Return the Form in a workbook without a look at its expressions; raise FormRefused."""
    warnings: list[str] = []
    try:
        xform = convert(workbook.as_definition(), warnings=warnings).xform
    except PyXFormError as error:
        raise FormRefused((_mapped(error),)) from error
    except Exception as error:  # pyxform lets errors of Python through for forms that it did not foresee
        detail = f"{type(error).__name__}: {error}"[:_MOST_DETAIL]
        raise FormRefused((problem("form-not-compiled", detail=detail),)) from error
    try:
        form = read_xform(xform, workbook, rows_by_path(workbook.sheet("survey")))
    except etree.XMLSyntaxError as error:
        raise FormRefused((_undeclared(error),)) from error
    return replace(form, warnings=tuple(_remarks(warnings)))


def _mapped(error: PyXFormError) -> Problem:
    """Return the coded problem of an error of pyxform, with the sheet and the row where it names them."""
    text = str(error)[:_MOST_DETAIL]
    row, place, named = _ROW.search(text), _SHEET.search(text), _NAMED.search(text)
    sheet = place.group(1) if place else named.group(1) if named else "survey" if row else ""
    column = place.group(2) or "" if place else ""
    code = _CODES.get(error.code.name, "form-not-compiled") if error.code else "form-not-compiled"
    context = {key: str(value) for key, value in error.context.items()}
    words = {
        "detail": _ROW.sub("", text).strip(),
        "value": context.get("q") or context.get("value") or context.get("type", ""),
    }
    return problem(code, sheet=sheet, row=int(row.group(1)) if row else None, column=column, **words)


def _undeclared(error: etree.XMLSyntaxError) -> Problem:
    """Return the problem of an XForm that is no XML: nearly always a prefix that the settings do not declare."""
    found = _UNDECLARED.search(str(error))
    if found:
        return problem("namespace-undeclared", sheet="settings", column="namespaces", value=found.group(1))
    return problem("form-not-compiled", detail=str(error)[:_MOST_DETAIL])


def _remarks(warnings: list[str]) -> Iterator[Problem]:
    """Yield what pyxform warned about, but for what this engine says itself and more exactly."""
    for text in warnings:
        if "missing the" in text and "column" in text:
            continue
        row = _ROW.search(text)
        detail = " ".join(_ROW.sub("", text).split())[:_MOST_DETAIL]
        yield problem(
            "compiler-remark", sheet="survey" if row else "", row=int(row.group(1)) if row else None, detail=detail
        )
