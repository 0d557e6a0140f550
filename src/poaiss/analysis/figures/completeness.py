"""How complete the reports of a round are, without naming any (A2)."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from poaiss.analysis.charts import Bar, Bars, Chart, Series
from poaiss.analysis.figures._common import missing, of_reports, reports
from poaiss.analysis.figuring import Column, Figure, Record, Result
from poaiss.analysis.words import Words

FEWEST = 5
"""So many reports are needed: among fewer, a band would say whose report it is."""


def finding(result: Result, words: Words) -> str:
    """Say the quartiles."""
    first = result.rows[0]
    values = {name: words.share(first[name]) for name in ("lower_quartile", "median", "upper_quartile")}
    return (
        _(
            "Half of the reports answer at least %(median)s of the questions that applied; the middle half lies "
            "between %(lower_quartile)s and %(upper_quartile)s"
        )
        % values
    )


def band(row: Record, words: Words) -> str:
    """Return a band in words."""
    return _("%(from)s to %(until)s") % {
        "from": words.share(row["band_from"]),
        "until": words.share(row["band_until"]),
    }


def chart(result: Result, words: Words) -> Chart:
    """Show a bar a band."""
    bars = tuple(Bar(band(row, words), (row["found"],)) for row in result.rows)
    return Bars(bars, (Series("plain", _("Reports")),), _("Reports"))


def empty(result: Result, words: Words) -> str:
    """Say what is missing, or that there are too few reports to stand without names."""
    if missing(result, words):
        return missing(result, words)
    if reports(result) < FEWEST:
        return _("Fewer than %(fewest)s reports: how complete each of them is would say whose it is.") % {
            "fewest": words.number(FEWEST)
        }
    return "" if result.rows[0]["answered"] else _("No report of this round answers any question.")


def figures(words: Words) -> Iterator[Figure]:
    """Yield the figure."""
    yield Figure(
        name="completeness",
        shows=gettext_lazy("How complete the reports are"),
        unit=gettext_lazy("Reports"),
        columns=(
            Column("band_from", gettext_lazy("Answered: from"), "share"),
            Column("band_until", gettext_lazy("Answered: to below"), "share"),
            Column("found", gettext_lazy("Reports")),
        ),
        finding=finding,
        denominator=of_reports,
        chart=chart,
        note=gettext_lazy(
            "Of the questions that applied to the State, lists left out. A restricted answer counts as not answered "
            "here, since the public cannot read it. The last band includes 100%."
        ),
        empty=empty,
    )
