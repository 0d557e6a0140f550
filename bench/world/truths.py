"""What must be found in the world, and the figures that must come out, counted here from the world itself."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from bench.world import hidden as planted
from bench.world.forms import concepts, read
from bench.world.hidden import Hidden
from bench.world.outcomes import Term, outcome, parse, together
from bench.world.writing import SDG_PARTS, Line, Report

NEEDS = {"1": "C:P1.90", "2": "C:P2.90", "3": "C:P3.90", "4": "C:P4.90", "5": "C:P5.90"}
WOMEN_AND_MEN = {"body": ("C:1.1.d.women", "C:1.1.d.men"), "trained": ("C:P5.4.women", "C:P5.4.men")}
INDICATORS = {
    "truth-rising": planted.RISING,
    "truth-falling": planted.FALLING,
    "truth-silent": planted.SILENT,
    "truth-skipped": planted.SKIPPED,
    "truth-restricted": planted.KEPT_BACK,
    "truth-both": f"{planted.RISING} & ( {planted.FALLING} | {planted.KEPT_BACK} )",
    "truth-widened": planted.WIDENED,
    "truth-none": f"!{planted.SKIPPED}",
    "truth-choice": "C:P3.5 has a",
    "truth-number": "C:P5.4.women at least 20",
    "truth-list": "answered C:P6.5",
    "truth-partly": f"{planted.UPDATED} & {planted.SKIPPED}",  # edition B asks one clause of two: easier there
    "truth-either": f"( {planted.SKIPPED} | {planted.MAKERS} )",  # edition B asks one term of two: harder there
}
"""Commitments of this world, in the language of the indicators; names that no real indicator has."""


@dataclass(frozen=True)
class Conflict:
    """A contradiction that was planted: what it is, whose, in which rounds, at which concepts."""

    what: str
    state: str
    rounds: tuple[int, ...]
    concepts: tuple[str, ...]


@dataclass(frozen=True)
class Truth:
    """Something true that the analysis must find, or something false that it must not."""

    name: str
    sentence: str
    where: Mapping[str, Any]
    expected: Any

    def as_dict(self) -> dict[str, Any]:
        """Return the truth as JSON keeps it."""
        return {"name": self.name, "sentence": self.sentence, "where": dict(self.where), "expected": self.expected}


@dataclass
class Told:
    """What the reports of a world tell, counted by plain means."""

    hidden: Hidden
    reports: Mapping[tuple[str, int], Report]
    by_report: dict[tuple[str, int], dict[str, list[Line]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Sort the lines of each report by concept."""
        known = concepts()
        for place, report in self.reports.items():
            found = self.by_report.setdefault(place, {})
            for line in report.lines:
                found.setdefault(known[line.item.key], []).append(line)

    @cached_property
    def years(self) -> tuple[int, ...]:
        """The rounds."""
        return tuple(round.year for round in self.hidden.rounds)

    def members(self, year: int) -> list[str]:
        """Return the Members of a round, at the end of its year."""
        return [state.code for state in self.hidden.states if state.is_member(year)]

    def edition(self, year: int) -> str:
        """Return the edition of a round."""
        return next(round.edition for round in self.hidden.rounds if round.year == year)

    def is_asked(self, concept: str, year: int) -> bool:
        """Return whether the edition of a round asks a concept."""
        return any(concepts()[item.key] == concept for item in read(self.edition(year)).items)

    def lines(self, code: str, year: int, concept: str) -> list[Line]:
        """Return what a State says to a concept in a round."""
        return self.by_report.get((code, year), {}).get(concept, [])

    def all_lines(self, year: int, concept: str) -> list[tuple[str, Line]]:
        """Return what all say to a concept in a round, with the State."""
        return [(code, line) for code, its in self.reports if its == year for line in self.lines(code, year, concept)]

    def tally(self, concept: str, year: int) -> dict[str, int]:
        """Return how many Members said what in a round, every kind of silence apart."""
        found = Counter({"members": 0, "yes": 0, "no": 0, "developing": 0})
        for code in self.members(year):
            found["members"] += 1
            if (code, year) not in self.reports:
                found["did_not_report"] += 1
            elif not self.is_asked(concept, year):
                found["not_asked"] += 1
            else:
                line = self.lines(code, year, concept)[0]
                found[line.said] += 1
                found["told_unchanged"] += line.kind == "unchanged"
                found["told_yes"] += line.kind == "yes"
        return dict(found)

    def bounds(self, concept: str, year: int) -> dict[str, float] | None:
        """Return worst case, best case and reported share of a concept in a round; None where it was not asked.

        Worst: every silent Member has it not; best: every one has it. Reported: of those that answered.
        """
        said = self.tally(concept, year)
        population = said["members"] - said.get("not_applicable", 0)
        answered = said["yes"] + said["no"] + said["developing"]
        if not self.is_asked(concept, year) or not answered:
            return None
        silent = population - answered
        return {
            "worst": said["yes"] / population,
            "reported": said["yes"] / answered,
            "best": (said["yes"] + silent) / population,
        }

    def series(self, concept: str) -> dict[int, dict[str, Any]]:
        """Return the concept over all rounds: what was said, the bounds, and the share in truth."""
        return {
            year: {
                "said": self.tally(concept, year),
                "bounds": self.bounds(concept, year),
                "true": self.hidden.true_share(concept, year),
            }
            for year in self.years
        }

    def outcome(self, expression: str, code: str, year: int) -> tuple[str, tuple[int, int] | None]:
        """Return what a State's report of a round comes to on a commitment, and between which bounds."""
        return outcome(
            [
                [
                    together(term, self.answers_to(term, code, year))
                    for term in clause
                    if self.is_asked(term.concept, year)
                ]
                for clause in parse(expression)
            ]
        )

    def answers_to(self, term: Term, code: str, year: int) -> list[Line]:
        """Return the lines that a term looks at: those of its question, or of all fields of its list."""
        found = list(self.lines(code, year, term.concept))
        if term.test == "answered":
            for concept, lines in self.by_report[code, year].items():
                found += lines if concept.startswith(f"{term.concept}.") else []
        return found

    def total(self, concepts_: Iterable[str], year: int) -> dict[str, float]:
        """Return the sums of numbers in a round, by concept."""
        return {
            concept: sum(float(line.value) for _, line in self.all_lines(year, concept) if line.value)
            for concept in concepts_
        }


