"""Compiling: from an XLSForm to a Form, by way of the XForm that pyxform makes (decision 0006)."""

import re
from collections.abc import Iterator
from dataclasses import replace

from lxml import etree
from pyxform.errors import PyXFormError
from pyxform.xls2xform import convert

from .form import Form
from .problems import FormRefused, Problem, problem
from .sheets import Workbook
from .survey import rows_by_path
from .xforms import read_xform

_ROW = re.compile(r"\[row : (\d+)\]\s*")
_SHEET = re.compile(r"On the '(\w+)' sheet,? (?:the '([^']+)' value)?")
_NAMED = re.compile(r"(?:sheet named|for sheet:) '(\w+)'")
_UNDECLARED = re.compile(r"Namespace prefix (\S+)")
_MOST_DETAIL = 500


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
    """Return the problem of an error of pyxform, with the sheet, the row and the column where it names them."""
    text = str(error)[:_MOST_DETAIL]
    row, place, named = _ROW.search(text), _SHEET.search(text), _NAMED.search(text)
    sheet = place.group(1) if place else named.group(1) if named else "survey" if row else ""
    column = place.group(2) or "" if place else ""
    detail = _ROW.sub("", text).strip().rstrip(".")
    return problem(
        "form-not-compiled", sheet=sheet, row=int(row.group(1)) if row else None, column=column, detail=detail
    )


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
