"""Understanding a record: which State, which year, which edition; a doubt is a coded problem with its place."""

import hashlib
import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.translation import gettext as _

from poaiss.common.clock import today
from poaiss.common.errors import Problem
from poaiss.directory.models import State, StateName
from poaiss.reporting.fragments import editions
from poaiss.reporting.fragments.errors import Warn, refuse_all

FIRST_YEAR = 2001
"""The Programme of Action was adopted in July 2001; no report can be older."""
FIELDS = ("state", "iso3", "report_year", "edition", "language", "source", "answers", "note")
NOT_SHOWN = ("", "(not shown)")
LONGEST_KEY = 200


@dataclass(frozen=True, slots=True)
class Record:
    """One record of a file, understood."""

    place: str
    given: dict[str, Any]
    state: str
    state_given: str
    year: int | None
    edition_given: str
    edition: str
    language: str
    sources: tuple[str, ...]
    note: str
    answers: dict[str, Any]
    warnings: tuple[Warn, ...] = ()

    @property
    def digest(self) -> str:
        """Digest of the whole record: the same record is known again."""
        return digest(self.given)

    @property
    def identity(self) -> str:
        """Digest of State, year, edition and sources: a changed record of the same page is known again."""
        return digest([self.state or self.state_given, self.year, self.edition_given, sorted(self.sources)])

    @property
    def state_label(self) -> str:
        """Code of the State, or how the file names it."""
        return self.state or self.state_given or NOT_SHOWN[1]


def digest(value: Any) -> str:
    """Return the SHA-256 over the canonical JSON of VALUE."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def words_of(name: str) -> tuple[str, ...]:
    """Return the words of a name without accents, capitals and signs."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return tuple(re.findall(r"\w+", letters))


@dataclass(frozen=True, slots=True)
class Names:
    """The names of States in every language, past ones too."""

    codes: frozenset[str] = frozenset()
    states: dict[tuple[str, ...], set[str]] = field(default_factory=dict)
    names: dict[str, set[tuple[str, ...]]] = field(default_factory=dict)

    @classmethod
    def load(cls) -> "Names":
        """Read the directory (two queries)."""
        states: dict[tuple[str, ...], set[str]] = defaultdict(set)
        names: dict[str, set[tuple[str, ...]]] = defaultdict(set)
        for code, *texts in StateName.objects.values_list("state_id", "short", "with_article", "formal"):
            for words in filter(None, map(words_of, texts)):
                states[words].add(code)
                names[code].add(words)
        return cls(frozenset(State.objects.values_list("code", flat=True)), dict(states), dict(names))

    def fits(self, name: str, code: str) -> bool:
        """Return whether NAME can mean the State CODE: one of its names, or a part of one that is nobody's name.

        "Moldova" is part of "Republic of Moldova"; "Niger" is the name of another State than Nigeria.
        """
        words = words_of(name)
        owners = self.states.get(words, set())
        if owners:
            return code in owners
        return any(set(words) <= set(each) for each in self.names.get(code, ())) if words else False

    def find(self, name: str) -> str:
        """Return the code of the one State that bears NAME, else ''."""
        owners = self.states.get(words_of(name), set())
        return next(iter(owners)) if len(owners) == 1 else ""


def understand(raw: list[Any], names: Names) -> list[Record]:
    """Return the records of a file; raise FragmentsRefused with every problem of every record."""
    problems: list[Problem] = []
    records: list[Record] = []
    for at, given in enumerate(raw, start=1):
        place = _("record %(number)d") % {"number": at}
        reading = Reading(place, given, names)
        record = reading.record()
        problems += reading.problems
        if record is not None:
            records.append(record)
    problems += duplicates(records)
    if problems:
        raise refuse_all(problems)
    return records


def duplicates(records: list[Record]) -> Iterator[Problem]:
    """Yield a problem for each record that stands twice in a file."""
    seen: dict[str, str] = {}
    for record in records:
        if first := seen.get(record.digest):
            reason = _("The record is the same as %(first)s.") % {"first": first}
            yield Problem("record-duplicate", reason, _("Remove one of the two."), record.place)
        seen.setdefault(record.digest, record.place)


