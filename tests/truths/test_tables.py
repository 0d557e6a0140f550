"""The tables that every figure reads find what was planted: who is there, what is said, what it comes to."""

from collections import Counter
from typing import Any

import duckdb
import pytest

from bench.world import World
from bench.world.files import own_indicators
from bench.world.forms import concepts, read

TRENDS = (
    "rising",
    "falling",
    "silence",
    "skipped",
    "old-words",
    "new-words",
    "widened",
    "unchanged",
    "restricted",
)
SAID = """
SELECT p.round, CASE WHEN p.presence <> 'reported' THEN p.presence ELSE coalesce(g.said, 'not_asked') END AS said,
       count(*) FROM presence p LEFT JOIN (SELECT * FROM given WHERE concept = ?) g
       ON g.state = p.state AND g.round = p.round WHERE p.is_member GROUP BY ALL
"""


@pytest.mark.rows("A2")
def test_every_state_is_in_every_round_as_what_it_was(tables: duckdb.DuckDBPyConnection, world: World) -> None:
    found = {
        (state, year): (presence, member)
        for state, year, presence, member in tables.execute(
            "SELECT state, round, presence, is_member FROM presence"
        ).fetchall()
    }
    wanted = {}
    for state in world.states:
        for round in world.rounds:
            member = state.is_member(round.year)
            reported = (state.code, round.year) in world.reports
            left = state.until is not None and state.until.year < round.year
            absent = "no_longer_a_state" if left else "not_yet_a_state" if state.since.year > round.year else ""
            wanted[state.code, round.year] = ("reported" if reported else absent or "did_not_report", member)
    assert found == wanted


@pytest.mark.rows("A2")
def test_late_and_former_members_are_no_states_without_a_report(
    tables: duckdb.DuckDBPyConnection, expected: Any
) -> None:
    by_state: dict[str, dict[str, list[int]]] = {}
    for state, presence, years in tables.execute(
        "SELECT state, presence, list(round ORDER BY round) FROM presence GROUP BY ALL"
    ).fetchall():
        by_state.setdefault(state, {})[presence] = years
    truth = expected("histories")
    assert by_state["SSD"]["not_yet_a_state"] == truth["SSD"]["not_yet_a_state"]
    assert by_state["SCG"]["no_longer_a_state"] == truth["SCG"]["no_longer_a_state"]
    for code, its in truth.items():
        assert by_state[code]["reported"] == its["reports"], code


@pytest.mark.rows("A2", "A3")
@pytest.mark.parametrize("name", TRENDS)
def test_what_members_say_is_counted_with_every_silence_apart(
    tables: duckdb.DuckDBPyConnection, world: World, name: str
) -> None:
    truth = world.truths[name]
    found: dict[int, dict[str, int]] = {year: {} for year in truth.where["rounds"]}
    for year, said, count in tables.execute(SAID, [truth.where["concept"]]).fetchall():
        found[year][said] = count
    for year, point in truth.expected.items():
        wanted = {key: count for key, count in point["said"].items() if count and not key.startswith("told_")}
        assert found[year] == {key: count for key, count in wanted.items() if key != "members"}, year
        assert sum(found[year].values()) == wanted["members"]


@pytest.mark.rows("A2")
def test_unchanged_is_read_as_what_it_stands_for(tables: duckdb.DuckDBPyConnection, expected: Any) -> None:
    plain = "SELECT count(*) FROM given WHERE concept = 'C:P3.11' AND round = 2024 AND {} = 'yes'"
    told = tables.execute(plain.format("kind")).fetchone()
    said = tables.execute(plain.format("said")).fetchone()
    point = expected("unchanged")[2024]["said"]
    assert told == (point["told_yes"],)
    assert said == (point["yes"],)
    assert point["told_yes"] < point["yes"]


@pytest.mark.rows("A2")
def test_what_is_kept_back_has_no_value(tables: duckdb.DuckDBPyConnection, expected: Any) -> None:
    assert tables.execute("SELECT count(*) FROM given WHERE kind = 'restricted' AND value <> ''").fetchone() == (0,)
    assert all(point["said"].get("restricted") for year, point in expected("restricted").items() if year >= 2010)


@pytest.mark.rows("A2", "A4")
def test_an_edition_that_does_not_ask_has_no_line_of_it(tables: duckdb.DuckDBPyConnection, expected: Any) -> None:
    """A gap in a series is a gap: neither a zero, nor the figure of another question."""
    for name in ("skipped", "old-words", "new-words"):
        concept = {"skipped": "C:P3.6", "old-words": "B:5.12", "new-words": "C:P3.12"}[name]
        years = tables.execute("SELECT list_distinct(list(round)) FROM given WHERE concept = ?", [concept]).fetchone()
        assert years is not None
        asked = {year for year, point in expected(name).items() if "not_asked" not in point["said"]}
        assert set(years[0]) == {year for year in asked if year != 2006}, name


@pytest.mark.rows("A4")
def test_questions_of_all_editions_meet_in_the_concept_that_the_forms_name(tables: duckdb.DuckDBPyConnection) -> None:
    found = dict(tables.execute("SELECT key, concept FROM questions").fetchall())
    assert found == {item.key: concepts()[item.key] for edition in "ABC" for item in read(edition).items}
    assert (found["A:8.2"], found["B:7.2"], found["A:6.15"]) == ("C:4.1.2", "C:4.1.2", "B:5.12")


@pytest.mark.rows("A1", "A2")
def test_every_report_comes_to_what_was_worked_out_apart(tables: duckdb.DuckDBPyConnection, world: World) -> None:
    """Each commitment of the product and of this world, for each report, with its bounds."""
    found: dict[tuple[str, int, str], Any] = {
        (name, year, state): (outcome, (low, high) if low is not None else None)
        for name, year, state, outcome, low, high in tables.execute(
            "SELECT indicator, round, state, outcome, low, high FROM outcomes "
            "WHERE (state, round) IN (SELECT (state, round) FROM reports)"
        ).fetchall()
    }
    wanted = {
        (row["name"], year, state): world.told.outcome(row["expression"], state, year)
        for row in own_indicators()
        for state, year in world.reports
    }
    assert {key: (found.get(key), wanted[key]) for key in wanted if found.get(key) != wanted[key]} == {}
    assert found.keys() == wanted.keys()
    counts = Counter(outcome for outcome, _ in wanted.values())
    assert counts.keys() == {"met", "developing", "not_met", "unknown", "not_asked", "not_applicable"}
    assert min(counts.values()) > 10


def test_who_did_not_report_is_not_counted_as_without_the_commitment(tables: duckdb.DuckDBPyConnection) -> None:
    absent = tables.execute(
        "SELECT DISTINCT outcome, low, high FROM outcomes "
        "WHERE (state, round) NOT IN (SELECT (state, round) FROM reports) ORDER BY outcome"
    ).fetchall()
    assert absent == [("did_not_report", 0, 2), ("no_longer_a_state", 0, 2), ("not_yet_a_state", 0, 2)]
