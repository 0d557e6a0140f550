"""Carrying over the answers of the last report (R5), and "nothing new since" in one press (R6).

What is carried is marked, with the year it comes from, until somebody confirms or changes it. Figures of a period are
not carried: the form says so in its column ``poa:carry``, on a question or on the group or list around it.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.db import transaction

from poaiss.access.enums import Marking
from poaiss.accounts.actor import Actor
from poaiss.audit.actions import record
from poaiss.directory.models import State
from poaiss.questionnaires import engine
from poaiss.questionnaires.compiled import form_of
from poaiss.questionnaires.queries import alignment
from poaiss.reporting import content
from poaiss.reporting.actions.answering import Given, answer, open_report
from poaiss.reporting.actions.steps import start_report
from poaiss.reporting.drafting import reaches
from poaiss.reporting.enums import AnswerKind, Provenance
from poaiss.reporting.models import Answer, NationalReport, Round, Snapshot, Submission
from poaiss.reporting.paths import plain

Content = Mapping[str, Any]
Line = Mapping[str, Any]
SAID = (AnswerKind.YES, AnswerKind.NO, AnswerKind.DEVELOPING, AnswerKind.ANSWERED, AnswerKind.UNCHANGED)
"""Kinds of line that hold something that can be carried."""


def source_of(report: NationalReport) -> tuple[int, Content] | None:
    """Return year and content of the State's last report of an earlier round: as submitted, else as published."""
    earlier = {"state": report.state_id, "report__round__year__lt": report.round.year}
    order = ("-report__round__year", "-number")
    said = Submission.objects.filter(**earlier).select_related("report__round").order_by(*order).first()
    if said is not None:
        return said.report.round.year, said.content
    shown = Snapshot.objects.filter(**earlier).select_related("round").order_by(*order).first()
    return (shown.round.year, shown.content) if shown is not None else None


def same_edition(report: NationalReport | Snapshot, source: Content) -> bool:
    """Return whether a content was given in the edition of the report's template."""
    return bool(source["template"]["edition"] == report.version.edition)


def placed(report: NationalReport | Snapshot, source: Content) -> Iterator[tuple[str, engine.Question, Line]]:
    """Yield the lines of an earlier report with the place that they have in the form of this one.

    In the same edition by path, entries of lists too; in another edition by number, single questions alone.
    """
    form = form_of(report.version)
    if same_edition(report, source):
        for line in source["answers"]:
            item = form.items.get(plain(line["path"]))
            if isinstance(item, engine.Question) and item.asked:
                yield line["path"], item, line
        return
    numbers = {item.number: item for item in form.questions}
    edition, own, same = source["template"]["edition"], report.version.edition, alignment()
    for line in source["answers"]:
        for key in same.get(f"{edition}:{line['number']}", ()) if "[" not in line["path"] else ():
            item = numbers.get(key.partition(":")[2]) if key.startswith(f"{own}:") else None
            if item is not None and not repeated(form, item.path):
                yield item.path, item, line


def around(form: engine.Form, path: str) -> Iterator[engine.Section | engine.Question]:
    """Yield what stands at a plain path and everything around it, from the inside."""
    parts = path.split("/")
    for end in range(len(parts), 0, -1):
        if item := form.items.get("/".join(parts[:end])):
            yield item


def repeated(form: engine.Form, path: str) -> bool:
    """Return whether a place is in a list."""
    return any(isinstance(item, engine.Section) and item.repeats for item in around(form, path))


def is_carried(form: engine.Form, path: str) -> bool:
    """Return whether the answer at a place still means something in the next period."""
    return not any(item.poa.get("carry") == "no" for item in around(form, plain(path)))


def value_of(question: engine.Question, line: Line) -> str:
    """Return the text of an earlier line where the question still takes it; '' where nothing can be carried."""
    value = str(line.get("value", ""))
    if line["kind"] not in SAID or not value.strip():
        return ""
    if question.choices is not None and not question.choices.is_external:
        known = {choice.name for choice in question.choices.items}
        if not set(value.split()) <= known:
            return ""
    return value


def previous(report: NationalReport, source: tuple[int, Content]) -> dict[str, tuple[int, str]]:
    """Return what stood in the last report at the places of this one, in the reader's words, with its year."""
    year, said = source
    found: dict[str, tuple[int, str]] = {}
    for path, question, line in placed(report, said):
        if line["kind"] in SAID or (line["kind"] == AnswerKind.NOT_APPLICABLE and line.get("remark")):
            found[path] = (year, content.words_of(question, line))
    return found


def carried(report: NationalReport, source: tuple[int, Content] | None = None) -> dict[str, Given]:
    """Return the answers of the last report that can be carried into this one, by path."""
    found = source or source_of(report)
    if found is None:
        return {}
    year, said = found
    form, markings = form_of(report.version), markings_of(report, said)
    given: dict[str, Given] = {}
    for path, question, line in placed(report, said):
        value = value_of(question, line)
        if value and question.type != "file" and not question.calculation and is_carried(form, path):
            given[path] = Given(
                value=value,
                remark=str(line.get("remark", "")),
                marking=markings.get(line["path"], Marking.CLEAR),
                provenance=Provenance.CARRIED,
                carried_from=year,
            )
    return given


