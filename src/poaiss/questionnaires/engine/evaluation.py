"""Evaluation: the answers to a form, with everything that follows from them.

Answers are keyed by path: ``section/question``, and in repeats ``laws[1]/title`` with 1-based indexes, one for each
repeat on the way. They are kept as text, exactly as they came: whatever does not fit is a problem, never lost.
"""

import re
from collections.abc import Iterable, Iterator

from .answers import find_problems
from .dependencies import Definition
from .expressions import ExpressionError, compile_expression, parse
from .expressions.context import Context
from .expressions.values import to_nodes, to_string
from .form import Choice, Question, text_in
from .problems import AnswerProblem, Translate
from .program import COUNT, VALID, VALUE, Task
from .settling import Settling
from .state import MAX_INSTANCES, Answer, answer_text, definition_of
from .tree import Node

_OUTPUT = re.compile(r"\$\{([^}]*)\}")


class Evaluation(Settling):
    """A form being filled in."""

    def node(self, path: str) -> Node:
        """Return the node at a path; raise KeyError when the form has none there."""
        found = self._walk(path) if path else self.document.kids[0]
        if found is None:
            raise KeyError(path)
        return found

    def value(self, path: str) -> str:
        """Return the answer at a path, '' when there is none yet; raise KeyError for a path that is not in the form."""
        return self.node(path).text

    def relevant(self, path: str) -> bool:
        """Tell whether a question or section applies."""
        return self.node(path).relevant

    def required(self, path: str) -> bool:
        """Tell whether a question needs an answer."""
        return self.node(path).required

    def readonly(self, path: str) -> bool:
        """Tell whether an answer can only be looked at."""
        return self.node(path).readonly

    def set(self, path: str, value: Answer) -> frozenset[str]:
        """Answer a question; return the paths whose state changed, the question's own among them.

        Only what depends on the answer is worked out again. Raise KeyError for a path that is not in the form.
        """
        node = self.node(path)
        definition = node.definition
        if definition is None or not isinstance(definition.item, Question):
            raise KeyError(path)
        text = answer_text(value)
        if text == node.text:
            return frozenset()
        node.text = text
        self.resized.clear()
        changed = {node, *self._trigger(node, definition)}
        own = self.program.inside.get(definition, ())
        changed |= self._run([*self._follow_up(changed), *(task for task in own if task.kind in (VALUE, VALID))])
        if node.text != text and definition in self.program.calculated:
            self.unplaced[path] = text
        return self._paths(changed)

    def _follow_up(self, nodes: Iterable[Node]) -> Iterator[Task]:
        for node in nodes:
            yield from self.program.dependents.get((VALUE, definition_of(node)), ())

    def _trigger(self, node: Node, definition: Definition) -> Iterator[Node]:
        """Do what a change of this answer triggers; yield the nodes that got another value."""
        for target, value in self.program.actions.get(definition, ()):
            for other in to_nodes(target(Context(self.environment, node))):
                before = other.text
                other.text = self._evaluate(value, other, "trigger", before)
                if other.text != before:
                    yield other

    def instances(self, path: str) -> tuple[str, ...]:
        """Return the paths of the instances of a repeat, such as ``laws[1]``; the path may lead through others."""
        holder, definition = self._repeat(path)
        return tuple(node.path for node in holder.named.get(definition.name, ()))

    def _repeat(self, path: str) -> tuple[Node, Definition]:
        """Return the node that holds a repeat and the repeat's definition; KeyError when the path is none."""
        parent, _, name = path.rpartition("/")
        holder = self.node(parent)
        definition = holder.definition.children.get(name) if holder.definition is not None else None
        if definition is None or not definition.repeats:
            raise KeyError(path)
        return holder, definition

    def add_repeat(self, path: str) -> str:
        """Add an instance to a repeat and return its path; raise KeyError when the path is no repeat.

        A repeat whose number the form works out, or that has ``MAX_INSTANCES`` already, raises ValueError.
        """
        holder, definition = self._repeat(path)
        if getattr(definition.item, "count", "") or len(holder.named.get(definition.name, ())) >= MAX_INSTANCES:
            raise ValueError(path)
        node = self._new_instance(definition, holder)
        self._run(self._after((COUNT, definition)))
        return node.path

    def remove_repeat(self, path: str) -> frozenset[str]:
        """Remove an instance such as ``laws[2]``; the later ones move up. Return the paths that changed."""
        node = self.node(path)
        if node.definition is None or not node.definition.repeats or node.parent is None:
            raise KeyError(path)
        if getattr(node.definition.item, "count", ""):
            raise ValueError(path)
        node.parent.remove(node)
        return self._paths(self._run(self._after((COUNT, node.definition))))

    def _paths(self, nodes: Iterable[Node]) -> frozenset[str]:
        return frozenset(node.path for node in nodes if node.path) | self.resized

    def answers(self) -> dict[str, str]:
        """Return every answer by path, of questions that do not apply too, and what found no place."""
        placed = {node.path: node.text for node in self._leaves() if node.text}
        aside = {f"{parent.path}/{name}".lstrip("/"): text for parent, name, text in self.set_aside()}
        return {**placed, **aside, **self.unplaced}

    def _leaves(self) -> Iterator[Node]:
        for node in self.document.descendants():
            if node.definition is not None and isinstance(node.definition.item, Question):
                yield node

    def set_aside(self) -> Iterator[tuple[Node, str, str]]:
        """Yield the answers in instances that the form no longer asks for: the parent, the path in it, the text."""
        for parent in (self.document, *self.document.descendants()):
            for offset, spare in enumerate(reversed(parent.spare), start=1):
                index = len(parent.named.get(spare.name, ())) + offset
                for leaf in spare.descendants():
                    if leaf.text:
                        yield parent, f"{spare.name}[{index}]/{leaf.path_below(spare)}", leaf.text

    def problems(self, languages: Iterable[str] = (), translate: Translate | None = None) -> list[AnswerProblem]:
        """Return what is wrong with the answers that apply, in the order of the form.

        Each problem has its message in every language asked for (the form's when none is): the form's own words
        where it has some, else the catalogue's sentence, put through ``translate(sentence, language)`` when given.
        """
        return find_problems(self, tuple(languages) or self.form.languages, translate)

    def choices(self, path: str) -> tuple[Choice, ...]:
        """Return the choices that a question offers now, its filter applied."""
        node = self.node(path)
        item = node.definition.item if node.definition else None
        if not isinstance(item, Question) or item.choices is None:
            return ()
        if node.allowed is None:
            return item.choices.items
        if item.choices.is_answers:
            return tuple(Choice(name=name, labels={self.language: name}) for name in node.allowed)
        return tuple(choice for choice in item.choices.items if choice.name in node.allowed)

    def label(self, path: str, language: str | None = None) -> str:
        """Return the label of a question or section, with the answers that it refers to written in."""
        node = self.node(path)
        item = node.definition.item if node.definition else None
        return self.written(text_in(item.labels, language or self.language), node).strip() if item is not None else ""

    def written(self, text: str, node: Node) -> str:
        """Return a text of the form with its references to answers written in."""
        return _OUTPUT.sub(lambda match: self._output(match.group(1), node), text)

    def _output(self, expression: str, node: Node) -> str:
        absolute = expression in self.form.items
        try:
            compiled = compile_expression(parse(f"/{self.form.root_name}/{expression}" if absolute else expression))
            return to_string(compiled(Context(self.environment, node)))
        except ExpressionError:
            return ""
