"""Silences, participation, changes and trends: the numbers, counted by hand."""

from pathlib import Path
from typing import Any

import pytest

from poaiss.analysis.charts import Multiples, Tiles
from tests.unit.analysis.figures.folders import Computed, Folder

pytestmark = [pytest.mark.rows("A2", "A3", "A11")]


def test_every_kind_of_answer_and_of_silence_by_section(folder: Path) -> None:
    found = Computed(folder, "silence", 2024)
    parts = ("section", "yes", "developing", "no", "answered", "restricted", "no_answer", "not_applicable", "asked")
    assert found.table(*parts) == [
        ("1", 0, 0, 0, 5, 0, 1, 0, 6),
        ("2", 0, 0, 0, 1, 0, 0, 1, 1),
        ("4", 5, 1, 2, 0, 0, 3, 1, 11),
        ("5", 3, 0, 3, 2, 1, 1, 0, 10),
        ("6", 1, 0, 4, 1, 0, 2, 0, 8),
        ("7", 0, 0, 0, 4, 1, 1, 0, 6),
        ("11", 0, 0, 0, 3, 0, 1, 0, 4),
    ]
    assert found.finding == "35 of 46 (76.1%) questions were answered, fewest under “Section 7” (66.7%)"
    assert found.denominator == "46 questions that applied, in 6 reports"


def test_completeness_names_nobody(folder: Path) -> None:
    found = Computed(folder, "completeness", 2024)
    assert found.table("band_from", "found") == [
        (0.0, 0),
        (0.1, 0),
        (0.2, 1),
        (0.3, 0),
        (0.4, 0),
        (0.5, 0),
        (0.6, 0),
        (0.7, 2),
        (0.8, 1),
        (0.9, 2),
    ]
    assert found.result.rows[0]["median"] == pytest.approx((8 / 11 + 4 / 5) / 2, abs=1e-6)
    assert "state" not in found.result.rows[0]


def test_so_few_reports_would_be_named_by_their_band(folder: Path) -> None:
    assert Computed(folder, "completeness", 2020).empty == (
        "Fewer than 5 reports: how complete each of them is would say whose it is."
    )


def test_a_round_of_blanks_is_silent_and_not_empty(folder: Path) -> None:
    found = Computed(folder, "silence", 2022)
    assert found.empty == ""
    assert found.finding == "0 of 10 (0%) questions were answered, fewest under “Section 4” (0%)"


def test_participation_over_rounds_says_nothing_of_a_round_not_held(folder: Path) -> None:
    found = Computed(folder, "participation-over-rounds", 2024)
    assert found.table("round", "held", "reported", "did_not_report", "members") == [
        (2016, False, None, None, 8),
        (2018, True, 3, 5, 8),
        (2020, True, 1, 7, 8),
        (2022, True, 2, 6, 8),
        (2024, True, 6, 2, 8),
    ]
    assert found.finding == "6 of 8 (75%) Member States reported in 2024, against 3 of 8 (37.5%) in 2018"
    assert [bar.label for bar in found.chart.bars] == ["2018", "2020", "2022", "2024"]


def test_participation_of_groups(folder: Path) -> None:
    found = Computed(folder, "participation-groups-over-rounds", 2024)
    rows = [row for row in found.table("regional_group", "round", "reported", "members") if row[1] == 2024]
    assert rows == [
        ("african", 2024, 3, 3),
        ("asia_pacific", 2024, 0, 2),
        ("eastern_european", 2024, 1, 1),
        ("grulac", 2024, 1, 1),
        ("weog", 2024, 1, 1),
    ]


def test_the_world_has_a_tile_for_each_state(folder: Path) -> None:
    found = Computed(folder, "participation-world", 2024)
    assert found.table("state", "presence") == [
        ("XAV", "reported"),
        ("XBO", "reported"),
        ("XCE", "reported"),
        ("XDR", "reported"),
        ("XES", "reported"),
        ("XFE", "reported"),
        ("XGE", "did_not_report"),
        ("XIL", "did_not_report"),
    ]
    chart = found.chart
    assert isinstance(chart, Tiles)
    assert len({(tile.column, tile.row) for tile in chart.tiles}) == 8
    assert (chart.tiles[0].name, chart.tiles[0].tone) == ("Avaria", "yes")


def test_how_often_each_has_reported(folder: Path) -> None:
    found = Computed(folder, "reporting-frequency", 2024)
    assert found.table("times", "states") == [(0, 2), (1, 3), (2, 1), (3, 1), (4, 1)]
    assert found.finding == ("2 of 8 (25%) Member States reported in none of the 4 rounds held here; 1 reported in all")


def test_languages_and_what_is_published_whole(folder: Path) -> None:
    found = Computed(folder, "languages", 2024)
    assert found.table("language", "written", "whole", "with_restricted") == [
        ("ar", 0, 0, 0),
        ("zh", 0, 0, 0),
        ("en", 2, 2, 0),
        ("fr", 2, 1, 1),
        ("ru", 1, 1, 0),
        ("es", 1, 0, 1),
    ]


