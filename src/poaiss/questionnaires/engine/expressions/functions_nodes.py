"""Functions on node-sets and repeats (XPath 1.0 section 4.1, ODK XForms: node-set and repeat functions)."""

import hashlib
from collections.abc import Callable

from ..tree import Node
from .axes import AXES
from .context import Context
from .errors import ExpressionError
from .nodes import Call, Path, is_plain
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


@function("indexed-repeat", 3, 11, syntactic=True)
def indexed_repeat(call: Call, arguments: tuple[Compiled, ...]) -> Compiled:
    """Compile ``indexed-repeat(field, repeat, index, ...)``: the field in the instances with those indexes.

    An index below 1 counts as 1 (JavaRosa), so that the first instance refers to itself and not to nothing. A repeat
    without an index means the instance that the context node stands in.
    """
    paths = [path for path in (call.arguments[0], *call.arguments[1::2]) if isinstance(path, Path) and is_plain(path)]
    if len(arguments) % 2 == 0 or len(paths) != len(arguments) // 2 + 1:
        raise ExpressionError("function-arguments", call.position, name=call.name, count=str(len(arguments)))
    target, *repeats = paths
    indexes = arguments[2::2]

    def evaluate(context: Context) -> NodeSet:
        wanted = {
            _names(repeat, context.node): _index(index(context)) for repeat, index in zip(repeats, indexes, strict=True)
        }
        nodes = [context.environment.document]
        trail: tuple[str, ...] = ()
        for name in _names(target, context.node):
            trail = (*trail, name)
            nodes = [kid for node in nodes for kid in node.named.get(name, ())]
            if trail in wanted:
                nodes = [node for node in nodes if node.index == wanted[trail]]
            elif own := around(context.node, nodes):
                nodes = [own]
        return [node for node in nodes if node.relevant]

    return evaluate


def _names(path: Path, node: Node) -> tuple[str, ...]:
    """Return the names from the document to where a plain path leads from a node, whether or not something is there."""
    names = [] if path.absolute else [here.name for here in (node, *AXES["ancestor"](node))][-2::-1]
    for step in path.steps:
        if step.axis == "child":
            names.append(step.test)
        elif step.axis == "parent":
            del names[-1:]
    return tuple(names)


def _index(value: Value) -> int:
    number = to_number(value)
    return max(1, int(number)) if abs(number) < _MODULUS else 1


def around(node: Node | None, candidates: NodeSet) -> Node | None:
    """Return the candidate that a node stands in, itself included."""
    while node is not None and node not in candidates:
        node = node.parent
    return node
