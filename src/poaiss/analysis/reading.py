"""Reading the open data with DuckDB: the only thing that the analysis reads."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

import duckdb

from poaiss.analysis.opendata import writing
from poaiss.analysis.opendata.parquet import quoted
from poaiss.analysis.opendata.worlds import World

FIGURES = Path(__file__).resolve().parent / "figures"
KEPT_VIEWS = ("outcomes",)
"""Views that many figures read and that are dear to compute: a document computes them once."""


@lru_cache(maxsize=1)
def prelude() -> str:
    """Return the SQL that turns the files into tables."""
    return (FIGURES / "_tables.sql").read_text(encoding="utf-8")


def tables_sql(folder: str = "") -> str:
    """Return the SQL that turns the files in FOLDER (with a slash at its end; empty: where one is) into tables."""
    return prelude().replace("@folder@", folder.replace("'", "''"))


def data_folder(world: World) -> Path:
    """Return the folder of the data that counts now; they are written when nobody wrote any yet."""
    return writing.current(world) or writing.refresh(world)


def data_version(folder: Path) -> str:
    """Return the version of the data in a folder."""
    return str(writing.manifest_of(folder)["data_version"])


@contextmanager
def opened(folder: Path, *, kept: bool = False) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open the data in FOLDER: the connection reads files below it and nothing else.

    With KEPT, the views that many figures read are computed once, which pays for a whole document.
    """
    connection = duckdb.connect(config={"threads": 2, "memory_limit": "1GB", "autoinstall_known_extensions": "false"})
    try:
        connection.execute(f"SET allowed_directories = [{quoted(Path(f'{folder}/'))}]")
        connection.execute("SET enable_external_access = false")
        connection.execute("SET enable_progress_bar = false")  # else a slow query draws on the log of a web process
        connection.execute("SET lock_configuration = true")
        connection.execute(tables_sql(f"{folder}/"))
        for view in KEPT_VIEWS if kept else ():
            connection.execute(f"CREATE TEMP TABLE kept_{view} AS FROM {view}")
            connection.execute(f"CREATE OR REPLACE TEMP VIEW {view} AS FROM kept_{view}")
        yield connection
    finally:
        connection.close()


@contextmanager
def tables(world: World, *, kept: bool = False) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open the open data of a world as they count now."""
    with opened(data_folder(world), kept=kept) as connection:
        yield connection


def rows(connection: duckdb.DuckDBPyConnection, sql: str, values: Sequence[Any] = ()) -> list[dict[str, Any]]:
    """Return the rows of a query as dictionaries."""
    found = connection.execute(sql, values)
    names = [column[0] for column in found.description or ()]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]
