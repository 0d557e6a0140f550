"""The passages behind the counts of challenges and opportunities, with State, question and language (A6)."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from poaiss.analysis.charts import Chart
from poaiss.analysis.figures._common import missing, of_reports, rows_with
from poaiss.analysis.figures.challenges import NOTE
from poaiss.analysis.figuring import Column, Figure, Result
from poaiss.analysis.words import Words


def finding(result: Result, words: Words) -> str:
    """Say how many passages of how many States there are, and how many name no known topic."""
    rows = rows_with(result, "state")
    passages = {(row["state"], row["concept"], row["entry"], row["passage"]) for row in rows}
    unknown = {(row["state"], row["concept"], row["entry"], row["passage"]) for row in rows if row["topic"] is None}
    values = {
        "passages": words.number(len(passages)),
        "states": words.number(len({row["state"] for row in rows})),
        "unknown": words.number(len(unknown)),
    }
    return (
        ngettext(
            "%(passages)s passages of %(states)s State, of which %(unknown)s name no known topic",
            "%(passages)s passages of %(states)s States, of which %(unknown)s name no known topic",
            len({row["state"] for row in rows}),
        )
        % values
    )


def empty(result: Result, words: Words) -> str:
    """Say that there is no passage."""
    return missing(result, words) or ("" if rows_with(result, "state") else _("No report of this round writes of it."))


def chart(result: Result, words: Words) -> Chart | None:
    """Return nothing: passages are read."""
    return None


def columns() -> tuple[Column, ...]:
    """Return the columns of the table."""
    return (
        Column("topic", gettext_lazy("Topic"), "topic"),
        Column("state", gettext_lazy("State"), "state"),
        Column("concept", gettext_lazy("Question"), "concept"),
        Column("language", gettext_lazy("Language"), "language"),
        Column("passage", gettext_lazy("Passage"), "text"),
    )


def figures(words: Words) -> Iterator[Figure]:
    """Yield the passages on challenges and those on opportunities."""
    for kind, shows in (
        ("challenge", gettext_lazy("Passages on challenges, by topic")),
        ("opportunity", gettext_lazy("Passages on opportunities, by topic")),
    ):
        yield Figure(
            name=f"passages-{kind}",
            shows=shows,
            unit=gettext_lazy("Passages"),
            columns=columns(),
            finding=finding,
            denominator=of_reports,
            chart=chart,
            sql="passages",
            values={"kind": kind},
            note=NOTE,
            empty=empty,
        )
