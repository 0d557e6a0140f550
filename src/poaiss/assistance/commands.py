"""``poaiss assistance``: the commands of the room, each in the part that it belongs to."""

import argparse
import importlib

PARTS = ("allocation", "resources")


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add ``assistance`` and the commands of its parts."""
    room = commands.add_parser("assistance", help="allocate resources to proposals")
    verbs = room.add_subparsers(dest="verb", required=True, metavar="VERB")
    for part in PARTS:
        importlib.import_module(f"poaiss.assistance.{part}.commands").register(verbs)
