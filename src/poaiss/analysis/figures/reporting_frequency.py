"""How often Member States have reported over the rounds (A3)."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from poaiss.analysis.charts import Bar, Bars, Chart, Series
from poaiss.analysis.figuring import Column, Figure, Result
from poaiss.analysis.words import Words


def finding(result: Result, words: Words) -> str:
    """Say how many never reported and how many reported every time."""
    never, always = result.rows[0], result.rows[-1]
    values = {
        "never": words.part(never["states"], never["members"]),
        "always": words.number(always["states"]),
        "rounds": words.number(never["rounds"]),
        "last": result.year,
    }
    return (
        ngettext(
            "%(never)s Member States reported in none of the rounds held here (%(rounds)s); %(always)s reported in it",
            "%(never)s Member States reported in none of the %(rounds)s rounds held here; %(always)s reported in all",
            never["rounds"],
        )
        % values
    )


def denominator(result: Result, words: Words) -> str:
    """Name the denominator."""
    return _("%(count)s Member States at the end of %(year)d") % {
        "count": words.number(result.rows[0]["members"]),
        "year": result.year,
    }


def label(times: int, words: Words) -> str:
    """Return how often, in words."""
    if not times:
        return _("Never")
    return ngettext("%(count)s report", "%(count)s reports", times) % {"count": words.number(times)}


def chart(result: Result, words: Words) -> Chart:
    """Show a bar for never, once, twice ..."""
    bars = tuple(Bar(label(row["times"], words), (row["states"],)) for row in result.rows)
    return Bars(bars, (Series("plain", _("States")),), _("States"))


def empty(result: Result, words: Words) -> str:
    """Say that no round is held here, or that nobody has reported."""
    if not result.rows or not result.rows[0]["rounds"] or not any(row["states"] for row in result.rows if row["times"]):
        return _("No report of any round up to %(year)s is held here.") % {"year": result.year}
    return ""


def figures(words: Words) -> Iterator[Figure]:
    """Yield the figure."""
    yield Figure(
        name="reporting-frequency",
        shows=gettext_lazy("How often Member States have reported"),
        unit=gettext_lazy("States"),
        columns=(
            Column("times", gettext_lazy("Reports")),
            Column("states", gettext_lazy("Member States")),
        ),
        finding=finding,
        denominator=denominator,
        chart=chart,
        sql="reporting_frequency",
        note=gettext_lazy(
            "Only rounds whose reports are held here are counted. A State that joined later had fewer rounds to report "
            "in."
        ),
        empty=empty,
    )
