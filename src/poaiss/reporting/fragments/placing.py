"""Placing an answer of a fragment at the question of its edition, or keeping it as it stands.

Nothing is repaired: an answer fits its question or is kept verbatim with the reason. Blank is not no.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from poaiss.questionnaires.enums import QuestionKind
from poaiss.questionnaires.models import Question
from poaiss.reporting.enums import AnswerKind
from poaiss.reporting.fragments.errors import Warn

Index = Mapping[str, Question]
YES = frozenset({"yes", "oui", "sí", "si", "да", "نعم", "是"})
NO = frozenset({"no", "non", "нет", "لا", "否"})
DEVELOPING = frozenset({"developing", "in development"})
OTHER = re.compile(r"other\b", re.IGNORECASE)
DURATION = re.compile(r"\d+\s*(?:years?|months?)|permanent|indefinite|unlimited|always", re.IGNORECASE)
BEGINS_WITH_YES = re.compile(r"\W*(?:text\s+)?(?:beginning\s+with\s+\W*)?(?:yes|no)\b(?!\s*\.?\s*\d)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Placement:
    """Where an answer found its place: the question, the kind of answer and its value in the terms of the form.

    Without a question the answer is kept; then a warning says why.
    """

    question: Question | None = None
    kind: str = ""
    value: Any = None
    warnings: tuple[Warn, ...] = ()


def kept(number: str, code: str, /, **words: str) -> Placement:
    """Return the placement of an answer that is kept as it stands."""
    return Placement(warnings=(Warn(code, number, words),))


def place(number: str, value: Any, index: Index | None) -> Placement:
    """Return where the answer VALUE under NUMBER belongs in an edition's INDEX; None: a format without a form."""
    if index is None:
        return kept(number, "narrative-kept")
    if question := index.get(number):
        return at_question(number, question, value, index)
    if found := option_of(number, index):
        return at_option(number, *found, value)
    return kept(number, "number-unknown", number=number)


def at_question(number: str, question: Question, value: Any, index: Index) -> Placement:
    """Place an answer at its question."""
    if value is None:
        return Placement(question, AnswerKind.NO_ANSWER)
    if question.kind == QuestionKind.GROUP:
        return fit_group(number, question, value, index)
    fit = FITS.get(QuestionKind(question.kind))
    return fit(number, question, value) if fit else other_type(number)


def other_type(number: str) -> Placement:
    """Keep an answer of a type that the question does not take."""
    return kept(number, "value-of-other-type")


def yes_or_no(value: Any) -> str:
    """Return yes, no or developing when VALUE says so in a UN language, else ''."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    word = value.strip().rstrip(".").casefold() if isinstance(value, str) else ""
    for name, words in (("yes", YES), ("no", NO), ("developing", DEVELOPING)):
        if word in words:
            return name
    return ""


def fit_yes_no(number: str, question: Question, value: Any) -> Placement:
    """A yes/no cell takes yes, no and, where the print has the column, developing; a text is kept."""
    found = yes_or_no(value)
    if found and found in names_of(question):
        return Placement(question, AnswerKind(found), found)
    if isinstance(value, str):
        return kept(number, "text-in-yes-no")
    return other_type(number)


def names_of(question: Question) -> list[str]:
    """Return the names of the choices of a question."""
    return [choice["name"] for choice in question.choices]


def option_named(question: Question, text: str) -> str:
    """Return the name of the choice that TEXT means by name (d.i is d_i) or by its text, else ''."""
    plain = text.strip().casefold()
    for choice in question.choices:
        if plain.replace(".", "_") == choice["name"].casefold():
            return str(choice["name"])
        if plain and plain in {label.casefold() for label in choice["labels"].values()}:
            return str(choice["name"])
    return ""


def other_option(question: Question) -> str:
    """Return the name of the choice "Other", else ''."""
    return next((c["name"] for c in question.choices if OTHER.match(c["labels"].get("en", ""))), "")


def fit_choose_one(number: str, question: Question, value: Any) -> Placement:
    """One choice: its letter, its words, or the letter with a text; a length of time is the text beside Other."""
    if isinstance(value, dict):
        return fit_options(number, question, value)
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    if isinstance(value, list):
        return kept(number, "more-than-one-choice")
    if not isinstance(value, str):
        return other_type(number)
    if name := option_named(question, value):
        return Placement(question, AnswerKind.ANSWERED, {"choices": [name]})
    other = other_option(question)
    if other and DURATION.search(value):
        return Placement(question, AnswerKind.ANSWERED, {"choices": [other], "texts": {other: value}})
    return no_choice(number, value)


def no_choice(number: str, value: Any) -> Placement:
    """Keep an answer that is none of the choices."""
    return kept(number, "value-not-a-choice", value=str(value)[:60])


def fit_choose_many(number: str, question: Question, value: Any) -> Placement:
    """Any number of choices: a list of letters, one letter, or letters with texts."""
    if isinstance(value, dict):
        return fit_options(number, question, value)
    given = [value] if isinstance(value, str) else value
    if not isinstance(given, list) or not all(isinstance(each, str) for each in given):
        return other_type(number)
    if not given:
        return Placement(question, AnswerKind.NO_ANSWER)
    names = [option_named(question, each) for each in given]
    if "" in names:
        return no_choice(number, given[names.index("")])
    warnings: tuple[Warn, ...] = ()
    if len(set(names)) < len(names):
        warnings = (Warn("choice-twice", number),)
    return Placement(question, AnswerKind.ANSWERED, {"choices": list(dict.fromkeys(names))}, warnings)


def fit_options(number: str, question: Question, value: dict[str, Any]) -> Placement:
    """Choices with texts beside them, such as {"c": "Over 1 year"}; true and yes tick a choice, no does not."""
    chosen: list[str] = []
    texts: dict[str, str] = {}
    for key, each in value.items():
        name = option_named(question, key)
        if not name:
            return no_choice(number, key)
        if each is not None and not isinstance(each, bool | str):
            return other_type(number)
        said = yes_or_no(each)
        if isinstance(each, str) and not said:
            texts[name] = each
        if each is not None and said != "no":
            chosen.append(name)
    if question.kind == QuestionKind.CHOOSE_ONE and len(chosen) > 1:
        return kept(number, "more-than-one-choice")
    kind = AnswerKind.ANSWERED if value else AnswerKind.NO_ANSWER
    return Placement(question, kind, {"choices": chosen, "texts": texts} if value else None)


def option_of(number: str, index: Index) -> tuple[Question, str] | None:
    """Return the question and the choice that NUMBER names, as 10.5.b names the choice b of 10.5."""
    parts = number.split(".")
    for cut in range(len(parts) - 1, 0, -1):
        question = index.get(".".join(parts[:cut]))
        if question and question.kind in (QuestionKind.CHOOSE_MANY, QuestionKind.CHOOSE_ONE):
            name = "_".join(parts[cut:])
            return (question, name) if name in names_of(question) else None
    return None


def at_option(number: str, question: Question, name: str, value: Any) -> Placement:
    """Place an answer that names a single choice: ticked, not ticked, or with a text beside it."""
    if value is None:
        return Placement(question, AnswerKind.NO_ANSWER)
    if not isinstance(value, bool | str):
        return other_type(number)
    said = yes_or_no(value)
    if said in ("yes", "no"):
        return Placement(question, AnswerKind.ANSWERED, {"option": name, "value": said})
    return Placement(question, AnswerKind.ANSWERED, {"option": name, "value": "yes", "texts": {name: str(value)}})


def fit_text(number: str, question: Question, value: Any) -> Placement:
    """A text cell takes text and numbers; a yes that was typed in it is told."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return other_type(number)
    text = str(value)
    if not text.strip():
        return Placement(question, AnswerKind.NO_ANSWER)
    warnings: tuple[Warn, ...] = ()
    if BEGINS_WITH_YES.match(text):
        warnings = (Warn("yes-in-text-field", number),)
    return Placement(question, AnswerKind.ANSWERED, text, warnings)


