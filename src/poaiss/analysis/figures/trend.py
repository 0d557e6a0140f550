"""A theme's commitments over the rounds, with bounds for silence and for States that did not report (A3, A11)."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from poaiss.analysis.charts import Chart, Line, Moment, Multiples, Panel, Trend
from poaiss.analysis.figuring import Column, Figure, Record, Result
from poaiss.analysis.words import Words

THIN = 10
"""A round with less than a tenth of the answers of the fullest is not drawn as a share nor spoken of as one."""


def by_commitment(result: Result) -> dict[str, list[Record]]:
    """Return the rounds of each commitment that was asked."""
    found: dict[str, list[Record]] = {}
    for row in result.rows:
        if row["round"] is not None:
            found.setdefault(row["indicator"], []).append(row)
    return {name: rows for name, rows in found.items() if any(row["asked"] for row in rows)}


def stretch(rows: list[Record]) -> list[Record]:
    """Return the rounds with answers since the last break: what may be compared."""
    known: list[Record] = []
    fullest = max(map(answered, rows))
    for row in rows:
        if row["broken"]:
            known = []
        if not is_thin(row, fullest):
            known.append(row)
    return known


def is_thin(row: Record, fullest: int) -> bool:
    """Whether a round has no answer, or next to none beside the fullest one."""
    return row["share"] is None or answered(row) * THIN < fullest


def answered(row: Record) -> int:
    """Return how many reports answer."""
    return int(row["met"] + row["developing"] + row["not_met"])


def finding(result: Result, words: Words) -> str:
    """Say where the share of reports moved most between rounds that compare, and that the bounds may cover it."""
    stretches = {name: stretch(rows) for name, rows in by_commitment(result).items()}
    moved = {name: rows for name, rows in stretches.items() if len(rows) > 1}
    if not moved:
        return _("No commitment of this theme was answered in two rounds that can be compared")
    name = max(moved, key=lambda each: abs(moved[each][-1]["share"] - moved[each][0]["share"]))
    first, last = moved[name][0], moved[name][-1]
    values = {
        "commitment": words.of("indicator", name),
        "first": words.part(first["met"], answered(first)),
        "first_year": first["round"],
        "last": words.part(last["met"], answered(last)),
        "last_year": last["round"],
    }
    if first["share"] == last["share"]:
        return _("On no commitment of this theme has the share of the answers that say “done” changed")
    if first["least"] <= last["most"] and last["least"] <= first["most"]:
        return (
            _(
                "“%(commitment)s”: reported as done by %(first)s in %(first_year)s and by %(last)s in %(last_year)s; "
                "what is not said could explain the difference"
            )
            % values
        )
    return (
        _(
            "“%(commitment)s”: reported as done by %(first)s in %(first_year)s and by %(last)s in %(last_year)s; "
            "what is not said cannot explain the difference"
        )
        % values
    )


def denominator(result: Result, words: Words) -> str:
    """Name the rounds in which the theme was asked about, the reports and the Members without one."""
    rounds: dict[int, Record] = {}
    for row in result.rows:
        if row["asked"] > rounds.get(row["round"], {"asked": 0})["asked"]:
            rounds[row["round"]] = row
    years = sorted(rounds)
    asked = [rounds[year]["asked"] for year in years]
    absent = [rounds[year]["did_not_report"] for year in years]
    return ngettext(
        "%(rounds)s round (%(last)s): %(most)s reports, %(many)s Member States without one",
        "%(rounds)s rounds (%(first)s to %(last)s): from %(least)s to %(most)s reports in each, from %(few)s to "
        "%(many)s Member States without one",
        len(years),
    ) % {
        "rounds": words.number(len(years)),
        "first": years[0],
        "last": years[-1],
        "least": words.number(min(asked)),
        "most": words.number(max(asked)),
        "few": words.number(min(absent)),
        "many": words.number(max(absent)),
    }


def moment(row: Record, fullest: int) -> Moment:
    """Return a round in per cent; with too few answers for a share it has its bounds alone."""
    share, least, most = (None if row[name] is None else row[name] * 100 for name in ("share", "least", "most"))
    return Moment(row["round"], None if is_thin(row, fullest) else share, least, most, row["broken"])


def chart(result: Result, words: Words) -> Chart:
    """Show a small line with its band for each commitment."""
    panels = []
    for name, rows in by_commitment(result).items():
        if all(row["share"] is None for row in rows):
            continue
        title = words.of("indicator", name)
        fullest = max(map(answered, rows))
        line = Line(title, tuple(moment(row, fullest) for row in rows if row["asked"]))
        panels.append(Panel(title, Trend((line,), "%", 100)))
    return Multiples(tuple(panels))


def empty(result: Result, words: Words) -> str:
    """Say that the theme has no primary commitment, or that none was ever asked."""
    if not result.rows:
        return _("This theme has no commitment of the first rank.")
    if not by_commitment(result):
        return _("No report of any round up to %(year)s answers about this theme.") % {"year": result.year}
    return ""


def columns() -> tuple[Column, ...]:
    """Return the columns of the table."""
    return (
        Column("indicator", gettext_lazy("Commitment"), "indicator"),
        Column("round", gettext_lazy("Round"), "year"),
        Column("met", gettext_lazy("Reported as done")),
        Column("developing", gettext_lazy("In development")),
        Column("not_met", gettext_lazy("Reported as not done")),
        Column("unknown", gettext_lazy("No clear answer")),
        Column("not_applicable", gettext_lazy("Not applicable")),
        Column("did_not_report", gettext_lazy("No report received")),
        Column("share", gettext_lazy("Share of answers"), "share"),
        Column("least", gettext_lazy("At least"), "share"),
        Column("most", gettext_lazy("At most"), "share"),
        Column("broken", gettext_lazy("Comparison"), "broken"),
    )


def figures(words: Words) -> Iterator[Figure]:
    """Yield a figure for each theme that has commitments."""
    for theme in words.codes("theme_with_indicators"):
        yield Figure(
            name=f"trend-{theme}",
            shows=gettext_lazy("Commitments reported as done, round by round"),
            unit=gettext_lazy("Share of the reports that answer"),
            columns=columns(),
            finding=finding,
            denominator=denominator,
            chart=chart,
            sql="trend",
            values={"theme": theme},
            note=gettext_lazy(
                "The line is the share of the reports that answer; other States report each time. The band reaches "
                "from the share if every silence and every Member State without a report meant “not done” to the "
                "share if each meant “done”. The line breaks where the form asks other questions, and leaves out a "
                "round with less than a tenth of the answers of the fullest."
            ),
            empty=empty,
        )
