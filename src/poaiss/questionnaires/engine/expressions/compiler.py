"""Compiler: turn a parsed expression into a Python closure, once for each form."""

import math
from collections.abc import Callable
from functools import partial
from itertools import takewhile
from typing import cast

from ..tree import Node
from . import functions_dates, functions_geo, functions_nodes, functions_numbers, functions_select, functions_text
from .axes import AXES, in_document_order, matches
from .context import Context
from .errors import ExpressionError
from .nodes import Call, Expression, Filter, Literal, Number, Operation, Path, Step, is_plain_step
from .registry import FUNCTIONS, Compiled, Function
from .values import NodeSet, Value, compare, different, equal, to_boolean, to_nodes, to_number

LIBRARY = (functions_dates, functions_geo, functions_nodes, functions_numbers, functions_select, functions_text)
_REVERSE = frozenset({"ancestor", "ancestor-or-self", "preceding", "preceding-sibling", "parent"})
_UP = ""  # no element has an empty name


def compile_expression(expression: Expression) -> Compiled:
    """Return a closure that evaluates the expression in a Context.

    Raise ExpressionError for a function that is unknown or called with a wrong number of arguments.
    """
    match expression:
        case Number(value) | Literal(value):
            return _constant(value)
        case Call():
            return _call(expression)
        case Operation():
            return _operation(expression)
        case Path():
            return _path(expression)
        case Filter():
            return _filter(expression)
    raise ExpressionError("expression-reference", expression.position, name=expression.name)


def _constant(value: float | str) -> Compiled:
    return lambda context: value


def _call(call: Call) -> Compiled:
    found = checked_function(call)
    arguments = tuple(compile_expression(argument) for argument in call.arguments)
    implementation = found.implementation
    if found.syntactic:
        return cast(Compiled, implementation(call, arguments))
    if found.lazy:
        return lambda context: implementation(context, *arguments)
    if len(arguments) == 2:
        first, second = arguments
        return lambda context: implementation(context, first(context), second(context))
    return lambda context: implementation(context, *[argument(context) for argument in arguments])


def checked_function(call: Call) -> Function:
    """Return the function that a call means; raise when it is unknown or the arguments are too many or too few."""
    found = FUNCTIONS.get(call.name)
    if found is None:
        raise ExpressionError("function-unknown", call.position, name=call.name)
    if not found.accepts(len(call.arguments)):
        raise ExpressionError("function-arguments", call.position, name=call.name, count=str(len(call.arguments)))
    return found


def _operation(operation: Operation) -> Compiled:
    operands = tuple(compile_expression(operand) for operand in operation.operands)
    match operation.operator:
        case "or":
            return lambda context: any(to_boolean(operand(context)) for operand in operands)
        case "and":
            return lambda context: all(to_boolean(operand(context)) for operand in operands)
        case "|":
            return lambda context: in_document_order(n for o in operands for n in to_nodes(o(context)))
        case "negate":
            return lambda context: -to_number(operands[0](context))
    left, right = operands
    if operation.operator in ARITHMETIC:
        operate = ARITHMETIC[operation.operator]
        return lambda context: operate(to_number(left(context)), to_number(right(context)))
    relate = COMPARISONS[operation.operator]
    return lambda context: relate(left(context), right(context))


def _divide(left: float, right: float) -> float:
    if right:
        return left / right
    if not left or math.isnan(left) or math.isnan(right):
        return math.nan
    return math.copysign(math.inf, left) * math.copysign(1.0, right)


def _modulo(left: float, right: float) -> float:
    """Return the remainder with the sign of the dividend (XPath 1.0 section 3.5)."""
    return math.nan if not right or math.isinf(left) else math.fmod(left, right)


