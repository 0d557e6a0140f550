"""Who reported in a round, by regional group (A1)."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from poaiss.analysis.charts import Bar, Bars, Chart, Series
from poaiss.analysis.figuring import Column, Figure, Result
from poaiss.analysis.words import Words


def not_held(result: Result, words: Words) -> str:
    """Say that the reports of the round are not kept here, or that nobody has reported yet."""
    if result.total("not_held"):
        return _("The reports of the round of %(year)d are not held here, so nothing is said about who reported.") % {
            "year": result.year
        }
    return ""


def finding(result: Result, words: Words) -> str:
    """Say how many Members reported."""
    part = words.part(result.total("reported"), result.total("members"))
    return _("%(part)s Member States reported in %(year)d") % {"part": part, "year": result.year}


def denominator(result: Result, words: Words) -> str:
    """Name the denominator."""
    return _("%(count)s Member States at the end of %(year)d") % {
        "count": words.number(result.total("members")),
        "year": result.year,
    }


def chart(result: Result, words: Words) -> Chart:
    """Show a bar a group, its Members as outline."""
    bars = tuple(
        Bar(words.of("group", row["regional_group"]), (row["reported"],), row["members"]) for row in result.rows
    )
    return Bars(bars, (Series("plain", _("Reported")),), _("States"))


def figures(words: Words) -> Iterator[Figure]:
    """Yield the figure."""
    yield Figure(
        name="participation",
        shows=gettext_lazy("States that reported, by regional group"),
        unit=gettext_lazy("States"),
        columns=(
            Column("regional_group", gettext_lazy("Regional group"), "group"),
            Column("reported", gettext_lazy("Reported")),
            Column("did_not_report", gettext_lazy("No report received")),
            Column("members", gettext_lazy("Member States")),
        ),
        finding=finding,
        denominator=denominator,
        chart=chart,
        empty=not_held,
    )
