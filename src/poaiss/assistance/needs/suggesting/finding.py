"""Finding suggestions in a State's latest report and in its checklist, with what it has answered to each."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from poaiss.access.visibility import visible_to
from poaiss.accounts.actor import Actor
from poaiss.analysis.own.standing import Line, reports_of, standings
from poaiss.assistance.enums import NeedOrigin, SuggestionAnswer
from poaiss.assistance.models import SuggestionDecision
from poaiss.assistance.needs.because import Because
from poaiss.assistance.needs.checklist.answers import helped_areas
from poaiss.assistance.needs.suggesting.reading import HELP, THEME, THEMES, Challenge, Look
from poaiss.assistance.needs.suggesting.rules import Rule, all_rules, rule_for_area
from poaiss.directory.models import State
from poaiss.reporting.enums import WITH_SECRETARIAT
from poaiss.reporting.models import NationalReport

CHALLENGE = "challenge"
TITLE = 200


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A possible need: the words that it would begin with, from which answers, why, and what the State said to it."""

    key: str
    fingerprint: str
    theme: str
    title: str
    problem: str
    why: str
    because: tuple[Because, ...]
    origin: NeedOrigin
    year: int | None = None
    number: str = ""
    already_done: str = ""
    linked: tuple[str, ...] = ()
    decision: SuggestionDecision | None = None

    @property
    def waits(self) -> bool:
        """Whether the State has not answered to what stands there now."""
        return self.decision is None or self.decision.fingerprint != self.fingerprint

    @property
    def answer(self) -> str:
        """What the State answered; '' while it waits."""
        return "" if self.decision is None or self.waits else str(self.decision.answer)

    @property
    def values(self) -> dict[str, Any]:
        """What a need begins with when the State takes the suggestion up."""
        return {
            "theme": self.theme,
            "title": self.title,
            "problem": self.problem,
            "already_done": self.already_done,
            "linked": list(self.linked),
        }


def digest(*facts: Any) -> str:
    """Return a digest over facts."""
    return hashlib.sha256(json.dumps(facts, ensure_ascii=False, default=str).encode()).hexdigest()


def suggestions(actor: Actor, state: State) -> list[Suggestion]:
    """Return what the State's own answers suggest, those that wait first; [] for whoever is not of the State."""
    if state.pk not in actor.desks:
        return []
    found = [*from_report(actor, state), *from_checklist(actor, state)]
    told = decisions(actor, state)
    answered = [replace(each, decision=told.get(each.key)) for each in found]
    order = {"": 0, SuggestionAnswer.LATER: 1, SuggestionAnswer.TAKEN: 2, SuggestionAnswer.DISMISSED: 3}
    return sorted(answered, key=lambda each: order[each.answer])


def waiting(actor: Actor, state: State) -> int:
    """Return how many suggestions wait for the State's answer."""
    return sum(1 for each in suggestions(actor, state) if each.waits)


def decisions(actor: Actor, state: State) -> dict[str, SuggestionDecision]:
    """Return the last answer of the State to each suggestion (one query)."""
    rows = visible_to(actor, SuggestionDecision).filter(state=state).select_related("need", "by").order_by("at")
    return {each.key: each for each in rows}


def latest(actor: Actor, state: State) -> NationalReport | None:
    """Return the State's latest report: the last that was submitted, else the one in work."""
    reports = reports_of(actor, state)
    sent = [each for each in reports if each.status in WITH_SECRETARIAT]
    return (sent or reports)[-1] if reports else None


def from_report(actor: Actor, state: State) -> Iterator[Suggestion]:
    """Yield what the State's latest report suggests."""
    report = latest(actor, state)
    if report is None:
        return
    look = Look(standings([report])[0])
    for rule in all_rules():
        if rule.question:
            yield from at_question(look, rule)
    for each in look.challenges:
        if each.text:
            yield of_challenge(look, each)


def at_question(look: Look, rule: Rule) -> Iterator[Suggestion]:
    """Yield what a rule suggests: the answer that it names, and a sign beside it; an answer alone is no gap."""
    line = look.line(rule.question)
    if line is None or line.said not in rule.answers:
        return
    signs = [sign for kind, argument in rule.signs for sign in look.signs(kind, argument, line)]
    if not signs and not rule.is_request:
        return
    words = look.line(rule.words) if rule.words else None
    own = words.value.strip() if words is not None else ""
    first = Because(line.question.number, line.label, line.words)
    because = unique([first, *([Because(words.question.number, words.label, own)] if words and own else []), *signs])
    yield Suggestion(
        key=digest("report", look.standing.year, rule.code),
        fingerprint=digest([(each.number, each.words) for each in because]),
        theme=rule.theme,
        title=rule.title,
        problem="\n".join(each for each in (own, rule.problem if not rule.is_request else kinds(look, rule)) if each),
        why=why(rule),
        because=because,
        origin=NeedOrigin.SUGGESTED,
        year=look.standing.year,
        number=line.question.number,
    )


def kinds(look: Look, rule: Rule) -> str:
    """Return the kinds of assistance that the State chose where it asks for help, in a sentence."""
    line: Line | None = look.line(f"{rule.question}.1")
    if line is None or not line.says_something:
        return ""
    return _("Kinds of assistance: %(kinds)s.") % {"kinds": line.words.replace("\n", "; ")}


def unique(rows: list[Because]) -> tuple[Because, ...]:
    """Return each answer once, in order."""
    return tuple({(each.number, each.words): each for each in rows}.values())


def why(rule: Rule) -> str:
    """Return why the answers suggest a need, in a sentence."""
    if rule.is_request:
        return _("Your report asks for assistance here.")
    return _("Your report says so, and another of its answers points to a need. A “no” alone would not.")


def of_challenge(look: Look, entry: Challenge) -> Suggestion:
    """Return the suggestion that a challenge named in the report makes."""
    said = [each for each in entry.lines.values() if each.says_something]
    rows = tuple(Because(each.question.number, each.label, each.words) for each in said)
    theme = THEMES.get(entry.subject, entry.subject) or "assistance"
    named = entry.lines.get(HELP)
    text = named.value.strip() if named is not None and named.says_something else entry.text
    shown = entry.lines.get(THEME)
    title = text.splitlines()[0] if len(text.splitlines()[0]) <= TITLE else _("A challenge named in the report")
    if title != text and shown is not None and len(text) > TITLE:
        title = f"{title}: {shown.words}"
    return Suggestion(
        key=digest("report", look.standing.year, CHALLENGE, entry.place),
        fingerprint=digest([(each.number, each.words) for each in rows]),
        theme=theme,
        title=title,
        problem=entry.text,
        why=_("Your report names this as a challenge."),
        because=rows,
        origin=NeedOrigin.SUGGESTED,
        year=look.standing.year,
        number=rows[0].number,
    )


def from_checklist(actor: Actor, state: State) -> Iterator[Suggestion]:
    """Yield what the State's checklist says: an area in which help is needed is a possible need."""
    for area in helped_areas(actor, state):
        rule = rule_for_area(area.code)
        if rule is None:
            continue
        yield Suggestion(
            key=digest("checklist", area.code),
            fingerprint=digest([(each.number, each.words) for each in area.because]),
            theme=rule.theme,
            title=rule.title,
            problem=area.problem,
            why=_("Your checklist says that help is needed here."),
            because=area.because,
            origin=NeedOrigin.CHECKLIST,
            already_done=area.already_done,
        )
