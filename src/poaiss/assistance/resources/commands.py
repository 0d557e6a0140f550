"""``poaiss assistance expire`` and ``poaiss assistance rates``."""

import argparse
import datetime as dt
import json

from poaiss.accounts.actor import MACHINE


def register(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the two commands."""
    expiring = verbs.add_parser("expire", help="let offers and matches expire, remind of those that will soon")
    expiring.add_argument("--on", type=dt.date.fromisoformat, metavar="DATE", help="as if it were this day")
    expiring.set_defaults(run=expire, needs_database=True)
    rating = verbs.add_parser("rates", help="load exchange rates (currency, on, per_dollar, source) from a CSV file")
    rating.add_argument("file", metavar="FILE")
    rating.set_defaults(run=rates, needs_database=True)


def expire(arguments: argparse.Namespace) -> int:
    """Run what the worker runs daily and print one JSON line."""
    from poaiss.assistance.matching.expiring import run_daily

    print(json.dumps(run_daily(by=MACHINE, day=arguments.on)))
    return 0


def rates(arguments: argparse.Namespace) -> int:
    """Load rates from a file: all of them, or none with every line that is wrong."""
    from poaiss.assistance.resources.rates import import_rates

    print(json.dumps({"rates": import_rates(path=arguments.file, by=MACHINE)}))
    return 0
