"""Answering: each answer is merged with what others wrote meanwhile; a true conflict keeps both texts (R11).

What was typed is stored even where it does not fit its question; nothing is deleted.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from django.db import transaction
from django.utils.translation import gettext as _

from poaiss.access.enums import Marking
from poaiss.access.rules import check
from poaiss.accounts.actor import Actor
from poaiss.audit.actions import record
from poaiss.common.clock import now
from poaiss.common.errors import InvalidTransition
from poaiss.questionnaires import engine
from poaiss.questionnaires.compiled import form_of
from poaiss.reporting import content, history
from poaiss.reporting.actions.steps import locked, person_of
from poaiss.reporting.enums import AnswerKind, Provenance, Resolution
from poaiss.reporting.errors import ReportClosed, UnknownQuestion
from poaiss.reporting.merging import Facts, Outcome, merge
from poaiss.reporting.models import Answer, AnswerRevision, Conflict, NationalReport
from poaiss.reporting.paths import plain
from poaiss.reporting.permissions import check_sections

Bases = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Given:
    """An answer as a person gives it: the text, or a silence that the person chooses, and who may see it."""

    value: str = ""
    silence: AnswerKind | None = None
    unchanged_since: int | None = None
    remark: str = ""
    marking: Marking = Marking.CLEAR
    provenance: Provenance = Provenance.TYPED
    carried_from: int | None = None


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of the answers that somebody gave: their paths by outcome."""

    merged: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()


@dataclass(slots=True)
class Weighing:
    """One weighing of given answers against what stands: pure until it is written."""

    stored: dict[str, Answer]
    bases: Bases | None
    known: dict[str, Facts] = field(default_factory=dict)
    outcomes: dict[Outcome, list[str]] = field(default_factory=dict)
    results: dict[str, tuple[engine.Question, Facts, Given]] = field(default_factory=dict)
    apart: dict[str, tuple[engine.Question, Facts, Given]] = field(default_factory=dict)

    def weigh(self, path: str, question: engine.Question, given: Given) -> None:
        """Decide what becomes of one answer."""
        row, mine = self.stored.get(path), facts_given(question, given)
        theirs = facts_stored(row) if row else Facts(marking=mine.marking)
        mine = same_order(question, mine, theirs)
        if self.bases is None:
            outcome, found = (Outcome.UNCHANGED if told_alike(row, theirs, mine, given) else Outcome.MERGED), mine
        else:
            outcome, found = merge(self.base(path, row, theirs), theirs, mine)
        self.outcomes.setdefault(outcome, []).append(path)
        if outcome == Outcome.MERGED:
            self.results[path] = (question, found, given)
        elif outcome == Outcome.CONFLICT:
            self.apart[path] = (question, mine, given)

    def base(self, path: str, row: Answer | None, theirs: Facts) -> Facts:
        """Return what the writer had started from; what is not on record is taken as blank."""
        started = (self.bases or {}).get(path, 0)
        if row is not None and row.revision == started:
            return theirs
        return self.known.get(path, Facts(marking=theirs.marking))

    def saved(self) -> Saved:
        """Return the paths by outcome."""
        merged, unchanged, conflicts = (tuple(self.outcomes.get(each, ())) for each in FOUND)
        return Saved(merged, unchanged, conflicts)


FOUND = (Outcome.MERGED, Outcome.UNCHANGED, Outcome.CONFLICT)


def facts_given(question: engine.Question, given: Given) -> Facts:
    """Return what a person gives, as it would be stored."""
    value = given.value.replace("\0", "\ufffd")
    kind = given.silence or content.kind_of(question, value)
    since = given.unchanged_since if kind == AnswerKind.UNCHANGED else None
    return Facts(value, str(kind), since, given.remark.replace("\0", "\ufffd"), str(given.marking))


def facts_stored(row: Answer) -> Facts:
    """Return what stands."""
    return Facts(str(row.value), str(row.kind), row.unchanged_since, row.remark, str(row.marking))


def same_order(question: engine.Question, mine: Facts, theirs: Facts) -> Facts:
    """Return MINE with the choices in the order of THEIRS when they are the same choices."""
    if question.type == "select_multiple" and sorted(mine.value.split()) == sorted(theirs.value.split()):
        return replace(mine, value=theirs.value)
    return mine


def told_alike(row: Answer | None, theirs: Facts, mine: Facts, given: Given) -> bool:
    """Return whether storing would change nothing; a blank answer to an unanswered question is nothing."""
    if row is None:
        return mine.kind == AnswerKind.NO_ANSWER and not mine.remark
    return theirs == mine and row.provenance == given.provenance


def question_at(form: engine.Form, path: str) -> engine.Question:
    """Return the question of a form at a path; indexes of lists do not count."""
    item = form.items.get(plain(path))
    if not isinstance(item, engine.Question) or not item.asked:
        raise UnknownQuestion(
            _("The form has no question here."), place=path[:200], mend=_("Open the section again and save anew.")
        )
    return item


def open_report(report: NationalReport, answers: Mapping[str, Given], by: Actor) -> NationalReport:
    """Return the report, locked, if ACTOR may answer there now."""
    found = locked(report)
    check(by, "reporting.answer", found)
    check_sections(by, found, {path.split("/")[0] for path in answers})
    if not found.is_open:
        raise ReportClosed(
            _("The report is “%(status)s”; its answers cannot change.") % {"status": found.get_status_display()},
            place=str(found),
            mend=_("Open it again first."),
        )
    return found


