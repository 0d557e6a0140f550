"""From a stored answer to what a cell of the workbook shows."""

import datetime as dt
import re

from poaiss.questionnaires import engine
from poaiss.reporting.workbooks.layout import LONGEST
from poaiss.reporting.workbooks.words import not_applicable, unchanged_since

Shown = str | int | float | dt.date | None
_WHOLE = re.compile(r"-?(?:0|[1-9][0-9]{0,14})")
_DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]{0,11})\.[0-9]{1,4}")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def labels_of(question: engine.Question, language: str) -> dict[str, str]:
    """Return the labels of a question's choices by name, no two alike."""
    found: dict[str, str] = {}
    for choice in question.choices.items if question.choices else ():
        label = " ".join((engine.text_in(choice.labels, language, "en") or choice.name).split())
        found[choice.name] = f"{label} ({choice.name})" if label in found.values() else label
    return found


def shown(question: engine.Question, value: str, language: str) -> Shown:
    """Return what the cell of an answer shows: a choice by its label, numbers and days as such, else the text."""
    if not value:
        return None
    if question.type == "select_one":
        return labels_of(question, language).get(value) or text(value)
    if question.type in ("integer", "decimal") and (number := number_of(value)) is not None:
        return number
    if question.type == "date" and (day := day_of(value)):
        return day
    return text(value)


def number_of(value: str) -> int | float | None:
    """Return a number that a cell gives back exactly as it was; None for any other text."""
    if _WHOLE.fullmatch(value) and value != "-0":
        return int(value)
    if _DECIMAL.fullmatch(value) and repr(float(value)) == value:
        return float(value)
    return None


def day_of(value: str) -> dt.date | None:
    """Return a day that a cell can hold (both calendars of Excel agree from March 1904 on)."""
    try:
        day = dt.date.fromisoformat(value)
    except ValueError:
        return None
    return day if len(value) == 10 and dt.date(1904, 3, 1) <= day else None


def text(value: str) -> str:
    """Return a text as a cell can hold it."""
    return _CONTROL.sub("\ufffd", value.replace("\r\n", "\n").replace("\r", "\n"))[:LONGEST]


def ticked(question: engine.Question, value: str) -> frozenset[str] | None:
    """Return the choices that are ticked; None when the answer is a text that is none of the choices."""
    names = {choice.name for choice in question.choices.items} if question.choices else set()
    chosen = frozenset(value.split())
    return chosen if chosen <= names else None


def silence_shown(kind: str, since: int | None) -> str:
    """Return what stands in the column "instead of an answer"."""
    if kind == "not_applicable":
        return not_applicable()
    return unchanged_since(since) if kind == "unchanged" and since else ""


def cell_text(value: object) -> str:
    """Return what a cell holds as text: 1.0 as 1, truth as TRUE, days in ISO 8601, line ends as one character."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat()
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    return str(value).replace("\r\n", "\n").replace("\r", "\n")


def same(one: object, other: object) -> bool:
    """Return whether two cells say the same; space at the ends does not count."""
    return cell_text(one).strip() == cell_text(other).strip()
