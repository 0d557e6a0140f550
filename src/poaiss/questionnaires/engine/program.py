"""Program: the expressions of a form, compiled, in the order that their dependencies prescribe."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from graphlib import CycleError, TopologicalSorter

from .dependencies import Definition, define, reads_of
from .expressions import FUNCTIONS, ExpressionError, compile_expression, parse
from .expressions.context import Context
from .expressions.nodes import Call, Expression, walk
from .expressions.registry import Compiled
from .expressions.values import Value
from .form import Form, Question, Section
from .problems import Problem, expression_problem, problem

# The kinds of state a node can have. Those before "required" are read by other expressions.
COUNT, RELEVANT, VALUE, REQUIRED, READONLY, VALID, ALLOWED = (
    "count",
    "relevant",
    "value",
    "required",
    "readonly",
    "valid",
    "allowed",
)
_COLUMNS = {
    COUNT: "repeat_count",
    RELEVANT: "relevant",
    VALUE: "calculation",
    REQUIRED: "required",
    READONLY: "readonly",
    VALID: "constraint",
    ALLOWED: "choice_filter",
}
Key = tuple[str, Definition]


@dataclass(eq=False, slots=True)
class Task:
    """One thing to work out: a kind of state of a definition, by an expression."""

    kind: str
    definition: Definition
    evaluate: Compiled
    order: int = 0

    @property
    def key(self) -> Key:
        """What the task works out."""
        return (self.kind, self.definition)


@dataclass(slots=True)
class Program:
    """The compiled form: its definitions, its tasks in order, and who has to be asked again when something changes."""

    document: Definition
    by_path: dict[str, Definition]
    tasks: list[Task] = field(default_factory=list)
    dependents: dict[Key, list[Task]] = field(default_factory=dict)
    inside: dict[Definition, list[Task]] = field(default_factory=dict)
    defaults: dict[Definition, Compiled] = field(default_factory=dict)
    actions: dict[Definition, list[tuple[Compiled, Compiled]]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    calculated: set[Definition] = field(default_factory=set)

    def is_read(self, path: str) -> bool:
        """Return whether the task of another definition reads the value at PATH."""
        definition = self.by_path.get(path)
        asked_again = self.dependents.get((VALUE, definition), ()) if definition is not None else ()
        return any(task.definition is not definition for task in asked_again)


@dataclass(slots=True)
class _Building:
    """The program while it is built: what each task reads."""

    program: Program
    reads: dict[Task, set[Definition]] = field(default_factory=dict)


def compile_program(form: Form) -> Program:
    """Return the program of a form; what is wrong with an expression is a problem in it, never an exception."""
    document = define(form.root)
    program = Program(document, {definition.path: definition for definition in document.walk()})
    building = _Building(program)
    for definition in document.walk():
        _add_definition(definition, building)
    _order(building)
    _link(building)
    return program


def _add_definition(definition: Definition, building: _Building) -> None:
    """Add the tasks of one section or question."""
    item = definition.item
    add = partial(_add, definition, building)
    if isinstance(item, Section) and item.count:
        add(COUNT, item.count)
    if item is not None and (item.relevant or _inherits(definition, building)):
        add(RELEVANT, item.relevant)
    if item is not None and item.readonly:
        add(READONLY, item.readonly)
    if isinstance(item, Question):
        _add_question(definition, item, building)


def _inherits(definition: Definition, building: _Building) -> bool:
    """Tell whether something around a definition can become irrelevant."""
    parent = definition.parent
    return parent is not None and any(task.kind == RELEVANT for task in building.program.inside.get(parent, ()))


def _add_question(definition: Definition, item: Question, building: _Building) -> None:
    add = partial(_add, definition, building)
    for kind, text in ((VALUE, item.calculation), (REQUIRED, item.required), (VALID, item.constraint)):
        if text:
            add(kind, text)
    if item.calculation:
        building.program.calculated.add(definition)
    choices = item.choices
    if choices is not None and not choices.is_external and (choices.is_filtered or choices.is_answers):
        add(ALLOWED, choices.nodeset)
    if item.dynamic_default and (compiled := _compiled(definition, "default", item.dynamic_default, building)):
        building.program.defaults[definition] = compiled
    for trigger in item.triggers:
        target = _compiled(definition, "trigger", trigger.target, building)
        place = building.program.by_path.get(trigger.target.strip().split("/", 2)[-1])
        value = _compiled(place or definition, "calculation", trigger.value, building)
        if target and value:
            building.program.actions.setdefault(definition, []).append((target, value))


def _add(definition: Definition, building: _Building, kind: str, text: str) -> None:
    """Add a task, unless its expression cannot be compiled."""
    evaluate = _compiled(definition, _COLUMNS[kind], text, building) if text else _true
    if evaluate is None:
        return
    reads = _reads(definition, kind, parse(text), building) if text else set()
    task = Task(kind, definition, evaluate)
    building.program.tasks.append(task)
    building.program.inside.setdefault(definition, []).append(task)
    building.reads[task] = reads


def _true(context: Context) -> Value:
    """Stand for a relevance that is only inherited."""
    return True


def _compiled(definition: Definition, column: str, text: str, building: _Building) -> Compiled | None:
    row = definition.item.row if definition.item is not None else None
    try:
        parsed = parse(text)
        compiled = compile_expression(parsed)
    except ExpressionError as error:
        building.program.problems.append(expression_problem(error, sheet="survey", row=row, column=column))
        return None
    building.program.problems.extend(limitations(parsed, row, column))
    return compiled


def limitations(expression: Expression, row: int | None, column: str) -> Iterator[Problem]:
    """Yield a warning for each function that needs a device or a file."""
    names = {part.name for part in walk(expression) if isinstance(part, Call)}
    for name in sorted(name for name in names if name in FUNCTIONS and FUNCTIONS[name].limited):
        yield problem("function-limited", sheet="survey", row=row, column=column, value=name)


def _reads(definition: Definition, kind: str, expression: Expression, building: _Building) -> set[Definition]:
    """Return what an expression reads, without itself where that is allowed; note paths that lead nowhere."""
    found = reads_of(expression, definition, building.program.document)
    row = definition.item.row if definition.item is not None else None
    for path in found.unknown:
        building.program.problems.append(
            problem("path-unknown", sheet="survey", row=row, column=_COLUMNS[kind], value=path)
        )
    # JavaRosa: a constraint may look at its own answer; so may a calculation at other instances of its repeat.
    if kind in (VALID, ALLOWED) or (kind == VALUE and definition.inside_repeat() and not found.reads_itself):
        found.definitions.discard(definition)
    return found.definitions


def _needs(task: Task, building: _Building, known: set[Key]) -> Iterator[Key]:
    """Yield the states that have to be known before a task can be done."""
    for read in building.reads[task]:
        yield from ((kind, read) for kind in (COUNT, RELEVANT, VALUE) if (kind, read) in known)
        if task.kind in (REQUIRED, READONLY) and read is task.definition:
            yield (task.kind, read)
    parent = task.definition.parent
    if task.kind == RELEVANT and parent is not None and (RELEVANT, parent) in known:
        yield (RELEVANT, parent)


def _order(building: _Building) -> None:
    """Sort the tasks so that each comes after what it reads; a circle is a problem, and its tasks are left out."""
    program = building.program
    while True:
        known = {task.key for task in program.tasks}
        graph = {task.key: set(_needs(task, building, known)) for task in program.tasks}
        try:
            place = {key: number for number, key in enumerate(TopologicalSorter(graph).static_order())}
            break
        except CycleError as error:
            circle: list[Key] = error.args[1]
            program.problems.append(_circle_problem(circle))
            program.tasks = [task for task in program.tasks if task.key not in circle]
    program.tasks.sort(key=lambda task: (task.kind in (REQUIRED, READONLY, VALID, ALLOWED), place[task.key]))
    for number, task in enumerate(program.tasks):
        task.order = number
    kept = set(program.tasks)
    program.inside = {
        definition: [task for task in tasks if task in kept] for definition, tasks in program.inside.items()
    }


def _circle_problem(circle: list[Key]) -> Problem:
    kind, definition = circle[0]
    names = " → ".join(dict.fromkeys(key[1].path for key in circle))
    row = definition.item.row if definition.item is not None else None
    return problem("dependency-cycle", sheet="survey", row=row, column=_COLUMNS[kind], value=names)


def _link(building: _Building) -> None:
    """Note for each state which tasks read it."""
    program = building.program
    for task in program.tasks:
        for read in building.reads[task]:
            for kind in (COUNT, RELEVANT, VALUE):
                program.dependents.setdefault((kind, read), []).append(task)
        if task.kind in (VALID, ALLOWED):
            for kind in (RELEVANT, VALUE):
                program.dependents.setdefault((kind, task.definition), []).append(task)
        parent = task.definition.parent
        if task.kind == RELEVANT and parent is not None:
            program.dependents.setdefault((RELEVANT, parent), []).append(task)
