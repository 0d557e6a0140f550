"""Make the data folder and tell how the server is started on it."""

import contextlib
import hashlib
import json
import os
import shutil
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from poaiss.common.embedded_postgres import errors, roles
from poaiss.common.embedded_postgres.binaries import Binaries
from poaiss.common.embedded_postgres.privileges import Demotion

GUARDIAN = Path(__file__).with_name("guardian.py")
SOCKET_NAME = f".s.PGSQL.{roles.PORT}"
LONGEST_SOCKET = 100
LOG_LIMIT = 1_000_000

SETTINGS: dict[str, str] = {
    "listen_addresses": "",
    "port": str(roles.PORT),
    "unix_socket_permissions": "0700",
    "shared_buffers": "128MB",
    "max_connections": "100",
    "max_worker_processes": "4",
    "max_parallel_workers": "2",
    "io_method": "sync",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_wal_size": "512MB",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_line_prefix": "%m [%p] ",
    # What people wrote stays out of the log: neither statements nor the values of a violated constraint.
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "fsync": "on",
}
NOT_DURABLE: dict[str, str] = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


@dataclass(frozen=True, slots=True)
class Layout:
    """Where everything of one data folder lies: the cluster in `data`, beside it locks and logs."""

    root: Path

    @property
    def pgdata(self) -> Path:
        """Return the folder that PostgreSQL itself calls its data directory."""
        return self.root / "data"

    @property
    def log(self) -> Path:
        """Return the log of server and guardian."""
        return self.root / "postgres.log"

    def lock(self, name: str) -> Path:
        """Return one of the lock files: decide, holders, guardian."""
        return self.root / f"{name}.lock"

    def make_root(self) -> None:
        """Create the folder, closed to others; raise the catalogue's error where it cannot be used."""
        try:
            self.root.mkdir(mode=0o755, parents=True, exist_ok=True)
            if not os.access(self.root, os.R_OK | os.W_OK | os.X_OK):
                self.root.joinpath(".probe").touch()
        except OSError as error:
            raise errors.from_os_error(error, self.root) from error


def environment() -> dict[str, str]:
    """Return what PostgreSQL's programs may see: none of the PG* variables, no locale that may be missing."""
    kept = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH") if name in os.environ}
    return {"PATH": "/usr/bin:/bin", **kept, "LC_ALL": "C", "TZ": "UTC"}


def text(path: Path | str) -> str:
    """Return a path as JSON can carry it to the guardian, which reads it in UTF-8 mode."""
    return os.fsencode(path).decode("utf-8", "surrogateescape")


def orders(command: list[Path | str], demotion: Demotion | None, extra: Mapping[str, object]) -> list[str]:
    """Return the command line that makes the guardian carry out COMMAND as the right user."""
    content = {
        "command": [text(part) for part in command],
        "environment": environment(),
        "demotion": asdict(demotion) if demotion else None,
        **extra,
    }
    return [sys.executable, "-I", "-S", "-X", "utf8=1", str(GUARDIAN), json.dumps(content)]


# -- The cluster -----------------------------------------------------------------------------------------------


def check_version(pgdata: Path, binaries: Binaries) -> bool:
    """Return whether a cluster exists; raise `postgres-other-version` where other binaries wrote it."""
    try:
        found = (pgdata / "PG_VERSION").read_text(encoding="ascii").strip()
    except FileNotFoundError:
        return False
    except OSError as error:
        raise errors.from_os_error(error, pgdata) from error
    if found != binaries.major:
        raise errors.other_version(pgdata, found, binaries.major)
    return True


def create_cluster(layout: Layout, binaries: Binaries, demotion: Demotion | None) -> None:
    """Run initdb beside the final place and move the result there, so that half a cluster never stands there."""
    if layout.pgdata.exists() and any(layout.pgdata.iterdir()):
        raise errors.EmbeddedPostgresError(
            "postgres-folder-foreign",
            place=layout.pgdata,
            reason="The folder holds files but no PostgreSQL database; nothing in it was touched.",
            mend="Move the folder away, or set POAISS_DATA to another folder, then start again.",
        )
    for remains in layout.root.glob("new-*"):
        shutil.rmtree(remains, ignore_errors=True)
    try:
        folder = Path(tempfile.mkdtemp(prefix="new-", dir=layout.root))
    except OSError as error:
        raise errors.from_os_error(error, layout.root) from error
    try:
        give(folder, demotion)
        run_initdb(folder, layout, binaries, demotion)
        if layout.pgdata.exists():
            layout.pgdata.rmdir()
        folder.rename(layout.pgdata)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def run_initdb(folder: Path, layout: Layout, binaries: Binaries, demotion: Demotion | None) -> None:
    """Fill the folder: UTF-8, and upper and lower case as Unicode has them, whatever the machine's locale."""
    command: list[Path | str] = [
        binaries.folder / "initdb",
        f"--pgdata={folder}",
        f"--username={roles.ADMINISTRATOR}",
        "--auth-local=trust",
        "--auth-host=reject",
        "--encoding=UTF8",
        "--locale=C",
        "--locale-provider=builtin",
        "--builtin-locale=PG_UNICODE_FAST",
        "--no-instructions",
        # The first start and every stop write to the disk in full; a machine that dies here starts initdb anew.
        "--no-sync",
    ]
    done = subprocess.run(  # noqa: S603 our guardian and the wheel's initdb
        orders(command, demotion, {}), capture_output=True, text=True, errors="replace", start_new_session=True
    )
    if done.returncode != 0:
        raise errors.failed(
            "postgres-initdb-failed", layout.root, "Creating the database", (done.stdout + done.stderr)[-2000:]
        )


