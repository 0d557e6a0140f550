"""The parsed expression: small frozen records, one for each production of XPath 1.0 that matters."""

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Number:
    """A number literal."""

    value: float


@dataclass(frozen=True, slots=True)
class Literal:
    """A string literal, without its quotation marks."""

    value: str


@dataclass(frozen=True, slots=True)
class Reference:
    """``${name}`` in the cell of an XLSForm; pyxform turns it into a path."""

    name: str
    position: int


@dataclass(frozen=True, slots=True)
class Call:
    """A function call."""

    name: str
    arguments: tuple["Expression", ...]
    position: int


@dataclass(frozen=True, slots=True)
class Operation:
    """An operator and its operands; ``and``, ``or`` and ``|`` hold as many as stand in a row."""

    operator: str
    operands: tuple["Expression", ...]


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a path: axis, node test (``*``, ``node()``, ``text()`` or a name) and predicates."""

    axis: str
    test: str
    predicates: tuple["Expression", ...] = ()


@dataclass(frozen=True, slots=True)
class Path:
    """A path: from the document (absolute), from an expression (base) or from the context node."""

    steps: tuple[Step, ...]
    absolute: bool = False
    base: "Expression | None" = None
    position: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Filter:
    """An expression that is no path, with predicates."""

    base: "Expression"
    predicates: tuple["Expression", ...]


Expression = Number | Literal | Reference | Call | Operation | Path | Filter


def is_plain(path: Path) -> bool:
    """Tell whether a path consists of names, ``.`` and ``..`` only."""
    return path.base is None and all(is_plain_step(step) for step in path.steps)


def is_plain_step(step: Step) -> bool:
    """Tell whether a step is a name, ``.`` or ``..`` without predicates."""
    if step.predicates:
        return False
    if step.axis in ("self", "parent"):
        return step.test == "node()"
    return step.axis == "child" and step.test[-1] not in "*)"


def parts(expression: Expression) -> tuple[Expression, ...]:
    """Return the expressions that stand directly inside one."""
    match expression:
        case Call():
            return expression.arguments
        case Operation():
            return expression.operands
        case Path():
            inside = tuple(p for step in expression.steps for p in step.predicates)
            return inside if expression.base is None else (expression.base, *inside)
        case Filter():
            return (expression.base, *expression.predicates)
    return ()


def walk(expression: Expression) -> Iterator[Expression]:
    """Yield an expression and everything inside it, outermost first."""
    waiting = [expression]
    while waiting:
        current = waiting.pop()
        yield current
        waiting.extend(reversed(parts(current)))
