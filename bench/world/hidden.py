"""The hidden world: what every State has in truth, in every round, whether it says so or not.

The planted commitments follow a share over time that is spread evenly over the States, so that a small world has the
same shares as a large one; everything else is drawn.
"""

import random
from collections.abc import Mapping
from dataclasses import dataclass, field

from bench.world.facts import Round, State
from bench.world.forms import Item, concepts, read

RISING = "C:1.1"  # a national coordination body; asked in all editions
FALLING = "C:P5.5"  # surplus is reviewed; asked in all editions
SILENT = "C:P3.10"  # marking at import; States without it report less
SKIPPED = "C:P3.6"  # re-export; edition B does not ask it
OLD_WORDS = "B:5.12"  # action against traders, as editions A and B ask it
NEW_WORDS = "C:P3.12"  # as edition C asks it: another question, and not the same-as of the old one
WIDENED = "C:2.3"  # records of manufacturers; editions A and B ask manufacturing States alone
MAKERS = "C:P2.1"  # there is manufacture
UPDATED = "C:P3.11"  # records of traders; often "unchanged since"
KEPT_BACK = "C:P5.1"  # stockpile standards; some States restrict the section
SHARES: Mapping[str, tuple[float, float]] = {
    RISING: (0.30, 0.85),
    FALLING: (0.80, 0.40),
    SILENT: (0.50, 0.50),
    SKIPPED: (0.50, 0.50),
    OLD_WORDS: (0.80, 0.80),
    NEW_WORDS: (0.20, 0.20),
    MAKERS: (0.30, 0.30),
    UPDATED: (0.60, 0.70),
    KEPT_BACK: (0.70, 0.70),
}
"""Share of the States that have a planted commitment, in the first round and in the last."""
MAKERS_KEEP, OTHERS_KEEP = 0.9, 0.4
"""Share that keeps records of manufacture among the manufacturing States, and among the others."""
STARTING = 0.05
"""Share of the States that is next in line and says "in development"."""


@dataclass
class Hidden:
    """Every State's commitments over time."""

    seed: int
    states: tuple[State, ...]
    rounds: tuple[Round, ...]
    places: dict[tuple[str, str], float] = field(default_factory=dict)
    """By concept and State: how far from having it a State is, between 0 and 1."""
    shares: dict[str, tuple[float, float]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Give each State its place for each commitment."""
        yes_no = {
            concepts()[item.key]
            for edition in "ABC"
            for item in read(edition).items
            if item.kind == "yes_no" and not item.within
        }
        for concept in sorted(yes_no):
            self.spread(concept)

    def spread(self, concept: str) -> None:
        """Order the States for a commitment, and say how large a share has it at first and at last."""
        dice = random.Random(f"{self.seed} {concept}")
        order = [state.code for state in self.states]
        dice.shuffle(order)
        for at, code in enumerate(order):
            self.places[concept, code] = (at + 0.5) / len(order)
        first = dice.uniform(0.3, 0.8)
        self.shares[concept] = SHARES.get(concept, (first, min(0.9, first + dice.uniform(-0.1, 0.2))))

    def share(self, concept: str, year: int) -> float:
        """Return the share that a commitment has in a round."""
        first, last = self.rounds[0].year, self.rounds[-1].year
        passed = (year - first) / (last - first) if last > first else 0.0
        begins, ends = self.shares[concept]
        return begins + (ends - begins) * passed

    def value(self, code: str, concept: str, year: int) -> str:
        """Return what is true of a State in a round: yes, developing or no."""
        place = self.places[concept, code]
        if concept == WIDENED:
            makes = self.value(code, MAKERS, year) == "yes"
            return "yes" if place < (MAKERS_KEEP if makes else OTHERS_KEEP) else "no"
        share = self.share(concept, year)
        if place < share:
            return "yes"
        rises = concept == RISING or concept not in SHARES
        return "developing" if rises and place < share + STARTING else "no"

    def true_share(self, concept: str, year: int) -> float:
        """Return the share of the Members of a round that have a commitment in truth."""
        members = [state.code for state in self.states if state.is_member(year)]
        return sum(self.value(code, concept, year) == "yes" for code in members) / len(members)


def said_in(item: Item, value: str) -> str:
    """Return how a form lets a State say what is true of it: where "in development" is not a choice it says no."""
    return value if value in item.names else "no"
