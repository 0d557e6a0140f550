"""Progress that States report on the measures adopted at earlier meetings (A1)."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from poaiss.analysis.charts import Bar, Bars, Chart, Series
from poaiss.analysis.figures._common import of_reports, reports, unless
from poaiss.analysis.figuring import Column, Figure, Record, Result
from poaiss.analysis.words import Words


def finding(result: Result, words: Words) -> str:
    """Say how many States report on measures, and what they say of them."""
    values = {
        "part": words.part(result.rows[0]["reporting"], reports(result)),
        "completed": words.part(result.total("completed"), result.total("states")),
    }
    return (
        _(
            "%(part)s reporting States say how far measures adopted at earlier meetings have come; %(completed)s "
            "statements say “completed”"
        )
        % values
    )


def chart(result: Result, words: Words) -> Chart:
    """Show what is said by meeting: a bar is made of statements, one for each State and measure."""
    meetings: dict[str, list[Record]] = {}
    for row in result.rows:
        if row["states"]:
            meetings.setdefault(row["meeting"], []).append(row)
    parts = ("completed", "under_way", "not_started", "stopped")
    series = (
        Series("yes", _("Completed")),
        Series("developing", _("Under way")),
        Series("no", _("Not started")),
        Series("restricted", _("Stopped")),
    )
    used = [index for index, part in enumerate(parts) if result.total(part)]
    bars = tuple(
        Bar(words.of("choice", meeting), tuple(sum(row[parts[index]] for row in rows) for index in used))
        for meeting, rows in meetings.items()
    )
    return Bars(bars, tuple(series[index] for index in used), _("Statements"))


def figures(words: Words) -> Iterator[Figure]:
    """Yield the figure."""
    yield Figure(
        name="measures-progress",
        shows=gettext_lazy("Progress reported on measures adopted at earlier meetings"),
        unit=gettext_lazy("States"),
        columns=(
            Column("meeting", gettext_lazy("Meeting"), "choice"),
            Column("concept", gettext_lazy("Measure"), "concept"),
            Column("states", gettext_lazy("States that report on it")),
            Column("completed", gettext_lazy("Completed")),
            Column("under_way", gettext_lazy("Under way")),
            Column("not_started", gettext_lazy("Not started")),
            Column("stopped", gettext_lazy("Stopped")),
            Column("restricted", gettext_lazy("Restricted")),
        ),
        finding=finding,
        denominator=of_reports,
        chart=chart,
        sql="measures_progress",
        note=gettext_lazy("Reporting on measures is voluntary and a State chooses the meetings: silence says nothing."),
        empty=unless("states", lambda: _("No report of this round says how far an adopted measure has come.")),
    )
