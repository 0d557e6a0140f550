"""A small generated world as files, opened as the analysis opens the open data; no database is asked."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from bench.world import World, small
from bench.world.files import write
from poaiss.analysis import reading


@pytest.fixture(scope="session")
def world() -> World:
    return small()


@pytest.fixture(scope="session")
def folder(world: World, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(world, tmp_path_factory.mktemp("generated-world"))


@pytest.fixture(scope="session")
def tables(folder: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with reading.opened(folder, kept=True) as connection:
        yield connection


@pytest.fixture
def expected(world: World) -> Any:
    """What a truth says must be found."""
    return lambda name: world.truths[name].expected
