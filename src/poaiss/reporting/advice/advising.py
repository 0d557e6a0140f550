"""Advising: look at every answer of a report by the rules."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from poaiss.directory.queries import language_code
from poaiss.questionnaires import engine
from poaiss.reporting import content
from poaiss.reporting.advice.predicates import SEARCHES, TESTS, Look, Spot, plain_text
from poaiss.reporting.advice.rules import Compiled, Kind, Rule, compiled
from poaiss.reporting.drafting import key_of
from poaiss.reporting.enums import AnswerKind
from poaiss.reporting.models import NationalReport


@dataclass(frozen=True, slots=True)
class Advice:
    """One piece of advice at one question: what is the matter and what to write, in the reader's language."""

    code: str
    kind: Kind
    section: str
    path: str
    number: str
    label: str
    message: str
    mend: str
    source: str

    @property
    def key(self) -> str:
        """Identifier of the question on the page of its section."""
        return key_of(self.path)


def advise(
    report: NationalReport, filled: engine.Evaluation | None = None, stored: content.Stored | None = None
) -> list[Advice]:
    """Return advice on a report in the order of the form; [] when there is none (one query, none when all is given).

    A remark beside an answer settles what does not agree there: the State has explained it.
    """
    answers = content.stored_answers(report) if stored is None else stored
    form = content.evaluation(report.version, answers) if filled is None else filled
    look = Look(report, form, answers)
    rules = compiled(report.version)
    spots = list(spots_of(look))
    look.texts.update(Counter(text(each) for each in spots if each.question.type == "text" and each.value))
    look.applies.update(spot.path for spot in spots)
    order = {spot.path: place for place, spot in enumerate(spots)}
    found = [*at_spots(look, spots, rules), *over_all(look, rules)]
    return sorted(found, key=lambda each: order.get(each.path, len(order)))


def text(spot: Spot) -> str:
    """Return a text as it is compared with others."""
    return plain_text(spot.value).casefold()


def spots_of(look: Look) -> Iterator[Spot]:
    """Yield every question that applies, with what stands there."""
    for path, question in content.leaves(look.filled):
        node = look.filled.node(path)
        if node.relevant:
            yield Spot(path, question, node.text, look.stored.get(path))


def at_spots(look: Look, spots: list[Spot], rules: Compiled) -> Iterator[Advice]:
    """Yield the advice that the rules for single questions give."""
    for spot in spots:
        for rule, condition in rules.at.get(spot.question.path, ()):
            if not settled(rule, spot) and speaks(look, spot, rule, condition):
                yield advice(look, rule, spot.path, spot.question)


def settled(rule: Rule, spot: Spot) -> bool:
    """Return whether the State has said what there is to say: not applicable, or a remark that explains."""
    if spot.row is None:
        return False
    return spot.row.kind == AnswerKind.NOT_APPLICABLE or bool(spot.row.remark.strip())


def speaks(look: Look, spot: Spot, rule: Rule, condition: engine.Condition | None) -> bool:
    """Return whether a rule has something to say at a question."""
    if condition is not None and not condition.holds(look.filled, spot.path):
        return False
    return not rule.predicate or TESTS[rule.predicate](look, spot, rule.argument)


def over_all(look: Look, rules: Compiled) -> Iterator[Advice]:
    """Yield the advice that the rules for the whole report give."""
    for rule in rules.whole:
        for path in SEARCHES[rule.predicate](look, rule.argument):
            question = look.filled.form.items.get("/".join(part.split("[")[0] for part in path.split("/")))
            if isinstance(question, engine.Question):
                yield advice(look, rule, path, question)


def advice(look: Look, rule: Rule, path: str, question: engine.Question) -> Advice:
    """Return a piece of advice in the reader's language."""
    return Advice(
        code=rule.code,
        kind=rule.kind,
        section=path.split("/")[0],
        path=path,
        number=question.number,
        label=engine.text_in(question.labels, language_code(), "en") or question.name,
        message=rule.told,
        mend=rule.mended,
        source=rule.source,
    )
