"""Reading the log as the actor may: whose entries, and how much of each (S2, S4)."""

import csv
import datetime as dt
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from poaiss.access.audit_pages.words import sentence
from poaiss.access.permissions import DESIGNATION, administered, same_world
from poaiss.access.visibility import visible_to
from poaiss.accounts.actor import Actor
from poaiss.accounts.enums import Role
from poaiss.audit.actions import SYSTEM
from poaiss.audit.models import Entry
from poaiss.audit.queries import Head, Verification, heads, verify

FIELDS = (
    "time",
    "chain",
    "number",
    "kind",
    "outcome",
    "who",
    "capacity",
    "action",
    "object",
    "name",
    "details",
    "hash",
)


@dataclass(frozen=True, slots=True)
class Line:
    """One entry as shown: its sentence, and the object and details as far as the reader may know them."""

    entry: Entry
    sentence: str
    object_name: str
    details: str
    is_full: bool


def entries(
    actor: Actor,
    *,
    kind: str = "",
    outcome: str = "",
    name: str = "",
    since: dt.date | None = None,
    until: dt.date | None = None,
) -> QuerySet[Entry]:
    """Return the entries that ACTOR may read, narrowed down, the latest first."""
    found = visible_to(actor, Entry).order_by("-at", "-pk")
    wanted: dict[str, Any] = {
        "kind": kind,
        "outcome": outcome,
        "actor_name__icontains": name,
        "at__date__gte": since,
        "at__date__lte": until,
    }
    return found.filter(**{key: value for key, value in wanted.items() if value})


def reads_fully(actor: Actor, entry: Entry) -> bool:
    """Return whether ACTOR may know the object and the details: an auditor not those of a State's chain (S2)."""
    if entry.chain in administered(actor) or entry.actor_id == actor.identifier:
        return True
    if entry.object_type == DESIGNATION and actor.holds(Role.SECRETARIAT):
        return True
    return entry.chain == SYSTEM


def line(actor: Actor, entry: Entry) -> Line:
    """Return an entry as ACTOR may read it."""
    is_full = reads_fully(actor, entry)
    details = json.dumps(entry.details, ensure_ascii=False, sort_keys=True) if entry.details and is_full else ""
    return Line(entry, sentence(entry), entry.object_name if is_full else "", details, is_full)


def lines(actor: Actor, found: Iterable[Entry]) -> Iterator[Line]:
    """Yield each entry as ACTOR may read it."""
    return (line(actor, entry) for entry in found)


def chains_verified(actor: Actor) -> frozenset[str]:
    """Return the chains whose hashes ACTOR may have verified: an auditor all of one's world, a State its own."""
    if Role.AUDITOR not in actor.roles:
        return administered(actor)
    of_world = Entry.objects.filter(same_world(actor)).exclude(chain=SYSTEM).order_by().values_list("chain", flat=True)
    return frozenset({SYSTEM, *of_world.distinct(), *administered(actor)})


def heads_for(actor: Actor) -> list[Head]:
    """Return the heads of the chains that ACTOR may have verified, to be noted elsewhere."""
    chains = chains_verified(actor)
    return [head for head in heads() if head.chain in chains]


def verification_for(actor: Actor) -> Verification:
    """Verify the chains that ACTOR may have verified."""
    return verify(chains=chains_verified(actor))


def harmless(value: object) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    text = str(value)
    return f"'{text}" if text[:1] in {"=", "+", "-", "@", "\t", "\r"} else text


def table(found: Iterable[Line]) -> str:
    """Return the lines as CSV with a header, in UTF-8 with a mark so that spreadsheets read it as such."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(FIELDS)
    for each in found:
        e = each.entry
        who = (e.actor_name, e.actor_capacity)
        cells = (e.at.isoformat(), e.chain, e.number, e.kind, e.outcome, *who, e.action, e.object_type)
        writer.writerow(harmless(cell) for cell in (*cells, each.object_name, each.details, e.hash))
    return "\ufeff" + out.getvalue()
