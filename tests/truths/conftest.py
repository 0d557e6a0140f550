"""A small generated world as files, opened as the analysis opens the open data; no database is asked."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from bench.world import World, small
from bench.world.files import write
from poaiss.analysis import reading
from poaiss.analysis.opendata import shapes


def layout() -> dict[str, dict[str, str]]:
    """Return the files of the open data with their columns."""
    parts = ("LABELS", "NAMES")
    found = {name: its for name, its in vars(shapes).items() if isinstance(its, dict) and name.isupper()}
    return {name.lower(): its for name, its in found.items() if name not in parts}


@pytest.fixture(scope="session")
def world() -> World:
    return small()


@pytest.fixture(scope="session")
def folder(world: World, tmp_path_factory: pytest.TempPathFactory) -> Path:
    others = {name: types for name, types in layout().items() if name != "answers"}
    return write(world, tmp_path_factory.mktemp("generated-world"), others)


@pytest.fixture(scope="session")
def tables(folder: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with reading.opened(folder, kept=True) as connection:
        yield connection


@pytest.fixture
def expected(world: World) -> Any:
    """What a truth says must be found."""
    return lambda name: world.truths[name].expected