def weighed(report: NationalReport, answers: Mapping[str, Given], bases: Bases | None) -> Weighing:
    """Weigh given answers against what stands (one query, one more where somebody else wrote meanwhile)."""
    form = form_of(report.version)
    stored = {row.path: row for row in report.answers.filter(path__in=list(answers))}
    found = Weighing(stored, bases)
    if bases is not None:
        moved = {path: bases.get(path, 0) for path in answers if path in stored}
        moved = {path: base for path, base in moved.items() if base != stored[path].revision}
        found.known = history.facts_at(report, moved)
    for path, given in answers.items():
        found.weigh(path, question_at(form, path), given)
    return found


@transaction.atomic
def answer(*, report: NationalReport, answers: Mapping[str, Given], by: Actor, bases: Bases | None = None) -> Saved:
    """Store ANSWERS by path; what was typed is stored even where it does not fit.

    BASES names the revision of each answer that the writer had started from (0: none): what others changed
    meanwhile is merged question by question, and a true conflict keeps both texts. Without BASES what is given
    replaces what stands, knowingly. An empty answer is an answer of the kind "no answer"; nothing is deleted.
    """
    report = open_report(report, answers, by)
    found = weighed(report, answers, bases)
    write(report, found, by)
    for path, (question, mine, given) in found.apart.items():
        keep_apart(report, found, path, question, mine, given, by)
    saved = found.saved()
    if saved.merged or saved.conflicts:
        details = {"answers": len(saved.merged), "conflicts": len(saved.conflicts)}
        record("reporting.answer", by=by, on=report, state=report.state_id, details=details)
    return saved


def preview(*, report: NationalReport, answers: Mapping[str, Given], by: Actor, bases: Bases) -> Saved:
    """Return what ``answer`` would do, and store nothing."""
    report = open_report(report, answers, by)
    return weighed(report, answers, bases).saved()


WRITTEN = ("value", "kind", "unchanged_since", "remark", "marking")


def write(report: NationalReport, found: Weighing, by: Actor) -> None:
    """Write what changed, and its history."""
    at, rows = now(), []
    for path, (question, facts, given) in found.results.items():
        row = found.stored.get(path)
        if row is None:
            row = Answer(report=report, path=path, number=question.number, revision=0)
        for name in WRITTEN:
            setattr(row, name, getattr(facts, name))
        row.provenance, row.carried_from = given.provenance, given.carried_from
        row.revision, row.changed_by, row.changed_at = row.revision + 1, by.identifier, at
        rows.append(row)
    fields = [*WRITTEN, "provenance", "carried_from", "revision", "changed_at", "changed_by"]
    Answer.objects.bulk_create(rows, update_conflicts=True, unique_fields=["report", "path"], update_fields=fields)
    AnswerRevision.objects.bulk_create([revision_of(each, by) for each in rows])


def revision_of(row: Answer, by: Actor) -> AnswerRevision:
    """Return the page of the history that an answer adds."""
    facts = {name: getattr(row, name) for name in (*WRITTEN, "path", "revision", "provenance")}
    return AnswerRevision(report=row.report, at=row.changed_at, by=by.identifier, by_name=by.name, **facts)


def keep_apart(
    report: NationalReport,
    found: Weighing,
    path: str,
    question: engine.Question,
    mine: Facts,
    given: Given,
    by: Actor,
) -> None:
    """Keep the text that could not be stored beside the one that stands; the same person's later text replaces it."""
    facts = {name: getattr(mine, name) for name in WRITTEN}
    stands = found.stored[path].revision if path in found.stored else 0
    Conflict.objects.update_or_create(
        report=report,
        path=path,
        by_id=person_of(by),
        resolution="",
        provenance=given.provenance,
        defaults={
            **facts,
            "number": question.number,
            "base_revision": (found.bases or {}).get(path, 0),
            "their_revision": stands,
            "at": now(),
            "by_name": by.name,
        },
    )


@transaction.atomic
def resolve(*, conflict: Conflict, resolution: Resolution, by: Actor, text: str = "") -> Conflict:
    """Settle a conflict: keep what stands, take the other text, or write a new one; both stay on record."""
    given = Given(
        value=text if resolution == Resolution.MERGED else str(conflict.value),
        silence=AnswerKind(conflict.kind) if conflict.kind in content.SILENT and resolution == "mine" else None,
        unchanged_since=conflict.unchanged_since,
        remark=conflict.remark,
        marking=Marking(conflict.marking),
        provenance=Provenance(conflict.provenance),
    )
    report = open_report(conflict.report, {conflict.path: given}, by)
    row = Conflict.objects.get(pk=conflict.pk)
    if row.resolution:
        raise InvalidTransition(_("This conflict has been settled."), place=str(row))
    if resolution != Resolution.THEIRS:
        answer(report=report, answers={conflict.path: given}, by=by)
    row.resolution, row.resolved_at, row.resolved_by_id = resolution, now(), person_of(by)
    row.save(update_fields=["resolution", "resolved_at", "resolved_by"])
    details = {"number": row.number, "resolution": str(resolution)}
    record("reporting.resolve", by=by, on=report, state=report.state_id, details=details)
    return row
