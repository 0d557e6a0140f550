"""The figures of the analysis, by name, find what was planted, and pass over what only looks like it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest
from django.utils.translation import override

from bench.world import World
from bench.world.outcomes import parse
from poaiss.analysis import figuring, reading
from poaiss.analysis.figuring import Result
from poaiss.analysis.opendata.worlds import STATES
from poaiss.analysis.words import Words, words_in

LAST = 2024
Computed = Callable[[str, int], Result]
WITH_FORM = (2010, 2014, 2018, 2020, 2024)
"""Rounds with ordinary reports; 2003, 2005 and 2006 are planted to be nearly nothing."""


@pytest.fixture(scope="session")
def words(tables: duckdb.DuckDBPyConnection) -> Iterator[Words]:
    with override("en"):
        yield words_in(tables, "en")


@pytest.fixture(scope="session")
def computed(tables: duckdb.DuckDBPyConnection, words: Words, folder: Path) -> Computed:
    known, version = figuring.figures(words), reading.data_version(folder)
    kept: dict[tuple[str, int], Result] = {}

    def compute(name: str, year: int) -> Result:
        if (name, year) not in kept:
            kept[name, year] = figuring.compute(tables, known[name], STATES, year, version)
        return kept[name, year]

    return compute


def row_of(result: Result, **wanted: Any) -> dict[str, Any]:
    """Return the one row with these values."""
    rows = [row for row in result.rows if all(row[key] == value for key, value in wanted.items())]
    assert len(rows) == 1, (result.name, result.year, wanted, len(rows))
    return rows[0]


def trend(computed: Computed, indicator: str) -> dict[int, dict[str, Any]]:
    """Return the points of a commitment of this world over the rounds, as the figure of its theme has them."""
    return {row["round"]: row for row in computed("trend-coordination", LAST).rows if row["indicator"] == indicator}


@pytest.mark.rows("A1", "A11")
@pytest.mark.parametrize(
    ("truth", "indicator"),
    [
        ("rising", "truth-rising"),
        ("falling", "truth-falling"),
        ("silence", "truth-silent"),
        ("skipped", "truth-skipped"),
        ("restricted", "truth-restricted"),
    ],
)
@pytest.mark.parametrize("year", WITH_FORM)
def test_shares_come_with_bounds_that_hold_the_truth(
    computed: Computed, expected: Any, truth: str, indicator: str, year: int
) -> None:
    """Reported, at least and at most are what was counted apart, and what is true lies between."""
    row, point = row_of(computed("commitments-coordination", year), indicator=indicator), expected(truth)[year]
    if point["bounds"] is None:
        assert row["share"] is None
        assert row["not_asked"] == point["said"]["not_asked"]
        return
    found = {"worst": row["least"], "reported": row["share"], "best": row["most"]}
    assert found == pytest.approx(point["bounds"], abs=1e-6)
    assert row["least"] - 1e-6 <= point["true"] <= row["most"] + 1e-6


@pytest.mark.rows("A4", "A11")
def test_silence_that_is_not_random_is_covered_by_the_bounds_and_not_by_the_share(
    computed: Computed, expected: Any
) -> None:
    """The States without the commitment report less: the share overstates, and the bounds say by how much it may."""
    for year in WITH_FORM:
        row = row_of(computed("commitments-coordination", year), indicator="truth-silent")
        assert row["share"] > expected("silence")[year]["true"] + 0.05
        assert row["least"] <= expected("silence")[year]["true"] + 1e-6 < row["most"]


@pytest.mark.rows("A4")
def test_what_rises_rises_and_what_falls_falls(computed: Computed, expected: Any) -> None:
    """Both bounds move the planted way from the first ordinary round to the last, in the same questions."""
    for indicator, name, sign in (("truth-rising", "rising", 1), ("truth-falling", "falling", -1)):
        points = trend(computed, indicator)
        first, last = points[WITH_FORM[0]], points[WITH_FORM[-1]]
        assert sign * (expected(name)[2024]["true"] - expected(name)[2010]["true"]) > 0.2
        assert sign * (last["share"] - first["share"]) > 0.1
        assert sign * (last["least"] + last["most"] - first["least"] - first["most"]) > 0.1
        shares = {year: points[year]["share"] for year in WITH_FORM}
        wanted = {year: expected(name)[year]["bounds"]["reported"] for year in WITH_FORM}
        assert shares == pytest.approx(wanted, abs=1e-6)


@pytest.mark.rows("A4")
def test_a_change_of_edition_is_no_trend(computed: Computed, expected: Any) -> None:
    """Where an edition does not ask, there is no point; where it asks a part, no point or a break says so."""
    skipped = trend(computed, "truth-skipped")
    assert [year for year in WITH_FORM if skipped[year]["share"] is None] == [2018]
    assert skipped[2018]["asked"] == 0
    assert [trend(computed, "truth-partly")[year]["share"] for year in (2018,)] == [None]
    either = trend(computed, "truth-either")
    assert either[2018]["share"] < either[2014]["share"] - 0.2  # what would pass for a fall
    assert either[2018]["broken"]
    assert either[2020]["broken"]
    assert not either[2024]["broken"]


@pytest.mark.rows("A4")
def test_states_are_compared_with_themselves_in_the_same_questions_alone(computed: Computed, world: World) -> None:
    """What edition B asks in another way is compared with the last round that asked the same."""
    for year in (2018, 2020, 2024):
        found = computed("changes-coordination", year)
        rows = {row["indicator"]: row for row in found.rows}
        if year == 2018:
            assert rows["truth-skipped"]["comparison"] == "not_asked"
            assert rows["truth-either"]["comparison"] == "not_comparable"
        for name in ("truth-skipped", "truth-silent", "truth-restricted"):
            row = rows[name]
            assert (row["up"], row["down"]) == moves(world, name, row["compared"], year), (name, year)


@pytest.mark.rows("A4")
def test_a_question_put_to_more_states_is_no_change_of_any_state(computed: Computed, world: World) -> None:
    """Editions A and B ask manufacturing States alone, edition C all: only those asked twice are compared."""
    row = row_of(computed("changes-coordination", 2020), indicator="truth-widened")
    assert (row["up"], row["down"]) == moves(world, "truth-widened", 2018, 2020)
    assert row["up"] + row["down"] + row["same"] < len(world.of_round(2020)) / 2


@pytest.mark.rows("A4")
def test_a_question_put_to_more_states_breaks_the_series(computed: Computed, expected: Any) -> None:
    """What looks like a fall from 2018 to 2020 is that the States without manufacture are asked too."""
    points, truth = trend(computed, "truth-widened"), expected("widened")
    assert truth[2018]["true"] == pytest.approx(truth[2020]["true"], abs=0.05)
    assert points[2020]["share"] < points[2018]["share"] - 0.1
    assert points[2020]["broken"]


def moves(world: World, indicator: str, before: int | None, year: int) -> tuple[int, int]:
    """Return how many States moved up and down on a commitment between two rounds, counted apart."""
    steps = {"met": 2, "developing": 1, "not_met": 0}
    outcomes = world.truths["commitments"].expected[indicator]
    if before is None:
        return 0, 0
    pairs = [(outcomes[before].get(state), now) for state, now in outcomes[year].items()]
    known = [(steps[then[0]], steps[now[0]]) for then, now in pairs if then and then[0] in steps and now[0] in steps]
    return sum(now > then for then, now in known), sum(now < then for then, now in known)


@pytest.mark.rows("A1", "A2")
@pytest.mark.parametrize("year", [2003, 2005, 2006, *WITH_FORM])
def test_participation_counts_members_of_the_day(computed: Computed, expected: Any, world: World, year: int) -> None:
    result, truth = computed("participation", year), expected("participation")[year]
    members = world.told.members(year)
    assert result.total("members") == truth["members"] == len(members)
    assert result.total("reported") == len(set(truth["states"]) & set(members))
    by_group = {row["regional_group"]: row["reported"] for row in result.rows}
    groups = {state.code: state.row["regional_group"] for state in world.states}
    assert by_group == {
        group: sum(groups[code] == group for code in truth["states"] if code in members)
        for group in {groups[code] for code in members}
    }
    over = {row["round"]: row["reported"] for row in computed("participation-over-rounds", LAST).rows}
    assert over[year] == result.total("reported")


@pytest.mark.rows("A7")
def test_the_share_of_traced_weapons_comes_out_with_both_parts(computed: Computed, expected: Any) -> None:
    result, truth = computed("sdg-16-4-2", LAST), expected("sdg")[LAST]
    usable = [row for row in result.rows if row["standing"] == "usable"]
    by_state: dict[str, list[int]] = {}
    for row in usable:
        sums = by_state.setdefault(row["state"], [0, 0])
        sums[0] += int(row["numerator"])
        sums[1] += int(row["denominator"])
    assert by_state == truth["by_state"]
    assert sum(row["standing"] == "denominator_only" for row in result.rows) == truth["entries_without_numerator"]
    assert (sum(row["numerator"] for row in usable), sum(row["denominator"] for row in usable)) == (
        truth["numerator"],
        truth["denominator"],
    )


@pytest.mark.rows("A6")
@pytest.mark.parametrize("year", WITH_FORM)
def test_needs_by_section_are_who_asks_for_them(
    computed: Computed, expected: Any, tables: duckdb.DuckDBPyConnection, year: int
) -> None:
    """Sections 1 to 5 of edition C; in earlier editions the same questions stand in the sections of their forms."""
    found = {row["section"]: row["yes"] for row in computed("assistance-requested", year).rows}
    wanted = expected("needs")[year]
    if year >= 2020:
        assert {section: found[section] for section in wanted} == {key: len(its) for key, its in wanted.items()}
    else:
        assert wanted["1"] == []  # edition C alone asks there
        assert {section: found[section] for section in "234"} == {section: len(wanted[section]) for section in "234"}


@pytest.mark.rows("A1")
def test_women_and_men_are_summed_over_those_that_give_both(computed: Computed, world: World) -> None:
    for pair, (women, men) in {"C:1.1.d": ("women", "men"), "C:P5.4": ("women", "men")}.items():
        row = row_of(computed("coordination-gender", LAST), pair=pair)
        sums = [0.0, 0.0, 0]
        for code, year in world.reports:
            lines = [world.told.lines(code, LAST, f"{pair}.{who}") for who in (women, men)] if year == LAST else []
            values = [its[0].value for its in lines if its and its[0].value]
            if len(values) == 2:
                sums = [sums[0] + float(values[0]), sums[1] + float(values[1]), sums[2] + 1]
        assert (row["women"], row["men"], row["states"]) == tuple(sums)
        assert row["share"] == pytest.approx(sums[0] / (sums[0] + sums[1]), abs=1e-6)


@pytest.mark.rows("A15")
@pytest.mark.parametrize("year", [2003, 2005, 2006])
def test_rounds_with_nothing_or_nearly_nothing_leave_every_figure_standing(
    tables: duckdb.DuckDBPyConnection, words: Words, folder: Path, year: int
) -> None:
    """No report, one report, all blank: each figure computes, and says something in words."""
    version = reading.data_version(folder)
    with override("en"):
        for figure, result, problem in figuring.every(tables, STATES, year, version, words):
            assert problem is None, figure.name
            assert result is not None
            said = figure.empty(result, words) or figure.finding(result, words)
            assert said.strip(), figure.name
            if figure.empty(result, words) == "":
                assert figure.denominator(result, words).strip(), figure.name
                figure.chart(result, words)


def test_the_expressions_of_this_world_are_read_as_the_product_reads_them(tables: duckdb.DuckDBPyConnection) -> None:
    from poaiss.analysis.indicators.expressions import parse as product

    for name, expression in tables.execute("SELECT name, expression FROM indicators").fetchall():
        ours = [
            (clause, place, *term)
            for clause, terms in enumerate(parse(expression), start=1)
            for place, term in enumerate(terms, start=1)
        ]
        theirs = [
            (each.clause, each.term, each.concept, each.test.value, each.argument) for each in product(expression)
        ]
        assert ours == theirs, name
