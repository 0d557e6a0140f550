"""Depositing a text, releasing it to everybody, and taking it back into the State's own hands."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db import models, transaction

from poaiss.access.rls import acting_as
from poaiss.access.rules import check
from poaiss.accounts.actor import MACHINE, Actor
from poaiss.audit.actions import record
from poaiss.common.clock import now
from poaiss.directory.models import State
from poaiss.library.enums import Kind, Shown
from poaiss.library.models import Entry

TITLE = 500
"""Letters of a title at most."""


@dataclass(frozen=True, slots=True)
class File:
    """A file of the store: its name, digest, kind and size."""

    name: str
    sha256: str
    media_type: str
    size: int


@dataclass(frozen=True, slots=True)
class Described:
    """What is known of a text."""

    title: str
    kind: Kind = Kind.OTHER
    title_language: str = ""
    title_english: str = ""
    adopted: int | None = None
    summary: str = ""
    theme: str = ""
    year: int | None = None
    number: str = ""

    def facts(self) -> dict[str, object]:
        """Return the columns of an entry."""
        found = {name: getattr(self, name) for name in self.__slots__}
        return {**found, "title": self.title[:TITLE], "title_english": self.title_english[:TITLE]}


@transaction.atomic
def deposit(*, state: State, origin: str, file: File, described: Described, by: Actor) -> Entry:
    """Put a text into the library for its State's own eyes; the same ORIGIN twice is one entry, described anew."""
    check(by, "library.deposit", state)
    facts = {**described.facts(), **{name: getattr(file, name) for name in file.__slots__}}
    known = Entry.objects.filter(origin=origin).first()
    if known is None:
        found = Entry.objects.create(state=state, origin=origin, created_by_id=UUID(by.identifier), **facts)
        record("library.deposit", by=by, on=found, state=state.pk, details={"kind": str(found.kind)})
        return found
    changed = described_anew(known, facts)
    if changed:
        known.save(update_fields=changed)
        record("library.describe", by=by, on=known, state=state.pk, details={"changed": changed})
    return known


def described_anew(entry: Entry, facts: Mapping[str, object]) -> list[str]:
    """Set what is otherwise than FACTS and return the names of the columns."""
    changed = [name for name, value in facts.items() if getattr(entry, name) != value]
    for name in changed:
        setattr(entry, name, facts[name])
    return sorted(changed)


@transaction.atomic
def release(*, state: State, texts: Mapping[str, Described], by: Actor) -> list[Entry]:
    """Show the entries of TEXTS, by origin, to everybody, with what the State said of them in public.

    Who publishes for a State need not have seen the entries before: the rule is checked for that person, and the
    machine carries it out. What an entry was called before it was released never becomes public by itself.
    """
    check(by, "library.release", state)
    with acting_as(MACHINE):
        found = list(entries(state, texts))
        for entry in found:
            first = entry.audience != Shown.PUBLIC
            described_anew(entry, texts[entry.origin].facts())
            if first:
                entry.audience, entry.released_at = Shown.PUBLIC, now()
                record("library.release", by=by, on=entry, state=state.pk)
            entry.save()
    return found


@transaction.atomic
def withhold(*, state: State, origins: Iterable[str], by: Actor) -> list[Entry]:
    """Show the entries of ORIGINS to their own State alone from now on."""
    check(by, "library.release", state)
    with acting_as(MACHINE):
        found = list(entries(state, origins).filter(audience=Shown.PUBLIC))
        for entry in found:
            entry.audience = Shown.OWN
            entry.save(update_fields=["audience"])
            record("library.withhold", by=by, on=entry, state=state.pk)
    return found


@transaction.atomic
def end(*, state: State, origin: str, by: Actor) -> None:
    """Say that the origin of an entry no longer has it; what was released stays until the next publication."""
    check(by, "library.deposit", state)
    with acting_as(MACHINE):
        for entry in entries(state, [origin]).filter(ended_at=None):
            entry.ended_at = now()
            entry.save(update_fields=["ended_at"])
            record("library.end", by=by, on=entry, state=state.pk)


def entries(state: State, origins: Iterable[str]) -> models.QuerySet[Entry]:
    """Return the entries of a State from ORIGINS, locked."""
    return Entry.objects.select_for_update().filter(state=state, origin__in=list(origins))
