"""How many requests for assistance come with a project proposal (A7; BMS4 para. 22 asks for concrete projects)."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from poaiss.analysis.charts import Chart
from poaiss.analysis.figures._common import rows_with, stacked, unless
from poaiss.analysis.figuring import Column, Figure, Result
from poaiss.analysis.words import Words


def finding(result: Result, words: Words) -> str:
    """Say how many requests have a proposal."""
    part = words.part(result.total("yes"), result.total("requests"))
    return _("%(part)s requests for assistance come with a project proposal") % {"part": part}


def denominator(result: Result, words: Words) -> str:
    """Name the requests as the denominator."""
    count = int(result.total("requests"))
    return ngettext(
        "%(count)s request for assistance in the reports of %(year)s",
        "%(count)s requests for assistance in the reports of %(year)s",
        count,
    ) % {"count": words.number(count), "year": result.year}


def chart(result: Result, words: Words) -> Chart:
    """Show a bar a section."""
    return stacked(
        rows_with(result, "section"),
        ("yes", "no", "no_answer", "restricted"),
        lambda row: words.of("section", row["section"]),
        lambda part: {"yes": _("With a proposal"), "no": _("Without a proposal")}.get(part, words.of("kind", part)),
        unit=_("Requests"),
    )


def figures(words: Words) -> Iterator[Figure]:
    """Yield the figure."""
    yield Figure(
        name="assistance-proposals",
        shows=gettext_lazy("Requests for assistance with and without a project proposal"),
        unit=gettext_lazy("Requests"),
        columns=(
            Column("section", gettext_lazy("Section"), "section"),
            Column("requests", gettext_lazy("Requests")),
            Column("yes", gettext_lazy("With a proposal")),
            Column("no", gettext_lazy("Without a proposal")),
            Column("no_answer", gettext_lazy("No answer")),
            Column("restricted", gettext_lazy("Restricted")),
        ),
        finding=finding,
        denominator=denominator,
        chart=chart,
        sql="assistance_proposals",
        empty=unless("requests", lambda: _("No report of this round asks for assistance.")),
    )