def two_rounds(path: Path) -> Path:
    """Return a folder in which each way to move from 2020 to 2024 occurs once."""
    made = Folder(path)
    moves: dict[str, tuple[Any, Any]] = {
        "XAV": ("no", "developing"),
        "XBO": ("yes", "no"),
        "XCE": ("developing", "developing"),
        "XDR": ("-", "yes"),
        "XES": (None, "yes"),
        "XGE": ("restricted", "no"),
    }
    for state, (before, now) in moves.items():
        made.report(state, 2020, {"4.1": before, "4.2": "yes"})
        made.report(state, 2024, {"4.1": now, "4.2": "yes"})
    made.report("XFE", 2024, {"4.1": "yes", "4.2": "yes"})
    made.report("XIL", 2020, {"4.1": "no", "4.2": "no"})
    return made.written()


CHANGES = ("indicator", "comparison", "compared", "both_rounds", "up", "same", "down", "unknown", "not_applicable")


def test_changes_are_of_the_states_that_reported_twice(tmp_path: Path) -> None:
    found = Computed(two_rounds(tmp_path), "changes-brokering", 2024)
    assert found.table(*CHANGES)[0] == ("laws", "compared", 2020, 6, 1, 1, 1, 2, 1)
    assert found.table(*CHANGES)[3] == ("later", "compared", 2020, 6, 0, 6, 0, 0, 0)
    assert found.denominator == "Up to 6 States that reported in 2024 and in the round compared (2020)"


def test_a_change_of_the_form_is_no_change_of_the_states(folder: Path) -> None:
    found = Computed(folder, "changes-brokering", 2020)
    assert found.table(*CHANGES, "not_comparable") == [
        ("laws", "compared", 2018, 1, 0, 1, 0, 0, 0, 0),
        ("both", "new", None, 0, 0, 0, 0, 0, 0, 0),
        ("either", "not_comparable", 2018, 1, 0, 0, 0, 0, 0, 1),
        ("later", "new", None, 0, 0, 0, 0, 0, 0, 0),
    ]


def test_a_blank_cannot_be_told(folder: Path) -> None:
    found = Computed(folder, "changes-brokering", 2022)
    assert found.table(*CHANGES)[0] == ("laws", "compared", 2020, 1, 0, 0, 0, 1, 0)
    assert found.finding == "No State answers the questions of this theme clearly in both rounds"


def test_nobody_has_reported_before(folder: Path) -> None:
    assert Computed(folder, "changes-brokering", 2018).empty == (
        "No State that reported in 2018 has reported in an earlier round held here."
    )


TREND = ("round", "asked", "met", "unknown", "did_not_report", "share", "least", "most", "broken")


def test_a_trend_has_bounds_for_silence_and_for_who_did_not_report(folder: Path) -> None:
    found = Computed(folder, "trend-brokering", 2024)
    rows = found.table("indicator", *TREND)
    assert [row[1:] for row in rows if row[0] == "laws"] == [
        (2018, 3, 1, 0, 5, 0.333333, 0.125, 0.75, False),
        (2020, 1, 0, 0, 7, 0.0, 0.0, 0.875, False),
        (2022, 2, 0, 2, 6, None, 0.0, 1.0, False),
        (2024, 6, 3, 1, 2, 0.6, 0.375, 0.75, False),
    ]


def test_a_trend_breaks_where_the_form_asks_other_questions(folder: Path) -> None:
    found = Computed(folder, "trend-brokering", 2024)
    rows = found.table("indicator", "round", "asked", "broken")
    assert [row[1:] for row in rows if row[0] == "either"] == [
        (2018, 3, False),
        (2020, 1, True),
        (2022, 2, False),
        (2024, 6, False),
    ]
    assert [row[1:] for row in rows if row[0] == "both"] == [
        (2018, 0, False),
        (2020, 1, False),
        (2022, 2, False),
        (2024, 6, False),
    ]
    assert "later" not in {row[0] for row in rows}
    assert found.finding == (
        "“The either”: reported as done by 0 of 1 (0%) in 2020 and by 4 of 4 (100%) in 2024; what is not said could "
        "explain the difference"
    )


def test_a_trend_draws_no_share_where_there_is_none(folder: Path) -> None:
    chart = Computed(folder, "trend-brokering", 2024).chart
    assert isinstance(chart, Multiples)
    moments = {panel.title: panel.chart.lines[0].moments for panel in chart.panels}  # type: ignore[union-attr]
    assert [(each.year, each.value, each.least, each.most) for each in moments["The laws"]][2] == (2022, None, 0, 100)
    assert [each.broken for each in moments["The either"]] == [False, True, False, False]


def test_a_round_that_hardly_anybody_answered_is_not_drawn_as_a_share(tmp_path: Path) -> None:
    made = Folder(tmp_path)
    made.report("XAV", 2020, {"4.1": "yes", "4.2": "yes"})
    for state in ("XAV", "XBO", "XCE", "XDR", "XES", "XFE", "XGE", "XIL"):
        made.report(state, 2024, {"4.1": "no", "4.2": "no"})
    found = Computed(made.written(), "trend-brokering", 2024)
    assert [moment.value for moment in found.chart.panels[0].chart.lines[0].moments] == [100, 0]
    from poaiss.analysis.figures.trend import is_thin

    assert is_thin({"share": 1.0, "met": 1, "developing": 0, "not_met": 0}, fullest=11)
    assert not is_thin({"share": 1.0, "met": 1, "developing": 0, "not_met": 0}, fullest=10)
