"""State: the tree of answers to a form, as it is built from the answers, the defaults and the repeats."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from random import Random, SystemRandom
from uuid import UUID

from .dependencies import Definition
from .expressions import ExpressionError, compile_expression, parse
from .expressions.context import Context, Environment
from .expressions.registry import Compiled
from .expressions.values import to_nodes, to_string
from .form import Choice, Form, Question, text_in
from .program import Program
from .tree import Node

Answer = str | int | float | bool | None | Iterable[str]
MAX_INSTANCES = 1_000
MAX_NODES = 200_000  # of a whole report: repeats in repeats multiply
_STEP = re.compile(r"([^\[\]/]+)(?:\[([1-9][0-9]{0,5})\])?")


def answer_text(answer: Answer) -> str:
    """Return an answer as text: truth as ``true`` and ``false``, several choices set apart by spaces."""
    if answer is None:
        return ""
    if isinstance(answer, str):
        return answer
    if isinstance(answer, bool | int | float):
        return to_string(answer if isinstance(answer, bool) else float(answer)) if abs(answer) < 2**53 else str(answer)
    return " ".join(str(choice) for choice in answer)


def definition_of(node: Node) -> Definition:
    """Return what a node of the answers is an instance of; TypeError for a node of another document."""
    if node.definition is None:
        raise TypeError(f"{node.name} is not in the form")
    return node.definition


def question_of(node: Node) -> Question:
    """Return the question that a node answers; TypeError for a section."""
    item = definition_of(node).item
    if not isinstance(item, Question):
        raise TypeError(f"{node.name} is not a question")
    return item


class State:
    """The answers as a tree of nodes, with the environment that expressions are evaluated in."""

    def __init__(
        self,
        form: Form,
        answers: Mapping[str, Answer] | None = None,
        *,
        language: str | None = None,
        clock: Callable[[], datetime] | None = None,
        random: Random | None = None,
    ) -> None:
        """Take the form and the answers so far; work everything out.

        ``clock`` gives the present instant with its zone, ``random`` the randomness; both have defaults. Questions
        without an answer get their default; an answer of '' keeps them empty.
        """
        self.form = form
        self.language = language or form.default_language
        self.program: Program = form.program
        self.unplaced: dict[str, str] = {}
        self.failures: dict[tuple[str, str], ExpressionError] = {}
        self.document = Node("", definition=self.program.document)
        self.environment = Environment(
            self.document,
            instances={name: _instance(choices) for name, choices in form.lists.items()},
            clock=clock or (lambda: datetime.now(UTC)),
            random=random or SystemRandom(),
            version=form.version,
            itext=lambda identifier: text_in(form.texts.get(identifier, {}), self.language),
            choice_name=self._choice_name,
            resolve=self._resolve,
        )
        self.size = 0
        self._fill(dict(answers or {}))
        self._begin()

    def _begin(self) -> None:
        """Do what follows from the answers; the tree alone has nothing to do."""

    def _fill(self, answers: dict[str, Answer]) -> None:
        """Build the tree, put the answers into it, then the defaults."""
        root = next(iter(self.program.document.children.values()))
        empty: list[Node] = []
        self._build(root, self.document, empty)
        answered: set[Node] = set()
        for path, answer in answers.items():
            node = self._reach(path, empty)
            if node is None:
                self.unplaced[path] = answer_text(answer)
                continue
            node.text = answer_text(answer)
            answered.add(node)
        self._apply_defaults(node for node in empty if node not in answered)

    def _build(self, definition: Definition, parent: Node, leaves: list[Node]) -> Node:
        """Add a node and what stands in it; repeats begin without instances."""
        node = parent.append(Node(definition.name, definition=definition))
        self.size += 1
        node.relevant = parent.relevant
        for child in definition.children.values():
            if not child.repeats:
                self._build(child, node, leaves)
        if isinstance(definition.item, Question):
            leaves.append(node)
        return node

    def _reach(self, path: str, leaves: list[Node] | None = None) -> Node | None:
        """Return the node of a question at a path, None when there is none; ``leaves`` allows making instances."""
        node = self._walk(path, leaves)
        return node if node is not None and node.definition and isinstance(node.definition.item, Question) else None

    def _walk(self, path: str, leaves: list[Node] | None = None) -> Node | None:
        node: Node = self.document.kids[0]
        for part in path.split("/"):
            match = _STEP.fullmatch(part)
            definition = node.definition
            child = definition.children.get(match.group(1)) if match and definition is not None else None
            if match is None or child is None or child.repeats is (match.group(2) is None):
                return None
            index = int(match.group(2) or 1)
            found = node.named.get(child.name, [])
            if len(found) < index and (leaves is None or index > MAX_INSTANCES or self.size > MAX_NODES):
                return None
            while len(found) < index and leaves is not None:
                self._build(child, node, leaves)
                found = node.named[child.name]
            node = found[index - 1]
        return node

    def _apply_defaults(self, leaves: Iterable[Node]) -> None:
        """Give questions without an answer their default, first the fixed ones, then those that are worked out."""
        waiting: list[Node] = []
        for node in leaves:
            item = question_of(node)
            node.text = self._preloaded(item.preload) if item.preload else item.default
            waiting.append(node)
        for node in waiting:
            default = self.program.defaults.get(definition_of(node))
            if default is not None:
                node.text = self._evaluate(default, node, "default", "")

    def _preloaded(self, preload: str) -> str:
        """Return what fills a question when the form is begun (ODK XForms: preload attributes)."""
        match preload:
            case "timestamp start":
                return to_string(self.environment.clock())
            case "date today":
                return to_string(self.environment.today())
            case "uid":
                return f"uuid:{UUID(int=self.environment.random.getrandbits(128), version=4)}"
        return ""  # a device, a user or the end of filling in, none of which is known here

    def _evaluate(self, compiled: Compiled, node: Node, kind: str, otherwise: str) -> str:
        """Return the text of an expression at a node; when it fails, note that and go on with something else."""
        try:
            return to_string(compiled(Context(self.environment, node)))
        except ExpressionError as error:
            self.failures[(node.path, kind)] = error
            return otherwise

    def _new_instance(self, definition: Definition, parent: Node) -> Node:
        leaves: list[Node] = []
        node = self._build(definition, parent, leaves)
        self._apply_defaults(leaves)
        return node

    def _resolve(self, path: str, node: Node) -> list[Node]:
        """Return the nodes that a path in quotes means (``jr:choice-name``)."""
        try:
            return to_nodes(compile_expression(parse(path))(Context(self.environment, node)))
        except ExpressionError:
            return []

    def _choice_name(self, node: Node, value: str) -> str:
        item = node.definition.item if node.definition else None
        if not isinstance(item, Question) or item.choices is None:
            return ""
        for choice in item.choices.items:
            if choice.name == value:
                return text_in(choice.labels, self.language)
        return ""


def _instance(choices: tuple[Choice, ...]) -> Node:
    """Return a list of choices as the secondary instance that expressions walk: root, items, columns."""
    document = Node("")
    root = document.append(Node("root"))
    for choice in choices:
        item = root.append(Node("item"))
        for name, text in choice.columns.items():
            item.append(Node(name, text))
    return document
