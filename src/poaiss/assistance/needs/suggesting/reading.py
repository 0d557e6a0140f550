"""A report as the rules of suggestions look at it: single answers, entries of lists, what does not agree."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from poaiss.analysis.own.standing import Line, Standing
from poaiss.assistance.needs.because import Because
from poaiss.reporting.advice.advising import advise
from poaiss.reporting.advice.rules import Kind
from poaiss.reporting.enums import AnswerKind

EDITION = "C"
"""The rules name questions by the numbers of the newest edition; earlier ones are read through it."""
CHALLENGE, THEME, HELP = "P10.11.description", "P10.11.theme", "P10.11.help"
THEMES = {"records": "record-keeping"}
"""Subjects of the report's own list that are called otherwise among the themes."""


@dataclass(frozen=True, slots=True)
class Challenge:
    """An entry of the list of challenges in a report."""

    place: str
    subject: str
    lines: dict[str, Line] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """What the State wrote: what is hard, and what would help."""
        found = [self.lines[name].value.strip() for name in (CHALLENGE, HELP) if name in self.lines]
        return "\n".join(each for each in found if each)


@dataclass(frozen=True)
class Look:
    """A report as the rules look at it."""

    standing: Standing

    def line(self, number: str) -> Line | None:
        """Return the answer to a question outside lists, None where the edition does not ask it."""
        return self.standing.single.get(f"{EDITION}:{number}")

    @cached_property
    def challenges(self) -> tuple[Challenge, ...]:
        """The challenges that the State named, entry by entry."""
        entries: dict[str, dict[str, Line]] = {}
        for name in (THEME, CHALLENGE, HELP):
            for each in self.standing.listed.get(f"{EDITION}:{name}", []):
                entries.setdefault(each.path.rsplit("/", 1)[0], {})[name] = each
        return tuple(
            Challenge(place, subject(found.get(THEME)), found)
            for place, found in entries.items()
            if any(each.says_something for each in found.values())
        )

    @cached_property
    def disagreeing(self) -> frozenset[str]:
        """Numbers of the questions whose answers do not agree with others of the report (R15)."""
        found = advise(self.standing.report)
        return frozenset(each.number for each in found if each.kind in (Kind.CONTRADICTORY, Kind.SUM))

    def signs(self, kind: str, argument: str, at: Line) -> Iterator[Because]:
        """Yield the answers that are a sign of KIND beside the answer AT a question."""
        if kind == "challenge":
            yield from (because(each.lines) for each in self.challenges if each.subject == argument and each.text)
        elif kind == "contradiction":
            if at.question.number in self.disagreeing:
                yield Because(at.question.number, at.label, at.words)
        elif (line := self.line(argument)) is not None and stands(kind, line):
            yield Because(line.question.number, line.label, line.words)


def subject(line: Line | None) -> str:
    """Return the subject of a challenge as it stands in the report's own list."""
    return line.value if line is not None else ""


def stands(kind: str, line: Line) -> bool:
    """Return whether a line is a sign: help is asked for, a text is there, or a question that was asked is blank."""
    if kind == "request":
        return line.said == AnswerKind.YES
    if kind == "text":
        return line.says_something
    return kind == "blank" and line.kind == AnswerKind.NO_ANSWER


def because(lines: dict[str, Line]) -> Because:
    """Return a challenge as something that a suggestion rests on."""
    first = lines.get(CHALLENGE) or lines.get(HELP) or next(iter(lines.values()))
    return Because(first.question.number, first.label, first.words)
