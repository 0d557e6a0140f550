"""Values: number, string, boolean, date or node-set, and the conversions between them.

XPath 1.0 section 4, as the ODK XForms specification and JavaRosa extend it: a date counts as days since 1970, so
that dates compare; the empty string is no number; a comma may stand for the decimal point; a node-set is true when
one of its nodes is not empty.
"""

import math
import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from operator import ge, gt, le, lt

from ..tree import Node
from .dates import Moment, days_of, looks_like_date, parse_moment, write

NodeSet = list[Node]
Value = float | str | bool | Moment | NodeSet
NAN = math.nan
_NUMBER = re.compile(r"-?(?:\d+\.?\d*|\.\d+)")
TOLERANCE = 1e-12  # JavaRosa: 6.1 - 7.8 = -1.7
RELATIONS: dict[str, Callable[[float, float], bool]] = {"<": lt, "<=": le, ">": gt, ">=": ge}


def to_number(value: Value) -> float:
    """Return the number that a value stands for, NaN when it is none."""
    kind = type(value)
    if kind is float:
        return value  # type: ignore[return-value]
    if kind is list:
        return _text_to_number(value[0].value) if value else NAN  # type: ignore[index,union-attr]
    if kind is str:
        return _text_to_number(value)  # type: ignore[arg-type]
    if isinstance(value, date):
        return days_of(value)
    return float(value)  # type: ignore[arg-type]


def _text_to_number(text: str) -> float:
    text = text.strip()
    if _NUMBER.fullmatch(text):
        return float(text)
    if looks_like_date(text):
        moment = parse_moment(text)
        return NAN if moment is None else days_of(moment)
    text = text.replace(",", ".")
    return float(text) if _NUMBER.fullmatch(text) else NAN


def to_string(value: Value) -> str:
    """Return the text of a value; of a node-set, the string-value of its first node."""
    kind = type(value)
    if kind is str:
        return value  # type: ignore[return-value]
    if kind is list:
        return value[0].value if value else ""  # type: ignore[index,union-attr]
    if kind is bool:
        return "true" if value else "false"
    if isinstance(value, date):
        return write(value)
    return _number_to_text(float(value))  # type: ignore[arg-type]


def _number_to_text(number: float) -> str:
    if number.is_integer():
        return str(int(number))
    if math.isnan(number):
        return "NaN"
    if math.isinf(number):
        return "Infinity" if number > 0 else "-Infinity"
    text = repr(number)
    return text if "e" not in text else format(Decimal(text), "f")


def to_boolean(value: Value) -> bool:
    """Return whether a value counts as true: a number that is not 0 or NaN, a text or a node that is not empty."""
    kind = type(value)
    if kind is bool:
        return value  # type: ignore[return-value]
    if kind is list:
        return any(node.kids or node.text for node in value)  # type: ignore[union-attr]
    if kind is float:
        return not (math.isnan(value) or abs(value) < TOLERANCE)  # type: ignore[arg-type]
    return bool(value)


def to_nodes(value: Value) -> NodeSet:
    """Return the nodes of a node-set; anything else holds none."""
    return value if type(value) is list else []


def texts(value: Value) -> list[str]:
    """Return the texts of every node of a node-set, or the one text of any other value."""
    return [node.value for node in value] if type(value) is list else [to_string(value)]


def equal(left: Value, right: Value) -> bool:
    """Return whether two values are equal (XPath 1.0 section 3.4); of node-sets, whether any pair is.

    No node at all counts as the empty string, as in JavaRosa: a hidden answer equals ''.
    """
    if type(left) is bool or type(right) is bool:
        return to_boolean(left) is to_boolean(right)
    if type(left) is list or type(right) is list:
        return any(_equal_atoms(one, other) for one in _atoms(left) for other in _atoms(right))
    return _equal_atoms(left, right)


def different(left: Value, right: Value) -> bool:
    """Return whether two values differ; of node-sets, whether any pair does."""
    if type(left) is bool or type(right) is bool:
        return to_boolean(left) is not to_boolean(right)
    if type(left) is list or type(right) is list:
        return any(not _equal_atoms(one, other) for one in _atoms(left) for other in _atoms(right))
    return not _equal_atoms(left, right)


def _atoms(value: Value) -> list[Value]:
    """Return the texts of a node-set, '' when it is empty; any other value alone."""
    if type(value) is not list:
        return [value]
    return [node.value for node in value] or [""]


def _equal_atoms(left: Value, right: Value) -> bool:
    if left is right or left == right:
        return type(left) is not float or not math.isnan(left)
    if type(left) is float or type(right) is float:
        return abs(to_number(left) - to_number(right)) < TOLERANCE
    first, second = to_string(left), to_string(right)
    if first == second:
        return True
    if looks_like_date(first) and looks_like_date(second):
        return abs(to_number(first) - to_number(second)) < TOLERANCE
    return False


def compare(operator: str, left: Value, right: Value) -> bool:
    """Return whether left stands in the relation to right, both as numbers; of node-sets, whether any pair does."""
    relation = RELATIONS[operator]
    if type(left) is list and len(left) != 1:
        return any(compare(operator, node.value, right) for node in left)
    if type(right) is list and len(right) != 1:
        return any(compare(operator, left, node.value) for node in right)
    return relation(to_number(left), to_number(right))
