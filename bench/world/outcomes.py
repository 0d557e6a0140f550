"""Commitments as expressions, worked out a second time: what a report settles, and what it leaves open.

Each term is known between two bounds: 0 no, 1 in development, 2 yes; what is silent or kept back may be anything.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

from bench.world.writing import Line

TERM = re.compile(r"(answered\s+|!)?([A-Z]:[\w.]+)(?:\s+has\s+([\w-]+)|\s+at\s+least\s+([\d.]+))?")
STEPS = {"no": 0, "developing": 1, "yes": 2}
Bounds = tuple[int, int]


class Term(NamedTuple):
    """One question put to one answer."""

    concept: str
    test: str
    argument: str


Clauses = tuple[tuple[Term, ...], ...]
"""All clauses must hold; of the terms of a clause one is enough."""


def parse(expression: str) -> Clauses:
    """Return the clauses of an expression, by other means than the product's."""
    return tuple(
        tuple(term(part.strip()) for part in clause.strip().strip("()").split("|")) for clause in expression.split("&")
    )


def term(text: str) -> Term:
    """Return one term."""
    match = TERM.fullmatch(text)
    if match is None:
        raise ValueError(f"unknown term: {text}")
    before, concept, choice, number = match.groups()
    plain = {None: "yes", "!": "no"}.get(before, "answered")
    return Term(concept, "has" if choice else "at_least" if number else plain, choice or number or "")


def settled(asked: Term, line: Line) -> Bounds | None:
    """Return between which bounds one line settles a term; None where the question does not apply."""
    said = line.said
    if said == "not_applicable":
        return None
    if said in ("no_answer", "restricted"):
        return 0, 2
    if asked.test in ("yes", "no"):
        if said not in STEPS:
            return 0, 2  # a text in a yes/no cell
        step = STEPS[said] if asked.test == "yes" else {"no": 2, "developing": 1, "yes": 0}[said]
        return step, step
    if asked.test == "has":
        holds = asked.argument in line.value.split()
    elif asked.test == "at_least":
        holds = float(line.value) >= float(asked.argument)
    else:
        holds = True
    return (2, 2) if holds else (0, 0)


def together(asked: Term, lines: Iterable[Line]) -> Bounds | None:
    """Return the bounds of a term over the lines of a list; one without an entry says nothing."""
    listed = list(lines)
    found = [bounds for line in listed if (bounds := settled(asked, line)) is not None]
    if not listed:
        return 0, 2
    return (max(low for low, _ in found), max(high for _, high in found)) if found else None


def outcome(clauses: list[list[Bounds | None]]) -> tuple[str, Bounds | None]:
    """Return what the asked terms of a commitment come to, and its bounds.

    CLAUSES holds the terms that the edition asks, clause by clause. A commitment with a clause of which nothing is
    asked is not asked: the rest of it would pass for the whole.
    """
    if not all(clauses):
        return "not_asked", None
    known = [[term for term in clause if term is not None] for clause in clauses]
    bounds = [(max(low for low, _ in clause), max(high for _, high in clause)) for clause in known if clause]
    if not bounds:
        return "not_applicable", None
    low, high = min(low for low, _ in bounds), min(high for _, high in bounds)
    if low == 2:
        return "met", (low, high)
    if high == 0:
        return "not_met", (low, high)
    return ("developing" if low == high else "unknown"), (low, high)
