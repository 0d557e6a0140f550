"""``poaiss audit``: verify the chains, print their heads."""

import argparse
import json
from collections.abc import Sequence

from poaiss.audit.queries import Broken, Verification, verify
from poaiss.common.errors import PoaissError


class HeadUnreadableError(PoaissError):
    """A head that was kept outside is not written as CHAIN:NUMBER:HASH."""

    code = "audit-head-unreadable"


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add ``audit verify`` and ``audit heads``."""
    room = commands.add_parser("audit", help="verify the log of who did what")
    verbs = room.add_subparsers(dest="verb", required=True, metavar="VERB")
    check = verbs.add_parser("verify", help="recompute every hash; name the first broken entry of each chain")
    check.add_argument("--head", action="append", default=[], metavar="CHAIN:NUMBER:HASH", help="a head kept outside")
    check.set_defaults(run=run_verify)
    heads = verbs.add_parser("heads", help="print the head of each chain, to be kept outside this server")
    heads.set_defaults(run=run_heads)


def shortened(found: Verification, heads: Sequence[str]) -> list[Broken]:
    """Return the chains that no longer hold an entry that was seen earlier: their tail was cut off or rewritten."""
    broken = []
    for head in heads:
        try:
            chain, number, digest = head.rsplit(":", 2)
            wanted = int(number)
        except ValueError as error:
            raise HeadUnreadableError(
                "A head is not readable.", place=head, mend="Write it as poaiss audit heads prints it."
            ) from error
        if found.hashes.get((chain, wanted)) != digest:
            reason = "the log ends before it" if found.heads.get(chain, (0, ""))[0] < wanted else "it was rewritten"
            broken.append(Broken(chain, wanted, reason))
    return broken


def run_verify(arguments: argparse.Namespace) -> int:
    """Print one JSON line; exit 1 when an entry does not hold."""
    found = verify(keep={head.rsplit(":", 2)[0] for head in arguments.head})
    broken = [*found.broken, *shortened(found, arguments.head)]
    told = {
        "entries": found.entries,
        "heads": {chain: f"{number}:{digest}" for chain, (number, digest) in sorted(found.heads.items())},
        "broken": [{"chain": each.chain, "number": each.number, "reason": each.reason} for each in broken],
    }
    print(json.dumps(told))
    return 1 if broken else 0


def run_heads(arguments: argparse.Namespace) -> int:
    """Print each head on a line of its own."""
    for chain, (number, digest) in sorted(verify().heads.items()):
        print(f"{chain}:{number}:{digest}")
    return 0
