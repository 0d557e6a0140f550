"""Making the world: who reports in which round, and the reports."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from bench.world import facts
from bench.world import hidden as planted
from bench.world.facts import FORMER, Round, State
from bench.world.forms import concepts, read
from bench.world.hidden import Hidden
from bench.world.truths import Conflict, Told, Truth, all_truths
from bench.world.writing import Line, Report, Writer

BLANK, SINGLE, EMPTY = 2003, 2005, 2006
"""A round in which whoever reported left all blank, one with one report, one with none."""
FAITHFUL, RELUCTANT = 0.97, 0.55
"""Share that reports: of the States that have the commitment that silence hides, and of those that have not."""
Reports = dict[tuple[str, int], Report]
"""The reports by State and year."""
GOLDEN = 0.6180339887
ENTRIES = 13
"""The longest list of a report in edition C; chosen so that the whole world has about 700,000 answers."""


@dataclass
class World:
    """The whole of it: what is true, what was reported, and what must be found."""

    seed: int
    states: tuple[State, ...]
    rounds: tuple[Round, ...]
    hidden: Hidden
    reports: Reports
    conflicts: tuple[Conflict, ...]

    @cached_property
    def told(self) -> Told:
        """What the reports tell, sorted for counting."""
        return Told(self.hidden, self.reports)

    @cached_property
    def truths(self) -> dict[str, Truth]:
        """What must be found in the world, by name."""
        return all_truths(self.told, self.conflicts)

    @property
    def answers(self) -> int:
        """How many lines the reports have."""
        return sum(len(report.lines) for report in self.reports.values())

    def of_round(self, year: int) -> list[Report]:
        """Return the reports of a round, by State."""
        return [report for (_, its_year), report in sorted(self.reports.items()) if its_year == year]


def small(seed: int = 4, states: int = 24) -> World:
    """Return a small world for tests: few States, eight rounds, short lists."""
    return generate(seed, states, facts.SMALL_ROUNDS, entries=2)


def generate(
    seed: int = 4, states: int = 193, years: tuple[int, ...] = (), entries: int = ENTRIES, *, full: int = 0
) -> World:
    """Return a world; the same seed and size give the same world. In the round FULL every Member reports."""
    everybody, rounds = facts.states(states), facts.rounds(years)
    hidden = Hidden(seed, everybody, rounds)
    writers = {state.code: Writer(hidden, state, entries) for state in everybody}
    named = contradictory(writers, rounds[-1].year)
    reports: Reports = {}
    for at, state in enumerate(everybody):
        writer = writers[state.code]
        for round in rounds:
            always = round.year == full or state.code in (*named, *facts.NAMED)
            if reports_in(hidden, state, at, round.year, always=always):
                reports[state.code, round.year] = writer.report(round, blank=round.year == BLANK)
    conflicts = tuple(contradict(reports, rounds, named))
    return World(seed, everybody, rounds, hidden, reports, conflicts)


def reports_in(hidden: Hidden, state: State, at: int, year: int, *, always: bool) -> bool:
    """Return whether a State reports in a round; those without the commitment that silence hides do so less."""
    if year in (EMPTY, SINGLE) or state.code == FORMER:
        return year == BLANK or (year == SINGLE and state.code == FORMER)
    if not state.is_member(year):
        return False
    has = hidden.value(state.code, planted.SILENT, year) == "yes"
    turn = (at * GOLDEN + year * GOLDEN * GOLDEN) % 1  # evenly spread, so that a small world is like a large one
    return always or turn < (FAITHFUL if has else RELUCTANT)


def contradictory(writers: dict[str, Writer], year: int) -> list[str]:
    """Return the four States that contradict themselves; what they say to the planted commitments stays true."""
    open_ = [
        code
        for code, writer in writers.items()
        if code not in facts.NAMED
        and not writer.habits.restricts
        and writer.hidden.value(code, planted.RISING, year) == "yes"
    ]
    return open_[1:8:2]


def contradict(
    reports: dict[tuple[str, int], Report], rounds: tuple[Round, ...], named: list[str]
) -> Iterator[Conflict]:
    """Let four States contradict themselves, and yield where."""
    back_and_forth, not_unchanged, total, traced = named
    early, middle, late = [round.year for round in rounds if round.year >= 2010][-3:]
    concept = "C:P3.2"
    for year, value in ((early, "yes"), (middle, "no"), (late, "yes")):
        put(reports, back_and_forth, year, concept, kind=value, value=value, unchanged_since=None)
    yield Conflict("yes, then no, then yes", back_and_forth, (early, middle, late), (concept,))
    put(reports, not_unchanged, middle, concept, kind="yes", value="yes", unchanged_since=None)
    put(reports, not_unchanged, late, concept, kind="unchanged", value="no", unchanged_since=middle)
    yield Conflict("unchanged since a report that says otherwise", not_unchanged, (middle, late), (concept,))
    parts = ("C:1.1.d.men", "C:1.1.d.women", "C:P1.1")
    put(reports, total, late, "C:1.1", kind="yes", value="yes", unchanged_since=None)
    for each, number in zip(parts, ("6", "4", "5"), strict=True):
        put(reports, total, late, each, kind="answered", value=number, unchanged_since=None)
    yield Conflict("a total below its parts", total, (late,), parts)
    put(reports, traced, late, "C:P6.3.count", kind="answered", value="3", unchanged_since=None)
    put(reports, traced, late, "C:P6.3.traced", kind="answered", value="7", unchanged_since=None)
    yield Conflict("more traced than seized", traced, (late,), ("C:P6.3.count", "C:P6.3.traced"))


def put(reports: Reports, code: str, year: int, concept: str, **changes: object) -> None:
    """Change what a report says to a concept: its line, or the one of the first entry of a list."""
    report, done = reports[code, year], False
    lines: list[Line] = []
    for line in report.lines:
        here = not done and concepts()[line.item.key] == concept
        done = done or here
        lines.append(line._replace(**changes) if here else line)  # type: ignore[arg-type]
    if not done:
        item = next(item for item in read(report.edition).questions if concepts()[item.key] == concept)
        path = item.path.replace(item.within, f"{item.within}[1]", 1) if item.within else item.path
        lines.append(Line(item, path, 1 if item.within else 0, "no_answer")._replace(**changes))  # type: ignore[arg-type]
    reports[code, year] = replace(report, lines=tuple(lines))
