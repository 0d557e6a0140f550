"""``poaiss reports legacy FILES…``: bring in earlier reports from files."""

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from poaiss.accounts.actor import Actor


def add_arguments(legacy: argparse.ArgumentParser) -> None:
    """Add the arguments of the verb ``legacy``."""
    legacy.add_argument("files", nargs="+", help="PDF, DOCX or TXT files with reports of earlier years")
    legacy.set_defaults(run=run_legacy)


def run_legacy(arguments: argparse.Namespace) -> int:
    """Bring in files and print one JSON line a file; exit 1 if any was refused. Nothing of them counts yet."""
    from poaiss.access.rls import acting_as
    from poaiss.accounts.actor import MACHINE

    refused = 0
    for name in arguments.files:
        with acting_as(MACHINE):  # each on its own: what came in stays, whatever the next file is
            line = brought(Path(name), MACHINE)
        refused += "error" in line
        print(json.dumps(line, ensure_ascii=False))
    return 1 if refused else 0


def brought(path: Path, by: "Actor") -> dict[str, object]:
    """Bring in one file and return what is to be said of it: its key and warnings, or its error."""
    from poaiss.common.errors import PoaissError
    from poaiss.reporting.legacy.bringing import bring_in, has_text
    from poaiss.reporting.legacy.recognising import recognise

    try:
        document = bring_in(path, path.name, by)
    except PoaissError as error:
        return {"file": path.name, "error": error.problem.as_dict()}
    except OSError:
        return {"file": path.name, "error": {"code": "file-unreadable", "reason": "The file cannot be read."}}
    found = recognise(document)
    return {
        "file": path.name,
        "id": str(document.pk),
        "proposed": {"state": found.state.value, "year": found.year.value, "edition": found.edition.value},
        "warnings": [] if has_text(document) else ["no-text-layer"],
    }
