"""The file of a note verbale: its type is found from its content; it is kept while a form is being mended."""

import hashlib
import uuid
from dataclasses import asdict, dataclass
from pathlib import PurePath
from typing import Any

from django.core import signing
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from poaiss.accounts.actor import Actor
from poaiss.contacts.errors import NoteTooLarge, NoteUnreadable

LARGEST = 5 * 1024 * 1024
SALT = "poaiss.contacts.note"
KEPT_SECONDS = 24 * 3600
FOLDER = "contacts/notes"


@dataclass(frozen=True, slots=True)
class StoredNote:
    """A stored file: its path under the files, its name as uploaded, its type and its hash."""

    path: str
    name: str
    type: str
    sha256: str


def type_of(content: bytes) -> str:
    """Return the media type found from head and tail of CONTENT; empty for anything else than PDF, JPEG or PNG."""
    if content.startswith(b"%PDF-") and b"%%EOF" in content[-2048:]:
        return "application/pdf"
    if content.startswith(b"\xff\xd8\xff") and content.rstrip(b"\0")[-2:] == b"\xff\xd9":
        return "image/jpeg"
    if content.startswith(b"\x89PNG\r\n\x1a\n") and b"IEND" in content[-16:]:
        return "image/png"
    return ""


SUFFIXES = {"application/pdf": ".pdf", "image/jpeg": ".jpg", "image/png": ".png"}


def store_note(file: "UploadedFile[Any]") -> StoredNote:
    """Store an uploaded note verbale under a name of ours; refuse what is too large or of another kind."""
    if (file.size or 0) > LARGEST:
        raise NoteTooLarge(
            _("The file is larger than 5 MB."), mend=_("Scan it in fewer colours or pages."), place="note_file"
        )
    content = file.read()
    kind = type_of(content)
    if not kind:
        raise NoteUnreadable(
            _("The file is not a complete PDF, JPEG or PNG."),
            mend=_("Upload a scan of the note verbale as PDF, JPEG or PNG."),
            place="note_file",
        )
    path = default_storage.save(f"{FOLDER}/{uuid.uuid4()}{SUFFIXES[kind]}", ContentFile(content))
    name = PurePath((file.name or "note").replace("\\", "/")).name[:120]
    return StoredNote(path, name, kind, hashlib.sha256(content).hexdigest())


def ticket_for(note: StoredNote, by: Actor) -> str:
    """Return a signed ticket with which BY keeps an uploaded file while the form is being mended."""
    return signing.dumps({**asdict(note), "by": by.identifier}, salt=SALT)


def note_of(ticket: str, by: Actor) -> StoredNote | None:
    """Return the note kept under TICKET for BY; None for a broken, old or foreign ticket."""
    try:
        found: dict[str, Any] = signing.loads(ticket, salt=SALT, max_age=KEPT_SECONDS)
    except signing.BadSignature:
        return None
    return StoredNote(**found) if found.pop("by") == by.identifier else None
