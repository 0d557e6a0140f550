"""``poaiss analyse round|assessment|figure``: documents and single figures."""

import argparse
import csv
import io
import json
import sys
from pathlib import Path

from django.utils.translation import gettext as _

from poaiss.analysis import figuring, results
from poaiss.analysis.opendata import exporting, writing
from poaiss.analysis.opendata.exporting import NotWritten
from poaiss.analysis.opendata.worlds import EXERCISE, STATES, World
from poaiss.analysis.words import Words
from poaiss.common.errors import PoaissError
from poaiss.directory.enums import LANGUAGES
from poaiss.reporting.documents.words import speaking


class NoPicture(PoaissError):
    """The figure has nothing that could be drawn."""

    code = "no-picture"


def register(analyse: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add ``round``, ``assessment`` and ``figure`` below ``analyse``."""
    one = analyse.add_parser("round", help="write the whole analysis of a round as a document")
    one.add_argument("year", type=int, metavar="ROUND", help="year of the round, such as 2024")
    one.set_defaults(run=run_round)
    many = analyse.add_parser("assessment", help="write the comprehensive assessment of many rounds")
    many.add_argument("first", type=int, metavar="FIRST", help="first round")
    many.add_argument("last", type=int, metavar="LAST", help="last round")
    many.set_defaults(run=run_assessment)
    for command in (one, many):
        command.add_argument("--output", required=True, type=Path, metavar="FILE", help=".pdf, .docx, .html or .json")
    figure = analyse.add_parser("figure", help="write one figure: its picture, its numbers or its query")
    figure.add_argument("name", metavar="NAME", help="name of the figure, or “list”")
    figure.add_argument("--round", type=int, required=True, dest="year", metavar="ROUND")
    figure.add_argument("--format", choices=["svg", "png", "csv", "json", "sql"], default="csv")
    figure.add_argument("--output", type=Path, metavar="FILE", help="else to the standard output")
    figure.set_defaults(run=run_figure)
    for command in (one, many, figure):
        command.add_argument("--exercise", action="store_true", help="of the exercise States, instead of real ones")
        command.add_argument("--language", choices=LANGUAGES, default="en")


def world_of(arguments: argparse.Namespace) -> World:
    """Return the world that the command asks for."""
    return EXERCISE if arguments.exercise else STATES


def put(path: Path, data: bytes) -> None:
    """Write a file; raise NotWritten with the reason where that cannot be done."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    except OSError as error:
        raise NotWritten(
            _("The file cannot be written: %(reason)s.") % {"reason": error.strerror or error},
            place=str(path),
            mend=_("Name a file in a folder that you may write in."),
        ) from error


def run_round(arguments: argparse.Namespace) -> int:
    """Write the analysis of a round; what could not be computed is told on the standard error."""
    from poaiss.analysis.documents import composing, rendering

    rendering.form_of(arguments.output.suffix or arguments.output.name)
    pictures = rendering.pictures_in(arguments.output.suffix)
    made = composing.compose_round(world_of(arguments), arguments.year, arguments.language, pictures)
    return written(arguments, rendering.render(made, arguments.output.suffix), made.data)


def run_assessment(arguments: argparse.Namespace) -> int:
    """Write the comprehensive assessment of the rounds from the first to the last."""
    from poaiss.analysis.documents import composing, rendering

    rendering.form_of(arguments.output.suffix or arguments.output.name)
    years, pictures = (arguments.first, arguments.last), rendering.pictures_in(arguments.output.suffix)
    made = composing.compose_assessment(world_of(arguments), years, arguments.language, pictures)
    return written(arguments, rendering.render(made, arguments.output.suffix), made.data)


def written(arguments: argparse.Namespace, data: bytes, content: "dict[str, object] | object") -> int:
    """Write a document and say, in one line of JSON, what stands behind it."""
    put(arguments.output, data)
    facts = dict(content) if isinstance(content, dict) else {}
    for problem in facts.get("problems", ()):
        print(json.dumps(problem, ensure_ascii=False), file=sys.stderr)
    if not facts.get("reports"):
        note = {"code": "no-reports", "place": str(facts.get("round", "")), "severity": "warning"}
        note["reason"] = _("No published report of this round is held here; the document says what is missing.")
        print(json.dumps(note, ensure_ascii=False), file=sys.stderr)
    line = {"file": str(arguments.output), "bytes": len(data), "reports": facts.get("reports", 0)}
    print(json.dumps({**line, "round": facts.get("round"), "world": facts.get("world")}, ensure_ascii=False))
    return 0


def run_figure(arguments: argparse.Namespace) -> int:
    """Write one figure as picture, numbers or query."""
    world = world_of(arguments)
    folder = writing.refresh(world)
    with speaking(arguments.language):
        words = results.words_of(folder, arguments.language)
        if arguments.name == "list":
            print("\n".join(sorted(figuring.figures(words))))
            return 0
        figure = figuring.figure_called(arguments.name, words)
        found = results.result(world, figure, arguments.year)
        data = figure_as(arguments.format, world, figure, found, words)
    if arguments.output:
        put(arguments.output, data)
    else:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    return 0


def figure_as(format: str, world: World, figure: figuring.Figure, found: figuring.Result, words: Words) -> bytes:
    """Return a figure in one of its forms; raise NoPicture where there is nothing to draw."""
    if format == "sql":
        return figuring.script(figure, found.year, exporting.prefix(world)).encode()
    if format == "csv":
        return csv_of(figure, found)
    if format == "json":
        content = {"figure": found.name, "round": found.year, "world": found.world, "rows": list(found.rows)}
        versions = {"data_version": found.data_version, "code_version": found.code_version, "sha256": found.sha256}
        return (json.dumps({**content, **versions}, ensure_ascii=False, indent=1) + "\n").encode()
    drawn = results.pictures([(figure, found)], words, formats=[format])
    if found.name not in drawn:
        raise NoPicture(
            figure.empty(found, words) or _("This figure is a table alone."),
            place=found.name,
            mend=_("Ask for csv, json or sql."),
        )
    return drawn[found.name][format]


def csv_of(figure: figuring.Figure, found: figuring.Result) -> bytes:
    """Return the numbers of a figure as CSV, codes as they are in the data."""
    out = io.StringIO()
    names = list(found.rows[0]) if found.rows else [column.name for column in figure.columns]
    lines = csv.DictWriter(out, fieldnames=names, lineterminator="\n")
    lines.writeheader()
    lines.writerows(found.rows)
    return out.getvalue().encode("utf-8")