def give(path: Path, demotion: Demotion | None) -> None:
    """Hand a file or folder to the user that PostgreSQL runs as."""
    if demotion and os.stat(path).st_uid != demotion.uid:
        try:
            os.chown(path, demotion.uid, demotion.gid)
        except OSError as error:
            raise errors.cannot_drop(path, f"chown: {error.strerror}") from error


# -- The socket ------------------------------------------------------------------------------------------------


def socket_parent() -> Path:
    """Return the folder for temporary files whose name is short: a socket's path has at most 107 bytes."""
    for folder in (Path("/tmp"), Path(tempfile.gettempdir())):  # noqa: S108 a folder of mode 0700 is made in it
        if os.access(folder, os.W_OK | os.X_OK) and len(os.fsencode(folder)) < LONGEST_SOCKET - 40:
            return folder
    raise errors.EmbeddedPostgresError(
        "postgres-no-socket-folder",
        place=tempfile.gettempdir(),
        reason="There is no writable folder for temporary files with a short name.",
        mend="Set TMPDIR to a writable folder whose path has fewer than 60 bytes.",
    )


def expected_socket_dir(layout: Layout) -> Path:
    """Return the socket's folder that follows from the data folder and the user."""
    key = os.fsencode(layout.pgdata) + str(os.geteuid()).encode()
    return socket_parent() / f"poaiss-{hashlib.sha256(key).hexdigest()[:12]}"


def make_socket_dir(layout: Layout, demotion: Demotion | None) -> Path:
    """Return a folder of mode 0700 that belongs to the server's user.

    Its name stays the same, so that URLs stay good when the server is started again; where somebody else
    already stands under that name, a random one is taken.
    """
    owner = demotion.uid if demotion else os.geteuid()
    folder = expected_socket_dir(layout)
    try:
        with contextlib.suppress(FileExistsError):
            folder.mkdir(mode=0o700)
        found = folder.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid not in {owner, os.geteuid()}:
            folder = Path(tempfile.mkdtemp(prefix="poaiss-", dir=folder.parent))
        give(folder, demotion)
        folder.chmod(0o700)
    except OSError as error:
        raise errors.from_os_error(error, folder) from error
    return folder


# -- The start -------------------------------------------------------------------------------------------------


def server_command(layout: Layout, binaries: Binaries, socket_dir: Path, *, durable: bool) -> list[Path | str]:
    """Return the command of the server; its settings stand here and not in a file that could grow stale."""
    settings = SETTINGS | ({} if durable else NOT_DURABLE) | {"unix_socket_directories": f'"{socket_dir}"'}
    options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    return [binaries.folder / "postgres", "-D", layout.pgdata, *options]


def rotate_log(layout: Layout) -> None:
    """Keep one earlier log once the current one has grown past a megabyte."""
    with contextlib.suppress(FileNotFoundError):
        if layout.log.stat().st_size > LOG_LIMIT:
            layout.log.replace(layout.log.with_suffix(".log.1"))


def spawn_guardian(arguments: list[str], layout: Layout) -> int:
    """Start the guardian in a session of its own, writing to the log; return its process number."""
    layout.log.touch(mode=0o600)
    with layout.log.open("ab") as log, open(os.devnull, "rb") as nothing:
        return os.posix_spawn(
            arguments[0],
            arguments,
            os.environ,
            file_actions=[
                (os.POSIX_SPAWN_DUP2, nothing.fileno(), 0),
                (os.POSIX_SPAWN_DUP2, log.fileno(), 1),
                (os.POSIX_SPAWN_DUP2, log.fileno(), 2),
            ],
        )


@contextlib.contextmanager
def new_log_lines(layout: Layout) -> Iterator["LogTail"]:
    """Follow what is written to the log from now on."""
    rotate_log(layout)
    yield LogTail(layout.log, layout.log.stat().st_size if layout.log.exists() else 0)


@dataclass(frozen=True, slots=True)
class LogTail:
    """The part of a log from one moment on."""

    path: Path
    start: int

    def read(self) -> str:
        """Return at most the last 2000 characters of this part."""
        if not self.path.exists():
            return ""
        with self.path.open("rb") as log:
            log.seek(self.start)
            return log.read().decode(errors="replace")[-2000:]
