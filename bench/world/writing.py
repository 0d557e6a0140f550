"""How the States of the generated world write their reports: from what is true to what stands in a form.

The rules of a report are stated here a second time: a question that nothing opens does not apply, a blank is not a no,
what a State keeps back is restricted, and after its first report a State may say "unchanged since" with what stands.
"""

import math
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import NamedTuple

from bench.world import hidden as planted
from bench.world.facts import Round, State
from bench.world.forms import Form, Item, concepts, holds, read
from bench.world.hidden import Hidden, said_in

LANGUAGES = ("en", "en", "en", "fr", "fr", "es", "es", "ar", "ru", "zh")
LATER = 2012
"""From this round on, States updated only the sections that had changed."""
SDG_PARTS = ("seized", "found", "surrendered")
SYLLABLES = ("ra", "lin", "toks", "p")
WORDS = [f"{begin}{middle}{end}" for begin in "bdfgklmnprst" for middle in "aeiou" for end in SYLLABLES]
"""Words of no language."""
MARKED = {
    "C:1.1.c.person",
    "C:1.1.c.telephone",
    "C:1.1.c.email",
    "C:1.2.1.name",
    "C:1.2.1.telephone",
    "C:1.2.1.email",
    "C:P5.3",
}
"""What every State of this world marks as not for the public: persons, and the places of depots."""


class Line(NamedTuple):
    """One question of a report with what stands there."""

    item: Item
    path: str
    entry: int
    kind: str
    value: str = ""
    unchanged_since: int | None = None
    remark: str = ""

    @property
    def said(self) -> str:
        """What is said, with "unchanged since" put back into words."""
        return kind_of(self.item, self.value) if self.kind == "unchanged" else self.kind


@dataclass(frozen=True)
class Report:
    """One report as it was published."""

    state: str
    year: int
    edition: str
    language: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Habits:
    """How a State of this world reports."""

    restricts: bool
    repeats: bool
    entries: int
    blank: bool = False


def kind_of(item: Item, value: str) -> str:
    """Return the kind of an answer; a text in a yes/no cell is an answer, never a yes."""
    if not value.strip():
        return "no_answer"
    return value if item.kind == "yes_no" and value in ("yes", "no", "developing") else "answered"