ARITHMETIC: dict[str, Callable[[float, float], float]] = {
    "+": lambda left, right: left + right,
    "-": lambda left, right: left - right,
    "*": lambda left, right: left * right,
    "div": _divide,
    "mod": _modulo,
}
COMPARISONS: dict[str, Callable[[Value, Value], bool]] = {
    "=": equal,
    "!=": different,
    **{operator: partial(compare, operator) for operator in ("<", "<=", ">", ">=")},
}


def _path(path: Path) -> Compiled:
    """Compile a path; what is not relevant is not found (JavaRosa), so that hidden answers never count."""
    plain = path.steps if path.base is None else ()
    plain = tuple(takewhile(is_plain_step, plain))
    start = _plain_path(plain, absolute=path.absolute, whole=len(plain) == len(path.steps))
    if path.base is not None:
        start = compile_expression(path.base)
    steps = tuple(_step(step) for step in path.steps[len(plain) :])

    def evaluate(context: Context) -> NodeSet:
        nodes = to_nodes(start(context))
        for step in steps:
            nodes = step(context, nodes)
        return [node for node in nodes if node.relevant]

    return evaluate if steps or path.base is not None else start


def _plain_path(steps: tuple[Step, ...], *, absolute: bool, whole: bool) -> Compiled:
    """Compile the paths that nearly all forms consist of: names and ``..`` only.

    An absolute path that passes through a repeat which the context node stands in means the same instance (JavaRosa),
    but for its last step, so that a repeat can be counted from inside.
    """
    names = tuple(_UP if step.axis == "parent" else step.test for step in steps if step.axis != "self")
    last = len(names) - 1 if whole else len(names)

    def evaluate(context: Context) -> NodeSet:
        node = context.environment.document if absolute else context.node
        for place, name in enumerate(names):
            if name is _UP:
                if node.parent is None:
                    return []
                node = node.parent
                continue
            found = node.named.get(name)
            if not found:
                return []
            if len(found) > 1:
                own = functions_nodes.around(context.node, found) if absolute and place < last else None
                if own is None:
                    return _fan_out(found, names[place + 1 :], whole=whole)
                node = own
                continue
            node = found[0]
        return [node] if node.relevant or not whole else []

    return evaluate


def _fan_out(nodes: NodeSet, names: tuple[str, ...], *, whole: bool) -> NodeSet:
    """Follow the rest of a plain path from several nodes at once."""
    for name in names:
        if name is _UP:
            nodes = list(dict.fromkeys(node.parent for node in nodes if node.parent is not None))
        else:
            nodes = [kid for node in nodes for kid in node.named.get(name, ())]
    return [node for node in nodes if node.relevant or not whole]


def _step(step: Step) -> Callable[[Context, NodeSet], NodeSet]:
    axis, test = AXES[step.axis], step.test
    predicates = tuple(compile_expression(predicate) for predicate in step.predicates)

    def follow(context: Context, nodes: NodeSet) -> NodeSet:
        found: list[Node] = []
        for node in nodes:
            candidates = [other for other in axis(node) if matches(other, test)]
            for predicate in predicates:
                candidates = _select(context, candidates, predicate)
            found.extend(candidates)
        if len(nodes) > 1 or step.axis in _REVERSE:
            return in_document_order(found) if step.axis not in ("child", "self") else found
        return found

    return follow


def _select(context: Context, nodes: NodeSet, predicate: Compiled) -> NodeSet:
    """Keep the nodes for which a predicate is true; a number means a position (XPath 1.0 section 2.4)."""
    size = len(nodes)
    kept = []
    for position, node in enumerate(nodes, start=1):
        value = predicate(Context(context.environment, node, position, size, context.current))
        if value == position if type(value) is float else to_boolean(value):
            kept.append(node)
    return kept


def _filter(expression: Filter) -> Compiled:
    base = compile_expression(expression.base)
    predicates = tuple(compile_expression(predicate) for predicate in expression.predicates)

    def evaluate(context: Context) -> NodeSet:
        nodes = to_nodes(base(context))
        for predicate in predicates:
            nodes = _select(context, nodes, predicate)
        return nodes

    return evaluate