def fit_number(number: str, question: Question, value: Any) -> Placement:
    """A number cell takes numbers; digits in quotation marks are taken with a warning, prose is kept."""
    whole = question.kind == QuestionKind.WHOLE_NUMBER
    pattern = r"\s*\d{1,15}\s*" if whole else r"\s*\d{1,15}(?:\.\d{1,9})?\s*"
    if isinstance(value, str):
        if not re.fullmatch(pattern, value, re.ASCII):
            return kept(number, "text-in-number")
        warning = Warn("number-as-text", number)
        return Placement(question, AnswerKind.ANSWERED, int(value) if whole else float(value), (warning,))
    if isinstance(value, bool) or not isinstance(value, int | float) or (whole and value != int(value)):
        return other_type(number)
    return Placement(question, AnswerKind.ANSWERED, int(value) if whole else value)


def fit_list(number: str, question: Question, value: Any) -> Placement:
    """A list takes a list of texts or of entries; an essay in its place is kept."""
    if isinstance(value, str):
        return kept(number, "list-answered-by-text")
    if not isinstance(value, list) or not all(isinstance(each, str | dict) for each in value):
        return other_type(number)
    kind = AnswerKind.ANSWERED if any(value) else AnswerKind.NO_ANSWER
    return Placement(question, kind, value if any(value) else None)


def fit_group(number: str, question: Question, value: Any, index: Index) -> Placement:
    """A group takes an object with a value for each of its parts, such as {"men": 3, "women": 0}."""
    if not isinstance(value, dict):
        return other_type(number)
    for key, each in value.items():
        part = index.get(f"{number}.{key}")
        if part is None:
            return kept(number, "part-unknown", part=key[:60])
        if place(f"{number}.{key}", each, index).question is None:
            return other_type(number)
    kind = AnswerKind.ANSWERED if any(each is not None for each in value.values()) else AnswerKind.NO_ANSWER
    return Placement(question, kind, dict(value) or None)


def fit_date(number: str, question: Question, value: Any) -> Placement:
    """A date cell takes year-month-day."""
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value, re.ASCII):
        return Placement(question, AnswerKind.ANSWERED, value)
    return other_type(number)


Fit = Callable[[str, Question, Any], Placement]
FITS: dict[QuestionKind, Fit] = {
    QuestionKind.YES_NO: fit_yes_no,
    QuestionKind.CHOOSE_ONE: fit_choose_one,
    QuestionKind.CHOOSE_MANY: fit_choose_many,
    QuestionKind.TEXT: fit_text,
    QuestionKind.WHOLE_NUMBER: fit_number,
    QuestionKind.DECIMAL: fit_number,
    QuestionKind.LIST: fit_list,
    QuestionKind.DATE: fit_date,
}
"""How each kind of question takes an answer; files and the rest take none from a fragment."""
