"""Start the embedded PostgreSQL for whoever holds it, and stop it when the last holder leaves."""

import logging
import os
import shutil
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import psycopg

from poaiss.common.embedded_postgres import cluster, errors, locks, roles
from poaiss.common.embedded_postgres.binaries import Binaries, find_binaries
from poaiss.common.embedded_postgres.errors import EmbeddedPostgresError
from poaiss.common.embedded_postgres.postmaster import (
    Postmaster,
    is_alive,
    kill_orphans,
    read_postmaster,
    running_postmaster,
)
from poaiss.common.embedded_postgres.privileges import choose_demotion

logger = logging.getLogger(__name__)

START_SECONDS = 90.0
STOP_SECONDS = 30.0
STEP = 0.02
# What PostgreSQL writes while processes of a killed server still hold its memory or its process number.
# The last is the socket's folder, which the guardian of a killed server may remove at that very moment.
NOT_YET = (
    "pre-existing shared memory block",
    "already exists",
    "is already in use",
    '.lock": No such file or directory',
)


@dataclass(frozen=True, slots=True)
class Urls:
    """Where to connect: as the owner (migrations, test databases) and as the application."""

    owner: str
    app: str


@dataclass(frozen=True, slots=True)
class Status:
    """What `poaiss doctor` tells of the embedded database."""

    running: bool
    pid: int | None
    version: str | None
    data_dir: Path
    socket_dir: Path | None
    problem: EmbeddedPostgresError | None


