"""From the cells of a workbook to answers by path, each beside what it said when the workbook left."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from poaiss.access.enums import Marking
from poaiss.questionnaires import engine
from poaiss.questionnaires.compiled import form_of
from poaiss.reporting import content, drafting, history
from poaiss.reporting.actions import Given
from poaiss.reporting.enums import AnswerKind, Provenance
from poaiss.reporting.merging import Facts
from poaiss.reporting.models import NationalReport
from poaiss.reporting.workbooks.errors import sheet_words
from poaiss.reporting.workbooks.layout import entry
from poaiss.reporting.workbooks.plan import is_filled_in
from poaiss.reporting.workbooks.reading import Entry, Raw, Reading
from poaiss.reporting.workbooks.understanding import Understanding


@dataclass(slots=True)
class Gathering:
    """Collects the answers of one workbook for one report."""

    report: NationalReport
    reading: Reading
    stored: content.Stored
    bases: Mapping[str, int]
    sections: frozenset[str] | None
    form: engine.Form = field(init=False)
    understanding: Understanding = field(init=False)
    then: dict[str, Facts] = field(init=False)
    found: dict[str, Given] = field(default_factory=dict)
    others_told: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Look up what moved answers had said when the workbook left (one query)."""
        self.form = form_of(self.report.version)
        self.understanding = Understanding(self.reading, self.reading.meta.language)
        moved = {path: base for path, base in self.bases.items() if base and self.revision(path) != base}
        self.then = history.facts_at(self.report, moved)

    def revision(self, path: str) -> int:
        """Return the revision at which an answer stands."""
        return self.stored[path].revision if path in self.stored else 0

    def base(self, path: str, question: engine.Question) -> Facts:
        """Return what an answer said when the workbook left; its marking as it stands or as the form proposes."""
        row, started = self.stored.get(path), self.bases.get(path, 0)
        if row is not None and row.revision == started:
            return Facts(str(row.value), str(row.kind), row.unchanged_since, row.remark, str(row.marking))
        marking = str(row.marking) if row is not None else str(drafting.marking_of(question))
        return self.then.get(path, Facts(marking=marking)) if started else Facts(marking=marking)

    def gathered(self) -> dict[str, Given]:
        """Return the answers that the workbook gives, blank ones to unanswered questions left out."""
        for path, cells in self.reading.answers.items():
            question = self.form.items.get(path)
            if not self.is_own(path):
                continue
            if isinstance(question, engine.Question) and is_filled_in(question):
                self.give(path, question, cells)
            else:
                self.unknown(cells, path)
        for path, entries in self.reading.entries.items():
            section = self.form.items.get(path)
            if self.is_own(path) and isinstance(section, engine.Section) and section.repeats:
                self.give_list(section, entries)
        return self.found

    def is_own(self, path: str) -> bool:
        """Return whether a section may be answered; the first answer of each other section is told."""
        name = path.split("/")[0]
        if self.sections is None or name in self.sections:
            return True
        if name not in self.others_told:
            self.others_told.add(name)
            title = self.reading.meta.titles.get(f"sheet {name}", name)
            self.reading.tell(
                "workbook-section-not-yours",
                sheet_words(title),
                _("This section of the report has not been assigned to your agency; its answers were not taken."),
            )
        return False

    def unknown(self, cells: Mapping[str, Raw], path: str) -> None:
        """Say that the form has no such question."""
        place = next((raw.place for raw in cells.values()), path)
        self.reading.tell("workbook-question-unknown", place, _("The form has no question here."))

    def give(self, path: str, question: engine.Question, cells: Mapping[str, Raw], role: str = "answer") -> None:
        """Take the answer in the cells of one question."""
        base = self.base(path, question)
        value = self.understanding.value(question, cells, base, role)
        remark = self.understanding.remark(cells, base)
        silence, since, text = self.understanding.silence(cells, base)
        if text:
            remark = f"{remark}\n{text}".strip()
        if silence == AnswerKind.UNCHANGED and base.kind == "unchanged" and value != base.value and value.strip():
            self.reading.tell(
                "workbook-unchanged-but-changed",
                cells[role].place if role in cells else path,
                _("The answer was changed, but “Unchanged since …” still stands beside it."),
                _("Empty the cell in the last column if the answer is new."),
            )
        given = Given(value, silence, since, remark, Marking(base.marking), Provenance.WORKBOOK)
        self.take(path, given)

    def take(self, path: str, given: Given) -> None:
        """Keep an answer, unless it is a blank one to a question that never was answered."""
        says_nothing = not given.value.strip() and not given.remark and given.silence is None
        if says_nothing and path not in self.stored and not self.bases.get(path, 0):
            return
        self.found[path] = given

    def give_list(self, section: engine.Section, entries: list[Entry]) -> None:
        """Take the entries of a list: those that left with the workbook in their places, new ones after the last."""
        fields = [each for each in section.children if isinstance(each, engine.Question) and is_filled_in(each)]
        others, last = self.others(section.path)
        for each in entries:
            if each.index is not None:
                for question in fields:
                    self.give_field(f"{section.path}[{each.index}]", question, each)
        for each in entries:
            if each.index is None:
                values = dict(self.values(fields, each))
                place = alike(values, others)
                if place is None:
                    place = last = last + 1
                else:
                    others.pop(place)
                for name, value in values.items():
                    question = next(one for one in fields if one.name == name)
                    marking = self.base(f"{section.path}[{place}]/{name}", question).marking
                    given = Given(value, marking=Marking(marking), provenance=Provenance.WORKBOOK)
                    self.take(f"{section.path}[{place}]/{name}", given)

    def give_field(self, place: str, question: engine.Question, each: Entry) -> None:
        """Take one field of an entry that left with the workbook."""
        self.give(f"{place}/{question.name}", question, each.cells, f"v {question.name}")

    def values(self, fields: list[engine.Question], each: Entry) -> Iterator[tuple[str, str]]:
        """Yield what a new entry says, field by field."""
        for question in fields:
            if value := self.understanding.value(question, each.cells, Facts(), f"v {question.name}"):
                yield question.name, value

    def others(self, path: str) -> tuple[dict[int, dict[str, str]], int]:
        """Return the entries that came to a list after the workbook left, and the number of its last entry."""
        found: dict[int, dict[str, str]] = {}
        known, last = set(), 0
        for each, answer in self.stored.items():
            if (place := entry(each)) and place[0] == path:
                last = max(last, place[1])
                found.setdefault(place[1], {})[place[2]] = str(answer.value)
                known |= {place[1]} if self.bases.get(each, 0) else set()
        return {at: values for at, values in found.items() if at not in known}, last


def alike(values: Mapping[str, str], others: Mapping[int, Mapping[str, str]]) -> int | None:
    """Return the entry that says the same in at least half of its fields: a workbook that comes twice adds nothing."""
    for at, other in others.items():
        same = sum(other.get(name, "") == value for name, value in values.items())
        if values and same * 2 >= len(values):
            return at
    return None
