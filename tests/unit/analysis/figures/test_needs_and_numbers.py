"""Needs, quantities, SDG 16.4.2, women and men, measures, records, laws: the numbers, counted by hand."""

from pathlib import Path

import pytest

from tests.unit.analysis.figures.folders import Computed, Folder

pytestmark = [pytest.mark.rows("A1", "A7", "A8")]


def test_a_section_that_is_silent_or_restricted_is_never_a_no(folder: Path) -> None:
    found = Computed(folder, "assistance-requested", 2024)
    assert found.table("section", "yes", "no", "no_answer", "restricted", "not_applicable") == [
        ("5", 2, 2, 1, 1, 0),
        ("6", 1, 4, 1, 0, 0),
    ]
    assert found.finding == (
        "2 of 6 (33.3%) States that reported in 2024 ask for assistance, most often with “Section 5” (2)"
    )
    assert found.denominator == "6 reports of the round of 2024"


def test_a_section_that_asks_twice_is_one_request(folder: Path) -> None:
    found = Computed(folder, "assistance-requested", 2018)
    assert found.table("section", "yes", "no", "no_answer") == [("5", 1, 1, 1)]


def test_nobody_asking_is_said(folder: Path) -> None:
    assert (
        Computed(folder, "assistance-requested", 2020).finding
        == "None of the States that reported in 2020 asks for assistance"
    )


def test_kinds_of_assistance_by_request_and_by_state(folder: Path) -> None:
    found = Computed(folder, "assistance-kinds", 2024)
    assert found.table("kind", "requests", "states") == [
        ("C:P5.90.1 training", 3, 2),
        ("C:P5.90.1 equipment", 1, 1),
    ]
    assert found.finding == "“training in words” is asked for most: in 3 of 3 (100%) requests, by 2 States"


def test_needs_in_words_are_put_into_no_kind(folder: Path) -> None:
    found = Computed(folder, "assistance-kinds", 2018)
    assert found.table("kind", "requests", "states") == [("in_words", 1, 1)]
    assert found.finding == "The requests of 2018 are in the States' own words and are not put into kinds"


def test_kinds_of_assistance_by_section(folder: Path) -> None:
    found = Computed(folder, "assistance-kinds-by-section", 2024)
    assert found.table("section", "law", "training", "equipment", "in_words", "states") == [
        ("5", 0, 2, 1, 0, 2),
        ("6", 0, 1, 0, 0, 1),
    ]


def test_proposals_are_of_the_requests(folder: Path) -> None:
    found = Computed(folder, "assistance-proposals", 2024)
    assert found.table("section", "requests", "yes", "no", "no_answer") == [("5", 2, 1, 1, 0), ("6", 1, 0, 0, 1)]
    assert found.finding == "1 of 3 (33.3%) requests for assistance come with a project proposal"
    assert Computed(folder, "assistance-proposals", 2018).table("requests", "yes", "no") == [(2, 1, 1)]
    assert Computed(folder, "assistance-proposals", 2022).empty == "No report of this round asks for assistance."


def test_zero_is_a_number_and_silence_is_none(folder: Path) -> None:
    found = Computed(folder, "quantities", 2024)
    rows = found.table("quantity", "total", "states", "zero", "silent", "restricted", "asked")
    assert rows[:3] == [
        ("seized", 120.0, 2, 1, 4, 0, 6),
        ("seized-traced", 40.0, 1, 0, 5, 0, 6),
        ("destroyed", None, 0, 0, 0, 0, 0),
    ]
    assert found.finding == "Weapons seized: 120, as given in 2 of 6 (33.3%) reports"


def test_quantities_over_rounds_say_who_was_asked(folder: Path) -> None:
    found = Computed(folder, "quantities-over-rounds", 2024)
    assert found.table("quantity", "round", "total", "states", "asked")[:4] == [
        ("seized", 2018, None, 0, 0),
        ("seized", 2020, None, 0, 1),
        ("seized", 2022, None, 0, 2),
        ("seized", 2024, 120.0, 2, 6),
    ]
    assert found.finding == "Weapons seized: 120 in 2024 (States with a number: 2)"


