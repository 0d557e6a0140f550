"""Conditions: expressions that are not in the form, asked of its answers: "what if this is blank and that is yes?".

They are written as in the form, with ``${name}`` for the answer to another question. Within one entry of a repeat a
reference means the same entry; from outside it means all entries, as in ``sum(${count})``.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from .evaluation import Evaluation
from .expressions import ExpressionError, compile_expression, parse
from .expressions.context import Context
from .expressions.registry import Compiled
from .expressions.values import to_boolean
from .form import Form, Item, Question, Section

_REFERENCE = re.compile(r"\$\{\s*([^}\s]+)\s*\}")


@dataclass(frozen=True, slots=True)
class Condition:
    """A compiled condition, asked at the questions at one path of the form."""

    at: str
    text: str
    evaluate: Compiled

    def holds(self, filled: Evaluation, path: str) -> bool:
        """Tell whether it is true at PATH; what cannot be worked out is not true. KeyError: no such path."""
        try:
            return to_boolean(self.evaluate(Context(filled.environment, filled.node(path))))
        except ExpressionError:
            return False


def compile_condition(form: Form, at: str, text: str) -> Condition:
    """Return the condition TEXT for the questions at the path AT, written without the indexes of repeats.

    Raise ExpressionError when it cannot be read, and KeyError when the form has no question of a name.
    """
    names = {item.name: item for item in form.items.values()}
    if at not in form.items:
        raise KeyError(at)
    resolved = _REFERENCE.sub(lambda match: _path(form, at, names[match.group(1)]), text)
    return Condition(at, text, compile_expression(parse(resolved)))


def _path(form: Form, at: str, item: Item) -> str:
    """Return the path from AT to an item: relative within the innermost repeat that both are in, else absolute."""
    around = [each for each in _repeats(form.items, at) if f"{item.path}/".startswith(f"{each}/")]
    shared = max(around, default="", key=len)
    if not shared:
        return f"/{form.root_name}/{item.path}"
    up = "/".join([".."] * (len(at.split("/")) - len(shared.split("/")))) or "."
    down = item.path.removeprefix(shared).lstrip("/")
    return f"{up}/{down}" if down else up


def _repeats(items: Mapping[str, Section | Question], path: str) -> Iterator[str]:
    """Yield the paths of the repeats that a path is in."""
    parts = path.split("/")
    for end in range(1, len(parts) + 1):
        item = items.get("/".join(parts[:end]))
        if isinstance(item, Section) and item.repeats:
            yield item.path
