"""Writing the open data: a folder for each state of the data, complete or not there at all.

Each world has a folder of generations, named by the version of their data, and a file ``current`` that says which
one counts. A generation never changes once it is named there, so that a reader sees one state of the data, whatever
is published meanwhile. Files that did not change are shared between generations.
"""

import csv
import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction

from poaiss.analysis.opendata import coded, parquet, rows, shapes, unfolding
from poaiss.analysis.opendata.worlds import World
from poaiss.reporting.models import Snapshot

KEPT = 3
"""How many generations stay: whoever reads an older one may finish."""
MANIFEST = "manifest.json"
CODEBOOK = "codebook.csv"
FORMAT = "poaiss.open-data/1"


def folder_of(world: World) -> Path:
    """Return the folder of a world's generations."""
    return Path(settings.DATA) / "open-data" / world.name


def current(world: World) -> Path | None:
    """Return the generation that counts, or None before the first was written."""
    pointer = folder_of(world) / "current"
    try:
        found = folder_of(world) / pointer.read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return None
    return found if (found / MANIFEST).exists() else None


def manifest_of(folder: Path) -> dict[str, Any]:
    """Return the manifest of a generation: files with digests and rows, and the version of the data."""
    found: dict[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    return found


def fingerprint(values: Iterable[Any]) -> str:
    """Return a digest over values of any kind."""
    lines = "\n".join(json.dumps(each, ensure_ascii=False, sort_keys=True, default=str) for each in values)
    return hashlib.sha256(lines.encode()).hexdigest()


@contextmanager
def alone(world: World) -> Iterator[None]:
    """Let one process write a world at a time; the lock ends with the transaction."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"open-data:{world.name}"])
        yield


def refresh(world: World) -> Path:
    """Write the open data of a world where something has changed, and return the folder that counts now."""
    with alone(world):
        root = folder_of(world)
        root.mkdir(parents=True, exist_ok=True)
        before = current(world)
        work = Path(tempfile.mkdtemp(prefix="writing-", dir=root))
        try:
            version = write(world, work, manifest_of(before) if before else {}, before)
            work.chmod(0o755)
            target = root / version
            if not (target / MANIFEST).exists():
                shutil.rmtree(target, ignore_errors=True)
                work.rename(target)
            point(root, version)
            tidy(root, version)
            return target
        finally:
            shutil.rmtree(work, ignore_errors=True)


def point(root: Path, version: str) -> None:
    """Let a generation count from now on, by a rename."""
    temporary = root / "current.new"
    temporary.write_text(version, encoding="utf-8")
    os.replace(temporary, root / "current")
    os.utime(root / version)


def tidy(root: Path, version: str) -> None:
    """Remove generations that are older than the last few, and what an interrupted process left."""
    found = sorted((each for each in root.iterdir() if each.is_dir()), key=lambda each: each.stat().st_mtime)
    done = [each for each in found if each.name != version and not each.name.startswith("writing-")]
    for each in done[: max(len(done) - KEPT + 1, 0)]:
        shutil.rmtree(each, ignore_errors=True)


def write(
    world: World,
    folder: Path,
    before: Mapping[str, Any],
    earlier: Path | None,
    source: Sequence[Snapshot] | None = None,
) -> str:
    """Write every file of a world into FOLDER and return the version of the data.

    BEFORE and EARLIER are the last manifest and its folder: a file whose source is the same is taken over. SOURCE
    stands for the publications where something else is to be analysed: what the Secretariat sees before publication.
    """
    snapshots = rows.latest(world) if source is None else list(source)
    known = rows.all_questions(snapshots)
    known_rounds = rows.rounds(world, frozenset(each.round.year for each in snapshots))
    made = Files(folder, before.get("files", {}), earlier)
    for name, types, found in small_tables(world, snapshots, known, known_rounds):
        made.write(f"{name}.parquet", types, list(found))
    asked = fingerprint([key, each.question.kind, each.concept] for key, each in known.items())
    for (form, year), those in sorted(rows.by_round(snapshots, known_rounds).items()):
        mark = fingerprint([asked, *([each.sha256, each.number, each.state_id] for each in those)])
        made.write_answers(f"answers/{form}-{year}.parquet", those, known, mark)
    codebook(folder / CODEBOOK, known)
    made.note(CODEBOOK, len(known), "")
    return made.finish(world)


def small_tables(
    world: World, snapshots: list[Snapshot], known: rows.Known, known_rounds: list[rows.Row]
) -> Iterator[tuple[str, parquet.Types, Iterable[parquet.Row]]]:
    """Yield name, columns and rows of each file beside the answers."""
    yield "states", shapes.STATES, rows.states(world)
    yield "rounds", shapes.ROUNDS, known_rounds
    yield "reports", shapes.REPORTS, rows.reports(snapshots)
    yield "questions", shapes.QUESTIONS, rows.questions(known)
    yield "choices", shapes.CHOICES, rows.choices(known)
    yield "sections", shapes.SECTIONS, rows.sections(snapshots)
    yield "themes", shapes.THEMES, rows.themes()
    yield "published_totals", shapes.PUBLISHED_TOTALS, rows.published_totals(world)
    yield "excerpts", shapes.EXCERPTS, rows.excerpts(world, known)
    yield "unroca_years", shapes.UNROCA_YEARS, rows.unroca_years(world)
    yield "sdg", shapes.SDG, rows.sdg(world)
    yield from coded.tables(known)


class Files:
    """The files of a generation in the making, with their digests."""

    def __init__(self, folder: Path, before: Mapping[str, Any], earlier: Path | None) -> None:
        """Write into FOLDER; BEFORE holds the digests of the files in EARLIER."""
        self.folder, self.before, self.earlier = folder, before, earlier
        self.connection = parquet.writer()
        self.found: dict[str, dict[str, Any]] = {}

    def write(self, name: str, types: parquet.Types, found: list[parquet.Row]) -> None:
        """Write a file unless its rows are the same as before."""
        mark = fingerprint([dict(types), *found])
        if not self.takes_over(name, mark):
            self.note(name, parquet.write(self.connection, self.folder / name, types, found), mark)

    def write_answers(self, name: str, snapshots: list[Snapshot], known: rows.Known, mark: str) -> None:
        """Write the answers of a round unless MARK, which stands for their source, is the same as before."""
        if not self.takes_over(name, mark):
            self.note(name, unfolding.write(self.connection, self.folder / name, snapshots, known), mark)

    def takes_over(self, name: str, mark: str) -> bool:
        """Take a file over from the earlier generation where its source is the same, and say whether it was."""
        known = self.before.get(name, {})
        if self.earlier is None or known.get("source") != mark or not (self.earlier / name).exists():
            return False
        (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
        os.link(self.earlier / name, self.folder / name)
        self.found[name] = dict(known)
        return True

    def note(self, name: str, count: int, mark: str) -> None:
        """Note the digest of a file that stands in the folder."""
        data = (self.folder / name).read_bytes()
        digest = hashlib.sha256(data).hexdigest()
        self.found[name] = {"sha256": digest, "bytes": len(data), "rows": count, "source": mark}

    def finish(self, world: World) -> str:
        """Write the manifest and return the version of the data: a digest over all files."""
        self.connection.close()
        version = fingerprint(sorted((name, each["sha256"]) for name, each in self.found.items()))[:16]
        manifest = {
            "format": FORMAT,
            "world": world.name,
            "data_version": version,
            "invented": not world.is_real,
            "files": dict(sorted(self.found.items())),
        }
        text = json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True)
        (self.folder / MANIFEST).write_text(text + "\n", encoding="utf-8")
        return version


def codebook(path: Path, known: rows.Known) -> None:
    """Write the codebook as CSV, for whoever opens the data in a spreadsheet."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        out = csv.DictWriter(file, fieldnames=list(shapes.QUESTIONS))
        out.writeheader()
        out.writerows(rows.questions(known))
