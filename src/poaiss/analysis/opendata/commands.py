"""``poaiss export open-data``."""

import argparse
import json
from pathlib import Path

from django.utils.translation import gettext as _

from poaiss.analysis.opendata import exporting
from poaiss.analysis.opendata.exporting import NotWritten


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add ``export open-data``."""
    export = commands.add_parser("export", help="write what is published")
    kinds = export.add_subparsers(dest="kind", required=True, metavar="WHAT")
    open_data = kinds.add_parser("open-data", help="Parquet files with codebook, and the queries of the figures")
    open_data.add_argument("folder", type=Path, metavar="DIR")
    open_data.add_argument("--without-exercise", action="store_true", help="leave out the exercise States")
    open_data.set_defaults(run=run_open_data)


def run_open_data(arguments: argparse.Namespace) -> int:
    """Write the open data into a folder and say how many files."""
    try:
        made = exporting.export(arguments.folder, with_exercise=not arguments.without_exercise)
    except OSError as error:
        raise NotWritten(
            _("The folder cannot be written: %(reason)s.") % {"reason": error.strerror or error},
            place=str(arguments.folder),
            mend=_("Name a folder that you may write in."),
        ) from error
    print(json.dumps({"folder": str(arguments.folder), **made}, ensure_ascii=False))
    return 0
