"""Looking over an earlier report: facts chosen, passages decided, and an excerpt made of what was accepted."""

from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from poaiss.access.rules import check
from poaiss.accounts.actor import Actor
from poaiss.audit.actions import record
from poaiss.common.clock import now, today
from poaiss.common.errors import Problem
from poaiss.directory.models import State
from poaiss.questionnaires.enums import QuestionKind
from poaiss.questionnaires.models import Question
from poaiss.questionnaires.queries import current_versions
from poaiss.reporting.enums import Decision, LegacyStatus
from poaiss.reporting.fragments.importing import import_records
from poaiss.reporting.fragments.placing import option_named
from poaiss.reporting.fragments.records import FIRST_YEAR
from poaiss.reporting.fragments.records import digest as digest_of
from poaiss.reporting.legacy.bringing import person
from poaiss.reporting.legacy.errors import LegacyClosed, LegacyFacts, LegacyUnfinished
from poaiss.reporting.legacy.passages import passages
from poaiss.reporting.models import Excerpt, LegacyCandidate, LegacyDocument

EDITIONS = {"A": "A-2010/14", "B": "B-2016/18", "C": "C-2020+", "none": "pre-template narrative"}
"""Editions by how a document stores them, as the import of fragments names them."""
LONGEST = 20_000


def open_document(document: LegacyDocument, by: Actor) -> LegacyDocument:
    """Return the document as it stands, locked, for somebody who may change it."""
    check(by, "reporting.archive", document)
    found = LegacyDocument.objects.select_for_update().get(pk=document.pk)
    if found.status != LegacyStatus.WAITING:
        raise LegacyClosed(_("This report was looked over already."), place=found.name)
    return found


@transaction.atomic
def choose_facts(
    *, document: LegacyDocument, state: str, year: int | None, edition: str, source: str, by: Actor
) -> LegacyDocument:
    """Store what a person chose; a new edition gives new candidates, and rejects the undecided ones of the old."""
    document = open_document(document, by)
    chosen = State.objects.filter(pk=state).first() if state else None
    check_facts(document, chosen, state, year, edition, source)
    if edition != document.edition:
        document.candidates.filter(decision="").update(**decided(Decision.REJECTED, by))
        propose(document, edition)
    document.state, document.year, document.edition, document.source = chosen, year, edition, source
    document.save(update_fields=["state", "year", "edition", "source"])
    details = {"state": state, "year": year, "edition": edition, "source": bool(source)}
    record("reporting.legacy_facts", by=by, on=document, details=details)
    return document


def check_facts(
    document: LegacyDocument, chosen: State | None, state: str, year: int | None, edition: str, source: str
) -> None:
    """Raise LegacyFacts where something that a person chose cannot be; real files are about real States alone."""
    if state and (chosen is None or chosen.is_exercise != document.exercise):
        raise LegacyFacts(_("No such State."), place="state", mend=_("Choose one of the list."))
    if year is not None and not FIRST_YEAR <= year <= today().year:
        words = {"first": FIRST_YEAR, "last": today().year}
        raise LegacyFacts(_("Write a year from %(first)d to %(last)d.") % words, place="year")
    if edition and edition not in EDITIONS:
        raise LegacyFacts(_("No such edition."), place="edition", mend=_("Choose one of the list."))
    if source and not source.startswith(("http://", "https://")):
        raise LegacyFacts(_("The address begins with https://."), place="source")


def index_of(edition: str) -> dict[str, Question]:
    """Return the questions of the current form of an edition by number; none for a format without a form."""
    version = current_versions().get(edition)
    return {question.number: question for question in version.questions.all()} if version else {}


def propose(document: LegacyDocument, edition: str) -> int:
    """Store the passages of a document that may be answers in an edition and return how many."""
    index = index_of(edition)
    start = document.candidates.aggregate(last=Max("position"))["last"] or 0
    rows = [
        LegacyCandidate(
            document=document, position=at, page=each.page, number=each.number, passage=each.text, value=each.value
        )
        for at, each in enumerate(passages(document.text, index), start=start + 1)
    ]
    return len(LegacyCandidate.objects.bulk_create(rows))


def decided(decision: Decision, by: Actor) -> dict[str, Any]:
    """Return who decided what and when, as a candidate stores it."""
    return {"decision": decision, "decided_at": now(), "decided_by_id": person(by)}


@transaction.atomic
def decide(*, candidate: LegacyCandidate, accept: bool, number: str, value: str, by: Actor) -> LegacyCandidate:
    """Accept, correct or reject one candidate; a changed number or value is a correction."""
    open_document(candidate.document, by)
    candidate = LegacyCandidate.objects.select_for_update().get(pk=candidate.pk)
    number, value = number.strip()[:200], value.replace("\0", "").strip()[:LONGEST]
    if not accept:
        changes = decided(Decision.REJECTED, by)
    elif (number, value) == (candidate.number, candidate.value) and candidate.decision != Decision.CORRECTED:
        changes = decided(Decision.ACCEPTED, by)
    else:
        check_number(number)
        changes = {**decided(Decision.CORRECTED, by), "number": number, "value": value}
    for key, each in changes.items():
        setattr(candidate, key, each)
    candidate.save(update_fields=list(changes))
    return candidate


