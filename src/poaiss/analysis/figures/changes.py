"""How the same States stand on a theme's commitments in this round and in the one before (A3, A11)."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from poaiss.analysis.charts import Bar, Bars, Chart, Series
from poaiss.analysis.figures._common import missing
from poaiss.analysis.figuring import Column, Figure, Record, Result
from poaiss.analysis.words import Words

PARTS = ("up", "same", "down", "unknown", "not_applicable", "not_comparable")


def compared(result: Result) -> list[Record]:
    """Return the commitments that can be compared."""
    return [row for row in result.rows if row["comparison"] == "compared" and row["both_rounds"]]


def finding(result: Result, words: Words) -> str:
    """Say on which commitment most States moved, and add up all moves."""
    rows = compared(result)
    if not rows:
        return _("No commitment of this theme can be compared with an earlier round: other questions were asked")
    up, down, same = (sum(row[part] for row in rows) for part in ("up", "down", "same"))
    values = {
        "up": words.part(up, up + same + down),
        "down": words.part(down, up + same + down),
        "most": words.of("indicator", max(rows, key=lambda row: row["up"])["indicator"]),
        "most_up": words.number(max(row["up"] for row in rows)),
    }
    if not up + down + same:
        return _("No State answers the questions of this theme clearly in both rounds")
    if not up and not down:
        return _("No State that answers in both rounds has moved on any commitment of this theme")
    if not up:
        return _("Of the answers that can be compared, none moved up and %(down)s moved down") % values
    return (
        _(
            "Of the answers that can be compared, %(up)s moved up and %(down)s moved down; most moved up on “%(most)s” "
            "(%(most_up)s)"
        )
        % values
    )


def denominator(result: Result, words: Words) -> str:
    """Name the States that reported in both rounds."""
    rows = compared(result)
    years = sorted({row["compared"] for row in rows})
    count = max((row["both_rounds"] for row in rows), default=0)
    return ngettext(
        "%(count)s State that reported in %(year)s and in the round compared (%(years)s)",
        "Up to %(count)s States that reported in %(year)s and in the round compared (%(years)s)",
        count,
    ) % {"count": words.number(count), "year": result.year, "years": _(", ").join(map(str, years)) or "–"}


def chart(result: Result, words: Words) -> Chart | None:
    """Show a bar a commitment: up, same, down, and what cannot be told."""
    rows = compared(result)
    if not rows:
        return None
    series = {
        "up": Series("yes", _("Moved up")),
        "same": Series("unchanged", _("As before")),
        "down": Series("no", _("Moved down")),
        "unknown": Series("no_answer", _("Cannot be told")),
        "not_applicable": Series("not_applicable", words.of("outcome", "not_applicable")),
        "not_comparable": Series("not_asked", _("Other questions were asked")),
    }
    used = [part for part in PARTS if any(row[part] for row in rows)]
    is_mixed = len({row["compared"] for row in rows}) > 1
    bars = tuple(Bar(label(row, words, is_mixed), tuple(row[part] for part in used)) for row in rows)
    return Bars(bars, tuple(series[part] for part in used), _("States"))


def label(row: Record, words: Words, with_year: bool) -> str:
    """Return a commitment, with the year that it is compared with where these differ."""
    values = {"commitment": words.of("indicator", row["indicator"]), "year": row["compared"]}
    return _("%(commitment)s (since %(year)s)") % values if with_year else values["commitment"]


def empty(result: Result, words: Words) -> str:
    """Say what is missing: a report, or a State that has reported before."""
    if missing(result, words):
        return missing(result, words)
    if not result.rows[0]["again"]:
        return _("No State that reported in %(year)s has reported in an earlier round held here.") % {
            "year": result.year
        }
    if not any(row["both_rounds"] for row in result.rows):
        return _("No commitment of this theme was asked both in %(year)s and in an earlier round held here.") % {
            "year": result.year
        }
    return ""


def columns() -> tuple[Column, ...]:
    """Return the columns of the table."""
    return (
        Column("indicator", gettext_lazy("Commitment"), "indicator"),
        Column("comparison", gettext_lazy("Comparison"), "comparison"),
        Column("compared", gettext_lazy("Round before"), "year"),
        Column("both_rounds", gettext_lazy("States in both rounds")),
        Column("up", gettext_lazy("Moved up")),
        Column("same", gettext_lazy("As before")),
        Column("down", gettext_lazy("Moved down")),
        Column("unknown", gettext_lazy("Cannot be told")),
        Column("not_applicable", gettext_lazy("Not applicable")),
        Column("not_comparable", gettext_lazy("Other questions asked")),
    )


def figures(words: Words) -> Iterator[Figure]:
    """Yield a figure for each theme that has commitments."""
    for theme in words.codes("theme_with_indicators"):
        yield Figure(
            name=f"changes-{theme}",
            shows=gettext_lazy("How the same States stood before, commitment by commitment"),
            unit=gettext_lazy("States"),
            columns=columns(),
            finding=finding,
            denominator=denominator,
            chart=chart,
            sql="changes",
            values={"theme": theme},
            note=gettext_lazy(
                "Only States that reported in both rounds are compared. Up is from not done to in development to "
                "done. Where a new edition of the form asks other questions, nothing is compared: the change would be "
                "one of the form. A silence in either round cannot be told."
            ),
            empty=empty,
        )
