"""Reading and verifying the audit log."""

import hashlib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import F, Func
from django.db.models.functions import Cast

from poaiss.audit.models import Entry

PARTS = [
    "previous_hash",
    "chain",
    "number",
    "at_text",
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
MISSING = "it is missing"


class Moment(Func):
    """A moment as text with its era: a time that was moved to 2026 BC or to infinity shows as well."""

    template = """to_char(%(expressions)s AT TIME ZONE 'UTC', 'AD YYYY-MM-DD"T"HH24:MI:SS.US"Z"')"""
    output_field = models.TextField()


@dataclass(frozen=True, slots=True)
class Head:
    """The last entry of a chain at some time, noted outside the database."""

    chain: str
    number: int
    hash: str

    @classmethod
    def parsed(cls, text: str) -> "Head":
        """Read CHAIN:NUMBER:HASH; anything else is a ValueError."""
        chain, number, digest = text.rsplit(":", 2)
        if not chain or int(number) < 1:
            raise ValueError(text)
        return cls(chain, int(number), digest.lower())

    def __str__(self) -> str:
        return f"{self.chain}:{self.number}:{self.hash}"


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


def canonical(entry: dict[str, Any]) -> bytes:
    """Return the bytes that the hash of ENTRY covers: each part with its length in bytes before it."""
    texts = [str(entry[name]).removeprefix("AD ") if name == "at_text" else str(entry[name]) for name in PARTS]
    return "".join(f"{len(text.encode())}:{text}" for text in texts).encode()


def stored_entries(chains: Collection[str] | None = None) -> Iterator[dict[str, Any]]:
    """Yield every entry (of CHAINS) as stored, chain by chain, in order."""
    rows = Entry.objects.annotate(at_text=Moment(F("at")), details_text=Cast("details", models.TextField()))
    if chains is not None:
        rows = rows.filter(chain__in=chains)
    yield from rows.order_by("chain", "number").values(*PARTS, "hash").iterator(chunk_size=2000)


def fault(entry: dict[str, Any], number: int, previous_hash: str) -> str:
    """Say what is wrong with ENTRY as the NUMBERth of its chain; empty when nothing is."""
    if entry["number"] > number:
        return MISSING
    if entry["previous_hash"] != previous_hash:
        return "it does not name the hash of the entry before it"
    if entry["number"] < number or hashlib.sha256(canonical(entry)).hexdigest() != entry["hash"]:
        return "its content does not match its hash"
    return ""


def verify(expected: Iterable[Head] = (), chains: Collection[str] | None = None) -> Verification:
    """Recompute every hash (of CHAINS) here, not in the database, and name the first broken entry of each chain.

    EXPECTED are heads noted earlier outside the database: a tail that was cut off, or a chain written anew
    from the start, shows against them alone.
    """
    noted = list(expected)
    wanted = {(head.chain, head.number): head.hash for head in noted}
    heads: dict[str, tuple[int, str]] = {}
    broken: dict[str, Broken] = {}
    count = 0
    for count, entry in enumerate(stored_entries(chains), start=1):  # noqa: B007 the count is wanted after the loop
        chain = entry["chain"]
        number, previous = heads.get(chain, (0, ""))
        reason = fault(entry, number + 1, previous)
        if not reason and wanted.get((chain, entry["number"]), entry["hash"]) != entry["hash"]:
            reason = "it is not the entry that was noted"
        if reason:
            broken.setdefault(chain, Broken(chain, min(number + 1, entry["number"]), reason))
        heads[chain] = (entry["number"], entry["hash"])
    for head in sorted(noted, key=lambda head: head.number):
        last = heads.get(head.chain, (0, ""))[0]
        if last < head.number:
            broken.setdefault(head.chain, Broken(head.chain, last + 1, MISSING))
    return Verification(count, heads, tuple(broken[chain] for chain in sorted(broken)))


def heads() -> list[Head]:
    """Return the last entry of each chain, to be noted outside the database."""
    rows = Entry.objects.order_by("chain", "-number").distinct("chain").values_list("chain", "number", "hash")
    return [Head(*row) for row in rows]
