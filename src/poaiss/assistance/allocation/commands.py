"""``poaiss assistance allocate``: share limited offers among proposals, with a proof and with reasons."""

import argparse
import json
import sys


def register(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add ``assistance allocate``."""
    allocate = verbs.add_parser("allocate", help="allocate resources to proposals, proven and explained")
    allocate.add_argument("instance", help="a JSON file with proposals, resources and rules")
    allocate.add_argument("--format", choices=["json"], default="json")
    allocate.add_argument("--time-limit", type=seconds, default=None, metavar="S", help="seconds for the whole answer")
    allocate.set_defaults(run=run_allocate, needs_database=False, needs_preparation=False)


def seconds(text: str) -> float:
    """Return a positive number of seconds."""
    value = float(text)
    if not 0 < value < 1e7:
        raise argparse.ArgumentTypeError("a positive number of seconds")
    return value


def run_allocate(arguments: argparse.Namespace) -> int:
    """Print the answer as one JSON document; exit 1 when the rules forbid every allocation."""
    from poaiss.assistance.allocation import answering, conflicts, reading

    instance, warnings = reading.read_file(arguments.instance)
    for warning in warnings:
        print(json.dumps(warning.as_dict(), ensure_ascii=False), file=sys.stderr)
    answer = answering.allocate(instance, arguments.time_limit)
    print(json.dumps(answer, ensure_ascii=False, allow_nan=False))
    if answer["status"] == "infeasible":
        raise conflicts.conflict_error(answer["conflict"]["rules"])
    return 0
