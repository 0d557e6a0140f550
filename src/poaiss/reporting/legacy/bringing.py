"""Bringing a document in: its bytes are kept, its text is read, and nothing of it counts yet."""

from contextlib import ExitStack
from pathlib import Path
from uuid import UUID

from django.db import transaction

from poaiss.access.rules import check
from poaiss.accounts.actor import Actor
from poaiss.audit.actions import record
from poaiss.common import files
from poaiss.reporting.attaching.kinds import FileKind, examined
from poaiss.reporting.attaching.names import cleaned
from poaiss.reporting.legacy.text import text_of
from poaiss.reporting.models import LegacyDocument

LARGEST = 40 * 1024 * 1024
"""Bytes of a document at most."""


@transaction.atomic
def bring_in(given: Path | files.Readable, name: str, by: Actor) -> LegacyDocument:
    """Bring in the document at a path or from a stream (R30); the same bytes twice are one document.

    Raise a coded error for what cannot be read: a program under another name, macros, a password, damage, too many
    bytes or pages. A scan without a text layer comes in and is typed by hand.
    """
    check(by, "reporting.archive")
    kinds: list[tuple[FileKind, str]] = []
    called = cleaned(name) or "report"

    def look(path: Path) -> None:
        kind = examined(path, called)
        kinds.append((kind, text_of(path, kind, called)))

    with ExitStack() as stack:
        stream = stack.enter_context(given.open("rb")) if isinstance(given, Path) else given
        kept = files.keep(stream, limit=LARGEST, examine=look)
    kind, text = kinds[0]
    facts = {"name": called, "media_type": kind.media_type, "size": kept.size, "text": text, "by_id": person(by)}
    document, fresh = LegacyDocument.objects.get_or_create(sha256=kept.sha256, exercise=by.exercise, defaults=facts)
    if fresh:
        record("reporting.legacy_brought_in", by=by, on=document, details={"sha256": kept.sha256, "size": kept.size})
    return document


def person(by: Actor) -> UUID | None:
    """Return the key of the person who acts; None for the machine."""
    return UUID(by.identifier) if by.is_signed_in else None


def has_text(document: LegacyDocument) -> bool:
    """Return whether a document has a text layer."""
    return bool(document.text.strip())
