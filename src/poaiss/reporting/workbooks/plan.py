"""What a workbook shows of a report, before any cell is written: sheets, rows and tables, in the active language."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from poaiss.questionnaires import engine
from poaiss.questionnaires.compiled import form_of
from poaiss.reporting import carrying, content, drafting
from poaiss.reporting.enums import AnswerKind
from poaiss.reporting.models import Answer, NationalReport
from poaiss.reporting.workbooks import cells, conditions
from poaiss.reporting.workbooks.layout import entry, safe_title


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a section's sheet: a heading, a question, a choice to tick, or the way to a list."""

    kind: str
    item: engine.Section | engine.Question
    number: str = ""
    text: str = ""
    guidance: str = ""
    source: str = ""
    last: str = ""
    answer: cells.Shown = None
    remark: str = ""
    instead: str = ""
    choice: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a list: a field, or one choice of a field of which several may be ticked."""

    question: engine.Question
    header: str
    choice: str = ""

    @property
    def role(self) -> str:
        """What the hidden first row says of the column."""
        return f"t {self.question.name} {self.choice}" if self.choice else f"v {self.question.name}"


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet: of a section, with rows; or of a list, with columns and the entries so far."""

    path: str
    title: str
    heading: str
    note: str = ""
    rows: tuple[Row, ...] = ()
    columns: tuple[Column, ...] = ()
    entries: Mapping[int, tuple[cells.Shown, ...]] = field(default_factory=dict)

    @property
    def is_list(self) -> bool:
        """Whether the sheet is a table of entries."""
        return bool(self.columns)


