"""Writing Parquet files with DuckDB: rows in, one file out, the same bytes each time."""

import json
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import duckdb

Row = Mapping[str, Any]
Types = Mapping[str, str]
"""Column names with their types of DuckDB, in the order of the file."""


def writer() -> duckdb.DuckDBPyConnection:
    """Return a connection that writes files: nothing is fetched from anywhere."""
    return duckdb.connect(
        config={"threads": 2, "autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}
    )


def quoted(path: Path) -> str:
    """Return a path as a text of SQL."""
    return "'" + str(path).replace("'", "''") + "'"


def write(connection: duckdb.DuckDBPyConnection, target: Path, types: Types, rows: Iterable[Row]) -> int:
    """Write ROWS (columns as in TYPES; what is missing is empty) to TARGET and return how many there were.

    The rows travel as lines of JSON, which is the fastest way into DuckDB without a further library.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    count = 0
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", suffix=".ndjson", dir=target.parent) as lines:
        for row in rows:
            lines.write(json.dumps({name: row.get(name) for name in types}, ensure_ascii=False, default=str) + "\n")
            count += 1
        lines.flush()
        columns = ", ".join(f"{name}: '{type}'" for name, type in types.items())
        source = (
            f"read_json({quoted(Path(lines.name))}, format='newline_delimited', columns={{{columns}}}, "
            "maximum_object_size=67108864)"
        )
        if not count:
            nothing = ", ".join(f"CAST(NULL AS {type}) AS {name}" for name, type in types.items())
            source = f"(SELECT {nothing} WHERE false)"
        options = "(FORMAT parquet, COMPRESSION zstd)"  # names of files and columns are ours
        connection.execute(f"COPY (SELECT * FROM {source}) TO {quoted(target)} {options}")  # noqa: S608
    return count
