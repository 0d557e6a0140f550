"""Tables that come from files of reference data alone: indicators with their terms, topics with their words."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from django.conf import settings

from poaiss.analysis.opendata import parquet, shapes
from poaiss.analysis.opendata.rows import Known
from poaiss.directory.enums import LANGUAGES
from poaiss.directory.loading import rows as reference


def tables(known: Known) -> Iterator[tuple[str, parquet.Types, Iterable[parquet.Row]]]:
    """Yield name, columns and rows of each table."""
    yield "indicators", shapes.INDICATORS, ()
    yield "indicator_terms", shapes.INDICATOR_TERMS, ()
    yield "topics", shapes.TOPICS, topics()
    yield "topic_terms", shapes.TOPIC_TERMS, lines("topic_terms.csv")
    yield "topic_questions", shapes.TOPIC_QUESTIONS, lines("topic_questions.csv")


def lines(name: str) -> list[dict[str, str]]:
    """Return the rows of a reference file that an installation may leave out."""
    return reference(name) if (Path(settings.REFERENCE_DATA) / name).exists() else []


def topics() -> Iterator[parquet.Row]:
    """Yield the topics with their names."""
    for position, row in enumerate(lines("topics.csv"), start=1):
        yield {**row, "position": position, **{f"label_{each}": row.get(f"label_{each}", "") for each in LANGUAGES}}
