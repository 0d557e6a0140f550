"""``poaiss audit``: verify the chains of the log; print their heads, to be noted elsewhere."""

import argparse
import json
from dataclasses import asdict

from poaiss.audit import queries
from poaiss.common.errors import PoaissError


class HeadUnreadableError(PoaissError):
    """A head that was noted outside is not written as CHAIN:NUMBER:HASH."""

    code = "audit-head-unreadable"


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add ``audit verify`` and ``audit heads``."""
    top = commands.add_parser("audit", help="verify the audit log, print the heads of its chains")
    verbs = top.add_subparsers(dest="verb", required=True, metavar="VERB")
    verifying = verbs.add_parser("verify", help="recompute every hash; exit 1 and name the first broken entry")
    verifying.add_argument(
        "--head",
        action="append",
        default=[],
        metavar="CHAIN:NUMBER:HASH",
        help="a line of `poaiss audit heads` noted earlier: shows a tail cut off or a chain written anew",
    )
    verifying.set_defaults(run=run_verify, needs_database=True)
    listing = verbs.add_parser("heads", help="print the last entry of each chain, to be kept outside the database")
    listing.set_defaults(run=run_heads, needs_database=True)


def head(text: str) -> queries.Head:
    """Read a noted head, or say how one is written."""
    try:
        return queries.Head.parsed(text)
    except ValueError as error:
        mend = "Write it as poaiss audit heads prints it."
        raise HeadUnreadableError("A head is not readable.", place=text, mend=mend) from error


def run_verify(arguments: argparse.Namespace) -> int:
    """Print the outcome as one JSON line; 1 when an entry is broken."""
    found = queries.verify([head(text) for text in arguments.head])
    heads = {chain: f"{number}:{digest}" for chain, (number, digest) in sorted(found.heads.items())}
    broken = [asdict(each) for each in found.broken]
    print(json.dumps({"entries": found.entries, "heads": heads, "broken": broken}))
    return 1 if broken else 0


def run_heads(arguments: argparse.Namespace) -> int:
    """Print one line a chain."""
    for each in queries.heads():
        print(each)
    return 0
