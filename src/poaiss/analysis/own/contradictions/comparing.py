"""Named tests between reports of one State: each yields what does not seem to agree."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from poaiss.analysis.own.contradictions.rules import Rule
from poaiss.analysis.own.standing import Line, Standing
from poaiss.questionnaires.compiled import form_of
from poaiss.reporting.carrying import is_carried
from poaiss.reporting.enums import AnswerKind

ALIKE = 0.8
"""Share of two titles that must be the same for them to be taken for one law."""


@dataclass(frozen=True, slots=True)
class Clash:
    """Two places that do not seem to agree: the later one, the earlier one, and the words where they differ from it.

    ``mark`` tells several at one later place apart.
    """

    later: Line
    earlier: Line | None = None
    before: str = ""
    after: str = ""
    year: int | None = None
    mark: str = ""
    facts: dict[str, object] = field(default_factory=dict)


Reports = Sequence[Standing]
Test = Callable[[Rule, Reports, int], Iterator[Clash]]
TESTS: dict[str, Test] = {}


def test(found: Test) -> Test:
    """Register a test under its name: it looks at the report at a place of the sequence beside earlier ones."""
    TESTS[found.__name__] = found
    return found


def pairs(rule: Rule, reports: Reports, at: int) -> Iterator[tuple[Line, Line]]:
    """Yield earlier and later line of each single question that RULE looks at and that both reports ask."""
    if at == 0:
        return
    before = reports[at - 1].single
    for concept, later in reports[at].single.items():
        if concept in before and rule.looks_at(concept):
            yield before[concept], later


@test
def turned(rule: Rule, reports: Reports, at: int) -> Iterator[Clash]:
    """A commitment that was met and is not said to be met any more, without a word; events of a period come and go."""
    was, now = rule.argument.split(">")
    form = form_of(reports[at].report.version)
    for earlier, later in pairs(rule, reports, at):
        if earlier.said == was and later.said == now and not later.remark.strip() and is_carried(form, later.path):
            yield Clash(later, earlier)


def leaps(rule: Rule, before: float, after: float) -> bool:
    """Return whether one number is so many times the other, the larger one not being small."""
    times, least = map(float, rule.argument.split())
    small, large = sorted((abs(before), abs(after)))
    return large >= least and small > 0 and large >= times * small


@test
def jumped(rule: Rule, reports: Reports, at: int) -> Iterator[Clash]:
    """A number that is many times the one before, or a small part of it; 0 is a number of its own, not a jump."""
    for earlier, later in pairs(rule, reports, at):
        before, after = earlier.number, later.number
        if before is not None and after is not None and not later.remark.strip() and leaps(rule, before, after):
            yield Clash(later, earlier)


@test
def jumped_total(rule: Rule, reports: Reports, at: int) -> Iterator[Clash]:
    """The total of a column of a list, against the one before."""
    for concept, lines in reports[at].listed.items() if at else ():
        earlier = reports[at - 1].listed.get(concept, [])
        if not rule.looks_at(concept) or any(each.remark.strip() for each in lines):
            continue
        before, after = total(earlier), total(lines)
        if before is not None and after is not None and leaps(rule, before, after):
            yield Clash(lines[0], earlier[0], f"{before:.0f}", f"{after:.0f}")


def total(lines: Sequence[Line]) -> float | None:
    """Return the sum of what is given in a column; None when nothing is."""
    given = [each.number for each in lines if each.number is not None]
    return sum(given) if given else None


@test
def unchanged_differs(rule: Rule, reports: Reports, at: int) -> Iterator[Clash]:
    """An answer that is said to stand since a year, though a report since then says something else."""
    for concept, later in reports[at].single.items():
        since = later.unchanged_since
        if later.kind != AnswerKind.UNCHANGED or since is None or later.remark.strip() or not rule.looks_at(concept):
            continue
        meant = later.value.strip() or standing_since(reports, since, concept)
        for each in reversed([each for each in reports[:at] if each.year >= since]):
            earlier = each.single.get(concept)
            if earlier is not None and meant and earlier.says_something and earlier.value.strip() != meant:
                yield Clash(later, earlier, year=each.year, facts={"since": since})
                break


def standing_since(reports: Reports, year: int, concept: str) -> str:
    """Return what the report of a year says to a question; '' when there is none."""
    return next(
        (each.single[concept].value.strip() for each in reports if each.year == year and concept in each.single), ""
    )


@test
def unchanged_nowhere(rule: Rule, reports: Reports, at: int) -> Iterator[Clash]:
    """An answer that is said to stand since a report that is here, which says nothing to that question."""
    by_year = {each.year: each for each in reports[:at]}
    for concept, later in reports[at].single.items():
        since = later.unchanged_since
        if later.kind != AnswerKind.UNCHANGED or since not in by_year or later.remark.strip():
            continue
        earlier = by_year[since].single.get(concept)
        if earlier is not None and earlier.said == AnswerKind.NO_ANSWER and rule.looks_at(concept):
            yield Clash(later, earlier, year=since, facts={"since": since})


def title_of(line: Line) -> str:
    """Return a title as it is compared: without differences of case and space."""
    return " ".join(line.value.casefold().split())


@test
def listed_gone(rule: Rule, reports: Reports, at: int) -> Iterator[Clash]:
    """A law of the report before that the later one, which does list laws there, no longer lists."""
    for concept, earlier in reports[at - 1].listed.items() if at else ():
        later = [each for each in reports[at].listed.get(concept, []) if each.says_something]
        if not rule.looks_at(concept) or not later or any(each.remark.strip() for each in later):
            continue
        known = [title_of(each) for each in later]
        for each in earlier:
            if each.says_something and not any(same_title(title_of(each), other) for other in known):
                after = "; ".join(dict.fromkeys(line.value.strip() for line in later))
                yield Clash(
                    later[0], each, after=after, mark=f"#{title_of(each)}", facts={"listed": each.value.strip()}
                )


def same_title(one: str, other: str) -> bool:
    """Return whether two titles are of the same law: equal, one within the other, or alike; years tell laws apart."""
    digits = [[word for word in text.split() if word.isdigit()] for text in (one, other)]
    if digits[0] and digits[1] and digits[0] != digits[1]:
        return False
    return one in other or other in one or SequenceMatcher(None, one, other).ratio() >= ALIKE


@test
def older_than_no(rule: Rule, reports: Reports, at: int) -> Iterator[Clash]:
    """A law listed with a year before a report which said that there was none."""
    for concept, lines in reports[at].listed.items() if at else ():
        if not rule.looks_at(concept):
            continue
        for each in reversed(reports[:at]):
            parent = next((line for line in each.single.values() if number_of(line) == rule.argument), None)
            old = [line for line in lines if line.number is not None and line.number < each.year]
            if parent is not None and parent.said == AnswerKind.NO and old and not old[0].remark.strip():
                yield Clash(old[0], parent, year=each.year, facts={"year": old[0].value.strip()})
                break


def number_of(line: Line) -> str:
    """Return the number of a question in the newest edition."""
    return line.concept.partition(":")[2]


@test
def overlap(rule: Rule, reports: Reports, at: int) -> Iterator[Clash]:
    """A report that begins before the one before it ends."""
    for concept, later in reports[at].single.items() if at else ():
        end = next((each for each in reports[at - 1].single.values() if number_of(each) == rule.argument), None)
        if end is None or end.number is None or later.number is None or not rule.looks_at(concept):
            continue
        if later.number <= end.number and not later.remark.strip():
            yield Clash(later, end)
