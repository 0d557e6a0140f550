"""Functions on node-sets and repeats (XPath 1.0 section 4.1, ODK XForms: node-set and repeat functions)."""

import hashlib
from collections.abc import Callable
from dataclasses import replace

from ..tree import Node
from .axes import in_document_order
from .context import Context
from .errors import ExpressionError
from .nodes import Call, Expression, Path
from .registry import Compiled, function
from .values import NodeSet, Value, to_nodes, to_number, to_string

_PARK_MILLER = 16_807
_MODULUS = 2_147_483_647


@function("count", 1)
def count(context: Context, nodes: Value) -> float:
    """Return how many nodes there are."""
    return float(len(to_nodes(nodes)))


@function("count-non-empty", 1)
def count_non_empty(context: Context, nodes: Value) -> float:
    """Return how many nodes hold some text."""
    return float(sum(1 for node in to_nodes(nodes) if node.value))


function("repeat-count", 1)(count)


@function("last", 0)
def last(context: Context) -> float:
    """Return the size of the context."""
    return float(context.size)


@function("position", 0, 1)
def position(context: Context, nodes: Value | None = None) -> float:
    """Return the place in the context; of a node, the place among its siblings of the same name; 0 of no node."""
    if nodes is None:
        return float(context.node.index if context.node is context.current else context.position)
    found = to_nodes(nodes)
    return float(found[0].index) if found else 0.0


@function("instance", 1)
def instance(context: Context, identifier: Value) -> NodeSet:
    """Return a secondary instance; one that is outside the form is empty, and noted as a limitation."""
    name = to_string(identifier)
    found = context.environment.instances.get(name)
    if found is None:
        context.environment.limitations.add(f"instance({name})")
        return []
    return [found]


@function("current", 0)
def current(context: Context) -> NodeSet:
    """Return the node that the whole expression began at, also inside predicates."""
    return [context.current]


@function("id", 1)
def by_id(context: Context, identifier: Value) -> NodeSet:
    """Return nothing: answers have no identifiers."""
    return []


@function("lang", 1)
def lang(context: Context, language: Value) -> bool:
    """Return false: answers have no language."""
    return False


def _name(context: Context, nodes: Value | None = None) -> str:
    found = [context.node] if nodes is None else to_nodes(nodes)
    return found[0].name if found else ""


function("name", 0, 1)(_name)
function("local-name", 0, 1)(_name)
function("namespace-uri", 0, 1)(lambda context, nodes=None: "")


@function("randomize", 1, 2)
def randomize(context: Context, nodes: Value, seed: Value | None = None) -> NodeSet:
    """Shuffle nodes by Fisher and Yates from the inside out; with a seed, by the Park-Miller generator."""
    drawn = context.environment.random.random if seed is None else _park_miller(_seed(seed))
    shuffled: list[Node] = []
    for place, node in enumerate(to_nodes(nodes)):
        other = int(drawn() * (place + 1))
        shuffled.append(node)
        shuffled[place], shuffled[other] = shuffled[other], shuffled[place]
    return shuffled


def _seed(value: Value) -> int:
    """Return the number of a seed; a text that is none is hashed (JavaRosa: SHA-256, the first eight bytes)."""
    number = to_number(value)
    if number == number and abs(number) < 2**63:
        return int(number)
    text = to_string(value)
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big", signed=True) if text else 0


def _park_miller(seed: int) -> Callable[[], float]:
    """Return the generator that the specification names: the same order on every device."""
    state = int(abs(seed) % _MODULUS) * (1 if seed >= 0 else -1)
    state = state + _MODULUS - 1 if state <= 0 else state

    def draw() -> float:
        nonlocal state
        state = state * _PARK_MILLER % _MODULUS
        return (state - 1) / (_MODULUS - 1)

    return draw


@function("indexed-repeat", 3, 11)
def _indexed_repeat(context: Context, *values: Value) -> Value:
    """Stand in the registry: the compiler calls ``indexed_repeat`` below with the paths themselves."""
    raise ExpressionError("function-arguments", name="indexed-repeat", count=str(len(values)))


def indexed_repeat(call: Call, arguments: tuple[Compiled, ...], compiled: Callable[[Expression], Compiled]) -> Compiled:
    """Compile ``indexed-repeat(field, repeat, index, ...)``: the field in the instances with those indexes.

    An index below 1 counts as 1 (JavaRosa), so that the first instance refers to itself and not to nothing.
    """
    paths = (call.arguments[0], *call.arguments[1::2])
    if len(arguments) % 2 == 0 or not all(isinstance(path, Path) for path in paths):
        raise ExpressionError("function-arguments", call.position, name=call.name, count=str(len(arguments)))
    repeats = tuple(zip(arguments[1::2], arguments[2::2], strict=True))
    target = compiled(_widened(call.arguments[0]))

    is_absolute = [isinstance(path, Path) and path.absolute for path in paths]

    def evaluate(context: Context) -> NodeSet:
        top = Context(context.environment, context.environment.document, current=context.current)
        chosen = to_nodes(target(top if is_absolute[0] else context))
        for (repeat, index), absolute in zip(repeats, is_absolute[1:], strict=True):
            chosen = _inside(chosen, _names(repeat, top if absolute else context), index(context))
        return in_document_order(chosen)

    return evaluate


def _widened(target: Expression) -> Expression:
    """Return a relative path as one that finds the field in every instance: two steps up and down again."""
    if isinstance(target, Path) and not target.absolute and target.base is None and target.steps:
        ups = sum(1 for step in target.steps if step.axis == "parent")
        if ups:
            up = replace(target.steps[0], axis="parent", test="node()")
            again = replace(target.steps[0], axis="child", test="*")
            return replace(target, steps=(*(up,) * (ups + 1), again, *target.steps[ups:]))
    return target


def _names(repeat: Compiled, context: Context) -> tuple[str, ...]:
    """Return the name path of a repeat from its first instance; nothing when it has none."""
    found = to_nodes(repeat(context))
    return _name_path(found[0]) if found else ()


def _name_path(node: Node) -> tuple[str, ...]:
    names: list[str] = []
    while node.parent is not None:
        names.append(node.name)
        node = node.parent
    return tuple(reversed(names))


def _inside(nodes: NodeSet, repeat: tuple[str, ...], index: Value) -> NodeSet:
    """Keep the nodes that stand in the instance of the repeat with that index."""
    number = to_number(index)
    wanted = max(1, int(number)) if number == number and abs(number) < 2**31 else 1
    kept = []
    for node in nodes:
        holder: Node | None = node
        while holder is not None and _name_path(holder) != repeat:
            holder = holder.parent
        if holder is not None and holder.index == wanted:
            kept.append(node)
    return kept
