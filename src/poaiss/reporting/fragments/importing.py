"""Importing a file of fragments: read, understand, place, advise and store, in one transaction or not at all."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext as _

from poaiss.accounts.actor import Actor
from poaiss.audit.actions import record as audit
from poaiss.questionnaires.enums import QuestionKind
from poaiss.questionnaires.loading import freeze
from poaiss.questionnaires.models import Question, Version
from poaiss.questionnaires.queries import current_versions
from poaiss.reporting.enums import AnswerKind
from poaiss.reporting.fragments import personal, reading
from poaiss.reporting.fragments.advice import advise
from poaiss.reporting.fragments.errors import Warn, refuse
from poaiss.reporting.fragments.messages import NOTES
from poaiss.reporting.fragments.placing import DURATION, Placement, place, yes_or_no
from poaiss.reporting.fragments.records import Names, Record, understand
from poaiss.reporting.models import Excerpt, ExcerptAnswer

PERSONAL = frozenset({"TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED"})
"""Markings of the questions that ask for a person or a way to reach one."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One answer of a record, placed or kept, with what was said about it."""

    number: str
    value: Any
    placement: Placement
    withheld: bool
    warnings: tuple[Warn, ...]


@dataclass(frozen=True, slots=True)
class Fragment:
    """One record of a file with its answers."""

    record: Record
    entries: tuple[Entry, ...]

    @property
    def warnings(self) -> Iterator[Warn]:
        """What was said about the record and its answers, in order."""
        yield from self.record.warnings
        for entry in self.entries:
            yield from entry.warnings


@dataclass(frozen=True, slots=True)
class Imported:
    """What a file held: ``placed`` and ``kept`` are together always ``answers``; the same file, the same numbers."""

    reports: int
    answers: int
    placed: int
    kept: int
    warnings: tuple[dict[str, Any], ...] = field(default=())
    stored: int = 0

    def as_dict(self) -> dict[str, Any]:
        """Return the numbers and the warnings as the command prints them."""
        found = {"reports": self.reports, "answers": self.answers, "placed": self.placed, "kept": self.kept}
        return {**found, "warnings": list(self.warnings)}


def import_file(path: Path, *, by: Actor, personal_data: bool = False) -> Imported:
    """Import the fragments in the file at PATH (R4); importing the same file again changes nothing.

    Raise FragmentsRefused with coded problems for whatever cannot be imported; then nothing is stored.
    PERSONAL_DATA brings in names, telephones and e-mail addresses too; they are never shown to the public.
    """
    data = reading.content(path)
    return import_records(
        reading.parse(data), by=by, personal_data=personal_data, file_hash=hashlib.sha256(data).hexdigest()
    )


