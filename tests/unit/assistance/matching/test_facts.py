"""What published reports say for matching: the latest report of each State, and themes reported as done (N13)."""

from pathlib import Path

import pytest

from poaiss.assistance.matching.facts import Done, published_in
from tests.unit.analysis.figures.folders import Folder

pytestmark = pytest.mark.rows("N13")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = Folder(tmp_path_factory.mktemp("done"))
    made.report("XAV", 2022, {"4.1": "yes", "4.2": "yes"})
    made.report("XAV", 2024, {"4.1": "yes", "4.2": "no"})  # what an earlier report said counts no more
    made.report("XBO", 2024, {"4.1": "yes", "4.2": "yes"})
    made.report("XCE", 2022, {"4.1": "yes", "4.2": "yes"})
    made.report("XDR", 2024, {"4.1": None, "4.2": None})
    return made.written()


def test_the_latest_report_of_each_state_counts(folder: Path) -> None:
    found = published_in(folder)
    assert found.last_report == {"XAV": 2024, "XBO": 2024, "XCE": 2022, "XDR": 2024}
    assert found.of("XAV", "brokering") == Done("XAV", "brokering", 2024, met=2, asked=4)
    assert found.of("XBO", "brokering") == Done("XBO", "brokering", 2024, met=4, asked=4)
    assert found.of("XCE", "brokering") == Done("XCE", "brokering", 2022, met=4, asked=4)
    assert found.of("XDR", "brokering") == Done("XDR", "brokering", 2024, met=0, asked=4)
    assert found.of("XES", "brokering") is None
    assert [each.state for each in found.who_did("brokering")] == ["XBO", "XCE"]
    assert found.who_did("marking") == []


def test_done_begins_at_four_in_five() -> None:
    assert Done("XAV", "marking", 2024, met=8, asked=10).is_done
    assert not Done("XAV", "marking", 2024, met=79, asked=100).is_done
    assert not Done("XAV", "marking", 2024, met=0, asked=0).is_done
