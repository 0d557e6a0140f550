"""``poaiss analyse indicators``: check a file of indicators, or list those in use."""

import argparse
import json
from pathlib import Path
from typing import Any

from poaiss.analysis.indicators.reading import Indicator, load, own_path, questions_known, vocabulary
from poaiss.analysis.indicators.schemes import differences, schemes
from poaiss.common.errors import Severity


def register(figures: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add ``analyse indicators``."""
    command = figures.add_parser("indicators", help="list the indicators, or say what is wrong with a file of them")
    command.add_argument("--check", metavar="FILE", help="a CSV file; exit 1 when an indicator in it cannot be used")
    command.set_defaults(run=run_indicators)


def run_indicators(arguments: argparse.Namespace) -> int:
    """Print the indicators of a file and what is wrong with it as one JSON document; exit 1 on an error."""
    path = Path(arguments.check) if arguments.check else own_path()
    indicators, problems = load(path, vocabulary(questions_known()))
    problems += tuple(found for scheme in schemes().values() for found in differences(indicators, scheme))
    told: dict[str, Any] = {
        "path": str(path),
        "usable": len(indicators),
        "problems": [problem.as_dict() for problem in problems],
    }
    if not arguments.check:
        told["indicators"] = [described(indicator) for indicator in indicators]
    print(json.dumps(told, ensure_ascii=False))
    return 1 if any(problem.severity is not Severity.WARNING for problem in problems) else 0


def described(indicator: Indicator) -> dict[str, str]:
    """Return an indicator as the terminal shows it."""
    return {
        "name": indicator.name,
        "paragraph": indicator.paragraph,
        "label": indicator.labels["en"],
        "expression": indicator.expression,
    }
