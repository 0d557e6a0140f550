"""The open data as a folder to take away: files, codebook, manifest, and the queries of the figures ready to run."""

import shutil
from pathlib import Path
from typing import Any

from poaiss.analysis import figuring, reading, results
from poaiss.analysis.opendata import writing
from poaiss.analysis.opendata.worlds import EXERCISE, STATES, World
from poaiss.common.errors import PoaissError


class NotWritten(PoaissError):
    """The file or folder that was named cannot be written."""

    code = "not-written"


README = """# Open data of national reports

Published answers of States to the reporting template of the Programme of Action on small arms and light weapons and
of the International Tracing Instrument: one Parquet file a form and round in `answers/`, the codebook in
`questions.parquet` and `codebook.csv`, digests of all files in `manifest.json`.

- Silence has kinds: `no_answer`, `not_applicable`, `not_asked`, `restricted`, `unchanged`, no report. None of them
  means "no".
- `concept` names a question across editions (the key of the newest edition in which the same question stands).
- `rounds.held` is false for rounds whose reports are not kept in this system: nothing is known of who reported.
- Restricted answers are not in the files; that they were given is.
- `exercise/`, where it is there, holds invented States for training. Never join it with the rest.

Run a query of `sql/` in this folder with DuckDB:

    duckdb < sql/2024/participation.sql
"""


def prefix(world: World) -> str:
    """Return the folder of a world within an export, as the queries name it."""
    return "" if world.is_real else f"{world.name}/"


def export(folder: Path, *, with_exercise: bool = True) -> dict[str, Any]:
    """Write the open data into FOLDER and return versions and counts; files of an earlier export are replaced."""
    folder.mkdir(parents=True, exist_ok=True)
    made: dict[str, Any] = {"files": 0, "versions": {}}
    for world in (STATES, EXERCISE) if with_exercise else (STATES,):
        source, target = writing.refresh(world), folder / prefix(world)
        for name in sorted(writing.manifest_of(source)["files"]):
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source / name, target / name)
            made["files"] += 1
        clear(target / "answers", source / "answers")
        shutil.copyfile(source / writing.MANIFEST, target / writing.MANIFEST)
        made["versions"][world.name] = results.version_of(source)
        made["files"] += queries(world, source, target / "sql") + 1
    (folder / "README.md").write_text(README, encoding="utf-8")
    return made


def clear(target: Path, source: Path) -> None:
    """Remove answers of an earlier export that are no longer there, so that they are not counted."""
    for path in target.glob("*.parquet"):
        if not (source / path.name).exists():
            path.unlink()


def queries(world: World, source: Path, target: Path) -> int:
    """Write the query of each figure for each round that is held, ready to run in the folder of the export."""
    words, count = results.words_of(source, "en"), 0
    with reading.opened(source) as connection:
        years = [row[0] for row in connection.execute("SELECT year FROM rounds WHERE held ORDER BY year").fetchall()]
    for year in years:
        (target / str(year)).mkdir(parents=True, exist_ok=True)
        for name, figure in figuring.figures(words).items():
            text = figuring.script(figure, year, prefix(world))
            (target / str(year) / f"{name}.sql").write_text(text, encoding="utf-8")
            count += 1
    return count
