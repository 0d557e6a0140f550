"""Who reported, round by round (A3)."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from poaiss.analysis.charts import Bar, Chart, Series, Timeline
from poaiss.analysis.figuring import Column, Figure, Record, Result
from poaiss.analysis.words import Words


def held(result: Result) -> list[Record]:
    """Return the rounds whose reports are held here."""
    return [row for row in result.rows if row["held"]]


def finding(result: Result, words: Words) -> str:
    """Say how many reported in the first and in the last round that is held, and in which most did."""
    rows = held(result)
    first, last = rows[0], rows[-1]
    most = max(rows, key=lambda row: row["share"] or 0)
    values = {
        "last_part": words.part(last["reported"], last["members"]),
        "last": last["round"],
        "first_part": words.part(first["reported"], first["members"]),
        "first": first["round"],
        "most_part": words.part(most["reported"], most["members"]),
        "most": most["round"],
    }
    if len(rows) == 1:
        return _("%(last_part)s Member States reported in %(last)s") % values
    if most is last or most is first:
        return _("%(last_part)s Member States reported in %(last)s, against %(first_part)s in %(first)s") % values
    return (
        _(
            "%(last_part)s Member States reported in %(last)s, against %(first_part)s in %(first)s and %(most_part)s "
            "in %(most)s, the most of any round"
        )
        % values
    )


def denominator(result: Result, words: Words) -> str:
    """Name the Members of each round, and the rounds of which nothing is held."""
    count = len(result.rows) - len(held(result))
    whole = _("Member States at the end of each round's year")
    if not count:
        return whole
    return ngettext(
        "%(whole)s; the reports of %(count)s earlier round are not held here",
        "%(whole)s; the reports of %(count)s rounds are not held here",
        count,
    ) % {"whole": whole, "count": words.number(count)}


def chart(result: Result, words: Words) -> Chart:
    """Show a bar a round that is held, its Members as outline."""
    bars = tuple(Bar(str(row["round"]), (row["reported"],), row["members"]) for row in held(result))
    return Timeline(bars, (Series("plain", _("Reported")),), _("States"))


def empty(result: Result, words: Words) -> str:
    """Say that no round is held here."""
    if any(row["reported"] for row in result.rows):
        return ""
    return _("No report of any round up to %(year)s is held here.") % {"year": result.year}


def figures(words: Words) -> Iterator[Figure]:
    """Yield the figure."""
    yield Figure(
        name="participation-over-rounds",
        shows=gettext_lazy("States that reported, round by round"),
        unit=gettext_lazy("States"),
        columns=(
            Column("round", gettext_lazy("Round"), "year"),
            Column("held", gettext_lazy("Reports"), "held"),
            Column("reported", gettext_lazy("Reported")),
            Column("did_not_report", gettext_lazy("No report received")),
            Column("members", gettext_lazy("Member States")),
            Column("share", gettext_lazy("Share"), "share"),
        ),
        finding=finding,
        denominator=denominator,
        chart=chart,
        sql="participation_over_rounds",
        empty=empty,
    )
