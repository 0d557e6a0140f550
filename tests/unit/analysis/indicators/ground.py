"""What the tests of indicators stand on: the form itself, read without the database, and small files."""

import csv
from pathlib import Path

from poaiss.analysis.indicators import Vocabulary
from poaiss.analysis.indicators.expressions import parse
from poaiss.analysis.indicators.reading import COLUMNS, Indicator

PROJECT = Path(__file__).resolve().parents[4]
FORM = PROJECT / "questionnaires" / "poa-iti-c"
OWN = PROJECT / "reference-data" / "indicators" / "poa-iti.csv"
SMALL = Vocabulary(
    questions={
        "C:4.1": ("yes", "no", "developing"),
        "C:4.1.2": ("yes", "no"),
        "C:2.3.2": ("a", "b", "c"),
        "C:P8.9": (),
        "C:4.1.1": (),
    },
    themes={"brokering", "tracing"},
    scheme_themes={"brokering", "tracing"},
    paragraphs={"PoA II.14", "ITI 12(a)"},
)


def sheet(name: str) -> list[dict[str, str]]:
    """Return the rows of a sheet of the newest edition."""
    with (FORM / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def questions_of_the_form() -> dict[str, tuple[str, ...]]:
    """Return the questions of the newest edition with their choices."""
    choices: dict[str, tuple[str, ...]] = {}
    for row in sheet("choices"):
        choices[row["list_name"]] = (*choices.get(row["list_name"], ()), row["name"])
    return {
        f"C:{row['bind::poa:number']}": choices.get(row["type"].partition(" ")[2], ())
        for row in sheet("survey")
        if row["bind::poa:number"]
    }


def line(**cells: str) -> dict[str, str]:
    """Return a row without faults, but for CELLS."""
    sound = {
        "name": "brokers-registered",
        "theme": "brokering",
        "scheme_theme": "brokering",
        "paragraph": "PoA II.14",
        "level": "subsidiary",
        "force": "firm",
        "weight": "",
        "expression": "C:4.1 & C:4.1.2",
        "source": "ours",
        **{column: f"Brokers are registered ({column})" for column in COLUMNS if column.startswith("label")},
    }
    return sound | cells


def written(path: Path, *lines: dict[str, str]) -> Path:
    """Write a file of indicators and return its path."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        writer.writerows(lines)
    return path


def indicator(name: str, theme: str, level: str, force: str) -> Indicator:
    """Return an indicator that matters for its points alone."""
    return Indicator(name, 1, theme, theme, "PoA II.14", level, force, None, parse("C:4.1"), {"en": name})