def trend(told: Told, name: str, concept: str, sentence: str) -> Truth:
    """Return the truth of a concept over the rounds."""
    return Truth(name, sentence, {"concept": concept, "rounds": told.years}, told.series(concept))


def all_truths(told: Told, conflicts: tuple[Conflict, ...]) -> dict[str, Truth]:
    """Return every truth by name."""
    found = [
        trend(told, "rising", planted.RISING, "More and more States have it."),
        trend(told, "falling", planted.FALLING, "Fewer and fewer States have it."),
        trend(told, "silence", planted.SILENT, "Half of the States have it, always; the others report less."),
        trend(told, "skipped", planted.SKIPPED, "Half have it, always; edition B does not ask: a gap, not a fall."),
        trend(told, "old-words", planted.OLD_WORDS, "Asked in editions A and B alone; edition C asks something else."),
        trend(told, "new-words", planted.NEW_WORDS, "Asked in edition C alone; no later point of an earlier series."),
        trend(told, "widened", planted.WIDENED, "Constant; editions A and B ask manufacturing States, C asks all."),
        trend(told, "unchanged", planted.UPDATED, "Much is said as unchanged since, and must be read back."),
        trend(told, "restricted", planted.KEPT_BACK, "Some States keep it back: neither yes nor no."),
        participation(told),
        histories(told),
        sdg(told),
        needs(told),
        women_and_men(told),
        contradictions(conflicts),
        commitments(told),
    ]
    return {truth.name: truth for truth in found}