def test_sdg_as_reported_stands_beside_the_custodians_figures(folder: Path) -> None:
    found = Computed(folder, "sdg-16-4-2", 2024)
    assert found.table("state", "year", "denominator", "numerator", "share", "standing") == [
        ("XAV", 2023, 120.0, 30.0, 0.25, "usable"),
        ("XBO", 2023, 10.0, 11.0, None, "exceeds"),
        ("XCE", 2023, 80.0, None, None, "denominator_only"),
        ("XDR", None, None, None, None, "silent"),
        ("XES", None, None, None, None, "silent"),
        ("XFE", None, None, None, None, "silent"),
    ]
    assert found.table("dated_share", "undated_share")[:3] == [(0.25, 0.24), (None, None), (None, None)]


def test_sdg_says_its_share_its_bounds_and_what_is_not_usable(folder: Path) -> None:
    found = Computed(folder, "sdg-16-4-2", 2024)
    assert found.finding == (
        "The origin of 30 of 120 (25%) weapons seized, found or surrendered was traced or established, as reported "
        "by 1 State"
    )
    assert found.denominator == (
        "1 of 6 (16.7%) reports give both numbers; with the weapons of 1 State that does not say how many were "
        "traced, the share lies between 15% and 55%; not usable, because more weapons are given as traced than there "
        "were: Borovia"
    )


def test_sdg_is_not_asked_in_the_older_edition(folder: Path) -> None:
    assert Computed(folder, "sdg-16-4-2", 2018).empty == (
        "The reports of this round were not asked for the numbers of SDG indicator 16.4.2."
    )
    assert Computed(folder, "sdg-16-4-2", 2020).empty == (
        "No report of this round gives a number for SDG indicator 16.4.2."
    )


def test_women_and_men_are_added_over_the_states_that_give_both(folder: Path) -> None:
    found = Computed(folder, "coordination-gender", 2024)
    assert found.table("pair", "women", "men", "share", "states", "one_alone") == [("C:1.1.d", 4.0, 16.0, 0.2, 2, 1)]
    assert found.finding == ("Members of the national coordination body: 4 of 20 (20%) are women, as given by 2 States")


def test_progress_on_measures(folder: Path) -> None:
    found = Computed(folder, "measures-progress", 2024)
    assert found.table("meeting", "concept", "completed", "under_way", "states") == [
        ("C:P11.2 bms4", "C:P11.bms4.1", 2, 0, 2),
        ("C:P11.2 bms4", "C:P11.bms4.2", 0, 1, 1),
    ]
    assert found.finding == (
        "2 of 6 (33.3%) reporting States say how far measures adopted at earlier meetings have come; 2 of 3 (66.7%) "
        "statements say “completed”"
    )


def test_records_in_other_words_count_for_no_period(folder: Path) -> None:
    parts = ("records", "indefinitely", "floor", "other", "no_answer", "restricted", "not_applicable")
    assert Computed(folder, "record-retention", 2024).table(*parts) == [
        ("C:2.3.2", 1, 0, 0, 0, 0, 1),
        ("C:P3.11.2", 0, 0, 0, 0, 0, 0),
        ("C:P7.8.2", 1, 2, 1, 1, 1, 0),
    ]
    assert Computed(folder, "record-retention", 2018).table(*parts)[2] == ("C:P7.8.2", 0, 0, 1, 1, 0, 0)


def test_laws_by_decade_and_without_a_year(folder: Path) -> None:
    found = Computed(folder, "laws", 2024)
    assert found.table("section", "decade", "laws", "states") == [("3", 2000, 2, 2), ("3", None, 1, 1)]
    assert found.finding == ("3 laws, regulations and procedures are listed, by 2 of 6 (33.3%) reporting States")
    areas = Computed(folder, "laws-areas", 2024)
    assert areas.table("area", "laws", "states") == [
        ("C:P3.1.1.area export", 2, 2),
        ("C:P3.1.1.area import", 1, 1),
    ]


def test_an_older_edition_within_the_round_is_asked_less(tmp_path: Path) -> None:
    made = Folder(tmp_path)
    made.report("XAV", 2024, {("P6.3.count", 1): 7, "P5.90": "no"})
    made.report("XBO", 2024, {"7": "yes", "10": "yes", "11": "no"}, edition="B")
    folder = made.written()
    assert Computed(folder, "quantities", 2024).table("quantity", "total", "states", "silent", "asked")[0] == (
        "seized",
        7.0,
        1,
        0,
        1,
    )
    assert Computed(folder, "assistance-requested", 2024).table("section", "yes", "no") == [("5", 1, 1)]
