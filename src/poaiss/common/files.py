"""The store of files: each lies under the digest of its bytes, below ``DATA/files``; its name is never a path.

A file is written once and never changed: the same bytes twice are one file. What a file is called, whose it is and
who may read it stand in the database of the room that kept it.
"""

import hashlib
import os
import re
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Protocol

from django.conf import settings
from django.utils.translation import gettext as _

from poaiss.common.errors import PoaissError

PIECE = 256 * 1024
"""Bytes read at a time; no file is ever held in memory as a whole."""
DIGEST = re.compile(r"[0-9a-f]{64}")


class TooLarge(PoaissError):
    """A file is larger than is allowed; nothing of it was kept."""

    code = "file-too-large"


class NotKept(PoaissError):
    """No file with this digest lies in the store."""

    code = "file-not-kept"


class Readable(Protocol):
    """What can be read piece by piece."""

    def read(self, size: int = -1, /) -> bytes:
        """Return at most SIZE bytes, none at the end."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A file in the store."""

    sha256: str
    size: int


def path_of(sha256: str) -> Path:
    """Return where the file with a digest lies, or would lie."""
    if not DIGEST.fullmatch(sha256):
        raise NotKept(_("This is no digest of a file."), place=sha256[:80])
    return Path(settings.MEDIA_ROOT) / sha256[:2] / sha256


def keep(stream: Readable, *, limit: int | None = None, examine: Callable[[Path], None] | None = None) -> Kept:
    """Store what STREAM gives and return its digest and size.

    The bytes go to a file beside the others, are counted as they come, and are brought to the disk before the file
    gets its name. More than LIMIT bytes, or an error that EXAMINE raises, leave nothing behind.
    """
    folder = Path(settings.MEDIA_ROOT)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".incoming-", dir=folder)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as target:
            kept = copied(stream, target, limit)
        if examine is not None:
            examine(temporary)
        placed(temporary, kept)
    finally:
        temporary.unlink(missing_ok=True)
    return kept


def copied(stream: Readable, target: IO[bytes], limit: int | None) -> Kept:
    """Copy STREAM to TARGET piece by piece until it ends or is larger than LIMIT."""
    digest, size = hashlib.sha256(), 0
    while piece := stream.read(PIECE):
        size += len(piece)
        if limit is not None and size > limit:
            raise too_large(limit)
        digest.update(piece)
        target.write(piece)
    target.flush()
    os.fsync(target.fileno())
    return Kept(digest.hexdigest(), size)


def too_large(limit: int) -> TooLarge:
    """Return the refusal of a file that is larger than LIMIT bytes."""
    return TooLarge(
        _("The file is larger than %(limit)d MB.") % {"limit": limit // (1024 * 1024)},
        mend=_("Send a smaller file: fewer pages in one file, or images with fewer points to the inch."),
    )


def placed(temporary: Path, kept: Kept) -> None:
    """Give a written file its name; when it is there already, the new copy is not needed."""
    place = path_of(kept.sha256)
    if place.exists():
        return
    place.parent.mkdir(mode=0o700, exist_ok=True)
    temporary.chmod(0o600)
    temporary.replace(place)
    with suppress(OSError):  # some file systems cannot bring a folder to the disk
        folder = os.open(place.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def open_kept(sha256: str) -> IO[bytes]:
    """Open the file with a digest for reading."""
    try:
        return path_of(sha256).open("rb")
    except FileNotFoundError as error:
        raise NotKept(
            _("The file is not in the store."), place=sha256, mend=_("Restore the folder of files from the backup.")
        ) from error
