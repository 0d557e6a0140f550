"""Run the web server and the worker of `poaiss demo` as children, and leave none of them behind.

Each child leads a session of its own, so a Ctrl-C in the terminal reaches only the parent, which then ends the
children in order. A parent that is killed with -9 takes them along on Linux (PR_SET_PDEATHSIG): this file, run
as a program, sets that and becomes the child's command.
"""

import ctypes
import logging
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from types import FrameType

logger = logging.getLogger(__name__)

STOP_SECONDS = 10.0
WATCH_SECONDS = 0.2
PR_SET_PDEATHSIG = 1
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@dataclass(frozen=True, slots=True)
class Child:
    """A program to run: its name in messages, its command, its environment, and how to tell that it is ready."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str] | None = None
    is_ready: Callable[[], bool] | None = None


def run_children(commands: list[Child], *, on_ready: Callable[[], object], stop_seconds: float = STOP_SECONDS) -> int:
    """Run the children until one ends or a stop signal comes; return the exit code for the whole.

    Call ON_READY once when all children say that they are ready. 0 after Ctrl-C, SIGTERM or SIGHUP: that is
    how a person ends it. A child that ends by itself ends the others; its exit code is returned, 1 where it
    ended with 0, and 128 plus the number of the signal that killed it. A second signal stops the waiting.
    """
    return Supervisor(commands, on_ready, stop_seconds).run()


class Supervisor:
    """The parent of the children of one run."""

    def __init__(self, commands: list[Child], on_ready: Callable[[], object], stop_seconds: float) -> None:
        """Take the children; nothing is started before `run`."""
        self.commands = commands
        self.on_ready = on_ready
        self.stop_seconds = stop_seconds
        self.running: dict[str, subprocess.Popen[bytes]] = {}
        self.signals = 0

    def run(self) -> int:
        """Start, watch and stop the children; no signal is lost between these steps."""
        with self.listening():
            try:
                for child in self.commands:
                    self.running[child.name] = start(child)
                return self.watch()
            finally:
                self.stop()

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Count the stop signals and let every signal wake `pause`; put the earlier handlers back afterwards."""
        self.wake, wake_write = os.pipe()
        for descriptor in (self.wake, wake_write):
            os.set_blocking(descriptor, False)
        earlier = {number: signal.signal(number, self.on_signal) for number in STOP_SIGNALS}
        earlier[signal.SIGCHLD] = signal.signal(signal.SIGCHLD, lambda *_: None)
        earlier_wake = signal.set_wakeup_fd(wake_write, warn_on_full_buffer=False)
        try:
            yield
        finally:
            signal.set_wakeup_fd(earlier_wake)
            for number, handler in earlier.items():
                signal.signal(number, handler)
            os.close(self.wake)
            os.close(wake_write)

    def on_signal(self, number: int, frame: FrameType | None) -> None:
        """Remember that somebody asked for the end."""
        self.signals += 1

    def watch(self) -> int:
        """Wait for a stop signal or the end of a child; tell once that all are ready."""
        waiting = [child.is_ready for child in self.commands if child.is_ready]
        told = False
        while not self.signals:
            if (ended := self.ended_child()) is not None:
                return ended
            waiting = [is_ready for is_ready in waiting if not is_ready()]
            if not waiting and not told:
                told = True
                self.on_ready()
            self.pause()
        return 0

    def ended_child(self) -> int | None:
        """Return the exit code of the first child that ended by itself, saying which; None while all run."""
        for name, process in self.running.items():
            if (code := process.poll()) is not None:
                logger.error("The %s ended by itself with code %d; the others are stopped.", name, code)
                print(f"The {name} ended by itself with code {code}; the others are stopped.", file=sys.stderr)  # noqa: T201 the terminal of `poaiss demo`
                return 128 - code if code < 0 else code or 1
        return None

    def stop(self) -> None:
        """Ask every child to end, wait until the deadline or a second signal, then kill their process groups."""
        for process in self.running.values():
            with suppress(ProcessLookupError):
                process.terminate()
        deadline, asked = time.monotonic() + self.stop_seconds, self.signals
        while self.signals <= max(asked, 1) and time.monotonic() < deadline:
            if all(process.poll() is not None for process in self.running.values()):
                break
            self.pause()
        for process in self.running.values():
            # Also after a good end: what the child itself started and forgot is in its group.
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    def pause(self) -> None:
        """Sleep until a signal comes or the next look is due."""
        select.select([self.wake], [], [], WATCH_SECONDS)
        with suppress(BlockingIOError):
            os.read(self.wake, 4096)


def start(child: Child) -> subprocess.Popen[bytes]:
    """Start a child in its own session, tied to the life of this process."""
    command = list(child.command)
    if sys.platform == "linux":
        command = [sys.executable, "-I", "-S", __file__, str(os.getpid()), *command]
    environment = dict(child.environment) if child.environment is not None else None
    return subprocess.Popen(  # noqa: S603 commands of ours
        command, env=environment, stdin=subprocess.DEVNULL, start_new_session=True
    )


@contextmanager
def stop_signals_exit() -> Iterator[None]:
    """Let SIGTERM and SIGHUP leave `with` blocks in order, as Ctrl-C does: without it they end Python at once.

    For the time before and after `run_children`: migrations, loading, the stop of the database.
    """

    def leave(number: int, frame: FrameType | None) -> None:
        raise SystemExit(128 + number)

    earlier = {number: signal.signal(number, leave) for number in (signal.SIGTERM, signal.SIGHUP)}
    try:
        yield
    finally:
        for number, handler in earlier.items():
            signal.signal(number, handler)


def become_child(parent: int, command: list[str]) -> None:
    """Tie this process to its parent's life and become the command."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)
    if os.getppid() != parent:  # killed before the tie held
        os._exit(125)
    for number in STOP_SIGNALS:
        signal.signal(number, signal.SIG_DFL)
    try:
        os.execvp(command[0], command)  # noqa: S606 no shell is meant
    except OSError as error:
        sys.exit(f"{command[0]}: {error.strerror}")


if __name__ == "__main__":
    become_child(int(sys.argv[1]), sys.argv[2:])
