"""Stand between the holders and PostgreSQL: start it as the right user, stop it when the last holder is gone.

Run by path as a program of its own (`python -I -S guardian.py JSON`), with nothing but the standard library, so
that it starts in milliseconds. It lives in a session of its own: a Ctrl-C in the terminal never reaches it or
the server. It is the server's parent, so a killed server never stays a zombie; and should it be killed itself,
Linux sends the server a fast shutdown (PR_SET_PDEATHSIG). Holders that were killed have lost their shared lock,
which is how the guardian learns of it.

With no "locks" in JSON it only changes the user and becomes the command (initdb).
"""

import ctypes
import fcntl
import json
import os
import select
import shutil
import signal
import sys
import time
from types import FrameType
from typing import Any, NoReturn

WATCH_SECONDS = 0.5
PR_SET_PDEATHSIG, PR_SET_SECUREBITS, PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE = 1, 28, 47, 2
SECBIT_NO_SETUID_FIXUP = 1 << 2
CAPABILITY_VERSION_3 = 0x20080522


def main() -> int:
    """Read the orders and carry them out; return the exit code of the server."""
    orders = json.loads(sys.argv[1])
    if "locks" not in orders:
        become(orders, signal.SIGKILL, os.getppid())
    return Guardian(orders).run()


class Guardian:
    """The parent of one server."""

    def __init__(self, orders: dict[str, Any]) -> None:
        """Take the life lock first: its end tells whoever waits that the guardian is gone."""
        os.setsid()
        self.orders = orders
        self.locks = {name: os.open(path, os.O_RDWR | os.O_CREAT, 0o600) for name, path in orders["locks"].items()}
        fcntl.flock(self.locks["guardian"], fcntl.LOCK_EX)
        self.asked_at: float | None = None
        self.wake, wake_write = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC) if hasattr(os, "pipe2") else os.pipe()
        os.set_blocking(wake_write, False)
        signal.set_wakeup_fd(wake_write, warn_on_full_buffer=False)
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self.on_stop)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.pthread_sigmask(signal.SIG_SETMASK, [])

    def on_stop(self, number: int, frame: FrameType | None) -> None:
        """Stop the server when somebody ends the guardian politely (the machine shuts down)."""
        self.shut_down()

    def run(self) -> int:
        """Start the server and wait for its end, looking again and again whether anybody holds it."""
        self.pid = os.fork()
        if self.pid == 0:
            start_server(self.orders)
        while True:
            done, status = os.waitpid(self.pid, os.WNOHANG)
            if done:
                return self.end(status)
            if not self.asked_at and self.nobody_holds():
                # Both locks stay taken until the guardian exits: a new holder waits for the end of the shutdown.
                self.shut_down()
            self.insist()
            select.select([self.wake], [], [], WATCH_SECONDS)
            self.drain()

    def nobody_holds(self) -> bool:
        """Return whether no holder is left, keeping both locks if so; one who starts or stops has `decide`."""
        if not try_lock(self.locks["decide"]):
            return False
        if try_lock(self.locks["holders"]):
            return True
        fcntl.flock(self.locks["decide"], fcntl.LOCK_UN)
        return False

    def shut_down(self) -> None:
        """Ask for a fast shutdown: open sessions are ended, everything committed is kept."""
        if self.asked_at is None:
            self.asked_at = time.monotonic()
            os.kill(self.pid, signal.SIGINT)

    def insist(self) -> None:
        """Ask for an immediate shutdown where the fast one does not come to an end."""
        if self.asked_at and time.monotonic() > self.asked_at + float(self.orders["stop_seconds"]):
            self.asked_at = time.monotonic()
            os.kill(self.pid, signal.SIGQUIT)

    def drain(self) -> None:
        """Empty the pipe through which signals wake the guardian."""
        try:
            while len(os.read(self.wake, 512)) == 512:
                pass
        except BlockingIOError:
            pass

    def end(self, status: int) -> int:
        """Remove the folder of the socket and return the server's exit code."""
        shutil.rmtree(self.orders["socket_dir"], ignore_errors=True)
        return os.waitstatus_to_exitcode(status) & 0xFF


def try_lock(descriptor: int) -> bool:
    """Return whether the exclusive lock was had at once."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def start_server(orders: dict[str, Any]) -> NoReturn:
    """Become the server, in the child; a Python error ends the child and stands in the log."""
    try:
        signal.set_wakeup_fd(-1)
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGCHLD):
            signal.signal(number, signal.SIG_DFL)
        become(orders, signal.SIGINT, os.getppid())
    except BaseException as error:
        os.write(2, f"FATAL:  cannot start the server: {error!r}\n".encode())
        os._exit(126)


def become(orders: dict[str, Any], death_signal: int, parent: int) -> NoReturn:
    """Change the user, tie the life to the parent's, and become the command."""
    if orders["demotion"]:
        demote(**orders["demotion"])
    if sys.platform == "linux":
        # After the change of user, which clears it.
        prctl(PR_SET_PDEATHSIG, death_signal)
        if os.getppid() != parent:
            os._exit(125)
    os.chdir("/")
    command = [os.fsencode(part) for part in orders["command"]]
    os.execve(command[0], command, orders["environment"])  # noqa: S606 no shell is meant


def demote(uid: int, gid: int, capability: int | None) -> None:
    """Become the unprivileged user, keeping at most one capability across the exec (capabilities(7), "ambient")."""
    if capability is not None:
        # access(2) drops the capabilities of a non-root user unless told otherwise, and PostgreSQL asks it.
        prctl(PR_SET_SECUREBITS, SECBIT_NO_SETUID_FIXUP)
    os.setgroups([])
    os.setresgid(gid, gid, gid)
    os.setresuid(uid, uid, uid)
    if capability is not None:
        set_capabilities(1 << capability)
        prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, capability)


def prctl(*arguments: int) -> None:
    """Ask the kernel by prctl; raise OSError where the kernel refuses."""
    five = [*arguments, 0, 0, 0, 0][:5]
    checked(ctypes.CDLL(None, use_errno=True).prctl(*(ctypes.c_ulong(argument) for argument in five)), "prctl")


def set_capabilities(mask: int) -> None:
    """Give this process exactly the capabilities of MASK (effective, permitted, inheritable)."""
    header = (ctypes.c_uint32 * 2)(CAPABILITY_VERSION_3, 0)
    data = (ctypes.c_uint32 * 6)(mask, mask, mask, 0, 0, 0)
    checked(ctypes.CDLL(None, use_errno=True).capset(header, data), "capset")


def checked(result: int, name: str) -> None:
    """Raise the OSError of a C function that failed."""
    if result != 0:
        raise OSError(ctypes.get_errno(), f"{name}: {os.strerror(ctypes.get_errno())}")


if __name__ == "__main__":
    sys.exit(main())
