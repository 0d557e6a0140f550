"""Figures from real data (A1, A8), held against what the sources say of themselves."""

import json
from decimal import Decimal

import pytest

from poaiss.analysis import commands, exports, queries
from poaiss.analysis.bars import bars, ticks
from poaiss.analysis.models import Instrument, ReportYear
from poaiss.cli import parser

pytestmark = [pytest.mark.django_db, pytest.mark.rows("A1", "A8")]


def run(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    arguments = parser().parse_args(["analyse", *words])
    assert arguments.run(arguments) == 0
    return capsys.readouterr().out


def test_participation_has_every_year_of_the_source(capsys: pytest.CaptureFixture[str]) -> None:
    found = json.loads(run(capsys, "participation", "--instrument", "unroca", "--format", "json"))
    assert list(found["by_year"]) == [str(year) for year in range(1992, 2023)]
    assert (found["by_year"]["2001"], found["by_year"]["2022"]) == (124, 35)
    assert (found["never"], found["states"], sum(found["by_year"].values())) == (24, 193, 2489)


def test_the_regional_groups_partition_the_members(capsys: pytest.CaptureFixture[str]) -> None:
    found = json.loads(run(capsys, "participation", "--format", "json"))
    sizes = {name: group["states"] for name, group in found["by_group"].items()}
    assert sizes == {"african": 54, "asia_pacific": 54, "eastern_european": 23, "grulac": 33, "weog": 29}
    for year, total in found["by_year"].items():
        assert sum(group["by_year"][year] for group in found["by_group"].values()) == total
    assert sum(group["never"] for group in found["by_group"].values()) == found["never"]


def test_the_denominator_is_the_membership_of_that_year() -> None:
    assert queries.membership([2000, 2003, 2009, 2010, 2011, 2022]) == {
        2000: 189,
        2003: 191,
        2009: 192,
        2010: 192,
        2011: 193,
        2022: 193,
    }


def test_the_text_is_a_table_for_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    lines = run(capsys, "participation").splitlines()
    assert lines[0].split()[:3] == ["year", "reported", "Members"]
    assert lines[11].split()[:2] == ["2001", "124"]
    assert max(map(len, lines[:33])) <= 100


def test_the_programme_of_action_shows_published_totals_alone(capsys: pytest.CaptureFixture[str]) -> None:
    found = json.loads(run(capsys, "participation", "--instrument", "poa", "--format", "json"))
    figures = {(each["value"], each["denominator"]) for each in found["published"]}
    assert {(103.0, 191.0), (107.0, 192.0), (34.0, 192.0)} <= figures or {(103.0, 191.0), (107.0, 192.0)} <= figures
    assert all(each["source"] for each in found["published"])
    assert not ReportYear.objects.filter(instrument=Instrument.POA).exists()


def test_both_releases_of_the_sdg_series_stand_apart(capsys: pytest.CaptureFixture[str]) -> None:
    found = json.loads(run(capsys, "sdg-16-4-2", "--format", "json"))
    sizes = {release: sum(each["times_listed"] for each in rows) for release, rows in found["releases"].items()}
    assert sorted(sizes.values()) == [28, 104]
    greece = next(each for each in found["differences"] if (each["iso3"], each["year"]) == ("GRC", 2017))
    assert sorted(greece["values"].values()) == [3.77, 18.2]
    kingdom = [each for rows in found["releases"].values() for each in rows if each["times_listed"] == 2]
    assert [(each["iso3"], each["year"]) for each in kingdom] == [("GBR", 2021)]


def test_equal_values_are_no_difference() -> None:
    found = queries.sdg_16_4_2()
    differing = {(each.state, each.year) for each in found.differences}
    for state, year, by_release in queries.side_by_side(found):
        values = {each.value for each in by_release.values()}
        assert ((state, year) in differing) == (len(values) > 1)


def test_no_rows_is_a_coded_error(capsys: pytest.CaptureFixture[str]) -> None:
    from poaiss.analysis.models import CoveredState, SdgObservation

    CoveredState.objects.all().delete()
    SdgObservation.objects.all().delete()
    for figure in ("participation", "sdg-16-4-2"):
        arguments = parser().parse_args(["analyse", figure])
        with pytest.raises(commands.NothingKnown) as caught:
            arguments.run(arguments)
        assert caught.value.problem.mend == "Run: poaiss setup"


@pytest.mark.parametrize(("top", "expected"), [(4, [0, 1, 2, 3, 4]), (193, [0, 50, 100, 150]), (1, [0, 1])])
def test_ticks_are_round(top: int, expected: list[int]) -> None:
    assert ticks(top) == expected


def test_bars_keep_proportion_and_frame() -> None:
    chart = bars({2000: 50, 2001: 100}, {2000: 100, 2001: 200}, height=236)
    first, second = chart.bars
    assert (first.height, second.height, second.frame_height) == (50.0, 100.0, 200.0)
    assert [bar.shows_label for bar in chart.bars] == [True, False]


def test_the_csv_names_the_denominators() -> None:
    head, first, *_ = exports.participation_rows(queries.participation(Instrument.UNROCA))
    assert head[:4] == ["year", "reported", "members", "african (54 States)"]
    assert first[0] == 1992
    rows = list(exports.sdg_rows(queries.sdg_16_4_2()))
    assert any(row[1] == "GRC" and row[3] == 2017 and row[4] == Decimal("18.20") for row in rows)
