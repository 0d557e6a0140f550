"""The value of an answer in words: choices by their texts, days as people write them, anything else as given."""

import datetime as dt
from collections.abc import Iterable

from poaiss.questionnaires import engine
from poaiss.reporting.documents.words import date_words

JOIN = {"ar": "؛ ", "zh": "；"}
"""How several choices are told apart; a semicolon elsewhere."""
MOST = 2**53
"""Sums beyond it are none of ours."""


def text_of(texts: engine.Texts, language: str) -> str:
    """Return a text of the form in LANGUAGE, else in English, else in any."""
    return engine.text_in(texts, language, "en")


def shown(question: engine.Question, value: str, language: str) -> tuple[str, bool]:
    """Return the value in words, and whether the words are the form's own (else the State's)."""
    if question.choices and question.choices.items:
        known = {choice.name: text_of(choice.labels, language) or choice.name for choice in question.choices.items}
        names = value.split()
        if names and set(names) <= known.keys():
            return JOIN.get(language, "; ").join(known[name] for name in names), True
    if question.type == "date":
        return day(value), True
    return value, False


def day(value: str) -> str:
    """Return a day in words; what is no day stays as given."""
    try:
        return date_words(dt.date.fromisoformat(value.strip()))
    except ValueError:
        return value


def is_number(question: engine.Question) -> bool:
    """Return whether a question asks for a quantity; a year is none."""
    return question.type in ("integer", "decimal") and not question.name.endswith("year")


def is_summed(question: engine.Question) -> bool:
    """Return whether the numbers of a list add up: counts do; years, shares and amounts of money do not."""
    if said := question.poa.get("total"):
        return said == "sum"
    return question.type == "integer" and is_number(question)


def total(values: Iterable[str]) -> str:
    """Return the sum of whole numbers; '' when one of them is none, or when there is nothing to add."""
    given = [value.strip() for value in values if value.strip()]
    if len(given) < 2 or not all(value.isascii() and value.isdigit() and len(value) < 16 for value in given):
        return ""
    found = sum(map(int, given))
    return str(found) if found <= MOST else ""
