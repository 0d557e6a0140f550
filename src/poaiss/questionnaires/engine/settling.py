"""Settling: work states out in the order of their dependencies, and only those that something changed."""

from collections.abc import Callable, Iterable, Iterator
from heapq import heappop, heappush

from .dependencies import Definition
from .expressions import ExpressionError
from .expressions.context import Context
from .expressions.values import to_boolean, to_nodes, to_number
from .program import ALLOWED, COUNT, READONLY, RELEVANT, REQUIRED, VALID, VALUE, Key, Task
from .state import MAX_INSTANCES, MAX_NODES, State, question_of
from .tree import Node


class Settling(State):
    """The answers, with what follows from them worked out."""

    def _begin(self) -> None:
        """Work every state out for the first time."""
        self.resized: set[str] = set()
        self._run(self.program.tasks)

    def _run(self, tasks: Iterable[Task]) -> set[Node]:
        """Do tasks in order, then whatever depends on what they changed; return the nodes that changed."""
        changed: set[Node] = set()
        queue: list[tuple[int, Task]] = []
        queued: set[Task] = set()

        def push(more: Iterable[Task]) -> None:
            for task in more:
                if task not in queued:
                    queued.add(task)
                    heappush(queue, (task.order, task))

        push(tasks)
        while queue:
            _, task = heappop(queue)
            queued.discard(task)
            touched = self._do(task)
            if touched:
                changed.update(touched)
                push(self._after(task.key))
        return changed

    def _after(self, key: Key) -> Iterator[Task]:
        """Yield the tasks that read a state; after a change of count, also everything inside the repeat."""
        yield from self.program.dependents.get(key, ())
        if key[0] == COUNT:
            for definition in (key[1], *key[1].walk()):
                yield from self.program.inside.get(definition, ())

    def _do(self, task: Task) -> list[Node]:
        """Work a state out at every instance of its definition; return the nodes where it changed."""
        if task.kind == COUNT:
            return self._count(task)
        settle = _SETTLERS[task.kind]
        return [node for node in self._instances(task.definition) if settle(self, task, node)]

    def _instances(self, definition: Definition) -> list[Node]:
        """Return the nodes of a definition."""
        if definition.parent is None:
            return [self.document]
        return [kid for node in self._instances(definition.parent) for kid in node.named.get(definition.name, ())]

    def _truth(self, task: Task, node: Node, otherwise: bool) -> bool:
        try:
            return to_boolean(task.evaluate(Context(self.environment, node)))
        except ExpressionError as error:
            self.failures[(node.path, task.kind)] = error
            return otherwise

    def _settle_relevant(self, task: Task, node: Node) -> bool:
        inherited = node.parent is None or node.parent.relevant
        now = inherited and self._truth(task, node, True)
        before, node.relevant = node.relevant, now
        return before is not now

    def _settle_value(self, task: Task, node: Node) -> bool:
        before = node.text
        node.text = self._evaluate(task.evaluate, node, task.kind, before)
        return before != node.text

    def _settle_required(self, task: Task, node: Node) -> bool:
        before, node.required = node.required, self._truth(task, node, False)
        return before is not node.required

    def _settle_readonly(self, task: Task, node: Node) -> bool:
        before, node.readonly = node.readonly, self._truth(task, node, False)
        return before is not node.readonly

    def _settle_valid(self, task: Task, node: Node) -> bool:
        before, node.valid = node.valid, not (node.text and node.relevant) or self._truth(task, node, True)
        return before is not node.valid

    def _settle_allowed(self, task: Task, node: Node) -> bool:
        choices = question_of(node).choices
        before = node.allowed
        try:
            nodes = to_nodes(task.evaluate(Context(self.environment, node)))
            node.allowed = tuple(text for found in nodes if choices and (text := _child_text(found, choices.value)))
        except ExpressionError as error:
            self.failures[(node.path, task.kind)] = error
        return before != node.allowed

    def _count(self, task: Task) -> list[Node]:
        """Give a repeat as many instances as its expression says; those taken away are kept aside."""
        touched: list[Node] = []
        for parent in self._instances(task.definition.parent or self.program.document):
            number = to_number(self._evaluate(task.evaluate, parent, COUNT, ""))
            wanted = int(max(0, min(number, MAX_INSTANCES))) if number == number else 0
            resized = list(self._resize(task.definition, parent, wanted))
            if resized:
                self.resized.add(f"{parent.path}/{task.definition.name}".lstrip("/"))
            touched.extend(resized)
        return touched

    def _resize(self, definition: Definition, parent: Node, wanted: int) -> Iterator[Node]:
        found = parent.named.get(definition.name, [])
        while len(found) > wanted:
            gone = found[-1]
            parent.remove(gone)
            parent.spare.append(gone)
            yield parent
        while len(parent.named.get(definition.name, ())) < wanted:
            spared = [node for node in parent.spare if node.name == definition.name]
            if spared:
                parent.spare.remove(spared[-1])
                yield parent.append(spared[-1])
            elif self.size > MAX_NODES:
                return
            else:
                yield self._new_instance(definition, parent)


_SETTLERS: dict[str, Callable[[Settling, Task, Node], bool]] = {
    RELEVANT: Settling._settle_relevant,
    VALUE: Settling._settle_value,
    REQUIRED: Settling._settle_required,
    READONLY: Settling._settle_readonly,
    VALID: Settling._settle_valid,
    ALLOWED: Settling._settle_allowed,
}


def _child_text(node: Node, name: str) -> str:
    return next((kid.text for kid in node.named.get(name, ())), "")