class Writer:
    """Writes the reports of one State, one round after the other."""

    def __init__(self, hidden: Hidden, state: State, entries: int) -> None:
        """Give the State its habits, which stay."""
        self.hidden, self.state = hidden, state
        dice = random.Random(f"{hidden.seed} habits {state.code}")
        self.language = dice.choice(LANGUAGES)
        self.habits = Habits(dice.random() < 0.15, dice.random() < 0.5, entries)
        self.before: dict[str, str] = {}
        self.last = 0

    def dice(self, *words: object) -> random.Random:
        """Return dice that fall the same way for the same words."""
        return random.Random(" ".join([str(self.hidden.seed), self.state.code, *map(str, words)]))

    def chance(self, *words: object) -> float:
        """Return a number from 0 to 1 that is the same for the same words; quicker than dice."""
        text = " ".join([str(self.hidden.seed), self.state.code, *map(str, words)])
        return int.from_bytes(blake2b(text.encode(), digest_size=7).digest()) / 256**7

    def report(self, round: Round, *, blank: bool = False) -> Report:
        """Write the report of a round."""
        form, year = read(round.edition), round.year
        self.habits = replace(self.habits, blank=blank)
        values = {} if blank else self.values(form, year)
        lines = tuple(self.lines(form, year, values))
        if not blank:
            known = concepts()
            self.before = {known[line.item.key]: line.value for line in lines if line.value and not line.entry}
            self.last = year
        return Report(self.state.code, year, round.edition, self.language, lines)

    def values(self, form: Form, year: int) -> dict[str, str]:
        """Return what stands at each question outside lists, by name; what nothing opens stays empty."""
        found: dict[str, str] = {}
        for item in form.questions:
            if not item.within and all(holds(each, found) for each in item.conditions):
                found[item.name] = self.value(item, year)
        if "p_1_1" in found:
            parts = [int(found.get(f"q_1_1_d_{who}") or 0) for who in ("men", "women")]
            found["p_1_1"] = str(sum(parts)) if found["p_1_1"] else ""
        return found

    def value(self, item: Item, year: int) -> str:
        """Return what a State answers to a question in a round."""
        concept = concepts()[item.key]
        chance = self.chance(concept, year)
        if item.kind == "yes_no":
            true = self.hidden.value(self.state.code, concept, year)
            if concept == planted.SILENT:
                return "" if chance < (0.02 if true == "yes" else 0.25) else said_in(item, true)
            return "" if chance < 0.03 else said_in(item, true)
        return "" if chance < 0.06 else drawn(item, self.dice(concept), self.dice(concept, year, "value"), year)

    def lines(self, form: Form, year: int, values: Mapping[str, str]) -> Iterator[Line]:
        """Yield every line of a report in the order of the form."""
        written: set[str] = set()
        for item in form.questions:
            if item.within:
                if item.within not in written:
                    written.add(item.within)
                    yield from self.entries(form, item.within, year, values)
                continue
            yield self.line(item, year, values)

    def line(self, item: Item, year: int, values: Mapping[str, str]) -> Line:
        """Return the line of a question outside lists."""
        value = values.get(item.name, "")
        if not all(holds(each, values) for each in item.conditions):
            return Line(item, item.path, 0, "not_applicable")
        concept = concepts()[item.key]
        if value and (concept in MARKED or (self.habits.restricts and item.section == "5")):
            return Line(item, item.path, 0, "restricted")
        remark = "See the annex." if value and self.chance(concept, year, "remark") < 0.03 else ""
        same = value and self.before.get(concept) == value
        if same and year > LATER and self.habits.repeats and self.chance(concept, year, "same") < 0.6:
            return Line(item, item.path, 0, "unchanged", value, self.last, remark)
        return Line(item, item.path, 0, kind_of(item, value), value, None, remark)

    def entries(self, form: Form, within: str, year: int, values: Mapping[str, str]) -> Iterator[Line]:
        """Yield the lines of a list, entry by entry; a list that nothing opens, or that is left blank, has none."""
        fields = form.lists[within]
        dice = self.dice(fields[0].key, year, "entries")
        opened = all(holds(each, values) for each in fields[0].conditions)
        if self.habits.blank or not opened or dice.random() < 0.1:
            return
        sdg = within.endswith("/p_6_5")
        number = 2 if sdg else dice.randint(1, self.habits.entries if form.edition == "C" else 3)
        for entry in range(1, number + 1):
            filled = sdg_entry(dice, year, entry) if sdg else {}
            for item in fields:
                value = filled.get(item.number, "") if sdg else drawn(item, dice, dice, year)
                if item.number in ("P6.3.traced", "P5.9.1.recovered"):
                    value = str(int(filled["whole"]) * dice.randint(0, 10) // 10)
                filled["whole"] = value if item.name.endswith("_count") else filled.get("whole", "0")
                path = item.path.replace(within, f"{within}[{entry}]", 1)
                kept_back = value and self.habits.restricts and item.section == "5"
                kind = "restricted" if kept_back else kind_of(item, value)
                yield Line(item, path, entry, kind, "" if kept_back else value)


def sentence(item: Item, dice: random.Random) -> str:
    """Return a text of some length that nobody would take for a State's."""
    words = " ".join(dice.choices(WORDS, k=dice.randint(2, 40)))
    return f"Generated: {words} “a & b” <c> ({item.number})."


def drawn(item: Item, lasting: random.Random, passing: random.Random, year: int) -> str:
    """Return a made-up answer to a question; choices last over the rounds, numbers do not."""
    if item.choices:
        names = [name for name in item.names if name != "other"]
        if item.kind == "choose_many":
            return " ".join(name for name in names if lasting.random() < 0.4) or names[0]
        return lasting.choice(names)
    if item.kind == "whole_number":
        if item.number in ("P0.1", "P0.2") or "year" in item.name or item.number in ("P1.6", "P1.7"):
            return str(year - 2 + (item.number in ("P0.2", "P1.7")))
        return str(passing.randint(0, 60))
    if item.kind == "decimal":
        return f"{passing.randint(0, 600) / 10}"
    if item.kind == "date":
        return f"{year - 1}-03-{passing.randint(1, 28):02}"
    return "" if item.kind == "file" else sentence(item, lasting)


def sdg_entry(dice: random.Random, year: int, entry: int) -> dict[str, str]:
    """Return one year of seized, found and surrendered weapons: some leave the traced ones blank, some had none."""
    found = {"P6.5.year": str(year - 3 + entry)}
    without, nothing = dice.random() < 0.15, dice.random() < 0.05
    for part in SDG_PARTS:
        if part != "seized" and dice.random() < 0.1:
            continue
        number = 0 if nothing else dice.randint(1, 400)
        found[f"P6.5.{part}"] = str(number)
        if not without:
            found[f"P6.5.{part}_traced"] = str(round(number * dice.uniform(0.2, 0.6)))
    parts = [int(found[f"P6.5.{part}"]) for part in SDG_PARTS if f"P6.5.{part}" in found]
    traced = [int(found[f"P6.5.{part}_traced"]) for part in SDG_PARTS if f"P6.5.{part}_traced" in found]
    found["P6.5.denominator"] = str(sum(parts))
    if traced:
        found["P6.5.numerator"] = str(sum(traced))
        if sum(parts):
            share = math.floor(100 * sum(traced) / sum(parts) * 100 + 0.5) / 100
            found["P6.5.share"] = f"{share:g}"
    return found
