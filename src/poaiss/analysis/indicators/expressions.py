"""The language in which an indicator says what it asks of the answers of a report.

An expression is clauses joined by ``&``; a clause is one term, or ``( term | term )``. A term is ``C:4.1.2`` (the
answer is yes), ``!C:2.4.3`` (it is no), ``C:2.3.2 has a`` (that choice is among the answer), ``C:P8.9 at least 1``
(the number is that large) or ``answered C:3.1.1`` (something is said, or the list has an entry). A question is named by
its newest edition and reaches the earlier ones through ``same-as``.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from operator import attrgetter


class Test(StrEnum):
    """What a term asks of an answer."""

    __test__ = False

    YES = "yes"
    NO = "no"
    HAS = "has"
    AT_LEAST = "at_least"
    ANSWERED = "answered"


@dataclass(frozen=True, slots=True)
class Term:
    """One question put to one answer; ``clause`` and ``term`` count from 1."""

    clause: int
    term: int
    concept: str
    test: Test
    argument: str = ""

    def __str__(self) -> str:
        return PATTERNS_OUT[self.test].format(concept=self.concept, argument=self.argument)


class Malformed(ValueError):
    """An expression cannot be read; ``position`` counts its characters from 1, ``rest`` is what stands there."""

    def __init__(self, text: str, position: int) -> None:
        """Take the text and the place, from 0, where reading ended."""
        self.position = position + 1
        self.rest = text[position : position + 40]
        super().__init__(f"character {self.position}: {self.rest!r}")


PATTERNS_OUT = {
    Test.YES: "{concept}",
    Test.NO: "!{concept}",
    Test.HAS: "{concept} has {argument}",
    Test.AT_LEAST: "{concept} at least {argument}",
    Test.ANSWERED: "answered {concept}",
}
_KEY = r"[A-Z]:\w+(?:\.\w+)*"
_TERMS = (
    (Test.ANSWERED, re.compile(rf"answered\s+({_KEY})()")),
    (Test.NO, re.compile(rf"!\s*({_KEY})()")),
    (Test.HAS, re.compile(rf"({_KEY})\s+has\s+(\w[\w-]*)")),
    (Test.AT_LEAST, re.compile(rf"({_KEY})\s+at\s+least\s+(\d+(?:\.\d+)?)(?![\w.])")),
    (Test.YES, re.compile(rf"({_KEY})()")),
)
_SPACE = re.compile(r"\s*")


class _Reader:
    """A place in a text, moved on by what is read."""

    def __init__(self, text: str) -> None:
        self.text, self.place = text, 0
        self.skip()

    def skip(self) -> None:
        """Move over white space."""
        found = _SPACE.match(self.text, self.place)
        self.place = found.end() if found else self.place

    def takes(self, sign: str) -> bool:
        """Move over SIGN where it stands next, and say whether it did."""
        if not self.text.startswith(sign, self.place):
            return False
        self.place += len(sign)
        self.skip()
        return True

    def term(self, clause: int, number: int) -> Term:
        """Read one term."""
        for test, pattern in _TERMS:
            if found := pattern.match(self.text, self.place):
                self.place = found.end()
                self.skip()
                return Term(clause, number, found[1], test, found[2])
        raise Malformed(self.text, self.place)

    def clause(self, number: int) -> list[Term]:
        """Read one term, or several in brackets."""
        if not self.takes("("):
            return [self.term(number, 1)]
        terms = [self.term(number, 1)]
        while self.takes("|"):
            terms.append(self.term(number, len(terms) + 1))
        if not self.takes(")"):
            raise Malformed(self.text, self.place)
        return terms


def parse(text: str) -> tuple[Term, ...]:
    """Return the terms of an expression in order; raises ``Malformed`` where it cannot be read."""
    reader, terms, clause = _Reader(text), list[Term](), 1
    terms += reader.clause(clause)
    while reader.takes("&"):
        clause += 1
        terms += reader.clause(clause)
    if reader.place < len(text):
        raise Malformed(text, reader.place)
    return tuple(terms)


def render(terms: tuple[Term, ...]) -> str:
    """Return the expression of TERMS, as ``parse`` reads it."""
    clauses = [[str(term) for term in clause] for _, clause in groupby(terms, attrgetter("clause"))]
    return " & ".join(clause[0] if len(clause) == 1 else f"( {' | '.join(clause)} )" for clause in clauses)
