"""Laws, regulations and procedures that reports list: by section and decade, and by the areas they cover (A1)."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from poaiss.analysis.charts import Bar, Bars, Chart, Series
from poaiss.analysis.figures._common import of_reports, reports, rows_with, unless
from poaiss.analysis.figuring import Column, Figure, Result
from poaiss.analysis.words import Words

NOTE = gettext_lazy(
    "A law that a State lists under two sections is counted in both. The lists may name what was amended or repealed "
    "since."
)


def finding(result: Result, words: Words) -> str:
    """Say how many laws are listed, by how many States."""
    count = int(result.total("laws"))
    return ngettext(
        "%(count)s law, regulation or procedure is listed, by %(part)s reporting States",
        "%(count)s laws, regulations and procedures are listed, by %(part)s reporting States",
        count,
    ) % {"count": words.number(count), "part": words.part(result.rows[0]["listing"], reports(result))}


def decade_words(decade: int | None) -> str:
    """Return a decade in words."""
    return _("No year") if decade is None else _("%(from)s–%(until)s") % {"from": decade, "until": decade + 9}


def chart(result: Result, words: Words) -> Chart:
    """Show a bar a decade over all sections."""
    decades: dict[int | None, int] = {}
    for row in rows_with(result, "section"):
        decades[row["decade"]] = decades.get(row["decade"], 0) + row["laws"]
    known = sorted(decades, key=lambda each: (each is None, each or 0))
    bars = tuple(Bar(decade_words(decade), (decades[decade],)) for decade in known)
    return Bars(bars, (Series("plain", _("Laws")),), _("Laws, by decade of adoption"))


def finding_areas(result: Result, words: Words) -> str:
    """Say which area most laws cover."""
    most = result.top("laws")
    return _("Covered most: “%(area)s”, by %(part)s laws that name their areas") % {
        "area": words.of("choice", most["area"]),
        "part": words.part(most["laws"], most["all_laws"]),
    }


def chart_areas(result: Result, words: Words) -> Chart:
    """Show a bar an area."""
    bars = tuple(Bar(words.of("choice", row["area"]), (row["laws"],)) for row in rows_with(result, "area"))
    return Bars(bars, (Series("plain", _("Laws")),), _("Laws"))


def figures(words: Words) -> Iterator[Figure]:
    """Yield both figures."""
    yield Figure(
        name="laws",
        shows=gettext_lazy("Laws, regulations and procedures that reports list, by section and decade"),
        unit=gettext_lazy("Laws"),
        columns=(
            Column("section", gettext_lazy("Section"), "section"),
            Column("decade", gettext_lazy("Adopted in the ten years from"), "year"),
            Column("laws", gettext_lazy("Laws")),
            Column("states", gettext_lazy("States")),
        ),
        finding=finding,
        denominator=of_reports,
        chart=chart,
        note=NOTE,
        empty=unless("laws", lambda: _("No report of this round lists a law.")),
    )
    yield Figure(
        name="laws-areas",
        shows=gettext_lazy("Areas that the listed laws cover"),
        unit=gettext_lazy("Laws"),
        columns=(
            Column("area", gettext_lazy("Area"), "choice"),
            Column("laws", gettext_lazy("Laws")),
            Column("states", gettext_lazy("States")),
        ),
        finding=finding_areas,
        denominator=of_reports,
        chart=chart_areas,
        sql="laws_areas",
        note=NOTE,
        empty=unless("laws", lambda: _("No report of this round names the areas that a listed law covers.")),
    )
