"""Hold the two file locks that decide who starts and who stops the server.

`decide` is exclusive and short: whoever starts, adopts or stops the server has it meanwhile. `holders` is
shared: everybody who uses the server has it, and the kernel takes it away from a process that was killed.
The exclusive lock on `holders` is only ever tried by one who has `decide`, so nobody can mistake such a
trial for another holder.
"""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from poaiss.common.embedded_postgres import errors

STEP = 0.02


def open_lock(path: Path) -> int:
    """Return a descriptor of its own (so that two holders in one process count twice), closed on exec."""
    return os.open(path, os.O_RDWR | os.O_CREAT, 0o600)


def try_lock(descriptor: int, operation: int) -> bool:
    """Return whether the lock was had at once."""
    try:
        fcntl.flock(descriptor, operation | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


@contextmanager
def deciding(path: Path, seconds: float) -> Iterator[None]:
    """Hold the exclusive lock on starting and stopping; raise `postgres-busy` after SECONDS."""
    descriptor = open_lock(path)
    try:
        deadline = time.monotonic() + seconds
        while not try_lock(descriptor, fcntl.LOCK_EX):
            if time.monotonic() > deadline:
                raise errors.busy(path, seconds)
            time.sleep(STEP)
        yield
    finally:
        os.close(descriptor)


def share(path: Path) -> int:
    """Return a descriptor with the holder's shared lock; the caller has `decide`, so it is never refused."""
    descriptor = open_lock(path)
    fcntl.flock(descriptor, fcntl.LOCK_SH)
    return descriptor


def is_last(descriptor: int) -> bool:
    """Give up the shared lock and return whether nobody else has one; the caller has `decide`."""
    return try_lock(descriptor, fcntl.LOCK_EX)


def is_free(path: Path) -> bool:
    """Return whether nobody has the lock at this moment (a missing file is free)."""
    if not path.exists():
        return True
    descriptor = open_lock(path)
    try:
        return try_lock(descriptor, fcntl.LOCK_EX)
    finally:
        os.close(descriptor)
