"""From published reports to an effect: windows, what counts, and planted effects that come back (N19)."""

import datetime as dt
import random
from pathlib import Path

import duckdb
import pytest

from bench.world import files, small
from poaiss.analysis import reading as analysis
from poaiss.assistance.effects.estimating import Estimate, Standing, Thin, changes
from poaiss.assistance.effects.reading import Effect, Window, standings, told, window_of
from poaiss.assistance.models import Project
from tests.truths.conftest import layout

pytestmark = pytest.mark.rows("N19")
ROUNDS = [2014, 2016, 2018, 2020, 2022, 2024]
WINDOW = Window(2018, 2024)


@pytest.mark.parametrize(
    ("starts", "ends", "expected"),
    [
        (dt.date(2019, 1, 1), dt.date(2021, 1, 1), Window(2018, 2022)),
        (dt.date(2018, 6, 1), dt.date(2022, 1, 1), Window(2018, 2024)),
        (dt.date(2013, 1, 1), dt.date(2021, 1, 1), None),
        (dt.date(2019, 1, 1), dt.date(2024, 1, 1), None),
        (dt.date(2019, 1, 1), dt.date(2999, 1, 1), None),
        (None, dt.date(2021, 1, 1), None),
        (dt.date(2019, 1, 1), None, None),
    ],
)
def test_the_window_is_the_last_report_before_and_the_first_after(
    starts: dt.date | None, ends: dt.date | None, expected: Window | None
) -> None:
    assert window_of(ROUNDS, starts, ends) == expected


def planted(effect: float, helped: int, others: int, seed: int = 7) -> duckdb.DuckDBPyConnection:
    """Return outcomes in which everybody gains 0.1 by itself, and the States H… gain EFFECT more."""
    rng = random.Random(seed)  # noqa: S311
    connection = duckdb.connect()
    connection.execute("CREATE TABLE indicators AS SELECT 'c' || n AS name, 'stockpiles' AS theme FROM range(20) t(n)")
    connection.execute(
        "CREATE TABLE outcomes (state VARCHAR, round INT, indicator VARCHAR, basis INT, outcome VARCHAR)"
    )
    rows = []
    for state in [*(f"H{n}" for n in range(helped)), *(f"O{n}" for n in range(others))]:
        base = rng.uniform(0.3, 0.5)
        for year, share in ((2018, base), (2024, base + 0.1 + (effect if state[0] == "H" else 0))):
            rows += [(state, year, f"c{n}", 1, "met" if rng.random() < share else "not_met") for n in range(20)]
    connection.execute(f"INSERT INTO outcomes VALUES {', '.join(map(str, rows))}")  # many at once: one by one is slow
    return connection


def effect_in(connection: duckdb.DuckDBPyConnection, helped: int) -> Effect:
    """Return what is told of a project of the first assisted State."""
    found = changes(standings(connection, "stockpiles", WINDOW), 2018, 2024)
    return told(Project(state_id="H0", theme="stockpiles"), found, {f"H{n}" for n in range(helped)}, WINDOW)


@pytest.mark.parametrize("effect", [0.0, 0.3])
def test_a_planted_effect_comes_back_and_none_is_made_up(effect: float) -> None:
    inside, tells = 0, 0
    for seed in range(40):
        found = effect_in(planted(effect, 12, 40, seed), 12).group
        assert isinstance(found, Estimate)
        inside += found.low <= effect <= found.high
        tells += found.tells
    assert inside >= 34
    assert tells >= 38 if effect else tells <= 6


@pytest.mark.parametrize(
    ("helped", "others", "group", "one"),
    [
        (4, 40, Thin.FEW_ASSISTED, None),
        (8, 5, Thin.FEW_OTHERS, Thin.FEW_OTHERS),
        (8, 0, Thin.FEW_OTHERS, Thin.FEW_OTHERS),
    ],
)
def test_thin_data_tell_nothing(helped: int, others: int, group: Thin, one: Thin | None) -> None:
    found = effect_in(planted(0.5, helped, others), helped)
    assert found.group == group
    assert found.one == one or (one is None and isinstance(found.one, Estimate))


def test_only_what_was_asked_alike_in_both_rounds_counts() -> None:
    connection = planted(0, 1, 0)
    connection.execute("UPDATE outcomes SET basis = 2 WHERE round = 2024 AND indicator IN ('c0', 'c1')")
    connection.execute("UPDATE outcomes SET outcome = 'not_applicable' WHERE round = 2018 AND indicator = 'c2'")
    connection.execute("UPDATE outcomes SET outcome = 'unknown' WHERE round = 2024 AND indicator = 'c3'")
    connection.execute("DELETE FROM outcomes WHERE round = 2018 AND indicator = 'c4'")
    before, after = standings(connection, "stockpiles", WINDOW)
    assert (before.known, before.silent, after.known, after.silent) == (16, 0, 15, 1)
    assert standings(connection, "tracing", WINDOW) == []


def test_it_reads_the_open_data_themselves(tmp_path: Path) -> None:
    world = small()
    others = {name: types for name, types in layout().items() if name != "answers"}
    first, last = world.rounds[-2].year, world.rounds[-1].year
    with analysis.opened(files.write(world, tmp_path, others)) as connection:
        themes = [row["theme"] for row in analysis.rows(connection, "SELECT DISTINCT theme FROM indicators")]
        found: list[Standing] = [each for theme in themes for each in standings(connection, theme, Window(first, last))]
    both = {state for state, year in world.reports if year == first} & {
        state for state, year in world.reports if year == last
    }
    assert {each.state for each in found} <= both
    assert {each.year for each in found} == {first, last}
    assert sum(each.done for each in found) > 0
