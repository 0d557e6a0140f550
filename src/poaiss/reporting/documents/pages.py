"""The view of a report as the data that the Typst template lays out."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from poaiss.reporting.documents.texts import OWN_SIDE, Letters, has_direction, is_rtl, language_of
from poaiss.reporting.documents.view import (
    Column,
    File,
    Heading,
    Item,
    Line,
    ReportView,
    Section,
    Skipped,
    Table,
    Translation,
)
from poaiss.reporting.documents.words import date_words, speaking

REGIONS = {"zh": "CN"}
COMMA = {"ar": "، ", "zh": "、"}
"""What stands between numbers; a comma elsewhere."""
LONG = 500
"""Letters of an answer from which it may be broken across pages."""
UPRIGHT = 6
"""Most columns of a list that stand beside one another."""
WIDE = 42
"""Letters of a cell from which a list with many columns is turned."""


@dataclass(slots=True)
class Pages:
    """Turns a view into plain data, every text safe to show."""

    view: ReportView
    letters: Letters

    def data(self) -> dict[str, Any]:
        """Return everything that the template needs."""
        view, safe, date = self.view, self.letters.safe, self.view.date
        with speaking(view.language):
            sections = [self.section(each) for each in view.sections]
            return {
                "title": safe(view.title),
                "state": safe(view.state),
                "year": view.year,
                "instrument": safe(view.instrument),
                "language": view.language,
                "region": REGIONS.get(view.language),
                "rtl": view.is_rtl,
                "final": view.is_final,
                "exercise": view.is_exercise,
                "restricted": view.has_restricted,
                "public": view.is_public,
                "translated": view.has_translation,
                "sha256": view.sha256,
                "date": [date.year, date.month, date.day, date.hour, date.minute],
                "date_words": date_words(date),
                "words": {
                    **{key: safe(text) for key, text in view.words.items()},
                    "number_short": _("No."),
                    "comma": COMMA.get(view.language, ", "),
                },
                "facts": [[safe(label), safe(value), is_code] for label, value, is_code in facts(view)],
                "counts": [[safe(label), str(count)] for label, count in view.counts],
                "notice": safe(view.notice),
                "sections": sections,
                "breaks": sum(len(each["items"]) for each in sections) > 12,
                "changes": [self.change(each) for each in view.other_changes],
                "new": [safe(each) for each in view.new_numbers],
                "changes_title": changes_title(view),
                "before_title": str(view.changes_since or view.words.get("before", "")),
                "signatures": [self.signature(each) for each in view.signatures],
            }

    def section(self, section: Section) -> dict[str, Any]:
        """Return a section with its items."""
        items = [self.item(each) for each in section.items]
        return {"number": self.letters.safe(section.number), "title": self.letters.safe(section.title), "items": items}

    def item(self, item: Item) -> dict[str, Any]:
        """Return one item, told by its type."""
        safe = self.letters.safe
        if isinstance(item, Line):
            return {"type": "line", **self.line(item)}
        if isinstance(item, Heading):
            return {"type": "heading", "number": safe(item.number), "title": safe(item.title)}
        if isinstance(item, Skipped):
            return {"type": "skipped", "numbers": [safe(each) for each in item.numbers]}
        return {"type": "table", **self.table(item)}

    def line(self, line: Line) -> dict[str, Any]:
        """Return a question with its answer and what stands under it."""
        safe = self.letters.safe
        size = len(line.value) + len(line.remark) + len(line.translation.text if line.translation else "")
        return {
            "number": safe(line.number),
            "question": safe(line.question),
            "value": self.text(line.value, words=line.is_words),
            "words": line.is_words,
            "silence": line.is_silence and line.is_words,
            "note": safe(line.note),
            "remark": self.text(line.remark) if line.remark else None,
            "source": safe(line.source),
            "file": self.file(line.file),
            "translations": [self.translation(each) for each in (line.translation, line.remark_translation) if each],
            "changed": safe(line.changed),
            "marking": safe(line.marking),
            "long": size > LONG,
        }

    def text(self, text: str, *, words: bool = False, language: str = "") -> dict[str, Any]:
        """Return a text with its language and direction; OWN means that it stands on its own side."""
        shown = self.letters.safe(text)
        if words:
            return {"text": shown, "lang": self.view.language, "rtl": self.view.is_rtl, "own": False}
        rtl = is_rtl(text)
        own = len(text) > OWN_SIDE and has_direction(text) and rtl != self.view.is_rtl
        spoken = language or language_of(text, self.view.original_language)
        return {"text": shown, "lang": spoken, "rtl": rtl, "own": own}

    def file(self, file: File | None) -> dict[str, Any] | None:
        """Return a file with its digest."""
        return {"name": self.text(file.name), "sha256": file.sha256} if file else None

    def translation(self, found: Translation) -> dict[str, Any]:
        """Return an unofficial translation, flagged."""
        words = self.view.words
        label = f"{words['translation']} ({words['stale']})" if found.is_stale else words["translation"]
        return {"label": self.letters.safe(label), "text": self.text(found.text, language=found.language)}

    def table(self, table: Table) -> dict[str, Any]:
        """Return a list: upright when there is room, else turned."""
        safe = self.letters.safe
        longest = max((len(cell.value) for row in table.rows for cell in row), default=0)
        return {
            "number": safe(table.number),
            "title": safe(table.title),
            "source": safe(table.source),
            "columns": [self.column(each) for each in table.columns],
            "rows": [[self.line(cell) for cell in row] for row in table.rows],
            "widths": widths(table),
            "totals": table.has_totals,
            "sideways": is_turned(table),
            "abreast": 2 if longest > WIDE else 4,
            "notes": list(self.notes(table)),
            "marks": [safe(each) for each in table.marks],
        }

    def column(self, column: Column) -> dict[str, Any]:
        """Return a column."""
        safe = self.letters.safe
        number = column.is_number
        return {
            "question": safe(column.question),
            "unit": safe(column.unit),
            "total": column.total,
            "number-column": number,
        }

    def notes(self, table: Table) -> Iterator[dict[str, Any]]:
        """Yield the cells that have something under them: remarks, files, translations, notes."""
        for entry, row in enumerate(table.rows, start=1):
            for cell in filter(has_more, row):
                yield {"number": self.letters.safe(cell.number), "entry": str(entry), "line": self.line(cell)}

    def change(self, change: Any) -> dict[str, Any]:
        """Return a change since the last report."""
        safe = self.letters.safe
        return {
            "number": safe(change.number),
            "question": safe(change.question),
            "before": self.text(change.before),
            "after": self.text(change.after),
            "kind": safe(change.kind),
        }

    def signature(self, found: Any) -> dict[str, Any]:
        """Return a signed step."""
        at = f"{date_words(found.at)}, {found.at:%H:%M}"
        step, capacity = self.letters.safe(found.step), self.text(found.capacity)
        return {"step": step, "name": self.text(found.name), "capacity": capacity, "at": self.letters.safe(at)}


def facts(view: ReportView) -> Iterator[tuple[str, str, bool]]:
    """Yield what is known of the report: label, value, and whether the value is a code from left to right."""
    words = view.words
    yield words["status"], view.status, False
    yield words["year"], str(view.year), True
    if view.period:
        yield words["period"], view.period, True
    yield words["original"], words["original_name"], False
    yield words["edition"], view.form, False
    when = words["date_public"] if view.is_public else words["date_final"] if view.is_final else words["date_draft"]
    yield when, date_words(view.date), False
    if view.is_final:
        yield words["number_public"] if view.is_public else words["number"], str(view.number), True
    if view.sha256:
        yield words["digest"], view.sha256, True


def changes_title(view: ReportView) -> str:
    """Return the heading over the changes."""
    if view.changes_since is None:
        return view.words["changes"]
    return _("What changed since the report of %(year)d") % {"year": view.changes_since}


def has_more(cell: Line) -> bool:
    """Return whether something stands under a cell of a list."""
    return bool(cell.remark or cell.file or cell.translation or cell.remark_translation or cell.note)


def is_turned(table: Table) -> bool:
    """Return whether the questions of a list stand as rows and its entries as columns: there are too many questions."""
    longest = max((len(cell.value) for row in table.rows for cell in row), default=0)
    return len(table.columns) > UPRIGHT or (len(table.columns) > 4 and longest > WIDE)


def widths(table: Table) -> list[float]:
    """Return how wide the columns are beside one another, by what they hold."""
    found = []
    for at, column in enumerate(table.columns):
        longest = max((len(row[at].value) for row in table.rows), default=0)
        found.append(0.7 if column.is_number else min(2.2, max(0.9, longest / 22)))
    return found
