"""Decide as whom PostgreSQL runs: it refuses root, so root hands it to an unprivileged user.

Nothing is created on the system. Where that user cannot reach the programs or the data folder (a clone under
/root or another folder of mode 0700), the server keeps exactly one Linux capability: CAP_DAC_READ_SEARCH
(passes folders and reads), or CAP_DAC_OVERRIDE where a file may not even be executed by others (umask 077) or
where a container was not given the first one.
"""

import os
import pwd
import stat
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from poaiss.common.embedded_postgres import errors

CAP_DAC_OVERRIDE = 1
CAP_DAC_READ_SEARCH = 2
CAP_SETPCAP = 8
UNPRIVILEGED = ("nobody", "daemon", "bin")


@dataclass(frozen=True, slots=True)
class Demotion:
    """The user that root becomes for PostgreSQL, and the one capability that this user keeps, if any."""

    uid: int
    gid: int
    capability: int | None = None


def choose_demotion(pgdata: Path, binaries: Path, socket_parent: Path) -> Demotion | None:
    """Return as whom the server runs; None for an ordinary user, who needs no change."""
    if os.geteuid() != 0:
        return None
    account = owner_of(pgdata) or owner_of(pgdata.parent) or unprivileged_account(pgdata)
    uid, gid = account.pw_uid, account.pw_gid
    paths = [binaries / "postgres", binaries / "initdb", binaries.parent / "share", pgdata.parent, socket_parent]
    return Demotion(uid, gid, needed_capability(paths, uid, gid))


def owner_of(folder: Path) -> pwd.struct_passwd | None:
    """Return the account of the folder's owner unless that is root: whoever made the data keeps it."""
    try:
        uid = folder.stat().st_uid
        return pwd.getpwuid(uid) if uid != 0 else None
    except (FileNotFoundError, KeyError):
        return None


def unprivileged_account(place: Path) -> pwd.struct_passwd:
    """Return an existing account without rights; initdb wants one that has a name."""
    for name in UNPRIVILEGED:
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise errors.cannot_drop(place, f"none of the accounts {', '.join(UNPRIVILEGED)} exists")


def needed_capability(paths: Iterable[Path], uid: int, gid: int) -> int | None:
    """Return the least capability with which the user reaches all PATHS; None where it reaches them as it is."""
    paths = list(paths)
    if all(can_reach(path, uid, gid) for path in paths):
        return None
    if sys.platform != "linux":
        raise errors.cannot_drop(paths[0], "it could not reach this path")
    has_plain_files = all(allows(path, uid, gid, stat.S_IXOTH) for path in paths if path.is_file())
    for capability in (CAP_DAC_READ_SEARCH, CAP_DAC_OVERRIDE):
        if may_use(CAP_SETPCAP) and may_use(capability) and (has_plain_files or capability == CAP_DAC_OVERRIDE):
            return capability
    raise errors.cannot_drop(paths[0], "it could not reach this path, and no capability is left to give it")


def can_reach(path: Path, uid: int, gid: int) -> bool:
    """Return whether the user may pass every folder above PATH and read PATH (access lists are not asked)."""
    passes = all(allows(folder, uid, gid, stat.S_IXOTH) for folder in path.parents)
    return passes and allows(path, uid, gid, stat.S_IROTH | stat.S_IXOTH)


def allows(path: Path, uid: int, gid: int, bits: int) -> bool:
    """Return whether the mode of PATH grants BITS (written as those of "others") to the user."""
    found = path.stat()
    shift = 6 if found.st_uid == uid else 3 if found.st_gid == gid else 0
    return (found.st_mode >> shift) & bits == bits


def may_use(capability: int) -> bool:
    """Return whether this process has the capability to give (Linux)."""
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("CapPrm:"):
            return bool(int(line.split()[1], 16) >> capability & 1)
    return False
