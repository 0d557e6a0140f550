"""How long records are kept, against the floors of the International Tracing Instrument (ITI para. 12; A1)."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from poaiss.analysis.charts import Bar, Bars, Chart, Series
from poaiss.analysis.figures._common import of_reports, unless
from poaiss.analysis.figuring import Column, Figure, Result
from poaiss.analysis.words import Words

PARTS = ("indefinitely", "floor", "other", "no_answer", "restricted", "not_applicable")
TONES = ("yes", "answered", "developing", "no_answer", "restricted", "not_applicable")


def finding(result: Result, words: Words) -> str:
    """Say how many answers name at least the floor, for the records that most answer about."""
    row = result.top("answered")
    values = {
        "records": words.of("retention", row["records"]),
        "part": words.part(row["indefinitely"] + row["floor"], row["answered"]),
    }
    return _("%(records)s: %(part)s answers name that period or an indefinite one") % values


def chart(result: Result, words: Words) -> Chart:
    """Show a bar for each kind of records."""
    used = [index for index, part in enumerate(PARTS) if result.total(part)]
    series = tuple(Series(TONES[index], word_of(PARTS[index], words)) for index in used)  # type: ignore[arg-type]
    bars = tuple(
        Bar(words.of("retention", row["records"]), tuple(row[PARTS[index]] for index in used)) for row in result.rows
    )
    return Bars(bars, series, _("Reports"))


def word_of(part: str, words: Words) -> str:
    """Return the words for a part."""
    return words.of("retention" if part in PARTS[:3] else "kind", part)


def figures(words: Words) -> Iterator[Figure]:
    """Yield the figure."""
    yield Figure(
        name="record-retention",
        shows=gettext_lazy("How long records are kept"),
        unit=gettext_lazy("Reports"),
        columns=(
            Column("records", gettext_lazy("Records"), "retention"),
            Column("years", gettext_lazy("Least period of the Instrument, in years"), "number"),
            Column("indefinitely", gettext_lazy("Indefinitely")),
            Column("floor", gettext_lazy("That period")),
            Column("other", gettext_lazy("Another period")),
            Column("no_answer", gettext_lazy("No answer")),
            Column("restricted", gettext_lazy("Restricted")),
            Column("not_applicable", gettext_lazy("Not applicable")),
        ),
        finding=finding,
        denominator=of_reports,
        chart=chart,
        sql="record_retention",
        note=gettext_lazy(
            "The International Tracing Instrument asks that records of manufacture be kept for at least 30 years and "
            "all others for at least 20 (paragraph 12). Another period, given in words, may be longer or shorter: it "
            "counts for neither."
        ),
        empty=unless("answered", lambda: _("No report of this round says how long records are kept.")),
    )
