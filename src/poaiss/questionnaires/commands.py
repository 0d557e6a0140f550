"""``poaiss questionnaires``: check, load and list forms."""

import argparse
import json
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add ``questionnaires check``, ``load`` and ``list``."""
    room = commands.add_parser("questionnaires", help="check, load and list forms (XLSForm)")
    verbs = room.add_subparsers(dest="verb", required=True, metavar="VERB")
    check = verbs.add_parser("check", help="say everything that is wrong with an XLSForm; exit 1 on an error")
    check.add_argument("path", help="an .xlsx file or a folder of CSV sheets")
    check.set_defaults(run=run_check, needs_database=False, needs_preparation=False)
    load = verbs.add_parser("load", help="load an XLSForm as a version; a form in use becomes a new version")
    load.add_argument("path", help="an .xlsx file or a folder of CSV sheets")
    load.set_defaults(run=run_load)
    listing = verbs.add_parser("list", help="list the versions")
    listing.add_argument("--format", choices=["json", "text"], default="text")
    listing.set_defaults(run=run_list)


def run_check(arguments: argparse.Namespace) -> int:
    """Print what is wrong with a form as one JSON document; exit 1 when it cannot be used."""
    from poaiss.questionnaires import engine
    from poaiss.questionnaires.errors import problem_of

    found = engine.check(arguments.path)
    told = found.as_dict()
    for key, problems in (("errors", found.errors), ("warnings", found.warnings)):
        told[key] = [{**each.as_dict(), **sentences(problem_of(each))} for each in problems]
    print(json.dumps({"path": str(Path(arguments.path)), **told}, ensure_ascii=False))
    return 0 if found.ok else 1


def sentences(problem: Any) -> dict[str, str]:
    """Return reason and mend in the language of the terminal."""
    return {"reason": str(problem.reason), "mend": str(problem.mend)}


def run_load(arguments: argparse.Namespace) -> int:
    """Load a form and print the version as JSON."""
    from poaiss.questionnaires import loading

    loaded = loading.load_form(arguments.path)
    print(json.dumps({**described(loaded.version), "outcome": loaded.outcome.value}, ensure_ascii=False))
    return 0


def run_list(arguments: argparse.Namespace) -> int:
    """Print the versions, the latest of each edition first."""
    from poaiss.questionnaires import queries

    versions = [version for each in queries.versions_listed() for version in each["versions"]]
    if arguments.format == "json":
        print(json.dumps([described(version) for version in versions], ensure_ascii=False))
        return 0
    for version in versions:
        print(
            f"{version.form_id:<20} {version.number:>3}  {version.version:<12} {version.state:<7} {version.sha256[:12]}"
        )
    if not versions:
        print(_("No form is loaded."))
    return 0


def described(version: Any) -> dict[str, Any]:
    """Return a version as JSON has it."""
    return {
        "questionnaire": version.questionnaire_id,
        "edition": version.edition,
        "number": version.number,
        "form": version.form_id,
        "version": version.version,
        "state": version.state,
        "languages": version.languages,
        "questions": version.questions.count(),
        "sha256": version.sha256,
    }
