"""``poaiss reports``: import fragments of filed reports; list the reports."""

import argparse
import json
from pathlib import Path


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add ``reports import`` and ``reports list``."""
    room = commands.add_parser("reports", help="national reports and excerpts of earlier ones")
    verbs = room.add_subparsers(dest="verb", required=True, metavar="VERB")
    bring = verbs.add_parser("import", help="import excerpts of filed reports from secondary sources (JSON)")
    bring.add_argument("file", help="a JSON file with a list of records")
    bring.add_argument(
        "--keep-personal-data",
        action="store_true",
        help="bring in names, telephones and e-mail addresses of officials too; they are never shown to the public",
    )
    bring.set_defaults(run=run_import)
    listing = verbs.add_parser("list", help="list the reports, one object a report; excerpts are no reports")
    listing.add_argument("--format", choices=["json", "text"], default="text")
    listing.set_defaults(run=run_list)


def run_import(arguments: argparse.Namespace) -> int:
    """Import a file and print one JSON line: reports, answers, placed, kept, warnings."""
    from poaiss.access.rls import acting_as
    from poaiss.accounts.actor import MACHINE
    from poaiss.reporting.fragments.importing import import_file

    with acting_as(MACHINE):
        found = import_file(Path(arguments.file), by=MACHINE, personal_data=arguments.keep_personal_data)
    print(json.dumps(found.as_dict(), ensure_ascii=False))
    return 0


def run_list(arguments: argparse.Namespace) -> int:
    """Print the reports."""
    from poaiss.access.rls import acting_as
    from poaiss.accounts.actor import MACHINE
    from poaiss.reporting.queries import listed

    with acting_as(MACHINE):
        found = listed(MACHINE)
    if arguments.format == "json":
        print(json.dumps(found, ensure_ascii=False))
        return 0
    for each in found:
        mark = " (exercise)" if each["exercise"] else ""
        print(
            f"{each['state']:<4} {each['round']}  {each['status']:<10} {each['answers']:>4}  {each['hash'][:12]}{mark}"
        )
    return 0
