"""Tables that come from files of reference data alone: indicators with their terms, topics with their words."""

import logging
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from poaiss.analysis.indicators import reading, rows_of_schemes, schemes
from poaiss.analysis.opendata import parquet, shapes
from poaiss.analysis.opendata.rows import Known
from poaiss.common.errors import Problem
from poaiss.directory.enums import LANGUAGES
from poaiss.directory.loading import rows as reference

Record = dict[str, Any]
log = logging.getLogger(__name__)


def tables(known: Known) -> Iterator[tuple[str, parquet.Types, Iterable[parquet.Row]]]:
    """Yield name, columns and rows of each table."""
    commitments, terms, faulty = indicators()
    yield "indicators", shapes.INDICATORS, commitments
    yield "indicator_terms", shapes.INDICATOR_TERMS, terms
    yield "schemes", shapes.SCHEMES, rows_of_schemes(schemes().values())
    yield "left_out", shapes.LEFT_OUT, faulty
    yield "topics", shapes.TOPICS, topics()
    yield "topic_terms", shapes.TOPIC_TERMS, lines("topic_terms.csv")
    yield "topic_questions", shapes.TOPIC_QUESTIONS, lines("topic_questions.csv")


def indicators() -> tuple[list[Record], list[Record], list[Record]]:
    """Return the rows of the indicators, of their terms, and of those left out because they are faulty.

    A faulty indicator stops nothing: it is told in the log, and the figures of its theme say that it is missing.
    """
    path = reading.own_path()
    if not path.exists():
        return [], [], []
    found, problems = reading.load(path, reading.vocabulary(reading.questions_known()))
    for problem in problems:
        log.warning("fault in an indicator", extra={"code": problem.code, "place": problem.place})
    commitments, terms = reading.rows_of(found)
    return commitments, terms, left_out(path, {each.name for each in found}, problems)


def left_out(path: Path, known: set[str], problems: tuple[Problem, ...]) -> list[Record]:
    """Return name, theme and first fault of each indicator that cannot be used."""
    faults = {problem.place: problem.code for problem in reversed(problems)}
    rows: list[Record] = []
    for number, row in reading.lines_of(path)[0]:
        if row.get("name") not in known:
            place = _("%(file)s, line %(line)d") % {"file": path.name, "line": number}
            rows.append({"name": row.get("name"), "theme": row.get("theme"), "place": place, "code": faults.get(place)})
    return rows


def lines(name: str) -> list[dict[str, str]]:
    """Return the rows of a reference file that an installation may leave out."""
    return reference(name) if (Path(settings.REFERENCE_DATA) / name).exists() else []


def topics() -> Iterator[parquet.Row]:
    """Yield the topics with their names."""
    for position, row in enumerate(lines("topics.csv"), start=1):
        yield {**row, "position": position, **{f"label_{each}": row.get(f"label_{each}", "") for each in LANGUAGES}}
