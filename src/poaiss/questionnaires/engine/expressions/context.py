"""Context: where an expression is evaluated, and what it may ask of the world outside."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, tzinfo
from random import Random, SystemRandom

from ..tree import Node


def _no_text(_identifier: str) -> str:
    return ""


def _no_nodes(_path: str, _node: Node) -> list[Node]:
    return []


def _no_choice(_node: Node, _value: str) -> str:
    return ""


@dataclass(slots=True)
class Environment:
    """The world of one evaluation: its documents, its clock and its randomness.

    ``clock`` returns the present instant with its zone: tests and replays give their own. ``limitations`` collects
    the names of functions that answered nothing because this engine has no device and no external files.
    """

    document: Node
    instances: dict[str, Node] = field(default_factory=dict)
    clock: Callable[[], datetime] = field(default=lambda: datetime.now(UTC))
    random: Random = field(default_factory=SystemRandom)
    version: str = ""
    itext: Callable[[str], str] = _no_text
    choice_name: Callable[[Node, str], str] = _no_choice
    resolve: Callable[[str, Node], list[Node]] = _no_nodes
    limitations: set[str] = field(default_factory=set)

    @property
    def zone(self) -> tzinfo:
        """The zone of the clock."""
        return self.clock().tzinfo or UTC

    def today(self) -> date:
        """Return the date on the clock."""
        return self.clock().date()


class Context:
    """The context of XPath 1.0: node, position and size; and the node that the whole expression began at."""

    __slots__ = ("current", "environment", "node", "position", "size")

    def __init__(
        self, environment: Environment, node: Node, position: int = 1, size: int = 1, current: Node | None = None
    ) -> None:
        """Begin at a node; ``current()`` is that node unless told otherwise."""
        self.environment = environment
        self.node = node
        self.position = position
        self.size = size
        self.current = current if current is not None else node
