"""Reading and verifying the audit log."""

import hashlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.db.models.functions import Cast

from poaiss.audit.models import Entry

PARTS = [
    "previous_hash",
    "chain",
    "number",
    "at",
    "kind",
    "action",
    "outcome",
    "actor_id",
    "actor_name",
    "actor_capacity",
    "object_type",
    "object_id",
    "object_name",
    "details_text",
]


@dataclass(frozen=True, slots=True)
class Broken:
    """The first entry of a chain that does not hold, and why."""

    chain: str
    number: int
    reason: str


@dataclass(frozen=True, slots=True)
class Verification:
    """The outcome for the whole log: entries read, heads of the chains, breaks."""

    entries: int
    heads: dict[str, tuple[int, str]]
    broken: tuple[Broken, ...]
    hashes: dict[tuple[str, int], str] = field(default_factory=dict)


def canonical(entry: dict[str, Any]) -> bytes:
    """Return the bytes that the hash of ENTRY covers: each part with its length in bytes before it."""
    parts = {**entry, "at": f"{entry['at']:%Y-%m-%dT%H:%M:%S.%f}Z"}
    texts = (str(parts[name]) for name in PARTS)
    return "".join(f"{len(text.encode())}:{text}" for text in texts).encode()


def stored_entries() -> Iterator[dict[str, Any]]:
    """Yield every entry as stored, chain by chain, in order."""
    rows = Entry.objects.annotate(details_text=Cast("details", models.TextField()))
    yield from rows.order_by("chain", "number").values(*PARTS, "hash").iterator(chunk_size=2000)


def fault(entry: dict[str, Any], number: int, previous_hash: str) -> str:
    """Say what is wrong with ENTRY as the NUMBERth of its chain; empty when nothing is."""
    if entry["number"] != number:
        return f"entry {number} is missing"
    if entry["previous_hash"] != previous_hash:
        return "it does not name the hash of the entry before it"
    if hashlib.sha256(canonical(entry)).hexdigest() != entry["hash"]:
        return "its content does not match its hash"
    return ""


def verify(keep: Collection[str] = ()) -> Verification:
    """Recompute every hash here, not in the database, and name the first broken entry of each chain.

    The hashes of the chains in KEEP are returned by number, to be compared with heads that were kept outside.
    """
    heads: dict[str, tuple[int, str]] = {}
    broken: dict[str, Broken] = {}
    hashes: dict[tuple[str, int], str] = {}
    count = 0
    for entry in stored_entries():
        count += 1
        chain = entry["chain"]
        number, previous = heads.get(chain, (0, ""))
        if chain not in broken and (reason := fault(entry, number + 1, previous)):
            broken[chain] = Broken(chain, number + 1 if "missing" in reason else entry["number"], reason)
        heads[chain] = (entry["number"], entry["hash"])
        if chain in keep:
            hashes[chain, entry["number"]] = entry["hash"]
    return Verification(count, heads, tuple(broken.values()), hashes)
