"""Finding what does not seem to agree in the reports of a State, with what the State has said about it."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from poaiss.access.visibility import visible_to
from poaiss.accounts.actor import Actor
from poaiss.analysis.models import Explanation
from poaiss.analysis.own.contradictions.comparing import TESTS, Clash
from poaiss.analysis.own.contradictions.rules import Rule, Within, rules_within
from poaiss.analysis.own.standing import Standing, reports_of, standings
from poaiss.directory.models import State
from poaiss.questionnaires import engine
from poaiss.questionnaires.compiled import form_of
from poaiss.reporting import content
from poaiss.reporting.advice.advising import Advice, advise
from poaiss.reporting.enums import AnswerKind
from poaiss.reporting.models import NationalReport
from poaiss.reporting.paths import plain


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Answers that do not seem to agree: where, what, why it may be right, how to mend it, what the State says.

    ``place`` tells several at one question apart.
    """

    rule: Rule
    report: NationalReport
    path: str
    place: str
    number: str
    label: str
    message: str
    why: str
    mend: str
    source: str
    before_year: int | None = None
    before: str = ""
    after: str = ""
    fingerprint: str = ""
    explanation: Explanation | None = None

    @property
    def year(self) -> int:
        """Round of the later report."""
        return int(self.report.round.year)

    @property
    def key(self) -> str:
        """What tells this one from the others of its State."""
        return digest(self.rule.code, self.year, self.place)[:16]

    @property
    def is_explained(self) -> bool:
        """Whether the State has explained what stands there now."""
        return self.explanation is not None and self.explanation.fingerprint == self.fingerprint


def digest(*facts: Any) -> str:
    """Return a digest over facts."""
    return hashlib.sha256(json.dumps(facts, ensure_ascii=False, default=str).encode()).hexdigest()


def contradictions(actor: Actor, state: State) -> list[Contradiction]:
    """Return what does not seem to agree in the reports of STATE, the latest report first; [] for strangers."""
    reports = reports_of(actor, state)
    found = [*between(standings(reports)), *(each for report in reports for each in within(report))]
    told = explanations(actor, state)
    explained = [with_explanation(each, told) for each in found]
    return sorted(explained, key=lambda each: (each.is_explained, -each.year, each.rule.within, each.path))


def explanations(actor: Actor, state: State) -> dict[tuple[str, int, str], Explanation]:
    """Return the last explanation of each place (one query)."""
    rows = visible_to(actor, Explanation).filter(state=state).select_related("written_by").order_by("written_at")
    return {(each.rule, each.year, each.path): each for each in rows}


def with_explanation(found: Contradiction, told: dict[tuple[str, int, str], Explanation]) -> Contradiction:
    """Return a contradiction with what the State has said about it."""
    said = told.get((found.rule.code, found.year, found.place))
    return replace(found, explanation=said)


def between(reports: Sequence[Standing]) -> Iterator[Contradiction]:
    """Yield what the rules between reports find; a place that two rules speak of is told once for each."""
    for rule in rules_within(Within.ROUNDS):
        for at in range(len(reports)):
            for clash in TESTS[rule.test](rule, reports, at):
                yield told(rule, reports, at, clash)


def told(rule: Rule, reports: Sequence[Standing], at: int, clash: Clash) -> Contradiction:
    """Return a clash in the reader's words."""
    year = clash.year or reports[at - 1].year
    later, earlier = clash.later, clash.earlier
    before = clash.before or (earlier.words if earlier else "")
    after = clash.after or later.words
    stable = [earlier.value if earlier else "", earlier.kind if earlier else "", later.value, later.kind]
    facts = {"before": year, "after": reports[at].year, **clash.facts}
    return Contradiction(
        rule=rule,
        report=reports[at].report,
        path=later.path,
        place=f"{later.path}{clash.mark}",
        number=later.question.number,
        label=later.label,
        message=rule.told("message", **facts),
        why=rule.told("why", **facts),
        mend=rule.told("mend", **facts),
        source=rule.source,
        before_year=year,
        before=before,
        after=after,
        fingerprint=digest(rule.code, *stable, clash.before, clash.after),
    )


def within(report: NationalReport) -> Iterator[Contradiction]:
    """Yield what the adviser of the report (R15) finds to contradict itself within one report."""
    by_code = {code: rule for rule in rules_within(Within.REPORT) for code in rule.argument.split()}
    if not by_code:
        return
    stored = content.stored_answers(report)
    for each in advise(report, stored=stored):
        if each.code in by_code:
            yield advised(by_code[each.code], report, each, stored)


def advised(rule: Rule, report: NationalReport, advice: Advice, stored: content.Stored) -> Contradiction:
    """Return a piece of advice as a contradiction, with what stands there."""
    rows = {path: row for path, row in stored.items() if path.startswith(f"{advice.section}/")}
    question, row = form_of(report.version).items[plain(advice.path)], stored.get(advice.path)
    after = ""
    if isinstance(question, engine.Question):
        line = {"kind": row.kind if row else AnswerKind.NO_ANSWER, "value": str(row.value) if row else ""}
        after = content.words_of(question, line)
    return Contradiction(
        rule=rule,
        report=report,
        path=advice.path,
        place=f"{advice.path}#{advice.code}",
        number=advice.number,
        label=advice.label,
        message=advice.message,
        why=rule.told("why"),
        mend=advice.mend,
        source=advice.source,
        after=after,
        fingerprint=digest(rule.code, advice.code, sorted((path, str(each.value)) for path, each in rows.items())),
    )
