"""Axes: the steps of a path over the tree (W3C XPath 1.0, section 2.2)."""

from collections.abc import Callable, Iterable, Iterator

from ..tree import Node

Axis = Callable[[Node], Iterable[Node]]


def _ancestors(node: Node) -> Iterator[Node]:
    while node.parent is not None:
        node = node.parent
        yield node


def _following_siblings(node: Node) -> list[Node]:
    kids = node.parent.kids if node.parent is not None else [node]
    return kids[kids.index(node) + 1 :]


def _preceding_siblings(node: Node) -> list[Node]:
    kids = node.parent.kids if node.parent is not None else [node]
    return kids[: kids.index(node)][::-1]


def _following(node: Node) -> Iterator[Node]:
    for here in (node, *_ancestors(node)):
        for sibling in _following_siblings(here):
            yield sibling
            yield from sibling.descendants()


def _preceding(node: Node) -> Iterator[Node]:
    for here in (node, *_ancestors(node)):
        for sibling in _preceding_siblings(here):
            yield from reversed(list(sibling.descendants()))
            yield sibling


AXES: dict[str, Axis] = {
    "self": lambda node: (node,),
    "child": lambda node: node.kids,
    "parent": lambda node: () if node.parent is None else (node.parent,),
    "descendant": lambda node: node.descendants(),
    "descendant-or-self": lambda node: (node, *node.descendants()),
    "ancestor": _ancestors,
    "ancestor-or-self": lambda node: (node, *_ancestors(node)),
    "following-sibling": _following_siblings,
    "preceding-sibling": _preceding_siblings,
    "following": _following,
    "preceding": _preceding,
    "attribute": lambda node: (),  # answers have no attributes (ODK XForms: paths reference elements only)
    "namespace": lambda node: (),
}


def matches(node: Node, test: str) -> bool:
    """Tell whether a node passes a node test; there are only elements."""
    return test == node.name or test in ("*", "node()")


def in_document_order(nodes: Iterable[Node]) -> list[Node]:
    """Return the nodes once each, sorted as they stand in their document."""
    return sorted(dict.fromkeys(nodes), key=_place)


def _place(node: Node) -> tuple[int, ...]:
    place: list[int] = []
    while node.parent is not None:
        place.append(node.parent.kids.index(node))
        node = node.parent
    return tuple(reversed(place))
