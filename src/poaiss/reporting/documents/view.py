"""What a document of a report shows: plain data in one language, the same for PDF and Word.

The wording of the form, the choices and the silences stand in the language of the document; what the State wrote
stays in the language in which it wrote. The UN's numbering is kept.
"""

import datetime as dt
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Document:
    """The bytes of a document, and in sentences what a reader of it should know."""

    data: bytes
    media_type: str
    name: str
    warnings: tuple[str, ...] = ()

    @property
    def sha256(self) -> str:
        """Digest of the bytes."""
        return hashlib.sha256(self.data).hexdigest()


@dataclass(frozen=True, slots=True)
class File:
    """A file attached to an answer; the digest tells which."""

    name: str
    sha256: str
    size: int = 0


@dataclass(frozen=True, slots=True)
class Translation:
    """An unofficial translation beside the original; ``is_stale`` when the original has changed since (R14)."""

    text: str
    language: str
    is_stale: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A question with its answer, or with the words for its silence.

    ``is_words`` tells that ``value`` is worded by the form or by us, in the document's language; else the State wrote
    it. ``note`` is what else there is to say of the answer ("Unchanged since 2024"); ``changed`` is the mark of a
    change since the last report.
    """

    path: str
    number: str
    question: str
    kind: str
    value: str
    is_words: bool = False
    is_silence: bool = False
    note: str = ""
    remark: str = ""
    source: str = ""
    file: File | None = None
    translation: Translation | None = None
    remark_translation: Translation | None = None
    changed: str = ""
    marking: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """The title of a group of questions."""

    number: str
    title: str


@dataclass(frozen=True, slots=True)
class Skipped:
    """Questions that the answers before them do not lead to, by number; nothing was asked there."""

    numbers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a list: its question, its unit, and the total where a total means something."""

    number: str
    question: str
    is_number: bool = False
    unit: str = ""
    total: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A list of entries: laws, seizures, destruction, transfers. A row is an entry, a cell the line of one question."""

    number: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Line, ...], ...]
    source: str = ""

    @property
    def marks(self) -> tuple[str, ...]:
        """What is marked anywhere in the list, each once: changes since the last report, answers kept back."""
        cells = [cell for row in self.rows for cell in row]
        return tuple(dict.fromkeys(mark for cell in cells for mark in (cell.changed, cell.marking) if mark))

    @property
    def has_totals(self) -> bool:
        """Whether any column has a total."""
        return any(column.total for column in self.columns)


Item = Line | Heading | Skipped | Table


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the form."""

    number: str
    title: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Signature:
    """A signed step of the workflow."""

    step: str
    name: str
    capacity: str
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class ChangeShown:
    """What changed in one answer since an earlier report."""

    number: str
    question: str
    before: str
    after: str
    kind: str
    before_year: int | None = None
    is_new: bool = False


@dataclass(frozen=True, slots=True)
class ReportView:
    """A national report as a document shows it."""

    title: str
    state: str
    state_code: str
    year: int
    period: str
    instrument: str
    form: str
    edition: str
    language: str
    original_language: str
    status: str
    is_final: bool
    is_exercise: bool
    date: dt.datetime
    sections: tuple[Section, ...]
    counts: tuple[tuple[str, int], ...] = ()
    asked: int = 0
    number: int = 0
    sha256: str = ""
    is_public: bool = False
    has_restricted: bool = False
    has_translation: bool = False
    notice: str = ""
    signatures: tuple[Signature, ...] = ()
    changes: tuple[ChangeShown, ...] = ()
    changes_since: int | None = None
    words: Mapping[str, str] = field(default_factory=dict)

    @property
    def new_numbers(self) -> tuple[str, ...]:
        """Numbers of the questions that were not answered in the last report; entries of a list once."""
        return tuple(dict.fromkeys(each.number for each in self.changes if each.is_new))

    @property
    def other_changes(self) -> tuple[ChangeShown, ...]:
        """What was answered otherwise in the last report, or is no longer answered."""
        return tuple(each for each in self.changes if not each.is_new)

    @property
    def is_rtl(self) -> bool:
        """Whether the document reads from right to left."""
        return self.language == "ar"

    @property
    def file_stem(self) -> str:
        """Name of a file without its ending: State, round, language, and whether it is a draft."""
        state = "final" if self.is_final else "draft"
        return f"{self.state_code}-{self.year}-{state}-{self.language}"
