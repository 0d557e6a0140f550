"""In which languages reports are written, and how many are published whole (A1)."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from poaiss.analysis.charts import Chart
from poaiss.analysis.figures._common import missing, of_reports, stacked
from poaiss.analysis.figuring import Column, Figure, Result
from poaiss.analysis.words import Words


def finding(result: Result, words: Words) -> str:
    """Say in which language most are written and how many are published whole."""
    most = result.top("written")
    values = {
        "language": words.of("language", most["language"]),
        "part": words.part(most["written"], result.total("written")),
        "whole": words.part(result.total("whole"), result.total("written")),
    }
    return _("Language used most: %(language)s, in %(part)s reports; published whole: %(whole)s") % values


def chart(result: Result, words: Words) -> Chart:
    """Show a bar a language."""
    word = {"answered": _("Published whole"), "restricted": _("With restricted answers")}
    rows = [
        {"language": row["language"], "answered": row["whole"], "restricted": row["with_restricted"]}
        for row in result.rows
    ]
    return stacked(
        rows, tuple(word), lambda row: words.of("language", row["language"]), word.__getitem__, unit=_("Reports")
    )


def figures(words: Words) -> Iterator[Figure]:
    """Yield the figure."""
    yield Figure(
        name="languages",
        shows=gettext_lazy("Languages of the reports, and how much of them is public"),
        unit=gettext_lazy("Reports"),
        columns=(
            Column("language", gettext_lazy("Language"), "language"),
            Column("written", gettext_lazy("Reports")),
            Column("whole", gettext_lazy("Published whole")),
            Column("with_restricted", gettext_lazy("With restricted answers")),
        ),
        finding=finding,
        denominator=of_reports,
        chart=chart,
        note=gettext_lazy(
            "Names and telephone numbers of persons are always restricted where the State marked them so."
        ),
        empty=missing,
    )