def check_number(number: str) -> None:
    """Raise LegacyFacts for an answer without a number."""
    if not number:
        raise LegacyFacts(_("Write the number of the question."), place="number")


@transaction.atomic
def add_by_hand(*, document: LegacyDocument, number: str, value: str, page: int | None, by: Actor) -> LegacyCandidate:
    """Add an answer that a person read in the document: a scan without a text layer, or a passage not recognised."""
    document = open_document(document, by)
    check_number(number := number.strip()[:200])
    last = document.candidates.aggregate(last=Max("position"))["last"] or 0
    return LegacyCandidate.objects.create(
        document=document,
        position=last + 1,
        page=page,
        number=number,
        passage="",
        value=value.replace("\0", "").strip()[:LONGEST],
        **decided(Decision.CORRECTED, by),
    )


@transaction.atomic
def set_aside(*, document: LegacyDocument, by: Actor) -> LegacyDocument:
    """Set a document aside: it is no report, or it is here already; nothing is deleted."""
    document = open_document(document, by)
    document.status = LegacyStatus.SET_ASIDE
    document.save(update_fields=["status"])
    record("reporting.legacy_set_aside", by=by, on=document)
    return document


@transaction.atomic
def finish(*, document: LegacyDocument, by: Actor) -> Excerpt:
    """Make an excerpt of what was accepted, through the import of fragments; it is no filing and counts as none.

    Raise LegacyUnfinished with every reason why it cannot be made yet.
    """
    document = open_document(document, by)
    rows = list(document.candidates.all())
    if problems := unfinished(document, rows):
        raise LegacyUnfinished(problems[0].reason, mend=problems[0].mend, problems=tuple(problems))
    given = fragment_of(document, rows)
    import_records([given], by=by, file_hash=document.sha256)
    excerpt = Excerpt.objects.get(digest=digest_of(given))
    document.status, document.excerpt = LegacyStatus.REVIEWED, excerpt
    document.save(update_fields=["status", "excerpt"])
    decisions = {each: sum(row.decision == each for row in rows) for each in Decision.values}
    record("reporting.legacy_reviewed", by=by, on=document, details={**decisions, "excerpt": str(excerpt.pk)})
    return excerpt


def unfinished(document: LegacyDocument, rows: list[LegacyCandidate]) -> list[Problem]:
    """Return what is still to be decided on a document."""
    problems = []
    if document.state_id is None:
        problems.append(Problem("state-missing", _("The State is not chosen."), _("Choose it above."), "state"))
    if not document.edition:
        problems.append(Problem("edition-missing", _("The edition is not chosen."), _("Choose it above."), "edition"))
    if waiting := sum(not row.decision for row in rows):
        words = ngettext("%(count)d passage waits for a decision.", "%(count)d passages wait for a decision.", waiting)
        problems.append(Problem("passages-undecided", words % {"count": waiting}, place="candidates"))
    taken = [row.number for row in rows if row.decision in (Decision.ACCEPTED, Decision.CORRECTED)]
    if not taken:
        problems.append(
            Problem("nothing-accepted", _("No answer is accepted."), _("Or set the file aside."), "candidates")
        )
    for number in sorted({each for each in taken if taken.count(each) > 1}):
        words = _("Number %(number)s is accepted more than once.") % {"number": number}
        problems.append(Problem("number-twice", words, _("Reject or correct all but one."), "candidates"))
    return problems


def fragment_of(document: LegacyDocument, rows: list[LegacyCandidate]) -> dict[str, Any]:
    """Return the record of a document as the import of fragments takes it; who decided stands with each candidate."""
    index = index_of(document.edition)
    taken = [row for row in rows if row.decision in (Decision.ACCEPTED, Decision.CORRECTED)]
    return {
        "iso3": document.state_id,
        "report_year": document.year,
        "edition": EDITIONS[document.edition],
        "source": [source_of(document)],
        "answers": {row.number: value_of(row, index.get(row.number)) for row in taken},
        "note": f"Read from the file of an earlier report ({document.name}); each answer was looked over by a person.",
    }


def source_of(document: LegacyDocument) -> str:
    """Return the address of a document, else its name and the digest of its bytes."""
    return document.source or f"{document.name}, SHA-256 {document.sha256}"


def value_of(row: LegacyCandidate, question: Question | None) -> Any:
    """Return the value of a candidate in the terms of fragments: a blank is no answer, choices and lists are lists."""
    if not row.value:
        return None
    if question is not None and question.kind == QuestionKind.CHOOSE_MANY:
        parts = [each.strip() for each in row.value.replace(",", ";").split(";") if each.strip()]
        return parts if parts and all(option_named(question, each) for each in parts) else row.value
    if question is not None and question.kind == QuestionKind.LIST:
        return [each.strip() for each in row.value.splitlines() if each.strip()]
    return row.value
