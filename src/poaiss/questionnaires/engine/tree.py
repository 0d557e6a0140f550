"""Tree: the nodes that expressions walk, both the answers of a form and its secondary instances."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .dependencies import Definition


class Node:
    """One element: a name, its text or its children, and, in the answers, the state of its question."""

    __slots__ = (
        "allowed",
        "definition",
        "kids",
        "name",
        "named",
        "parent",
        "readonly",
        "relevant",
        "required",
        "spare",
        "text",
        "valid",
    )

    def __init__(self, name: str, text: str = "", definition: "Definition | None" = None) -> None:
        """Make a node that is relevant, optional and valid until something says otherwise."""
        self.name = name
        self.text = text
        self.definition = definition
        self.parent: Node | None = None
        self.kids: list[Node] = []
        self.named: dict[str, list[Node]] = {}
        self.relevant = True
        self.required = False
        self.readonly = False
        self.valid = True
        self.allowed: tuple[str, ...] | None = None
        self.spare: list[Node] = []  # instances of repeats that a smaller count took away; nothing is lost

    def append(self, child: "Node") -> "Node":
        """Add a child behind its namesakes, else where the form has it, and return it."""
        child.parent = self
        namesakes = self.named.setdefault(child.name, [])
        if child.definition is not None and child.definition.repeats:
            self.kids.insert(self._place(child, namesakes), child)
        else:
            self.kids.append(child)
        namesakes.append(child)
        return child

    def _place(self, child: "Node", namesakes: list["Node"]) -> int:
        """Return where an instance of a repeat belongs among the children."""
        if namesakes:
            return self.kids.index(namesakes[-1]) + 1
        order = list(self.definition.children) if self.definition is not None else []
        before = set(order[: order.index(child.name)])
        return next((place for place, kid in enumerate(self.kids) if kid.name not in before), len(self.kids))

    def remove(self, child: "Node") -> None:
        """Take a child out."""
        self.kids.remove(child)
        self.named[child.name].remove(child)
        child.parent = None

    @property
    def value(self) -> str:
        """The string-value: the text of a leaf, the joined text of everything below otherwise."""
        if not self.kids:
            return self.text
        return "".join(leaf.text for leaf in self.descendants() if not leaf.kids)

    @property
    def index(self) -> int:
        """The 1-based place among the siblings of the same name."""
        return 1 if self.parent is None else self.parent.named[self.name].index(self) + 1

    @property
    def path(self) -> str:
        """The path that answers are keyed by: without the root, repeats with their 1-based index."""
        if self.parent is None or self.parent.parent is None:
            return ""
        return f"{self.parent.path}/{self._step}".lstrip("/")

    @property
    def _step(self) -> str:
        repeated = self.definition is not None and self.definition.repeats
        return f"{self.name}[{self.index}]" if repeated else self.name

    def path_below(self, top: "Node") -> str:
        """Return the path from a node above, which may have been taken out of the tree."""
        if self.parent is None or self.parent is top:
            return self._step
        return f"{self.parent.path_below(top)}/{self._step}"

    def descendants(self) -> Iterator["Node"]:
        """Yield every node below, in document order."""
        for kid in self.kids:
            yield kid
            yield from kid.descendants()
