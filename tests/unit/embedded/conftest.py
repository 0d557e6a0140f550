"""Real servers in throw-away folders; each test ends by proving that no process of its folder is left."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pytest

from poaiss.common.embedded_postgres import EmbeddedPostgres, cluster
from poaiss.common.embedded_postgres.guardian import __file__ as guardian_file
from poaiss.common.embedded_postgres.postmaster import read_postmaster

HOLDER = Path(__file__).with_name("holder.py")
SOURCE = Path(guardian_file).parents[3]
needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="shows what happens to root")
needs_linux = pytest.mark.skipif(sys.platform != "linux", reason="the kernel's tie between parent and child is Linux's")


@dataclass
class Holder:
    """A process of `holder.py` that has the server."""

    process: subprocess.Popen[str]
    said: dict[str, Any]

    def leave(self) -> int:
        self.process.communicate(timeout=60)
        return self.process.returncode


def python(*arguments: str | Path) -> list[str]:
    return [sys.executable, *map(str, arguments)]


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": os.pathsep.join([str(SOURCE), *filter(None, sys.path)])}


def processes_in(folder: Path) -> list[str]:
    """Return the living processes that stand in FOLDER or name it in their command (Linux)."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            command = (entry / "cmdline").read_bytes()
            working = os.fsencode(os.readlink(entry / "cwd"))
        except OSError:
            continue
        key = os.fsencode(folder)
        is_ours = int(entry.name) == os.getpid()
        if command and not is_ours and (key in command or working.startswith(key)):
            found.append(f"{entry.name} {command!r}")
    return found


def eventually(condition: Callable[[], object], seconds: float = 15) -> bool:
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


@pytest.fixture
def folder() -> Iterator[Path]:
    """A new folder of mode 0700, as of a clone in a home folder; afterwards nothing may run in it."""
    yield from closed_folder()


@pytest.fixture(scope="session")
def made_once() -> Iterator[Path]:
    """The data folder that most tests share, since making a cluster takes a second."""
    for path in closed_folder():
        with EmbeddedPostgres(path / "postgres", durable=False).hold():
            pass
        yield path / "postgres"


@pytest.fixture
def server(made_once: Path) -> Iterator[EmbeddedPostgres]:
    """A stopped server with an empty database; afterwards nothing of it may run."""
    yield EmbeddedPostgres(made_once, durable=False)
    left = processes_in(made_once)
    with EmbeddedPostgres(made_once, durable=False).hold() as urls, psycopg.connect(urls.owner) as session:
        session.execute("DROP TABLE IF EXISTS kept")
    assert left == []


def closed_folder() -> Iterator[Path]:
    path = Path(tempfile.mkdtemp(prefix="pgtest-")).resolve()
    yield path
    left = processes_in(path)
    shutil.rmtree(path)
    assert left == []


@pytest.fixture
def data_dir(folder: Path) -> Path:
    """A data folder in which nothing was made yet."""
    return folder / "var" / "postgres"


@pytest.fixture
def hold_elsewhere() -> Iterator[Callable[..., Holder]]:
    """Start holders in processes and sessions of their own."""
    started: list[subprocess.Popen[str]] = []

    def start(data_dir: Path) -> Holder:
        process = launch(data_dir)
        started.append(process)
        return Holder(process, heard(process))

    yield start
    for process in started:
        end(process)


def launch(data_dir: Path, *more: str, command: list[str] | None = None) -> subprocess.Popen[str]:
    return subprocess.Popen(
        command or python(HOLDER, data_dir, *more),
        env=environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def heard(process: subprocess.Popen[str]) -> dict[str, Any]:
    assert process.stdout is not None
    assert process.stderr is not None
    line = process.stdout.readline()
    assert line, process.stderr.read()
    said: dict[str, Any] = json.loads(line)
    return said


def end(process: subprocess.Popen[str]) -> None:
    """Kill the process where it still runs, and close its pipes."""
    process.kill()
    with process:
        pass


def postmaster_pid(server: EmbeddedPostgres) -> int:
    found = read_postmaster(server.layout.pgdata)
    assert found is not None
    return found.pid


def guardian_pid(server: EmbeddedPostgres) -> int:
    """Return the parent of the postmaster (Linux)."""
    stat = Path(f"/proc/{postmaster_pid(server)}/stat").read_text()
    return int(stat.rpartition(")")[2].split()[1])


def socket_dir(server: EmbeddedPostgres) -> Path:
    return cluster.expected_socket_dir(server.layout)
