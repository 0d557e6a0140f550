"""Each State and how it stands in a round, as tiles of one size (A10)."""

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from poaiss.analysis.charts import Chart, Series, Tile, Tiles, Tone
from poaiss.analysis.figuring import Column, Figure, Record, Result
from poaiss.analysis.words import Words

TONES: Mapping[str, Tone] = {
    "reported": "yes",
    "did_not_report": "did_not_report",
    "not_yet_a_state": "not_yet_a_state",
    "no_longer_a_state": "not_yet_a_state",
    "not_held": "not_asked",
}
ACROSS = 8
"""Tiles in a row where States have no place in the world: those of the exercise."""


def finding(result: Result, words: Words) -> str:
    """Say how many Members reported."""
    part = words.part(sum(row["presence"] == "reported" for row in members(result)), len(members(result)))
    return _("%(part)s Member States reported in %(year)d") % {"part": part, "year": result.year}


def members(result: Result) -> list[Record]:
    """Return the rows of the Members."""
    return [row for row in result.rows if row["is_member"]]


def denominator(result: Result, words: Words) -> str:
    """Name the denominator."""
    return _("%(count)s Member States at the end of %(year)d") % {
        "count": words.number(len(members(result))),
        "year": result.year,
    }


def chart(result: Result, words: Words) -> Chart:
    """Show a tile a State; those without a place of their own stand in rows, in the order of their codes."""
    placed = [row for row in result.rows if row["tile_column"] is not None]
    rows = placed or sorted(result.rows, key=lambda row: row["state"])
    tiles = tuple(
        Tile(
            row["state"],
            row["tile_column"] if placed else index % ACROSS,
            row["tile_row"] if placed else index // ACROSS,
            words.of("state", row["state"]),
            TONES[row["presence"]],
            words.of("presence", row["presence"]),
        )
        for index, row in enumerate(rows)
    )
    used = {row["presence"] for row in rows}
    key = tuple(Series(tone, words.of("presence", presence)) for presence, tone in TONES.items() if presence in used)
    return Tiles(tiles, key)


def empty(result: Result, words: Words) -> str:
    """Say that the reports of the round are not held here, or that nobody reported."""
    values = {"year": result.year}
    if any(row["presence"] == "not_held" for row in result.rows):
        return _("The reports of the round of %(year)d are not held here.") % values
    if not any(row["presence"] == "reported" for row in result.rows):
        return _("No report of the round of %(year)d is published here.") % values
    return ""


def figures(words: Words) -> Iterator[Figure]:
    """Yield the figure."""
    yield Figure(
        name="participation-world",
        shows=gettext_lazy("Each State, and whether it reported"),
        unit=gettext_lazy("States"),
        columns=(
            Column("presence", gettext_lazy("In this round"), "presence"),
            Column("state", gettext_lazy("State"), "state"),
        ),
        finding=finding,
        denominator=denominator,
        chart=chart,
        sql="participation_world",
        note=gettext_lazy(
            "Tiles have one size and stand about where the State lies; they show no border. The designations employed "
            "do not imply any opinion on the legal status of any country or territory."
        ),
        empty=empty,
    )
