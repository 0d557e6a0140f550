"""The small folders."""

from pathlib import Path

import pytest

from tests.unit.analysis.figures.folders import Folder


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with reports of three rounds; in 2026 nothing is held, in 2028 nobody has reported."""
    made = Folder(tmp_path_factory.mktemp("open-data"))
    edition_b(made)
    one_report(made)
    blank_round(made)
    full_round(made)
    made.sdg = [
        {"release": "2026Q3", "state": "XAV", "year": 2023, "value": 25.0},
        {"release": "undated", "state": "XAV", "year": 2023, "value": 24.0},
        {"release": "2026Q3", "state": "XAV", "year": 2020, "value": 99.0},
        {"release": "2024Q1", "state": "XBO", "year": 2023, "value": 77.0},
    ]
    return made.written()


def edition_b(made: Folder) -> None:
    """2018: three States in an older edition."""
    made.report("XAV", 2018, {"7": "no", "10": "yes", "10.1": "two safes", "10.2": "no", "11": "yes", "11.2": "yes"})
    made.report("XBO", 2018, {"7": "developing", "10": "no", "11": None, "19.2": "twenty years"})
    made.report("XCE", 2018, {"7": "yes", "10": "no", "11": "no", "19.2": None}, "fr")


def one_report(made: Folder) -> None:
    """2020: one State alone."""
    made.report("XAV", 2020, {"4.1": "no", "4.2": "no", "P5.90": "no", "P6.90": "no", "P7.8.2": "b"})


def blank_round(made: Folder) -> None:
    """2022: two States that answer nothing."""
    for state in ("XAV", "XBO"):
        made.report(state, 2022, {"4.1": None, "4.2": None, "P5.90": None, "P6.90": None, "P7.8.2": None})


def full_round(made: Folder) -> None:
    """2024: six States of eight."""
    made.report(
        "XAV",
        2024,
        {
            "1.1.d.women": 4,
            "1.1.d.men": 6,
            "2.3.2": "a",
            ("P3.1.1.title", 1): "Arms Act",
            ("P3.1.1.year", 1): 2009,
            ("P3.1.1.area", 1): "export import",
            ("P3.1.1.title", 2): "Order",
            ("P3.1.1.year", 2): None,
            ("P3.1.1.area", 2): None,
            "4.1": "developing",
            "4.2": "yes",
            "P5.90": "yes",
            "P5.90.1": "training equipment",
            "P5.90.3": "yes",
            ("P6.3.count", 1): 100,
            ("P6.3.traced", 1): 40,
            ("P6.3.count", 2): 20,
            ("P6.3.traced", 2): None,
            ("P6.5.year", 1): 2023,
            ("P6.5.denominator", 1): 120,
            ("P6.5.numerator", 1): 30,
            "P6.90": "yes",
            "P6.90.1": "training",
            "P6.90.3": None,
            "P7.8.2": "a",
            "P11.bms4.1": "completed",
            "P11.bms4.2": "under_way",
        },
    )
    made.report(
        "XBO",
        2024,
        {
            "1.1.d.women": 1,
            "1.1.d.men": None,
            "2.3.2": "-",
            ("P3.1.1.title", 1): "Loi sur les armes",
            ("P3.1.1.year", 1): 2001,
            ("P3.1.1.area", 1): "export",
            "4.1": "yes",
            "4.2": "yes",
            "P5.90": "yes",
            "P5.90.1": "training",
            "P5.90.3": "no",
            ("P6.3.count", 1): 0,
            ("P6.5.year", 1): 2023,
            ("P6.5.denominator", 1): 10,
            ("P6.5.numerator", 1): 11,
            "P6.90": None,
            "P7.8.2": "b",
            "P11.bms4.1": "completed",
            "P11.bms4.2": None,
        },
        "fr",
    )
    made.report(
        "XCE",
        2024,
        {
            "1.1.d.women": 0,
            "1.1.d.men": 10,
            "4.1": "no",
            "4.2": None,
            "P5.90": "restricted",
            ("P6.5.year", 1): 2023,
            ("P6.5.denominator", 1): 80,
            ("P6.5.numerator", 1): None,
            "P6.90": "no",
            "P7.8.2": "c",
        },
        "fr",
    )
    made.report("XDR", 2024, {"4.1": "yes", "4.2": "no", "P5.90": "no", "P6.90": "no", "P7.8.2": None}, "ru")
    made.report("XES", 2024, {"4.1": None, "4.2": None, "P5.90": None, "P6.90": "no", "P7.8.2": "restricted"}, "es")
    made.report("XFE", 2024, {"4.1": "yes", "4.2": "-", "P5.90": "no", "P6.90": "no", "P7.8.2": "b"})