@transaction.atomic
def import_records(raw: list[Any], *, by: Actor, personal_data: bool = False, file_hash: str = "") -> Imported:
    """Import records as JSON gives them; see ``import_file``."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('poaiss.reporting.fragments'))")  # one import at a time
    records = understand(raw, Names.load())
    templates = templates_of(records)
    fragments = [fragment_of(each, templates.get(each.edition)) for each in records]
    stored = store(fragments, templates, personal_data)
    result = replace(summary(fragments), stored=stored)
    if stored:
        details = {**result.as_dict(), "warnings": len(result.warnings), "stored": stored, "sha256": file_hash}
        audit("reporting.import_fragments", by=by, details=details)
    return result


Template = tuple[Version, dict[str, Question]]


def templates_of(records: list[Record]) -> dict[str, Template]:
    """Return the current form of each edition in use, with its questions by number."""
    versions = current_versions()
    wanted = sorted({record.edition for record in records if record.edition})
    for edition in wanted:
        if edition not in versions:
            raise refuse(
                "template-missing",
                _("The form of edition %(edition)s is not loaded.") % {"edition": edition},
                mend=_("Run “poaiss setup” first."),
            )
    return {each: (versions[each], {q.number: q for q in versions[each].questions.all()}) for each in wanted}


def fragment_of(record: Record, template: Template | None) -> Fragment:
    """Place the answers of a record and look at them a second time."""
    index = template[1] if template else None
    placements = {number: place(number, value, index) for number, value in record.answers.items()}
    advice: dict[str, list[Warn]] = {}
    for warn in advise(record, placements):
        advice.setdefault(warn.question, []).append(warn)
    entries = []
    for number, value in record.answers.items():
        placement = placements[number]
        withheld = is_personal(placement, value)
        said = (*placement.warnings, *advice.get(number, ()), *personal_warnings(number, placement, value, withheld))
        entries.append(Entry(number, value, placement, withheld, said))
    return Fragment(record, tuple(entries))


def asks_for_a_person(placement: Placement) -> bool:
    """Return whether the question asks for a person or a way to reach one."""
    return placement.question is not None and placement.question.marking in PERSONAL


def is_personal(placement: Placement, value: Any) -> bool:
    """Return whether an answer is kept from the public: it looks personal, or stands where a person is asked for."""
    return personal.looks_personal(value) or (asks_for_a_person(placement) and personal.names_a_person(value))


def personal_warnings(number: str, placement: Placement, value: Any, withheld: bool) -> Iterator[Warn]:
    """Yield what is to be said about personal data in an answer."""
    if withheld:
        yield Warn("personal-data-withheld", number)
    elif asks_for_a_person(placement) and any(personal.texts_in(value)):
        yield Warn("office-in-name-field", number)


def summary(fragments: list[Fragment]) -> Imported:
    """Count what a file holds; remarks that are no warnings are left out."""
    entries = [entry for fragment in fragments for entry in fragment.entries]
    placed = sum(entry.placement.question is not None for entry in entries)
    warnings = tuple(
        {
            "code": warn.code,
            "state": fragment.record.state_label,
            "year": fragment.record.year,
            "question": warn.question,
            "message": warn.message,
        }
        for fragment in fragments
        for warn in fragment.warnings
        if warn.code not in NOTES
    )
    return Imported(len(fragments), len(entries), placed, len(entries) - placed, warnings)


def store(fragments: list[Fragment], templates: dict[str, Template], personal_data: bool) -> int:
    """Store the fragments that are not known yet and return how many."""
    digests = [fragment.record.digest for fragment in fragments]
    known = set(Excerpt.objects.filter(digest__in=digests).values_list("digest", flat=True))
    fresh = [fragment for fragment in fragments if fragment.record.digest not in known]
    for edition in sorted({fragment.record.edition for fragment in fresh if fragment.record.edition}):
        freeze(templates[edition][0])
    earlier = latest_by_identity({fragment.record.identity for fragment in fresh}, digests)
    excerpts = [excerpt_of(each, templates, earlier.pop(each.record.identity, None), personal_data) for each in fresh]
    Excerpt.objects.bulk_create(excerpts)
    ExcerptAnswer.objects.bulk_create(
        answer_of(excerpt, at, entry, personal_data)
        for excerpt, fragment in zip(excerpts, fresh, strict=True)
        for at, entry in enumerate(fragment.entries, start=1)
    )
    return len(fresh)


def latest_by_identity(identities: set[str], digests: list[str]) -> dict[str, Excerpt]:
    """Return the standing excerpts of the same State, year, edition and pages that this file no longer holds."""
    found = Excerpt.objects.filter(identity__in=identities, replaced_by__isnull=True).exclude(digest__in=digests)
    standing: dict[str, Excerpt] = {}
    for each in found:
        standing.setdefault(each.identity, each)
    return standing


def excerpt_of(
    fragment: Fragment, templates: dict[str, Template], earlier: Excerpt | None, personal_data: bool
) -> Excerpt:
    """Build the row of a record; an earlier excerpt of the same page is replaced, and kept."""
    record = fragment.record
    return Excerpt(
        state_id=record.state or None,
        state_given=record.state_given or record.state,
        report_year=record.year,
        edition_given=record.edition_given,
        edition=record.edition,
        version=templates[record.edition][0] if record.edition else None,
        language=record.language,
        sources=list(record.sources),
        note=record.note if personal_data else personal.redacted(record.note),
        record=record.given if personal_data else without_personal(fragment),
        digest=record.digest,
        identity=record.identity,
        replaces=earlier,
        warnings=[warn.as_dict() for warn in record.warnings],
    )


def without_personal(fragment: Fragment) -> dict[str, Any]:
    """Return the whole record without the personal data in it."""
    answers = {entry.number: kept_value(entry, False) for entry in fragment.entries}
    rest = {key: each for key, each in fragment.record.given.items() if key not in ("answers", "source")}
    given = fragment.record.given
    return {**personal.redacted(rest), "source": given.get("source"), "answers": answers}


def kept_value(entry: Entry, personal_data: bool) -> Any:
    """Return an answer verbatim, or without the personal data in it."""
    if personal_data or not entry.withheld:
        return entry.value
    return personal.redacted(entry.value, whole=not personal.looks_personal(entry.value))


def answer_of(excerpt: Excerpt, position: int, entry: Entry, personal_data: bool) -> ExcerptAnswer:
    """Build the row of one answer."""
    placement = entry.placement
    hidden = entry.withheld and not personal_data
    whole = not personal.looks_personal(entry.value)
    return ExcerptAnswer(
        excerpt=excerpt,
        position=position,
        number=entry.number,
        value=kept_value(entry, personal_data),
        question=placement.question,
        kind=placement.kind,
        placed_value=personal.redacted(placement.value, whole) if hidden else placement.value,
        is_paraphrase=is_paraphrase(entry),
        is_withheld=entry.withheld,
        warnings=[warn.as_dict() for warn in entry.warnings],
    )


CLOSED = frozenset({QuestionKind.YES_NO, QuestionKind.CHOOSE_MANY, QuestionKind.CHOOSE_ONE})


def is_paraphrase(entry: Entry) -> bool:
    """Return whether an answer is told in the compiler's words: running text is, ticks and numbers are not.

    The compilers summarise; where a text stands nobody can tell whose words they are, so they are never shown as
    the State's own.
    """
    placement = entry.placement
    if placement.question is not None and placement.question.kind in CLOSED:
        texts = placement.value.get("texts", {}) if isinstance(placement.value, dict) else {}
        return any(not is_span(text) for text in texts.values())
    if placement.kind == AnswerKind.NO_ANSWER:
        return False
    return any(text.strip() and not is_span(text) for text in personal.texts_in(entry.value))


def is_span(text: str) -> bool:
    """Return whether a text is a short length of time or yes or no: nothing to paraphrase."""
    return len(text) <= 40 and bool(DURATION.search(text) or yes_or_no(text))