def commitments(told: Told) -> Truth:
    """Return what every report comes to on each commitment of this world, and how many in all."""
    expected = {
        name: {
            year: {code: told.outcome(expression, code, year) for code, its in told.reports if its == year}
            for year in told.years
        }
        for name, expression in INDICATORS.items()
    }
    return Truth("commitments", "Commitments as expressions.", {"indicators": INDICATORS}, expected)


def participation(told: Told) -> Truth:
    """Return who reported in each round, and who never did."""
    reporters = {year: sorted(code for code, its in told.reports if its == year) for year in told.years}
    expected = {
        year: {"members": len(told.members(year)), "reports": len(codes), "states": codes}
        for year, codes in reporters.items()
    }
    return Truth("participation", "Members and reports by round.", {"rounds": told.years}, expected)


def histories(told: Told) -> Truth:
    """Return the States whose history matters: late Members, a former one, one that changed its name."""
    by_state = {
        code: [year for year in told.years if (code, year) in told.reports] for code in ("SSD", "SCG", "SWZ", "TUR")
    }
    expected = {
        "SSD": {"reports": by_state["SSD"], "not_yet_a_state": [year for year in told.years if year < 2011]},
        "SCG": {"reports": by_state["SCG"], "no_longer_a_state": [year for year in told.years if year > 2006]},
        "SWZ": {"reports": by_state["SWZ"], "renamed_in": 2018},
        "TUR": {"reports": by_state["TUR"], "renamed_in": 2022},
    }
    return Truth("histories", "Each keeps its code; nobody is counted twice.", {"states": list(expected)}, expected)


def sdg(told: Told) -> Truth:
    """Return SDG 16.4.2 from the tables of seized, found and surrendered weapons.

    Only an entry with both parts counts: a blank number of traced weapons is not none.
    """
    expected: dict[int, Any] = {}
    for year in told.years:
        by_state: dict[str, list[int]] = {}
        left_out = 0
        for (code, its), report in told.reports.items():
            if its != year:
                continue
            entries: dict[int, dict[str, str]] = {}
            for line in report.lines:
                if line.item.number.startswith("P6.5."):
                    entries.setdefault(line.entry, {})[line.item.number.removeprefix("P6.5.")] = line.value
            for entry in entries.values():
                whole = [int(entry[part]) for part in SDG_PARTS if entry[part]]
                traced = [int(entry[f"{part}_traced"]) for part in SDG_PARTS if entry[f"{part}_traced"]]
                left_out += not traced
                if traced and whole:
                    sums = by_state.setdefault(code, [0, 0])
                    sums[0] += sum(traced)
                    sums[1] += sum(whole)
        numerator, denominator = (sum(each[at] for each in by_state.values()) for at in (0, 1))
        expected[year] = {
            "numerator": numerator,
            "denominator": denominator,
            "share": numerator / denominator if denominator else None,
            "entries_without_numerator": left_out,
            "by_state": by_state,
        }
    return Truth("sdg", "The share of weapons whose origin was established.", {"list": "C:P6.5"}, expected)


def needs(told: Told) -> Truth:
    """Return how many States ask for help on each section."""
    expected = {
        year: {
            section: sorted(code for code, line in told.all_lines(year, concept) if line.said == "yes")
            for section, concept in NEEDS.items()
        }
        for year in told.years
    }
    return Truth("needs", "Who asks for assistance, by section.", {"concepts": NEEDS}, expected)


def women_and_men(told: Told) -> Truth:
    """Return the sums of women and men."""
    expected = {
        year: {name: told.total(pair, year) for name, pair in WOMEN_AND_MEN.items()}
        for year in told.years
        if told.edition(year) == "C"
    }
    return Truth("women-and-men", "Counts by sex.", {"concepts": WOMEN_AND_MEN}, expected)


def contradictions(conflicts: tuple[Conflict, ...]) -> Truth:
    """Return the contradictions that were planted."""
    expected = [
        {"what": each.what, "state": each.state, "rounds": each.rounds, "concepts": each.concepts} for each in conflicts
    ]
    states = [each.state for each in conflicts]
    return Truth("contradictions", "States that contradict themselves.", {"states": states}, expected)