def markings_of(report: NationalReport, said: Content) -> dict[str, Marking]:
    """Return how the State had marked its answers in the report that CONTENT is of."""
    rows = Answer.objects.filter(report__state=report.state_id, report__round__year=said["round"])
    return {path: Marking(marking) for path, marking in rows.values_list("path", "marking")}


@transaction.atomic
def carry_over(*, report: NationalReport, by: Actor) -> int:
    """Carry the answers of the last report into questions that have no answer yet; return how many."""
    open_report(report, {}, by)
    given = carried(report)
    answered = set(report.answers.values_list("path", flat=True))
    wanted = {path: each for path, each in given.items() if path not in answered}
    if not wanted:
        return 0
    found = answer(report=report, answers=wanted, by=by)
    details = {"answers": len(found.merged)}
    record("reporting.carry_over", by=by, on=report, state=report.state_id, details=details)
    return len(found.merged)


def waiting(report: NationalReport, section: str = "") -> list[Answer]:
    """Return the answers that were carried over and wait to be confirmed (one query)."""
    found = report.answers.filter(provenance=Provenance.CARRIED)
    return list(found.filter(path__startswith=f"{section}/") if section else found)


def as_given(row: Answer, **changes: Any) -> Given:
    """Return an answer as it stands, with changes."""
    facts = {
        "value": str(row.value),
        "silence": AnswerKind(row.kind) if row.kind in content.SILENT else None,
        "unchanged_since": row.unchanged_since,
        "remark": row.remark,
        "marking": Marking(row.marking),
        "provenance": Provenance(row.provenance),
        "carried_from": row.carried_from,
    }
    return Given(**{**facts, **changes})


@transaction.atomic
def confirm(*, report: NationalReport, by: Actor, paths: Iterable[str] = (), section: str = "") -> int:
    """Confirm answers that were carried over: those at PATHS, or all of a section; return how many."""
    wanted = set(paths)
    open_report(report, dict.fromkeys([*wanted, *([f"{section}/"] if section else [])], Given()), by)
    rows = [row for row in waiting(report, section) if section or row.path in wanted]
    given = {row.path: as_given(row, provenance=Provenance.CONFIRMED) for row in rows}
    return len(answer(report=report, answers=given, by=by).merged) if given else 0


@transaction.atomic
def nothing_new(*, report: NationalReport, section: str, by: Actor) -> int:
    """Say in one press that nothing is new in a section: what the last report said there stands since its year.

    What somebody changed by hand stays as it is; what no longer applies is confirmed with the rest, and says nothing.
    Return how many answers stand unchanged.
    """
    open_report(report, {f"{section}/": Given()}, by)
    stored = content.stored_answers(report)
    filled = content.evaluation(report.version, stored)
    given = {
        row.path: unchanged(row, applies=reaches(filled, row.path))
        for row in stored.values()
        if row.path.startswith(f"{section}/") and stands(row)
    }
    found = answer(report=report, answers=given, by=by).merged if given else ()
    record("reporting.nothing_new", by=by, on=report, state=report.state_id, details={"section": section})
    return sum(given[path].silence == AnswerKind.UNCHANGED for path in found)


def stands(row: Answer) -> bool:
    """Return whether an answer still holds what was carried over, confirmed or not."""
    carried_over = row.provenance in (Provenance.CARRIED, Provenance.CONFIRMED) and row.carried_from is not None
    return carried_over and row.kind != AnswerKind.UNCHANGED


def unchanged(row: Answer, *, applies: bool) -> Given:
    """Return an answer that stands since the report it was carried from; one that does not apply is only confirmed."""
    if not applies:
        return as_given(row, provenance=Provenance.CONFIRMED)
    silence = AnswerKind.UNCHANGED
    return as_given(row, silence=silence, unchanged_since=row.carried_from, provenance=Provenance.CONFIRMED)


@transaction.atomic
def undo_nothing_new(*, report: NationalReport, section: str, by: Actor) -> int:
    """Take "nothing new" back: the answers of the section wait to be confirmed again; return how many."""
    open_report(report, {f"{section}/": Given()}, by)
    rows = report.answers.filter(path__startswith=f"{section}/", kind=AnswerKind.UNCHANGED, carried_from__isnull=False)
    given = {row.path: as_given(row, silence=None, unchanged_since=None, provenance=Provenance.CARRIED) for row in rows}
    return len(answer(report=report, answers=given, by=by).merged) if given else 0


@transaction.atomic
def begin(*, state: State, round: Round, by: Actor, language: str = "") -> NationalReport:
    """Begin the State's report in a round and carry the answers of its last report into it."""
    report = start_report(state=state, round=round, by=by, language=language)
    carry_over(report=report, by=by)
    return report
