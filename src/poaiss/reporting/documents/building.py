"""From the content of a report to what a document of it shows, section by section."""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from poaiss.questionnaires import engine
from poaiss.reporting.comparing import CHANGED, Change
from poaiss.reporting.documents import answers
from poaiss.reporting.documents.view import (
    ChangeShown,
    Column,
    File,
    Heading,
    Item,
    Line,
    Section,
    Skipped,
    Table,
    Translation,
)
from poaiss.reporting.documents.words import change_words, kind_words
from poaiss.reporting.enums import AnswerKind
from poaiss.reporting.paths import plain

REMARK = "#remark"
"""Stands behind the path of an explanation where its translation is kept."""
INDEX = re.compile(r"\[(\d+)\]")
SAID = (AnswerKind.YES, AnswerKind.NO, AnswerKind.DEVELOPING, AnswerKind.ANSWERED)
Given = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside the content: markings, unofficial translations, changes since the last report; by path."""

    markings: Mapping[str, str] = field(default_factory=dict)
    translations: Mapping[str, Any] = field(default_factory=dict)
    changes: Sequence[Change] = ()


def filled_with(form: engine.Form, lines: Sequence[Given]) -> engine.Evaluation:
    """Return the form filled with the values of the content."""
    values = {str(each["path"]): str(each["value"]) for each in lines if each.get("value")}
    return engine.Evaluation(form, values)


@dataclass
class Builder:
    """Builds the sections of a document; the active language must be LANGUAGE."""

    form: engine.Form
    lines: Sequence[Given]
    language: str
    beside: Beside = field(default_factory=Beside)

    @cached_property
    def filled(self) -> engine.Evaluation:
        """The form filled with the content."""
        return filled_with(self.form, self.lines)

    @cached_property
    def given(self) -> dict[str, Given]:
        """The lines of the content by path."""
        return {str(each["path"]): each for each in self.lines}

    @cached_property
    def entries(self) -> dict[str, int]:
        """How many entries each list has, by the path of the list."""
        found: dict[str, int] = {}
        for path in self.given:
            for index in INDEX.finditer(path):
                place = path[: index.start()]
                found[place] = max(found.get(place, 0), int(index.group(1)))
        return found

    @cached_property
    def marks(self) -> dict[str, str]:
        """The mark of each answer that changed, by path."""
        return {each.path: change_words(each.kind) for each in self.beside.changes if each.kind in CHANGED}

    def sections(self) -> Iterator[Section]:
        """Yield the sections in the order of the form, then what the form has no place for."""
        for child in self.form.root.children:
            if isinstance(child, engine.Section) and child.labels:
                items = tuple(joined(self.items(child, f"{child.name}/")))
                yield Section(child.poa.get("section", ""), self.text(child.labels), items)
        if rest := [self.stranger(each) for each in self.lines if plain(str(each["path"])) not in self.form.items]:
            yield Section("", _("Answers that the form has no place for"), tuple(rest))

    def text(self, texts: engine.Texts) -> str:
        """Return a text of the form in the language of the document."""
        return answers.text_of(texts, self.language)

    def items(self, section: engine.Section, base: str) -> Iterator[Item]:
        """Yield what stands in a section or group."""
        for child in section.children:
            place = f"{base}{child.name}"
            if isinstance(child, engine.Question):
                if place in self.given:
                    yield self.line(child, place)
            elif child.repeats:
                yield self.table(child, place)
            else:
                yield from self.group(child, place)

    def group(self, section: engine.Section, place: str) -> Iterator[Item]:
        """Yield a group under its heading; without one when nothing in it was asked."""
        inside = list(joined(self.items(section, f"{place}/")))
        if (title := self.text(section.labels)) and any(not isinstance(each, Skipped) for each in inside):
            yield Heading(section.number, title)
        yield from inside

    def line(self, question: engine.Question, path: str) -> Line | Skipped:
        """Return the line of one question; a question that is not reached is skipped unless something stands there."""
        given = self.given.get(path, {"kind": AnswerKind.NO_ANSWER})
        kind, remark = str(given["kind"]), str(given.get("remark", ""))
        if kind == AnswerKind.NOT_APPLICABLE and not remark and not self.reached(path):
            return Skipped((question.number or question.name,))
        value, is_words = self.value(question, given)
        return Line(
            path=path,
            number=question.number,
            question=self.label(question, path),
            kind=kind,
            value=value,
            is_words=is_words,
            is_silence=kind not in SAID,
            note=self.note(given),
            remark=remark,
            source=question.poa.get("implements", ""),
            file=file_of(given),
            translation=self.translation(path, str(given.get("value", ""))),
            remark_translation=self.translation(f"{path}{REMARK}", remark),
            changed=self.marks.get(path, ""),
            marking=self.beside.markings.get(path, ""),
        )

    def reached(self, path: str) -> bool:
        """Return whether the answers lead to a question."""
        try:
            return self.filled.relevant(path)
        except KeyError:
            return False

    def label(self, question: engine.Question, path: str) -> str:
        """Return the text of a question, the answers that it refers to written in."""
        text = self.text(question.labels) or question.name
        if "${" not in text:
            return text
        try:
            return self.filled.written(text, self.filled.node(path)).strip()
        except KeyError:
            return text

    def value(self, question: engine.Question, given: Given) -> tuple[str, bool]:
        """Return what is shown as the answer, and whether it is worded by the form or by us."""
        kind, value = str(given["kind"]), str(given.get("value", ""))
        if kind in SAID or (kind == AnswerKind.UNCHANGED and value):
            return answers.shown(question, value, self.language)
        return kind_words(kind), True

    def note(self, given: Given) -> str:
        """Return in which report an unchanged answer was given first."""
        if given["kind"] != AnswerKind.UNCHANGED or not given.get("unchanged_since"):
            return ""
        return _("Unchanged since the report of %(year)d") % {"year": given["unchanged_since"]}

    def translation(self, path: str, value: str) -> Translation | None:
        """Return the unofficial translation of an answer into the document's language."""
        found = self.beside.translations.get(path)
        if found is None or not found.text or not value:
            return None
        stale = hashlib.sha256(value.encode()).hexdigest() != found.original_sha256
        return Translation(found.text, found.language, stale)

    def table(self, section: engine.Section, place: str) -> Table | Skipped:
        """Return a list with its entries; a list that the answers do not lead to is skipped."""
        count = self.entries.get(place, 0)
        if not count and not self.opens(place):
            return Skipped((section.number or section.name,))
        questions = [each for each in section.walk() if isinstance(each, engine.Question) and self.is_column(each)]
        rows = [tuple(self.cell(each, section, f"{place}[{at}]") for each in questions) for at in range(1, count + 1)]
        columns = [self.column(each, [row[at] for row in rows]) for at, each in enumerate(questions)]
        kept = [at for at in range(len(columns)) if not rows or any(row[at].kind for row in rows)]
        return Table(
            section.number,
            self.text(section.labels),
            tuple(columns[at] for at in kept),
            tuple(tuple(row[at] for at in kept) for row in rows),
            section.poa.get("implements", ""),
        )

    @staticmethod
    def is_column(question: engine.Question) -> bool:
        """Return whether a question of a list is asked."""
        return question.asked and question.type != "note"

    def opens(self, place: str) -> bool:
        """Return whether the answers lead to a list that has no entry."""
        try:
            found = self.filled.instances(place)
            return self.filled.relevant(found[0] if found else self.filled.add_repeat(place))
        except (KeyError, ValueError):
            return False

    def cell(self, question: engine.Question, section: engine.Section, entry: str) -> Line:
        """Return the cell of a question in an entry; blank when it is not asked there."""
        path = f"{entry}{question.path.removeprefix(section.path)}"
        if path not in self.given:
            return Line(path, question.number, self.text(question.labels), "", "")
        found = self.line(question, path)
        if isinstance(found, Skipped):
            words = kind_words(AnswerKind.NOT_APPLICABLE)
            return Line(path, question.number, self.text(question.labels), "", words, is_words=True, is_silence=True)
        return replace(found, value="") if found.kind == AnswerKind.NO_ANSWER else found

    def column(self, question: engine.Question, cells: Sequence[Line]) -> Column:
        """Return a column with its total; there is none when an entry is kept back."""
        complete = all(cell.kind != AnswerKind.RESTRICTED for cell in cells)
        summed = answers.is_summed(question) and complete
        found = answers.total(cell.value for cell in cells if not cell.is_silence) if summed else ""
        unit = question.poa.get(f"unit::{self.language}", "") or question.poa.get("unit", "")
        return Column(question.number, self.text(question.labels), answers.is_number(question), unit, found)

    def stranger(self, given: Given) -> Line:
        """Return an answer that the form has no place for: kept and shown."""
        kind, path = str(given["kind"]), str(given["path"])
        value = str(given.get("value", "")) or kind_words(kind)
        remark = str(given.get("remark", ""))
        return Line(path, str(given.get("number", "")), path, kind, value, not given.get("value"), remark=remark)

    def changes(self) -> Iterator[ChangeShown]:
        """Yield what changed since the last report, in words."""
        for each in self.beside.changes:
            question = self.form.items.get(plain(each.path))
            if each.kind not in CHANGED or not isinstance(question, engine.Question):
                continue
            explained = each.before_remark != each.after_remark
            before = self.words(question, each.before, each.before_kind, each.before_remark if explained else "")
            after = self.words(question, each.after, each.after_kind, each.after_remark if explained else "")
            label, is_new = self.placed(question, each.path), each.kind == "new"
            yield ChangeShown(each.number, label, before, after, change_words(each.kind), each.before_year, is_new)

    def placed(self, question: engine.Question, path: str) -> str:
        """Return the text of a question with the number of its entry."""
        entry = ".".join(INDEX.findall(path))
        label = self.label(question, path)
        return _("%(question)s (entry %(number)s)") % {"question": label, "number": entry} if entry else label

    def words(self, question: engine.Question, value: str, kind: str, remark: str) -> str:
        """Return a value, or a silence in words, with its explanation."""
        silent = kind not in SAID and value == kind
        said = kind_words(kind) if silent else answers.shown(question, value, self.language)[0]
        return "\n".join(filter(None, (said, remark)))


def joined(items: Iterator[Item]) -> Iterator[Item]:
    """Yield items, skipped questions that follow one another as one."""
    waiting: tuple[str, ...] = ()
    for each in items:
        if isinstance(each, Skipped):
            waiting += each.numbers
            continue
        if waiting:
            yield Skipped(waiting)
            waiting = ()
        yield each
    if waiting:
        yield Skipped(waiting)


def file_of(given: Given) -> File | None:
    """Return the file attached to an answer."""
    found = given.get("file")
    if not isinstance(found, Mapping):
        return None
    return File(str(found.get("name", "")), str(found.get("sha256", "")), int(found.get("size", 0) or 0))
