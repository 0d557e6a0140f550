"""Form: a questionnaire as frozen data: sections, repeats, questions, choices, in every language.

Paths are those that answers are keyed by: names from the top, joined by ``/``, without the root of the XForm. In
answers each repeat carries its 1-based index, ``laws[1]/title``; in the form it does not, ``laws/title``.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from .languages import UNDETERMINED
from .problems import Problem

if TYPE_CHECKING:
    from .program import Program

Texts = Mapping[str, str]  # BCP 47 code to text; references to answers stand in it as ${path}
NOTHING: Texts = {}
SELECTS = frozenset({"select_one", "select_multiple", "rank"})


def text_in(texts: Texts, *languages: str) -> str:
    """Return a text in the first of these languages that has it, else in any language, else ''."""
    for language in (*languages, *texts):
        if texts.get(language):
            return texts[language]
    return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A choice: what is stored, what is shown, its media, and the further columns that filters look at."""

    name: str
    labels: Texts = field(default_factory=dict)
    media: Mapping[str, Texts] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """Where the choices of a question come from: a list of the form, a file outside it, or earlier answers.

    ``nodeset`` is the expression that finds them, its filter included; ``items`` is the whole list when the form
    holds it.
    """

    name: str
    nodeset: str = ""
    value: str = "name"
    label: str = "label"
    items: tuple[Choice, ...] = ()
    is_filtered: bool = False
    is_external: bool = False
    is_answers: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SetValue:
    """An action: give a question a value when something happens (ODK XForms: events and actions)."""

    target: str
    event: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """What sections and questions share."""

    name: str
    path: str
    labels: Texts = field(default_factory=dict)
    hints: Texts = field(default_factory=dict)
    relevant: str = ""
    readonly: str = ""
    appearance: str = ""
    asked: bool = True
    row: int | None = None
    poa: Mapping[str, str] = field(default_factory=dict)

    @property
    def number(self) -> str:
        """The number that people know the question by, from the column ``bind::poa:number``."""
        return self.poa.get("number", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Section(Item):
    """A group of questions, or, when it ``repeats``, one that can be filled in any number of times."""

    children: tuple["Section | Question", ...] = ()
    repeats: bool = False
    count: str = ""

    def walk(self) -> Iterator["Section | Question"]:
        """Yield everything inside, in order."""
        for child in self.children:
            yield child
            if isinstance(child, Section):
                yield from child.walk()


@dataclass(frozen=True, slots=True, kw_only=True)
class Question(Item):
    """A question, or a value that the form keeps without asking (``asked`` is false then)."""

    type: str
    datatype: str = "string"
    guidance: Texts = field(default_factory=dict)
    constraint: str = ""
    constraint_messages: Texts = field(default_factory=dict)
    required: str = ""
    required_messages: Texts = field(default_factory=dict)
    calculation: str = ""
    default: str = ""
    dynamic_default: str = ""
    preload: str = ""
    choices: Choices | None = None
    media: Mapping[str, Texts] = field(default_factory=dict)
    parameters: Mapping[str, str] = field(default_factory=dict)
    triggers: tuple[SetValue, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Form:
    """A compiled questionnaire; ``sha256`` is the digest of its content, ``xform`` the XForm that other tools fill."""

    id: str
    version: str
    titles: Texts
    languages: tuple[str, ...]
    default_language: str = UNDETERMINED
    root_name: str = "data"
    root: Section
    xform: str = field(repr=False)
    sha256: str
    texts: Mapping[str, Texts] = field(default_factory=dict, repr=False)
    lists: Mapping[str, tuple[Choice, ...]] = field(default_factory=dict, repr=False)
    warnings: tuple[Problem, ...] = ()

    @cached_property
    def items(self) -> Mapping[str, Section | Question]:
        """Every section and question by path."""
        return {item.path: item for item in self.root.walk()}

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """Every question that is asked, in order."""
        return tuple(item for item in self.items.values() if isinstance(item, Question) and item.asked)

    @cached_property
    def program(self) -> "Program":
        """The compiled expressions and their dependencies; made once, when first needed."""
        from .program import compile_program  # the program is built from the form

        return compile_program(self)

    def is_read(self, path: str) -> bool:
        """Return whether an expression elsewhere in the form reads the answers to the question at PATH."""
        return self.program.is_read(path)

    def __getstate__(self) -> dict[str, Any]:
        """Leave out what is made on demand: closures cannot be pickled."""
        return {name: value for name, value in self.__dict__.items() if name not in ("items", "questions", "program")}
