"""Who reported, round by round, in each regional group (A3)."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from poaiss.analysis.charts import Bar, Chart, Multiples, Panel, Series, Timeline
from poaiss.analysis.figuring import Column, Figure, Record, Result
from poaiss.analysis.words import Words


def last_round(result: Result) -> list[Record]:
    """Return the rows of the last round that is held."""
    last = max(row["round"] for row in result.rows)
    return [row for row in result.rows if row["round"] == last]


def finding(result: Result, words: Words) -> str:
    """Say in which group most and fewest reported in the last round that is held."""
    rows = last_round(result)
    most = max(rows, key=lambda row: row["share"])
    least = min(rows, key=lambda row: row["share"])
    values = {
        "year": rows[0]["round"],
        "most": words.of("group", most["regional_group"]),
        "most_part": words.part(most["reported"], most["members"]),
        "least": words.of("group", least["regional_group"]),
        "least_part": words.part(least["reported"], least["members"]),
    }
    if most["share"] == least["share"]:
        return _("In %(year)s the same share reported in every regional group: %(most_part)s in “%(most)s”") % values
    return (
        _(
            "In %(year)s the largest share reported in “%(most)s” (%(most_part)s), the smallest in “%(least)s” "
            "(%(least_part)s)"
        )
        % values
    )


def denominator(result: Result, words: Words) -> str:
    """Name the denominator."""
    return _("Member States of each group at the end of each round's year; rounds not held here are left out")


def chart(result: Result, words: Words) -> Chart:
    """Show small bars over the rounds for each group, Members as outline."""
    groups: dict[str, list[Record]] = {}
    for row in result.rows:
        groups.setdefault(row["regional_group"], []).append(row)
    series = (Series("plain", _("Reported")),)
    return Multiples(
        tuple(
            Panel(
                words.of("group", group),
                Timeline(
                    tuple(Bar(str(row["round"]), (row["reported"],), row["members"]) for row in rows),
                    series,
                    _("States"),
                ),
            )
            for group, rows in groups.items()
        )
    )


def empty(result: Result, words: Words) -> str:
    """Say that no round is held here."""
    if result.total("reported"):
        return ""
    return _("No report of any round up to %(year)s is held here.") % {"year": result.year}


def figures(words: Words) -> Iterator[Figure]:
    """Yield the figure."""
    yield Figure(
        name="participation-groups-over-rounds",
        shows=gettext_lazy("States that reported, round by round, in each regional group"),
        unit=gettext_lazy("States"),
        columns=(
            Column("regional_group", gettext_lazy("Regional group"), "group"),
            Column("round", gettext_lazy("Round"), "year"),
            Column("reported", gettext_lazy("Reported")),
            Column("did_not_report", gettext_lazy("No report received")),
            Column("members", gettext_lazy("Member States")),
            Column("share", gettext_lazy("Share"), "share"),
        ),
        finding=finding,
        denominator=denominator,
        chart=chart,
        sql="participation_groups_over_rounds",
        empty=empty,
    )
