"""Tables that come from files of reference data alone: indicators with their terms, topics with their words."""

import logging
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings

from poaiss.analysis.indicators import reading
from poaiss.analysis.opendata import parquet, shapes
from poaiss.analysis.opendata.rows import Known
from poaiss.directory.enums import LANGUAGES
from poaiss.directory.loading import rows as reference

log = logging.getLogger(__name__)


def tables(known: Known) -> Iterator[tuple[str, parquet.Types, Iterable[parquet.Row]]]:
    """Yield name, columns and rows of each table."""
    commitments, terms = indicators()
    yield "indicators", shapes.INDICATORS, commitments
    yield "indicator_terms", shapes.INDICATOR_TERMS, terms
    yield "topics", shapes.TOPICS, topics()
    yield "topic_terms", shapes.TOPIC_TERMS, lines("topic_terms.csv")
    yield "topic_questions", shapes.TOPIC_QUESTIONS, lines("topic_questions.csv")


def indicators() -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return the rows of the indicators and of their terms; a faulty indicator is left out and said in the log."""
    if not reading.own_path().exists():
        return [], []
    found, problems = reading.load(reading.own_path(), reading.vocabulary(reading.questions_known()))
    for problem in problems:
        log.warning("indicator left out", extra={"code": problem.code, "place": problem.place})
    return reading.rows_of(found)


def lines(name: str) -> list[dict[str, str]]:
    """Return the rows of a reference file that an installation may leave out."""
    return reference(name) if (Path(settings.REFERENCE_DATA) / name).exists() else []


def topics() -> Iterator[parquet.Row]:
    """Yield the topics with their names."""
    for position, row in enumerate(lines("topics.csv"), start=1):
        yield {**row, "position": position, **{f"label_{each}": row.get(f"label_{each}", "") for each in LANGUAGES}}