class EmbeddedPostgres:
    """The PostgreSQL server of one data folder, shared by every process that holds it."""

    def __init__(self, data_dir: Path, *, durable: bool = True) -> None:
        """Take the folder; with DURABLE false (tests) a crash of the machine may lose data, and writes are faster."""
        self.data_dir = Path(data_dir).absolute()
        self.durable = durable
        self.layout = cluster.Layout(self.data_dir.resolve())
        self._guardian: int | None = None

    @contextmanager
    def hold(self) -> Iterator[Urls]:
        """Give the URLs of the running server, starting or mending it first.

        The last holder to leave stops it and waits for its end. A holder that is killed leaves as well: the
        guardian notices and stops the server for it.
        """
        find_binaries()
        self.layout.make_root()
        with self._deciding():
            try:
                socket_dir = self._ensure_running()
            except BaseException:
                self._stop_unless_held(locks.open_lock(self.layout.lock("holders")))
                raise
            holder = locks.share(self.layout.lock("holders"))
        owner_pid = os.getpid()
        try:
            yield urls(socket_dir)
        finally:
            # A forked child that leaves this block must not take the lock from its parent.
            if os.getpid() == owner_pid:
                with self._deciding():
                    self._stop_unless_held(holder)

    @property
    def urls(self) -> Urls:
        """Return the URLs of the running server, or those that it will have; starts nothing.

        Use what `hold` gives where you can: it differs if a stranger stands under the socket's name.
        """
        running = running_postmaster(self.layout.pgdata)
        socket_dir = running.socket_dir if running else None
        return urls(socket_dir or cluster.expected_socket_dir(self.layout))

    def status(self) -> Status:
        """Return what can be told without starting anything."""
        problem, version, postmaster = None, None, None
        try:
            binaries = find_binaries()
            version = binaries.version
            cluster.check_version(self.layout.pgdata, binaries)
            postmaster = running_postmaster(self.layout.pgdata)
        except EmbeddedPostgresError as error:
            problem = error
        except OSError as error:
            problem = errors.from_os_error(error, self.layout.pgdata)
        pid, socket_dir = (postmaster.pid, postmaster.socket_dir) if postmaster else (None, None)
        return Status(postmaster is not None, pid, version, self.data_dir, socket_dir, problem)

    # -- Starting ----------------------------------------------------------------------------------------------

    @contextmanager
    def _deciding(self) -> Iterator[None]:
        """Be the only one who starts or stops this server."""
        try:
            with locks.deciding(self.layout.lock("decide"), START_SECONDS + STOP_SECONDS):
                yield
        except PermissionError as error:
            raise errors.from_os_error(error, self.layout.root) from error

    def _ensure_running(self) -> Path:
        """Return the socket's folder of a server that answers: the one that runs, or a new one."""
        self._reap_guardian()
        binaries = find_binaries()
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            postmaster = running_postmaster(self.layout.pgdata)
            if postmaster is None:
                return self._start(binaries, deadline)
            if adopted := self._adopt(postmaster):
                return adopted
            time.sleep(STEP)
        raise errors.busy(self.layout.pgdata, START_SECONDS)

    def _adopt(self, postmaster: Postmaster) -> Path | None:
        """Return the folder of a running server's socket, or None while it is starting or stopping."""
        if not postmaster.is_ready or postmaster.socket_dir is None:
            return None
        if not (postmaster.socket_dir / cluster.SOCKET_NAME).exists():
            # A cleaner of temporary files took the socket: nobody can reach this server any more.
            self._end(postmaster.pid)
            return None
        try:
            if not roles.is_prepared(postmaster.socket_dir):
                roles.prepare(postmaster.socket_dir)
        except psycopg.OperationalError:
            return None
        return postmaster.socket_dir

    def _start(self, binaries: Binaries, deadline: float) -> Path:
        """Create the cluster where it is missing, start the server and prepare roles and database."""
        pgdata = self.layout.pgdata
        is_old = cluster.check_version(pgdata, binaries)
        demotion = choose_demotion(pgdata, binaries.folder, cluster.socket_parent())
        if not is_old:
            cluster.create_cluster(self.layout, binaries, demotion)
        self._clear_remains()
        while True:
            socket_dir = cluster.make_socket_dir(self.layout, demotion)
            command = cluster.server_command(self.layout, binaries, socket_dir, durable=self.durable)
            extra = {
                "locks": {name: cluster.text(self.layout.lock(name)) for name in ("decide", "holders", "guardian")},
                "socket_dir": str(socket_dir),
                "stop_seconds": STOP_SECONDS,
            }
            with cluster.new_log_lines(self.layout) as tail:
                self._guardian = cluster.spawn_guardian(cluster.orders(command, demotion, extra), self.layout)
                if self._wait_until_ready(deadline):
                    break
                if time.monotonic() > deadline or not any(sign in tail.read() for sign in NOT_YET):
                    raise errors.failed("postgres-start-failed", self.layout.root, "Starting the database", tail.read())
            kill_orphans(pgdata)
            time.sleep(0.2)
        roles.prepare(socket_dir)
        return socket_dir

    def _clear_remains(self) -> None:
        """Remove what a killed server left: its socket's folder, and a `postmaster.pid` that names a stranger.

        Removing the file is safe: PostgreSQL also finds processes that still use the data folder by the key of
        their shared memory, which it derives from the folder itself.
        """
        remains = read_postmaster(self.layout.pgdata)
        if remains and remains.socket_dir and remains.socket_dir.name.startswith("poaiss-"):
            shutil.rmtree(remains.socket_dir, ignore_errors=True)
        (self.layout.pgdata / "postmaster.pid").unlink(missing_ok=True)

    def _wait_until_ready(self, deadline: float) -> bool:
        """Return whether the server came up; False once its guardian has ended or the time is over."""
        while time.monotonic() < deadline and not self._reap_guardian():
            postmaster = running_postmaster(self.layout.pgdata)
            if postmaster and postmaster.is_ready:
                return True
            time.sleep(STEP)
        return False

    # -- Stopping ----------------------------------------------------------------------------------------------

    def _stop_unless_held(self, holder: int) -> None:
        """Give up a holder's lock; stop the server if it was the last. The caller is deciding."""
        try:
            if locks.is_last(holder) and (postmaster := running_postmaster(self.layout.pgdata)):
                self._end(postmaster.pid)
            self._reap_guardian()
        finally:
            os.close(holder)

    def _end(self, pid: int) -> None:
        """Stop the server: fast, then immediately, then by force; wait for it and for its guardian."""
        for number, seconds in ((signal.SIGINT, STOP_SECONDS), (signal.SIGQUIT, 10.0), (signal.SIGKILL, 10.0)):
            with suppress(ProcessLookupError):
                os.kill(pid, number)
            if wait_for(lambda: not is_alive(pid), seconds):
                break
            logger.warning("The embedded PostgreSQL did not stop on signal %d within %.0f s.", number, seconds)
        wait_for(lambda: self._reap_guardian() and locks.is_free(self.layout.lock("guardian")), 5.0)

    def _reap_guardian(self) -> bool:
        """Return whether this process has no guardian as its child (any more)."""
        if self._guardian is None:
            return True
        try:
            done, _ = os.waitpid(self._guardian, os.WNOHANG)
        except ChildProcessError:
            done = self._guardian
        if done:
            self._guardian = None
        return bool(done)


def wait_for(condition: Callable[[], bool], seconds: float) -> bool:
    """Return whether the condition came true in time."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(STEP)
    return True


def urls(socket_dir: Path) -> Urls:
    """Return the URLs over the socket: the folder stands percent-encoded where a host would."""
    host = quote(str(socket_dir), safe="")
    owner, app = (f"postgresql://{role}@{host}:{roles.PORT}/{roles.DATABASE}" for role in (roles.OWNER, roles.APP))
    return Urls(owner, app)