class Reading:
    """One reading of a record: its fields, the problems and the warnings met."""

    def __init__(self, place: str, given: Any, names: Names) -> None:
        """Take the record as the file has it."""
        self.place, self.given, self.names = place, given, names
        self.problems: list[Problem] = []
        self.warnings: list[Warn] = []

    def problem(self, code: str, reason: str, mend: str, key: str = "") -> None:
        """Note a problem at a field of the record."""
        self.problems.append(Problem(code, reason, mend, f"{self.place}, {key}" if key else self.place))

    def record(self) -> Record | None:
        """Return the record, or None when it has a problem."""
        if not isinstance(self.given, dict):
            self.problem("record-not-an-object", _("The record is no object."), _("Write it as { … }."))
            return None
        state, state_given = self.state()
        found = Record(
            place=self.place,
            given=dict(self.given),
            state=state,
            state_given=state_given,
            year=self.year(),
            edition_given=self.text("edition"),
            edition=self.edition(),
            language=self.text("language", required=False),
            sources=self.sources(),
            note=self.text("note", required=False),
            answers=self.answers(),
        )
        for key in self.given:
            if key not in FIELDS:
                self.warnings.append(Warn("field-unknown", words={"key": key[:60]}))
        return None if self.problems else replace(found, warnings=tuple(self.warnings))

    def text(self, key: str, *, required: bool = True) -> str:
        """Return a text of the record."""
        value = self.given.get(key)
        if value is None and not required:
            return ""
        if not isinstance(value, str) or (required and not value.strip()):
            code = "field-missing" if value in (None, "") else "field-not-text"
            mend = _("Write a text in quotation marks.")
            self.problem(code, _("The field “%(key)s” is missing or no text.") % {"key": key}, mend, key)
            return ""
        return value.strip()

    def state(self) -> tuple[str, str]:
        """Return the code of the State ('' when the source does not show it) and its name as given."""
        name, code = self.given.get("state"), self.given.get("iso3")
        for key, value in (("state", name), ("iso3", code)):
            if value is not None and not isinstance(value, str):
                mend = _("Write a text in quotation marks.")
                self.problem("field-not-text", _("The field “%(key)s” is no text.") % {"key": key}, mend, key)
                return "", ""
        given, code = (name or "").strip(), (code or "").strip().upper()
        if not code:
            return self.state_by_name(given)
        if code not in self.names.codes:
            reason = _("No State has the code “%(code)s”.") % {"code": code[:10]}
            self.problem("state-unknown", reason, _("Use the three letters of ISO 3166-1."), "iso3")
        elif given and given not in NOT_SHOWN and not self.names.fits(given, code):
            reason = _("“%(name)s” is not the State with the code %(code)s.") % {"name": given[:80], "code": code}
            self.problem("state-mismatch", reason, _("Correct the name or the code."), "state")
        return code, given

    def state_by_name(self, given: str) -> tuple[str, str]:
        """Return the State by its name alone; a source may leave it out."""
        if given in NOT_SHOWN:
            self.warnings.append(Warn("state-not-shown"))
            return "", given or NOT_SHOWN[1]
        code = self.names.find(given)
        if not code:
            reason = _("No State is called “%(name)s”.") % {"name": given[:80]}
            mend = _("Give its code of ISO 3166-1 under “iso3”, or write “(not shown)”.")
            self.problem("state-unknown", reason, mend, "state")
        return code, given

    def year(self) -> int | None:
        """Return the year of the report; a source may leave it out."""
        value = self.given.get("report_year")
        if value is None:
            self.warnings.append(Warn("year-missing"))
            return None
        if isinstance(value, bool) or not isinstance(value, int):
            reason = _("“%(value)s” is no year.") % {"value": str(value)[:40]}
            mend = _("Write four digits without quotation marks, or null when the source shows none.")
            self.problem("year-not-a-number", reason, mend, "report_year")
            return None
        last = today().year
        if not FIRST_YEAR <= value <= last:
            reason = _("No report on the Programme of Action can be of the year %(year)s.") % {"year": str(value)[:12]}
            mend = _("Write a year from %(first)d to %(last)d.") % {"first": FIRST_YEAR, "last": last}
            self.problem("year-unknown", reason, mend, "report_year")
        return value

    def edition(self) -> str:
        """Return the letter of the edition, '' for a format without a form."""
        given = self.given.get("edition")
        if not isinstance(given, str) or not given.strip():
            return ""  # told by text()
        found = editions.edition_of(given)
        if found is None:
            reason = _("The edition “%(edition)s” is not known.") % {"edition": given[:80]}
            mend = _("Use one of: %(editions)s.") % {"editions": editions.known()}
            self.problem("edition-unknown", reason, mend, "edition")
        return found or ""

    def sources(self) -> tuple[str, ...]:
        """Return the addresses of the pages; without any the excerpt is kept and not shown to the public."""
        value = self.given.get("source")
        found = [value] if isinstance(value, str) else value
        if found is not None and not (isinstance(found, list) and all(isinstance(each, str) for each in found)):
            mend = _("Write a list of addresses.")
            self.problem("field-not-text", _("The field “source” is no list of texts."), mend, "source")
            return ()
        sources = tuple(each.strip() for each in found or () if each.strip())
        if not sources:
            self.warnings.append(Warn("source-missing"))
        return sources

    def answers(self) -> dict[str, Any]:
        """Return the answers by the key that the file gives them."""
        value = self.given.get("answers")
        if not isinstance(value, dict):
            mend = _("Write an object of question numbers and answers.")
            self.problem("answers-missing", _("The record has no answers."), mend, "answers")
            return {}
        for key in value:
            if not key.strip() or len(key) > LONGEST_KEY:
                mend = _("Use the number that the source shows.")
                self.problem("number-invalid", _("The number of a question is empty or too long."), mend, "answers")
        return dict(value)
