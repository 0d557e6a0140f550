"""``poaiss reports``: list, export, import, verify; remind; bring in earlier reports."""

import argparse
import json
import sys
from pathlib import Path

from poaiss.reporting.legacy import commands as legacy

WORKBOOK = b"PK"
"""First bytes of a workbook."""


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the verbs of ``reports``."""
    room = commands.add_parser("reports", help="national reports and excerpts of earlier ones")
    verbs = room.add_subparsers(dest="verb", required=True, metavar="VERB")
    bring = verbs.add_parser(
        "import", help="take in a workbook filled offline (XLSX), or excerpts of reports from secondary sources (JSON)"
    )
    bring.add_argument("file", help="a workbook of a report, or a JSON file with a list of records")
    bring.add_argument("--dry-run", action="store_true", help="say what would happen to a workbook, store nothing")
    bring.add_argument("--as", dest="email", default="", metavar="EMAIL", help="the drafter who filled the workbook")
    bring.add_argument(
        "--keep-personal-data",
        action="store_true",
        help="bring in names, telephones and e-mail addresses of officials too; they are never shown to the public",
    )
    bring.set_defaults(run=run_import)
    listing = verbs.add_parser("list", help="list the reports, one object a report; excerpts are no reports")
    listing.add_argument("--format", choices=["json", "text"], default="text")
    listing.set_defaults(run=run_list)
    register_files(verbs)
    earlier = "bring in reports of earlier years (PDF, DOCX, TXT); a person looks them over afterwards"
    legacy.add_arguments(verbs.add_parser("legacy", help=earlier))


def register_files(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add ``export`` and ``verify``."""
    out = verbs.add_parser("export", help="write a report as a file")
    out.add_argument("state", help="code of the State, such as XAV")
    out.add_argument("round", type=int, help="year of the round")
    out.add_argument("--format", choices=["xlsx", "pdf", "docx", "json", "xform"], required=True)
    out.add_argument("--language", choices=["ar", "zh", "en", "fr", "ru", "es"], default="en", help="of the labels")
    out.add_argument("--output", required=True, metavar="FILE", help="where to write it; - for standard output")
    out.set_defaults(run=run_export)
    verify = verbs.add_parser("verify", help="say whether a file is the very one that was submitted")
    verify.add_argument("file", help="a file that is said to be a report")
    verify.set_defaults(run=run_verify)
    from poaiss.reporting.rounds import commands as rounds

    rounds.register(verbs)


def run_import(arguments: argparse.Namespace) -> int:
    """Import a file and print one JSON line; what it counts depends on what the file is."""
    data = read(arguments.file)
    if data.startswith(WORKBOOK) or arguments.file.casefold().endswith((".xlsx", ".xlsm")):
        from poaiss.reporting.workbooks import importing

        taken = importing.run(data, dry_run=arguments.dry_run, email=arguments.email)
        print(json.dumps(taken, ensure_ascii=False))
        return 1 if taken["error"] else 0
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


def read(file: str) -> bytes:
    """Return the bytes of a file, or say why they cannot be read."""
    from poaiss.reporting.errors import FileUnreadable

    try:
        return Path(file).read_bytes()
    except OSError as error:
        raise FileUnreadable(
            error.strerror or "The file cannot be read.", place=file, mend="Give the path of a file that you may read."
        ) from error


def run_export(arguments: argparse.Namespace) -> int:
    """Write a report as a file; warnings go to standard error, one JSON line each."""
    from poaiss.access.rls import acting_as
    from poaiss.accounts.actor import MACHINE
    from poaiss.reporting import exporting
    from poaiss.reporting.errors import FileUnreadable
    from poaiss.reporting.queries import all_reports

    with acting_as(MACHINE):
        report = exporting.report_of(all_reports(MACHINE), arguments.state, arguments.round)
        made = exporting.export(report, arguments.format, arguments.language)
    for warning in made.warnings:
        print(json.dumps({"warning": warning}, ensure_ascii=False), file=sys.stderr)
    if arguments.output == "-":
        sys.stdout.buffer.write(made.data)
        return 0
    try:
        Path(arguments.output).write_bytes(made.data)
    except OSError as error:
        raise FileUnreadable(
            error.strerror or "The file cannot be written.", place=arguments.output, mend="Choose another place."
        ) from error
    return 0


def run_verify(arguments: argparse.Namespace) -> int:
    """Say whether a file is the very one that was submitted: exit 0 and one JSON line, or a coded error."""
    from poaiss.access.rls import acting_as
    from poaiss.accounts.actor import MACHINE
    from poaiss.reporting import exporting, receipts
    from poaiss.reporting.errors import NotSubmitted

    data = read(arguments.file)
    with acting_as(MACHINE):
        found = receipts.find(data)
        shown = [exporting.receipt_shown(each) for each in found]
    if not shown:
        raise NotSubmitted(
            "These bytes are no report that was submitted here, nor a document issued of one.",
            place=arguments.file,
            mend="Compare with the file as it was first given out; a single changed byte makes another file.",
        )
    print(json.dumps(shown[0], ensure_ascii=False))
    return 0
