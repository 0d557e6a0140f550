"""The generated world itself: the same each time, shared with nothing, and laid out as the open data are."""

import ast
from pathlib import Path

import duckdb
import pytest

from bench import world as package
from bench.world import World, files, generate, small

from .conftest import layout

FOLDER = Path(package.__file__).parent
TRENDS = ("rising", "falling", "silence", "skipped", "old-words", "new-words", "unchanged", "restricted")


def imported(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    whole = {name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names}
    return whole | {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}


def test_the_world_and_its_truths_share_no_code_with_the_analysis() -> None:
    allowed = {"bench.world", "duckdb"}
    for path in sorted(FOLDER.glob("*.py")):
        if path.name == "database.py":  # puts the rows where the product reads them
            continue
        ours = {name for name in imported(path) if name.split(".")[0] not in ("bench", "duckdb")}
        assert not {name for name in ours if name.startswith(("poaiss", "django"))}, path.name
        assert {".".join(name.split(".")[:2]) for name in imported(path) - ours} <= allowed, path.name


def test_the_same_seed_gives_the_same_world_and_another_gives_another(world: World) -> None:
    again, other = small(), generate(seed=5, states=24, years=tuple(each.year for each in world.rounds), entries=2)
    assert again.reports == world.reports
    assert {name: truth.expected for name, truth in again.truths.items()} == {
        name: truth.expected for name, truth in world.truths.items()
    }
    assert other.reports != world.reports


def test_the_files_have_the_columns_of_the_open_data(folder: Path) -> None:
    ours = {**files.LAYOUT, "answers": files.ANSWERS}
    assert {name: list(types.items()) for name, types in ours.items()} == {
        name: list(types.items()) for name, types in layout().items() if name in ours
    }
    with duckdb.connect() as connection:
        for name, types in files.LAYOUT.items():
            found = connection.execute(f"DESCRIBE SELECT * FROM '{folder}/{name}.parquet'").fetchall()
            assert [(row[0], row[1]) for row in found] == list(types.items())


def test_every_round_has_its_file_also_one_without_a_report(folder: Path, world: World) -> None:
    assert sorted(path.stem for path in (folder / "answers").iterdir()) == sorted(
        f"{each.form}-{each.year}" for each in world.rounds
    )
    with duckdb.connect() as connection:
        empty = connection.execute(f"SELECT count(*) FROM '{folder}/answers/poa-iti-a-2006.parquet'").fetchone()
    assert empty == (0,)


@pytest.mark.parametrize("name", TRENDS)
def test_what_is_true_lies_between_the_bounds(world: World, name: str) -> None:
    """The generator holds to its own promise: silence may hide anything, and what is said is said truly."""
    for year, point in world.truths[name].expected.items():
        if point["bounds"] is not None:
            assert point["bounds"]["worst"] <= point["true"] + 1e-9, (name, year)
            assert point["true"] <= point["bounds"]["best"] + 1e-9, (name, year)


def test_the_planted_silence_overstates_what_is_reported(world: World) -> None:
    points = [point for year, point in world.truths["silence"].expected.items() if year >= 2010]
    assert all(point["bounds"]["reported"] > point["true"] + 0.05 for point in points)


def test_a_whole_world_has_about_seven_hundred_thousand_answers() -> None:
    """Counted in a quarter of it, to save time; the bench makes all of it and says how many there are."""
    quarter = generate(states=48)
    assert 650_000 / 4 < quarter.answers < 800_000 / 4
    assert (len(quarter.states), len(quarter.rounds)) == (49, 13)  # 48 Members, and one that was
