"""Answers: what can be wrong with them, each with the number of its question and a reason in every language."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from .expressions.dates import parse_moment, parse_time
from .expressions.functions_geo import point_of
from .expressions.values import to_number
from .form import SELECTS, Question, Texts
from .messages import CATALOGUE, expand
from .problems import AnswerProblem, Severity, Translate
from .state import question_of
from .tree import Node

if TYPE_CHECKING:
    from .evaluation import Evaluation

_INTEGER = re.compile(r"[+-]?[0-9]{1,30}")
_DECIMAL = re.compile(r"[+-]?(?:[0-9]{1,30}(?:\.[0-9]{0,30})?|\.[0-9]{1,30})")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TOLERANCE = 1e-9
Words = dict[str, str]


def find_problems(
    evaluation: "Evaluation", languages: tuple[str, ...], translate: Translate | None
) -> list[AnswerProblem]:
    """Return what is wrong with the answers that apply, then what found no place."""
    writer = _Writer(evaluation, languages, translate)
    return [*_of_questions(evaluation, writer), *_of_rules(evaluation, writer), *_of_the_rest(evaluation, writer)]


@dataclass(frozen=True, slots=True)
class _Alone:
    """An answer by itself, outside any form that is filled: what the checks of its type read."""

    path: str
    text: str
    definition: "_Definition"
    allowed: None = None


@dataclass(frozen=True, slots=True)
class _Definition:
    item: Question


def check_text(
    question: Question, path: str, text: str, languages: tuple[str, ...], translate: Translate | None
) -> list[AnswerProblem]:
    """Return what is wrong with a text as the answer to a question, by the question's type alone.

    Rules that read other answers (constraints, filters of choices, required) need an Evaluation.
    """
    writer = _Writer(cast("Evaluation", None), languages, translate)
    node = cast(Node, _Alone(path, text, _Definition(question)))
    return list(_of_answer_by_type(node, question, writer)) if text else []


class _Writer:
    """Write problems in the languages asked for."""

    def __init__(self, evaluation: "Evaluation", languages: tuple[str, ...], translate: Translate | None) -> None:
        self.evaluation = evaluation
        self.languages = languages
        self.translate: Translate = translate or (lambda sentence, language: sentence)

    def problem(
        self, code: str, path: str, node: Node | None, texts: Texts | None = None, words: Words | None = None
    ) -> AnswerProblem:
        """Return the problem with a code; the form's own texts go before the catalogue's sentence."""
        message, words = CATALOGUE[code], words or {}
        item = node.definition.item if node is not None and node.definition is not None else None
        sentences = {
            language: self._own(texts, language, node) or expand(self.translate(message.reason, language), words)
            for language in self.languages
        }
        mend = expand(self.translate(message.mend, self.languages[0]), words)
        value = words.get("value", node.text if node is not None else "")
        number = item.number if item is not None else ""
        return AnswerProblem(code, Severity(message.severity), path, number, sentences, mend, value)

    def _own(self, texts: Texts | None, language: str, node: Node | None) -> str:
        text = (texts or {}).get(language) or (texts or {}).get("und") or ""
        return self.evaluation.written(text, node) if text and node is not None else text


def _of_questions(evaluation: "Evaluation", writer: _Writer) -> Iterator[AnswerProblem]:
    for node in evaluation._leaves():
        if not node.relevant:
            continue
        item = question_of(node)
        if node.text:
            yield from _of_answer(node, item, writer)
        elif node.required:
            yield writer.problem("answer-required", node.path, node, item.required_messages)


def _of_answer(node: Node, item: Question, writer: _Writer) -> Iterator[AnswerProblem]:
    """Yield what is wrong with one answer: its type first, its constraint only when the type is right."""
    found = list(_of_answer_by_type(node, item, writer))
    yield from found
    if not found and not node.valid:
        yield writer.problem("answer-constraint", node.path, node, item.constraint_messages, {"value": node.text})


def _of_answer_by_type(node: Node, item: Question, writer: _Writer) -> Iterator[AnswerProblem]:
    for code, words in _type_problems(node, item):
        yield writer.problem(code, node.path, node, words=words)
    if _CONTROL.search(node.text):
        yield writer.problem("answer-control", node.path, node)


def _type_problems(node: Node, item: Question) -> Iterator[tuple[str, Words]]:
    if item.choices is not None and item.type in SELECTS:
        yield from _choice_problems(node, item)
        return
    checked = _CHECKS.get(item.datatype)
    if checked is not None and item.asked and not checked[1](node.text.strip()):
        yield checked[0], {"value": node.text}
    elif item.type == "range":
        yield from _range_problems(node.text, item)


def _choice_problems(node: Node, item: Question) -> Iterator[tuple[str, Words]]:
    """Yield the parts of an answer that are no choices; a text in place of a choice is one whole part."""
    if item.choices is None or item.choices.is_external:
        return
    known = {choice.name for choice in item.choices.items} if node.allowed is None else set(node.allowed)
    if item.type == "select_one":
        if node.text not in known:
            yield "answer-choice", {"value": node.text}
        return
    chosen = node.text.split()
    for value in dict.fromkeys(chosen):
        if value not in known:
            yield "answer-choice", {"value": value}
        elif chosen.count(value) > 1:
            yield "answer-choice-twice", {"value": value}


def _range_problems(text: str, item: Question) -> Iterator[tuple[str, Words]]:
    start, end, step = (to_number(item.parameters.get(name, "")) for name in ("start", "end", "step"))
    value, words = to_number(text), {"value": text, **item.parameters}
    if value < min(start, end) - _TOLERANCE or value > max(start, end) + _TOLERANCE:
        yield "answer-range", words
    elif step and step == step and abs((value - start) / step - round((value - start) / step)) > _TOLERANCE:
        yield "answer-step", words


def _is_date(text: str) -> bool:
    return _ISO_DATE.fullmatch(text) is not None and parse_moment(text) is not None


def _is_instant(text: str) -> bool:
    return "T" in text and parse_moment(text) is not None


def _is_shape(least: int, *, closed: bool) -> Callable[[str], bool]:
    def check(text: str) -> bool:
        points = [point_of(part) for part in text.strip("; ").split(";")]
        return len(points) >= least and None not in points and (not closed or points[0] == points[-1])

    return check


_CHECKS: dict[str, tuple[str, Callable[[str], bool]]] = {
    "int": ("answer-integer", lambda text: _INTEGER.fullmatch(text) is not None),
    "decimal": ("answer-decimal", lambda text: _DECIMAL.fullmatch(text) is not None),
    "date": ("answer-date", _is_date),
    "time": ("answer-time", lambda text: parse_time(text) is not None),
    "dateTime": ("answer-datetime", _is_instant),
    "geopoint": ("answer-place", lambda text: point_of(text) is not None),
    "geotrace": ("answer-place", _is_shape(2, closed=False)),
    "geoshape": ("answer-place", _is_shape(3, closed=True)),
}


def _of_rules(evaluation: "Evaluation", writer: _Writer) -> Iterator[AnswerProblem]:
    for (path, _), error in evaluation.failures.items():
        detail = expand(CATALOGUE[error.code].reason, {"place": str(error.position + 1), **error.context})
        yield writer.problem("expression-failed", path, None, words={"detail": detail.rstrip(".")})


def _of_the_rest(evaluation: "Evaluation", writer: _Writer) -> Iterator[AnswerProblem]:
    for path, text in evaluation.unplaced.items():
        code = "answer-calculated" if evaluation._reach(path) is not None else "answer-unplaced"
        yield writer.problem(code, path, None, words={"value": text})
    for parent, name, text in evaluation.set_aside():
        yield writer.problem("answer-set-aside", f"{parent.path}/{name}".lstrip("/"), None, words={"value": text})
