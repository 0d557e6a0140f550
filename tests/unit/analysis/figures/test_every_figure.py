"""What holds for every figure: it says what is missing, it can be drawn, and it runs in DuckDB's own shell."""

import subprocess
import sys
from pathlib import Path

import pytest

from poaiss.analysis import figuring
from poaiss.analysis.charts import Drawing
from poaiss.analysis.charts.drawing import draw
from tests.unit.analysis.figures.folders import Computed, as_read_back, from_shell

pytestmark = [pytest.mark.rows("A1", "A10")]

OF_ONE_ROUND = [
    "assistance-kinds",
    "assistance-kinds-by-section",
    "assistance-proposals",
    "assistance-requested",
    "changes-brokering",
    "completeness",
    "coordination-gender",
    "languages",
    "laws",
    "laws-areas",
    "measures-progress",
    "participation-world",
    "quantities",
    "record-retention",
    "sdg-16-4-2",
    "silence",
]
OVER_ROUNDS = [
    "participation-groups-over-rounds",
    "participation-over-rounds",
    "quantities-over-rounds",
    "reporting-frequency",
    "trend-brokering",
]
ALL = sorted([*OF_ONE_ROUND, *OVER_ROUNDS])


@pytest.mark.parametrize("name", OF_ONE_ROUND)
def test_a_round_that_is_not_held_here_is_not_a_round_without_reports(folder: Path, name: str) -> None:
    assert Computed(folder, name, 2026).empty == "The reports of the round of 2026 are not held here."


@pytest.mark.parametrize("name", OF_ONE_ROUND)
def test_a_round_without_a_report_says_so(folder: Path, name: str) -> None:
    assert Computed(folder, name, 2028).empty == "No report of the round of 2028 is published here."


@pytest.mark.parametrize("name", OVER_ROUNDS)
def test_over_the_rounds_there_is_nothing_before_the_first_that_is_held(folder: Path, name: str) -> None:
    assert Computed(folder, name, 2016).empty != ""


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("year", [2016, 2018, 2020, 2022, 2024, 2026, 2028])
def test_each_round_gives_sentences_and_a_chart_or_says_what_is_missing(folder: Path, name: str, year: int) -> None:
    found = Computed(folder, name, year)
    if found.empty:
        assert found.empty.endswith(".")
        return
    assert found.finding
    assert found.denominator
    for sentence in (found.finding, found.denominator):
        assert "%(" not in sentence
        assert "None" not in sentence.replace("None of the States", "")
    found.chart  # noqa: B018
    for row in found.result.rows:
        for column in found.figure.columns:
            found.words.cell(column.kind, row[column.name])


def test_every_figure_is_drawn(folder: Path) -> None:
    drawings = []
    for name in ALL:
        found = Computed(folder, name, 2024)
        assert not found.empty, name
        drawings.append(Drawing(name, found.chart, alt=found.finding))
    for name, picture in zip(ALL, draw(drawings), strict=True):
        assert picture.svg.startswith(b"<svg"), name
        assert b"could not be drawn" not in picture.svg, name


@pytest.mark.parametrize("name", ALL)
def test_the_script_gives_the_same_rows_in_duckdbs_own_shell(folder: Path, name: str) -> None:
    shell = Path(sys.executable).parent / "duckdb"
    here = Computed(folder, name, 2024)
    answer = subprocess.run(
        [shell, "-json", "-bail", "-c", figuring.script(here.figure, 2024)],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert from_shell(answer.stdout) == [as_read_back(row) for row in here.result.rows]


@pytest.mark.parametrize("name", ALL)
def test_computing_twice_gives_the_same_digest(folder: Path, name: str) -> None:
    assert Computed(folder, name, 2024).result.sha256 == Computed(folder, name, 2024).result.sha256
