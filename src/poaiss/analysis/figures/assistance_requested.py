"""Which sections reports ask for assistance in (A1, A7)."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from poaiss.analysis.charts import Chart
from poaiss.analysis.figures._common import of_reports, reports, rows_with, stacked, unless
from poaiss.analysis.figuring import Column, Figure, Result
from poaiss.analysis.words import Words

PARTS = ("yes", "no", "no_answer", "restricted", "not_applicable")


def finding(result: Result, words: Words) -> str:
    """Say how many States ask for assistance, and for what most."""
    asking = result.rows[0]["asking"]
    values = {"part": words.part(asking, reports(result)), "year": result.year}
    if not asking:
        return _("None of the States that reported in %(year)s asks for assistance") % values
    most = result.top("yes")
    values |= {"section": words.of("section", most["section"]), "count": words.number(most["yes"])}
    return (
        _("%(part)s States that reported in %(year)s ask for assistance, most often with “%(section)s” (%(count)s)")
        % values
    )


def chart(result: Result, words: Words) -> Chart:
    """Show a bar a section, made of what the reports say."""
    return stacked(
        rows_with(result, "section"),
        PARTS,
        lambda row: words.of("section", row["section"]),
        lambda part: {"yes": _("Asks for assistance"), "no": _("Asks for none")}.get(part, words.of("kind", part)),
        unit=_("Reports"),
    )


def figures(words: Words) -> Iterator[Figure]:
    """Yield the figure."""
    yield Figure(
        name="assistance-requested",
        shows=gettext_lazy("Requests for assistance, by section of the report"),
        unit=gettext_lazy("Reports"),
        columns=(
            Column("section", gettext_lazy("Section"), "section"),
            Column("yes", gettext_lazy("Asks for assistance")),
            Column("no", gettext_lazy("Asks for none")),
            Column("no_answer", gettext_lazy("No answer")),
            Column("restricted", gettext_lazy("Restricted")),
            Column("not_applicable", gettext_lazy("Not applicable")),
        ),
        finding=finding,
        denominator=of_reports,
        chart=chart,
        sql="assistance_requested",
        note=gettext_lazy("A section that is not answered is counted as silent, never as a State that needs nothing."),
        empty=unless("asked", lambda: _("The reports of this round were not asked whether assistance is needed.")),
    )
