"""Women and men in national bodies, trained, convicted, disarmed: every number asked for both (A1)."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from poaiss.analysis.charts import Bar, Bars, Chart, Series
from poaiss.analysis.figures._common import of_reports, unless
from poaiss.analysis.figuring import Column, Figure, Result
from poaiss.analysis.words import Words


def finding(result: Result, words: Words) -> str:
    """Say the share of women in what most States give, the national coordination body where they do."""
    row = result.top("states")
    return ngettext(
        "%(pair)s: %(part)s are women, as given by %(states)s State",
        "%(pair)s: %(part)s are women, as given by %(states)s States",
        row["states"],
    ) % {
        "pair": words.of("pair", row["pair"]),
        "part": words.part(row["women"], row["women"] + row["men"]),
        "states": words.number(row["states"]),
    }


def chart(result: Result, words: Words) -> Chart:
    """Show the share of women and men in each."""
    rows = [row for row in result.rows if row["states"] and row["women"] + row["men"]]
    bars = tuple(Bar(words.of("pair", row["pair"]), (row["women"], row["men"])) for row in rows)
    return Bars(bars, (Series("plain", _("Women")), Series("second", _("Men"))), as_shares=True)


def figures(words: Words) -> Iterator[Figure]:
    """Yield the figure."""
    yield Figure(
        name="coordination-gender",
        shows=gettext_lazy("Women and men, wherever reports give both numbers"),
        unit=gettext_lazy("Persons"),
        columns=(
            Column("section", gettext_lazy("Section"), "section"),
            Column("pair", gettext_lazy("Persons"), "pair"),
            Column("women", gettext_lazy("Women"), "number"),
            Column("men", gettext_lazy("Men"), "number"),
            Column("share", gettext_lazy("Share of women"), "share"),
            Column("states", gettext_lazy("States that give both")),
            Column("one_alone", gettext_lazy("States that give one alone")),
            Column("restricted", gettext_lazy("Restricted")),
        ),
        finding=finding,
        denominator=of_reports,
        chart=chart,
        sql="coordination_gender",
        note=gettext_lazy("Numbers are added up over the States that give both women and men, and over no others."),
        empty=unless("states", lambda: _("No report of this round gives both numbers, of women and of men.")),
    )
