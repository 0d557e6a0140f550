"""Console commands of the room."""

import argparse
import datetime as dt
import json
import sys

from poaiss.access.rls import acting_as
from poaiss.accounts.actor import MACHINE, NOBODY


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add ``poaiss contacts chase`` and ``poaiss contacts export``."""
    top = commands.add_parser("contacts", help="remind of confirmations, export the public directory")
    verbs = top.add_subparsers(dest="verb", required=True, metavar="VERB")
    chasing = verbs.add_parser("chase", help="bring designations into force, remind of confirmations that are due")
    chasing.add_argument("--on", type=dt.date.fromisoformat, metavar="DATE", help="as if it were this day")
    chasing.set_defaults(run=chase, needs_database=True)
    exporting = verbs.add_parser("export", help="print what everybody may see")
    exporting.add_argument("--format", choices=("csv", "vcard"), default="csv")
    exporting.set_defaults(run=export, needs_database=True)


def chase(arguments: argparse.Namespace) -> int:
    """Run what the worker runs daily and print one JSON line (D4)."""
    from poaiss.contacts.actions import run_daily

    print(json.dumps(run_daily(by=MACHINE, day=arguments.on).as_dict()))
    return 0


def export(arguments: argparse.Namespace) -> int:
    """Print the public directory."""
    from poaiss.contacts import exports, queries

    with acting_as(NOBODY):
        offices = queries.directory(NOBODY)
        text = exports.table(offices) if arguments.format == "csv" else exports.vcards(NOBODY, offices)
    sys.stdout.write(text)
    return 0
