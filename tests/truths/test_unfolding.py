"""What is published becomes the rows of the open data, held against rows that were made without the product."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest

from bench.world import World
from bench.world.database import content
from bench.world.files import ANSWERS, LAYOUT, answers, tables
from poaiss.analysis.opendata import parquet, rows, unfolding
from poaiss.questionnaires.queries import current_versions
from poaiss.reporting.models import NationalReport, Round, Snapshot

pytestmark = [pytest.mark.django_db, pytest.mark.rows("A2")]


def snapshots(world: World, year: int) -> list[Snapshot]:
    """Return the reports of a round as publications that are stored nowhere."""
    versions, found = current_versions(), []
    for report in world.of_round(year):
        base: dict[str, Any] = {"state_id": report.state, "round": Round(year=year), "language": report.language}
        version = versions[report.edition]
        found.append(
            Snapshot(
                report=NationalReport(**base, version=version),
                **base,
                version=version,
                number=1,
                content=content(report, version.sha256),
            )
        )
    return found


def unfolded(target: Path, publications: list[Snapshot]) -> list[dict[str, Any]]:
    connection = parquet.writer()
    count = unfolding.write(connection, target, publications, rows.all_questions([]))
    found = connection.execute(f"SELECT * FROM read_parquet('{target}')")
    names = [column[0] for column in found.description or ()]
    assert [(column[0], str(column[1])) for column in found.description or ()] == [
        (name, {"INTEGER": "INTEGER", "DOUBLE": "DOUBLE"}.get(type, "VARCHAR")) for name, type in ANSWERS.items()
    ]
    lines = [dict(zip(names, row, strict=True)) for row in found.fetchall()]
    assert count == len(lines)
    return lines


@pytest.mark.parametrize("year", [2003, 2014, 2018, 2024])
def test_every_line_of_every_publication_is_a_row_in_its_order(tmp_path: Path, world: World, year: int) -> None:
    found = unfolded(tmp_path / "answers.parquet", snapshots(world, year))
    assert found == list(answers(world.of_round(year)))
    assert len(found) > 2000


def test_the_same_publications_give_the_same_bytes(tmp_path: Path, world: World) -> None:
    made = [tmp_path / "one.parquet", tmp_path / "other.parquet"]
    for target in made:
        unfolded(target, snapshots(world, 2024))
    assert made[0].read_bytes() == made[1].read_bytes()


def test_a_round_without_a_publication_has_an_empty_file(tmp_path: Path) -> None:
    assert unfolded(tmp_path / "answers.parquet", []) == []


@pytest.mark.parametrize(
    ("value", "amount"),
    [
        ("7", 7.0),
        ("0", 0.0),
        ("-3.5", -3.5),
        ("1e3", 1000.0),
        ("inf", None),
        ("NaN", None),
        ("about 7", None),
        ("", None),
    ],
)
def test_only_a_number_is_an_amount(tmp_path: Path, world: World, value: str, amount: float | None) -> None:
    """A count and a text with the same value, the last in the second entry of a list: “7” in a text is no amount."""
    one = snapshots(world, 2024)[0]
    lines = [
        {"path": "section_1/body/p_1_1", "number": "P1.1", "kind": "answered", "value": value},
        {"path": "section_1/body/q_1_1_a", "number": "1.1.a", "kind": "answered", "value": value, "remark": "“é” <ل>"},
        {"path": "section_6/p_6_3[2]/p_6_3_count", "number": "P6.3.count", "kind": "answered", "value": value},
        {"path": "section_0/p_0_9", "number": "P0.9", "kind": "answered", "value": value, "file": {"name": "x"}},
    ]
    one.content = {**one.content, "answers": lines}
    found = unfolded(tmp_path / "answers.parquet", [one])
    assert [(row["amount"], row["entry"], row["value"], row["remark"], row["concept"]) for row in found] == [
        (amount, 0, value, "", "C:P1.1"),
        (None, 0, value, "“é” <ل>", "C:1.1.a"),
        (amount, 2, value, "", "C:P6.3.count"),
        (None, 0, value, "", "C:P0.9"),
    ]


def test_the_codebook_is_the_one_that_was_read_from_the_sheets(world: World) -> None:
    """Numbers, concepts, kinds and what opens a question, read twice: by the product and by other means."""
    names = [name for name in LAYOUT["questions"] if name not in ("position", "type")]  # a detail of the engine

    def codebook(lines: Iterable[Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
        """Return the lines by key; a form's texts lose their non-breaking spaces when it is compiled."""
        return {
            row["key"]: {name: " ".join(row[name].split()) if name[:6] == "label_" else row[name] for name in names}
            for row in lines
        }

    found = codebook(rows.questions(rows.all_questions([])))
    assert found == codebook(tables(world, "questions"))
    assert sum(bool(row["depends_on"]) for row in found.values()) > 200
