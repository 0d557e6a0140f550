"""A section of a report as a page: its questions as the answers so far open them, one page a section.

The page works without JavaScript: the engine decides on the server what is asked, and a press on "Save" shows what
follows. What no longer applies is kept and listed, never dropped.
"""

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.safestring import mark_safe

from poaiss.access.enums import Marking
from poaiss.directory.queries import language_code
from poaiss.questionnaires import engine
from poaiss.questionnaires.compiled import form_of
from poaiss.questionnaires.models import Version
from poaiss.reporting import content
from poaiss.reporting.enums import AnswerKind, Provenance
from poaiss.reporting.models import Answer, Attachment, Conflict

Texts = engine.Texts


@dataclass(frozen=True, slots=True)
class Option:
    """A choice on the page."""

    name: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two texts for one answer, until somebody chooses."""

    id: str
    mine: str
    theirs: str
    who: str
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside the questions of a section: the last answers, talk, conflicts, files."""

    previous: Mapping[str, tuple[int, str]] = field(default_factory=dict)
    comments: Mapping[str, int] = field(default_factory=dict)
    conflicts: Mapping[str, Sequence[Conflict]] = field(default_factory=dict)
    files: Mapping[str, Attachment] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Field:
    """A question on the page with its answer so far."""

    path: str
    number: str
    label: str
    hint: str
    control: str
    value: str
    options: tuple[Option, ...]
    source: str
    silence: str
    unchanged_since: int | None
    remark: str
    is_restricted: bool
    problems: tuple[str, ...]
    revision: int = 0
    carried_from: int | None = None
    previous: tuple[int, str] | None = None
    comments: int = 0
    conflicts: tuple[Disagreement, ...] = ()
    file: Attachment | None = None
    key: str = ""

    @property
    def stray(self) -> str:
        """A stored text that is none of the choices: shown and kept, never dropped."""
        if not self.options:
            return ""
        known = {option.name for option in self.options}
        return "" if set(self.value.split()) <= known else self.value

    @property
    def has_more(self) -> bool:
        """Whether something beyond the answer itself is filled."""
        return bool(self.silence or self.remark or self.is_restricted)


NO_LETTER = re.compile(r"[\W_]")


def key_of(path: str) -> str:
    """Return the identifier on the page of what stands at a path: letters, digits and hyphens, safe as they are."""
    return mark_safe("q-" + NO_LETTER.sub("-", path))  # noqa: S308 nothing else is left


@dataclass(frozen=True, slots=True)
class Total:
    """The sum of a column of a list."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Block:
    """A part of the page: a heading, a question, an entry of a list, or the totals of a list."""

    id: str
    heading: str = ""
    number: str = ""
    hint: str = ""
    entry: int = 0
    is_new: bool = False
    field: Field | None = None
    totals: tuple[Total, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A section in the task list: its name in addresses, its title and how far it is."""

    name: str
    title: str
    number: str
    answered: int
    asked: int

    @property
    def status(self) -> str:
        """Whether nothing, something or everything is answered."""
        if not self.answered:
            return "not_started"
        return "done" if self.answered >= self.asked else "in_progress"


@dataclass(slots=True)
class Reader:
    """Builds the blocks of a section in the reader's language."""

    filled: engine.Evaluation
    stored: content.Stored
    problems: dict[str, tuple[str, ...]] = field(default_factory=dict)
    beside: Beside = field(default_factory=Beside)

    def text(self, texts: Texts) -> str:
        """Return a text of the form in the reader's language."""
        return engine.text_in(texts, language_code(), "en")

    def blocks(self, section: engine.Section, base: str) -> Iterator[Block]:
        """Yield what a section asks now."""
        for child in section.children:
            place = f"{base}{child.name}"
            if isinstance(child, engine.Question):
                if child.asked and child.type != "note" and not child.calculation and self.filled.relevant(place):
                    yield Block(f"b-{key_of(place)}", field=self.field(place, child))
            elif child.repeats:
                yield from self.entries(child, place)
            elif self.filled.relevant(place):
                if label := self.text(child.labels):
                    yield Block(f"h-{key_of(place)}", label, child.number, self.text(child.hints))
                yield from self.blocks(child, f"{place}/")

    def entries(self, section: engine.Section, place: str) -> Iterator[Block]:
        """Yield the entries of a list and an empty one for the next."""
        found = list(self.filled.instances(place))
        if not section.count:
            found.append(self.filled.add_repeat(place))
        inner = [(at, f"{each}/") for at, each in enumerate(found, start=1)]
        if not any(self.filled.relevant(each.rstrip("/")) for _at, each in inner):
            return
        yield Block(f"h-{key_of(place)}", self.text(section.labels), section.number, self.text(section.hints))
        for at, each in inner:
            is_new = at == len(inner) and not section.count
            yield Block(f"e-{key_of(each)}{'n' if is_new else ''}", entry=at, is_new=is_new)
            yield from self.blocks(section, each)
        if totals := tuple(self.totals(section, [each for _at, each in inner])):
            yield Block(f"t-{key_of(place)}-{'-'.join(each.value for each in totals)}", totals=totals)

    def totals(self, section: engine.Section, entries: Sequence[str]) -> Iterator[Total]:
        """Yield the sums of the columns of a list that count something (R17)."""
        for child in section.children:
            if isinstance(child, engine.Question) and counts(child):
                given = [self.filled.value(f"{each}{child.name}").strip() for each in entries]
                numbers = [Decimal(each) for each in given if NUMBER.fullmatch(each)]
                if len(numbers) > 1:
                    yield Total(self.text(child.labels), f"{sum(numbers):f}")

    def field(self, path: str, question: engine.Question) -> Field:
        """Return one question with its answer so far."""
        answer = self.stored.get(path)
        value = str(answer.value) if answer else self.filled.value(path)
        chosen = set(value.split())
        options = tuple(
            Option(choice.name, self.text(choice.labels) or choice.name, choice.name in chosen)
            for choice in (self.filled.choices(path) if question.choices else ())
        )
        return Field(
            path=path,
            number=question.number,
            label=self.filled.label(path, language_code()) or self.text(question.labels) or question.name,
            hint=self.text(question.hints) or self.text(question.guidance),
            control=control_of(question),
            value=value,
            options=options,
            source=question.poa.get("implements", ""),
            silence=answer.kind if answer and answer.kind in content.SILENT else "",
            unchanged_since=answer.unchanged_since if answer else None,
            remark=answer.remark if answer else "",
            is_restricted=is_restricted(question, answer),
            problems=self.problems.get(path, ()),
            revision=answer.revision if answer else 0,
            carried_from=answer.carried_from if answer and answer.provenance == Provenance.CARRIED else None,
            previous=self.beside.previous.get(path),
            comments=self.beside.comments.get(path, 0),
            conflicts=tuple(disagreement(each, value) for each in self.beside.conflicts.get(path, ())),
            file=self.beside.files.get(path),
            key=key_of(path),
        )


