"""Numbers of weapons and of tracing requests over the rounds (A3, A8)."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from poaiss.analysis.charts import Chart, Line, Moment, Multiples, Panel, Trend
from poaiss.analysis.figures._common import of_reports, unless
from poaiss.analysis.figuring import Column, Figure, Record, Result
from poaiss.analysis.words import Words


def given(result: Result) -> dict[str, list[Record]]:
    """Return the rounds in which somebody gave a number, by quantity."""
    found: dict[str, list[Record]] = {}
    for row in result.rows:
        if row["states"]:
            found.setdefault(row["quantity"], []).append(row)
    return found


def finding(result: Result, words: Words) -> str:
    """Say how the first quantity that is given stood first and last, and how many States stand behind each."""
    quantity, rows = next(iter(given(result).items()))
    first, last = rows[0], rows[-1]
    values = {
        "quantity": words.of("quantity", quantity),
        "first": words.number(first["total"]),
        "first_year": first["round"],
        "first_states": words.number(first["states"]),
        "last": words.number(last["total"]),
        "last_year": last["round"],
        "last_states": words.number(last["states"]),
    }
    if first is last:
        return _("%(quantity)s: %(last)s in %(last_year)s (States with a number: %(last_states)s)") % values
    return (
        _(
            "%(quantity)s: %(first)s in %(first_year)s (States with a number: %(first_states)s), %(last)s in "
            "%(last_year)s (States with a number: %(last_states)s)"
        )
        % values
    )


def chart(result: Result, words: Words) -> Chart:
    """Show a small line for each quantity, in per cent of its own largest sum; its last sum stands in its title."""
    panels = []
    for quantity, rows in given(result).items():
        largest = max(row["total"] for row in rows) or 1
        moments = tuple(Moment(row["round"], row["total"] / largest * 100) for row in rows)
        panels.append(Panel(title(rows[-1], words), Trend((Line(quantity, moments, "answered"),), "%", 100)))
    return Multiples(tuple(panels))


def title(row: Record, words: Words) -> str:
    """Return a quantity with its sum in a round."""
    return _("%(quantity)s: %(total)s in %(year)s") % {
        "quantity": words.of("quantity", row["quantity"]),
        "total": words.number(row["total"]),
        "year": row["round"],
    }


def figures(words: Words) -> Iterator[Figure]:
    """Yield the figure."""
    yield Figure(
        name="quantities-over-rounds",
        shows=gettext_lazy("Weapons and tracing requests as reported, round by round"),
        unit=gettext_lazy("Weapons or requests"),
        columns=(
            Column("quantity", gettext_lazy("Quantity"), "quantity"),
            Column("round", gettext_lazy("Round"), "year"),
            Column("total", gettext_lazy("Sum"), "number"),
            Column("states", gettext_lazy("Reports with a number")),
            Column("asked", gettext_lazy("Reports asked")),
        ),
        finding=finding,
        denominator=of_reports,
        chart=chart,
        sql="quantities_over_rounds",
        note=gettext_lazy(
            "Each sum is over the States that give a number in that round. They are not the same States each time, so "
            "that a larger sum alone does not mean more weapons. Each line is in per cent of its own largest sum."
        ),
        empty=unless("states", lambda: _("No report up to this round gives a number of weapons or tracing requests.")),
    )