@dataclass(slots=True)
class Planner:
    """Collects the sheets of a report in one language."""

    report: NationalReport
    language: str
    form: engine.Form
    stored: content.Stored
    previous: Mapping[str, tuple[int, str]]
    files: Mapping[str, str]
    taken: set[str] = field(default_factory=set)
    lists: dict[str, Page] = field(default_factory=dict)

    def text(self, texts: engine.Texts) -> str:
        """Return a text of the form in the workbook's language."""
        return engine.text_in(texts, self.language, "en").strip()

    def pages(self, sections: frozenset[str] | None) -> Iterator[Page]:
        """Yield the sheets, each section followed by its lists; an agency has those of its SECTIONS alone."""
        for section in drafting.top_sections(self.report.version):
            if sections is not None and section.name not in sections:
                continue
            heading = self.text(section.labels)
            number = section.poa.get("section", "") or section.number
            title = safe_title(f"{number} {heading}".strip(), self.taken)
            self.lists = {}
            rows = tuple(self.rows(section))
            yield Page(section.path, title, heading, self.text(section.hints), rows)
            yield from self.lists.values()

    def rows(self, section: engine.Section) -> Iterator[Row]:
        """Yield the rows of a section; everything is there, also what the answers so far do not ask."""
        for child in section.children:
            if isinstance(child, engine.Question):
                if is_filled_in(child):
                    yield from self.question_rows(child)
            elif child.repeats:
                self.lists[child.path] = self.list_page(child)
                words = {"sheet": self.lists[child.path].title}
                note = [self.text(child.hints), _("Fill in the sheet “%(sheet)s”.") % words]
                yield self.row("list", child, guidance="\n".join(filter(None, note)))
            else:
                if child.labels:
                    yield self.row("heading", child, guidance=self.text(child.hints))
                yield from self.rows(child)

    def row(self, kind: str, item: engine.Section | engine.Question, **given: object) -> Row:
        """Return a row with what every row has; the condition stands before the guidance."""
        says = [conditions.words(self.form, item, self.language), str(given.pop("guidance", ""))]
        source = item.poa.get("implements", "")
        words = {"number": item.number, "text": self.text(item.labels), "guidance": "\n".join(filter(None, says))}
        return Row(kind, item, source=source, **words, **given)  # type: ignore[arg-type]

    def question_rows(self, question: engine.Question) -> Iterator[Row]:
        """Yield the row of a question, and one for each choice that can be ticked."""
        answer = self.stored.get(question.path)
        value, guidance = says(answer), self.guidance(question)
        given: cells.Shown = cells.shown(question, value, self.language)
        chosen = None
        if question.type in SEVERAL:
            chosen = cells.ticked(question, value)
            given = None if chosen is not None else cells.text(value)
            guidance = "\n".join(filter(None, [guidance, _("Write x beside each that applies.")]))
        if question.type == "file":
            given = self.files.get(question.path) or None
            guidance = "\n".join(filter(None, [guidance, _("Files are attached on the page of the report.")]))
        yield self.row(
            "file" if question.type == "file" else "question",
            question,
            guidance=guidance,
            last=self.last(question.path),
            answer=given,
            remark=cells.text(answer.remark) if answer else "",
            instead=cells.silence_shown(answer.kind, answer.unchanged_since) if answer else "",
        )
        if question.type in SEVERAL:
            for name, label in cells.labels_of(question, self.language).items():
                mark = "x" if chosen and name in chosen else None
                yield Row("choice", question, text=label, answer=mark, choice=name)

    def guidance(self, question: engine.Question) -> str:
        """Return what helps with a question: hint, guidance, and how a date is written."""
        parts = [self.text(question.hints), self.text(question.guidance)]
        if question.type == "date":
            parts.append(_("Write the day as year-month-day, for example 2024-03-31."))
        return "\n".join(dict.fromkeys(filter(None, parts)))

    def last(self, path: str) -> str:
        """Return the answer of the last report with its year."""
        year, words = self.previous.get(path, (0, ""))
        return f"{year}: {cells.text(words)}" if words else ""

    def list_page(self, section: engine.Section) -> Page:
        """Return the sheet of a list."""
        heading = self.text(section.labels)
        title = safe_title(f"{section.number} {heading}".strip(), self.taken)
        columns = tuple(self.columns(section))
        indexes = sorted({found[1] for path in self.stored if (found := entry(path)) and found[0] == section.path})
        entries = {at: tuple(self.cell(section, at, each) for each in columns) for at in indexes}
        entries = {at: row for at, row in entries.items() if any(each not in (None, "") for each in row)}
        note = [conditions.words(self.form, section, self.language), self.text(section.hints)]
        return Page(section.path, title, heading, " ".join(filter(None, note)), columns=columns, entries=entries)

    def columns(self, section: engine.Section) -> Iterator[Column]:
        """Yield the columns of a list; groups within it are taken apart, lists within it are not in the workbook."""
        for child in section.children:
            if isinstance(child, engine.Section) or not is_filled_in(child):
                continue
            label = self.text(child.labels) or child.name
            yield Column(child, label)
            if child.type in SEVERAL:
                for name, choice in cells.labels_of(child, self.language).items():
                    yield Column(child, choice, name)

    def cell(self, section: engine.Section, at: int, column: Column) -> cells.Shown:
        """Return the cell of one entry."""
        question, path = column.question, f"{section.path}[{at}]/{column.question.name}"
        value = says(self.stored.get(path))
        if question.type == "file":
            return self.files.get(path)
        if question.type not in SEVERAL:
            return cells.shown(question, value, self.language)
        chosen = cells.ticked(question, value)
        if column.choice:
            return "x" if chosen and column.choice in chosen else None
        return cells.text(value) if chosen is None else None


SEVERAL = ("select_multiple", "rank")


def says(answer: Answer | None) -> str:
    """Return the text of a stored answer."""
    return str(answer.value) if answer is not None else ""


def is_filled_in(question: engine.Question) -> bool:
    """Return whether people fill a question in; notes and sums that the form makes are not."""
    return question.asked and question.type != "note" and not question.calculation


def planned(report: NationalReport, language: str, sections: frozenset[str] | None = None) -> list[Page]:
    """Return the sheets of a report in LANGUAGE, which must be the active language."""
    source = carrying.source_of(report)
    attached = report.attachments.filter(ended_at=None)
    planner = Planner(
        report=report,
        language=language,
        form=form_of(report.version),
        stored=content.stored_answers(report),
        previous=carrying.previous(report, source) if source else {},
        files=dict(attached.values_list("path", "name")),
    )
    return list(planner.pages(sections))


def years_before(report: NationalReport) -> list[int]:
    """Return the years that "unchanged since" offers: those chosen already and the ten before the round."""
    chosen = report.answers.filter(kind=AnswerKind.UNCHANGED).values_list("unchanged_since", flat=True)
    found = {year for year in chosen if year} | set(range(report.round.year - 10, report.round.year))
    return sorted(found, reverse=True)
