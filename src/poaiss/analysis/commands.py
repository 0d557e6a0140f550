"""``poaiss analyse``: figures as JSON or as a table fit for a terminal."""

import argparse
import json
from typing import Any

from poaiss.analysis import exports, queries
from poaiss.analysis.documents import commands as documents
from poaiss.analysis.indicators import commands as indicators
from poaiss.analysis.models import Instrument
from poaiss.analysis.opendata import commands as opendata
from poaiss.common.errors import PoaissError


class NothingKnown(PoaissError):
    """No rows stand behind the figure that was asked for."""

    code = "no-data"


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add ``analyse participation`` and ``analyse sdg-16-4-2``."""
    analyse = commands.add_parser("analyse", help="figures from published and sourced data")
    figures = analyse.add_subparsers(dest="figure", required=True, metavar="FIGURE")
    who = figures.add_parser("participation", help="who reported, by year and regional group")
    who.add_argument("--instrument", choices=Instrument.values, default=Instrument.UNROCA.value)
    who.set_defaults(run=run_participation)
    sdg = figures.add_parser("sdg-16-4-2", help="SDG 16.4.2 in its releases, side by side")
    sdg.set_defaults(run=run_sdg)
    for command in (who, sdg):
        command.add_argument("--format", choices=["json", "text"], default="text")
    documents.register(figures)
    indicators.register(figures)
    opendata.register(commands)


def show(as_json: bool, found: dict[str, Any], text: str) -> int:
    """Print one line of JSON, or the text."""
    print(json.dumps(found, ensure_ascii=False) if as_json else text)
    return 0


def run_participation(arguments: argparse.Namespace) -> int:
    """Print participation under an instrument; for the PoA only published totals are known."""
    if arguments.instrument == Instrument.POA:
        totals = queries.published_totals()
        return show(arguments.format == "json", exports.totals_json(totals), exports.totals_text(totals))
    found = queries.participation(arguments.instrument)
    if not found.listed:
        raise NothingKnown("No years of reporting are loaded.", place=arguments.instrument, mend="Run: poaiss setup")
    return show(arguments.format == "json", exports.participation_json(found), exports.participation_text(found))


def run_sdg(arguments: argparse.Namespace) -> int:
    """Print SDG 16.4.2 with the differences between releases."""
    found = queries.sdg_16_4_2()
    if not found.observations:
        raise NothingKnown("No observation is loaded.", place="SDG 16.4.2", mend="Run: poaiss setup")
    return show(arguments.format == "json", exports.sdg_json(found), exports.sdg_text(found))
