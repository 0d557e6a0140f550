"""Dependencies: which questions an expression reads, found without evaluating it.

The steps of its paths are followed over the definitions of the form instead of over answers.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from .expressions.nodes import Call, Expression, Path, Step, parts
from .form import Item, Question, Section


@dataclass(eq=False, slots=True)
class Definition:
    """A section or a question as expressions see it: one node of the form, whatever instances it has."""

    name: str
    item: Item | None
    parent: "Definition | None" = None
    children: dict[str, "Definition"] = field(default_factory=dict)
    repeats: bool = False

    @property
    def path(self) -> str:
        """The path in the form, '' of the root."""
        return self.item.path if self.item is not None else ""

    def walk(self) -> Iterator["Definition"]:
        """Yield everything below, in order."""
        for child in self.children.values():
            yield child
            yield from child.walk()

    def inside_repeat(self) -> bool:
        """Tell whether it can have several instances."""
        here: Definition | None = self
        while here is not None:
            if here.repeats:
                return True
            here = here.parent
        return False


def define(root: Section) -> Definition:
    """Return the definitions of a form, below a document node without a name."""
    document = Definition("", None)
    document.children[root.name] = _define(root, document)
    return document


def _define(item: Section | Question, parent: Definition) -> Definition:
    made = Definition(item.name, item, parent, repeats=isinstance(item, Section) and item.repeats)
    if isinstance(item, Section):
        made.children = {child.name: _define(child, made) for child in item.children}
    return made


@dataclass(slots=True)
class Reads:
    """What an expression reads: definitions, whether itself, and the paths that lead nowhere."""

    definitions: set[Definition] = field(default_factory=set)
    reads_itself: bool = False
    unknown: list[str] = field(default_factory=list)


def reads_of(expression: Expression, at: Definition, document: Definition) -> Reads:
    """Return what an expression reads when it is evaluated at a definition."""
    reads = Reads()
    _Reader(at, document, reads).visit(expression, {at})
    return reads


class _Reader:
    """One reading: the definition it began at, the document, and what was found so far."""

    def __init__(self, at: Definition, document: Definition, reads: Reads) -> None:
        self.at = at
        self.document = document
        self.reads = reads

    def visit(self, expression: Expression, contexts: set[Definition]) -> set[Definition]:
        """Follow an expression from any of these contexts; return the definitions that it can stand for."""
        if isinstance(expression, Path):
            return self.path(expression, contexts)
        if isinstance(expression, Call) and expression.name == "current":
            return {self.at}
        if isinstance(expression, Call) and expression.name in ("instance", "randomize", "position"):
            found = [self.visit(argument, contexts) for argument in expression.arguments]
            return found[0] if found and expression.name == "randomize" else set()
        found_sets = [self.visit(part, contexts) for part in parts(expression)]
        return set().union(*found_sets) if found_sets else set()

    def path(self, path: Path, contexts: set[Definition]) -> set[Definition]:
        """Follow a path; note what it ends at, and each repeat that it passes through."""
        if path.base is not None:
            here = self.visit(path.base, contexts)
        else:
            here = {self.document} if path.absolute else contexts
        known = bool(here)
        for step in path.steps:
            here = set().union(*(_follow(definition, step) for definition in here)) if here else set()
            self.reads.definitions.update(found for found in here if found.repeats)
            for predicate in step.predicates:
                self.visit(predicate, here)
        if known and not here and _is_certain(path):
            self.reads.unknown.append(_written(path))
        self.reads.definitions.update(here)
        if here == {self.at} and all(step.axis == "self" for step in path.steps) and contexts == {self.at}:
            self.reads.reads_itself = True
        return here


def _is_certain(path: Path) -> bool:
    """Tell whether a path that leads nowhere is surely a mistake: attributes and texts are not in the form."""
    return all(step.axis in ("child", "parent", "self") and step.test != "text()" for step in path.steps)


def _written(path: Path) -> str:
    steps = "/".join({"parent": "..", "self": "."}.get(step.axis, step.test) for step in path.steps)
    return f"/{steps}" if path.absolute else steps


def _follow(definition: Definition, step: Step) -> Iterable[Definition]:
    """Return the definitions that a step can lead to."""
    match step.axis:
        case "self":
            found: Iterable[Definition] = (definition,)
        case "child":
            found = definition.children.values()
        case "parent":
            found = (definition.parent,) if definition.parent is not None else ()
        case "descendant":
            found = definition.walk()
        case "descendant-or-self":
            found = (definition, *definition.walk())
        case "ancestor" | "ancestor-or-self":
            found = _ancestors(definition, itself=step.axis == "ancestor-or-self")
        case "following-sibling" | "preceding-sibling":
            found = definition.parent.children.values() if definition.parent is not None else ()
        case "following" | "preceding":
            found = _everything(definition)
        case _:
            found = ()
    return [one for one in found if step.test in ("*", "node()", one.name)]


def _ancestors(definition: Definition, *, itself: bool) -> Iterator[Definition]:
    here: Definition | None = definition if itself else definition.parent
    while here is not None:
        yield here
        here = here.parent


def _everything(definition: Definition) -> Iterator[Definition]:
    while definition.parent is not None:
        definition = definition.parent
    return definition.walk()
