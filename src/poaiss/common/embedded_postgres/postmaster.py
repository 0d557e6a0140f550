"""Tell whether the server of a data folder runs, from its `postmaster.pid` and the process table."""

import os
import signal
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")
IS_LINUX = sys.platform == "linux"


@dataclass(frozen=True, slots=True)
class Postmaster:
    """What `postmaster.pid` says: lines 1, 5 and 8 of the file."""

    pid: int
    socket_dir: Path | None
    is_ready: bool


def read_postmaster(pgdata: Path) -> Postmaster | None:
    """Return the content of `postmaster.pid`, or None where it is missing or half written."""
    try:
        lines = (pgdata / "postmaster.pid").read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except (FileNotFoundError, NotADirectoryError):
        return None
    if not lines or not lines[0].strip().isdigit():
        return None
    socket_dir = Path(lines[4]) if len(lines) > 4 and lines[4] else None
    return Postmaster(int(lines[0]), socket_dir, len(lines) > 7 and lines[7].strip() == "ready")


def running_postmaster(pgdata: Path) -> Postmaster | None:
    """Return the postmaster if its process lives and is truly the server of this folder.

    A process number is given again after a restart of the machine, and a killed postmaster whose parent
    does not wait for it stays in the table as a zombie: neither is a running server.
    """
    postmaster = read_postmaster(pgdata)
    return postmaster if postmaster and is_postgres_of(postmaster.pid, pgdata) else None


def is_postgres_of(pid: int, pgdata: Path) -> bool:
    """Return whether PID is a living postgres process that was started for this data folder."""
    if not is_alive(pid):
        return False
    arguments = command_line(pid)
    if not arguments or os.path.basename(arguments[0]) != b"postgres":
        return False
    return os.fsencode(pgdata) in arguments or has_working_folder(pid, pgdata)


def is_alive(pid: int) -> bool:
    """Return whether the process exists and is no zombie."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return process_state(pid) not in ("Z", "X", "")


def process_state(pid: int) -> str:
    """Return the letter of the process's state, "" where it is gone."""
    if IS_LINUX:
        try:
            stat = (PROC / str(pid) / "stat").read_bytes()
        except OSError:
            return ""
        return stat.rpartition(b")")[2].split()[0].decode()
    return ps(pid, "stat=")[:1].decode()


def command_line(pid: int) -> list[bytes]:
    """Return the arguments of a process; a path with spaces is one of them on Linux, and several elsewhere."""
    if IS_LINUX:
        try:
            return (PROC / str(pid) / "cmdline").read_bytes().rstrip(b"\0").split(b"\0")
        except OSError:
            return []
    program, _, rest = ps(pid, "args=").partition(b" -D ")
    return [program, *(rest.split(b" -c ")[:1])]


def ps(pid: int, column: str) -> bytes:
    """Return one column of `ps`, for systems without /proc."""
    command = ["ps", "-o", column, "-p", str(pid)]
    return subprocess.run(command, capture_output=True, check=False).stdout.strip()  # noqa: S603 a number and a word


def has_working_folder(pid: int, pgdata: Path) -> bool:
    """Return whether the process stands in the data folder, as every PostgreSQL process does (Linux)."""
    try:
        return os.path.samefile(PROC / str(pid) / "cwd", pgdata)
    except OSError:
        return False


def kill_orphans(pgdata: Path) -> None:
    """End the processes that outlived a killed postmaster; they hold the shared memory and block a new start."""
    for entry in PROC.glob("[0-9]*"):
        pid = int(entry.name)
        if command_line(pid)[:1] and command_line(pid)[0].startswith(b"postgres") and has_working_folder(pid, pgdata):
            with suppress(ProcessLookupError, PermissionError):
                os.kill(pid, signal.SIGKILL)