NO_LETTER = re.compile(r"[\W_]")
NUMBER = re.compile(r"-?[0-9]{1,18}(?:\.[0-9]{1,9})?")


def counts(question: engine.Question) -> bool:
    """Return whether the numbers of a column can be added: counts and quantities, never years."""
    return question.datatype in ("int", "decimal") and "2100" not in question.constraint


def disagreement(conflict: Conflict, stands: str) -> Disagreement:
    """Return a conflict as the page shows it."""
    return Disagreement(str(conflict.pk), str(conflict.value), stands, conflict.by_name, conflict.at)


CONTROLS = {
    "select_one": "radio",
    "select_multiple": "check",
    "rank": "check",
    "date": "date",
    "integer": "number",
    "file": "file",
}


def control_of(question: engine.Question) -> str:
    """Return which control asks a question; numbers are typed as text, so that nothing typed is dropped."""
    if question.type == "text" and "multiline" in question.appearance:
        return "area"
    return CONTROLS.get(question.type, "text")


def marking_of(question: engine.Question) -> Marking:
    """Return the marking that the form proposes for the answers to a question."""
    word = question.poa.get("marking", "").removeprefix("TLP:").casefold()
    return Marking(word) if word in Marking.values else Marking.CLEAR


def is_restricted(question: engine.Question, answer: Answer | None) -> bool:
    """Return whether an answer is not for the public: as the State chose, else as the form proposes."""
    return (answer.marking if answer else marking_of(question)) != Marking.CLEAR


def top_sections(version: Version) -> list[engine.Section]:
    """Return the sections that have a page each."""
    return [each for each in form_of(version).root.children if isinstance(each, engine.Section) and each.labels]


def parts(version: Version, stored: content.Stored, filled: engine.Evaluation | None = None) -> list[Part]:
    """Return the sections of a report with how far each is."""
    filled = filled or content.evaluation(version, stored)
    found: dict[str, list[AnswerKind]] = {}
    for line in content.lines(filled, stored, public=False):
        found.setdefault(line.path.split("/")[0], []).append(AnswerKind(line.kind))
    return [part_of(each, found.get(each.name, [])) for each in top_sections(version)]


def part_of(section: engine.Section, kinds: Sequence[AnswerKind]) -> Part:
    """Return a section of the task list; what does not apply is not asked."""
    title = engine.text_in(section.labels, language_code(), "en")
    asked = [kind for kind in kinds if kind != AnswerKind.NOT_APPLICABLE]
    answered = [kind for kind in asked if kind != AnswerKind.NO_ANSWER]
    return Part(section.name, title, section.poa.get("section", ""), len(answered), len(asked))


def section_named(version: Version, name: str) -> engine.Section | None:
    """Return the section with a page at NAME, or None."""
    return next((each for each in top_sections(version) if each.name == name), None)


def told(filled: engine.Evaluation) -> dict[str, tuple[str, ...]]:
    """Return what is wrong with the answers, by path."""
    found: dict[str, tuple[str, ...]] = {}
    for each in content.problems_of(filled):
        found[each.path] = (*found.get(each.path, ()), next(iter(each.messages.values()), each.code))
    return found


def blocks(
    filled: engine.Evaluation, stored: content.Stored, section: engine.Section, beside: Beside | None = None
) -> list[Block]:
    """Return the blocks of a section's page, each problem at its question."""
    reader = Reader(filled, stored, told(filled), beside or Beside())
    return list(reader.blocks(section, f"{section.name}/"))


def asleep(filled: engine.Evaluation, stored: content.Stored, section: engine.Section) -> list[Answer]:
    """Return the stored answers of a section that do not apply at present; they are kept."""
    own = [each for path, each in stored.items() if path.startswith(f"{section.name}/") and str(each.value)]
    return [each for each in own if not reaches(filled, each.path)]


def reaches(filled: engine.Evaluation, path: str) -> bool:
    """Return whether a path is asked now."""
    try:
        return filled.relevant(path)
    except KeyError:
        return False
