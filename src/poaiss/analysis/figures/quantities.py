"""Numbers of weapons and of tracing requests as reported, with how many States give one (A8)."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from poaiss.analysis.charts import Bar, Bars, Chart, Series
from poaiss.analysis.figures._common import of_reports, unless
from poaiss.analysis.figuring import Column, Figure, Record, Result
from poaiss.analysis.words import Words


def finding(result: Result, words: Words) -> str:
    """Say how many weapons were seized, or the first quantity that anybody gives, and who gives a number."""
    row = next(row for row in result.rows if row["states"])
    values = {
        "quantity": words.of("quantity", row["quantity"]),
        "total": words.number(row["total"]),
        "part": words.part(row["states"], row["asked"]),
    }
    return _("%(quantity)s: %(total)s, as given in %(part)s reports") % values


def label(row: Record, words: Words) -> str:
    """Return a quantity with the number of reports that give it."""
    values = {
        "quantity": words.of("quantity", row["quantity"]),
        "states": words.number(row["states"]),
        "asked": words.number(row["asked"]),
    }
    return _("%(quantity)s (%(states)s of %(asked)s reports)") % values


def chart(result: Result, words: Words) -> Chart:
    """Show a bar a quantity; its words say how many States stand behind it."""
    bars = tuple(Bar(label(row, words), (row["total"],)) for row in result.rows if row["states"])
    return Bars(bars, (Series("answered", _("As reported")),))


def figures(words: Words) -> Iterator[Figure]:
    """Yield the figure."""
    yield Figure(
        name="quantities",
        shows=gettext_lazy("Weapons seized, traced, destroyed and diverted, and tracing requests, as reported"),
        unit=gettext_lazy("Weapons or requests"),
        columns=(
            Column("quantity", gettext_lazy("Quantity"), "quantity"),
            Column("total", gettext_lazy("Sum"), "number"),
            Column("states", gettext_lazy("Reports with a number")),
            Column("zero", gettext_lazy("Of these, zero")),
            Column("silent", gettext_lazy("No number given")),
            Column("restricted", gettext_lazy("Restricted")),
            Column("asked", gettext_lazy("Reports asked")),
        ),
        finding=finding,
        denominator=of_reports,
        chart=chart,
        note=gettext_lazy(
            "Sums are over the reports that give a number; nothing is added for the others, so that a sum says how "
            "much was reported, not how much there was. A report that gives no number may have had nothing to list."
        ),
        empty=unless("states", lambda: _("No report of this round gives a number of weapons or of tracing requests.")),
    )
