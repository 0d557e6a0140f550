"""What kinds of assistance reports ask for, over all sections and section by section (A7)."""

from collections.abc import Iterator

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from poaiss.analysis.charts import Bar, Bars, Chart, Multiples, Panel, Series
from poaiss.analysis.figures._common import of_reports, rows_with, unless
from poaiss.analysis.figuring import Column, Figure, Result
from poaiss.analysis.words import Words

KINDS: dict[str, Promise] = {
    "law": gettext_lazy("Drafting of laws and procedures"),
    "training": gettext_lazy("Training"),
    "equipment": gettext_lazy("Equipment"),
    "infrastructure": gettext_lazy("Infrastructure"),
    "expertise": gettext_lazy("Technical expertise"),
    "funding": gettext_lazy("Funding"),
    "other": gettext_lazy("Other"),
    "in_words": gettext_lazy("In the State's own words"),
}
NOTE = gettext_lazy(
    "A request is a section of a report in which kinds of assistance are named; it may name several. Editions before "
    "2020 ask in words, which stand apart."
)


def word(kind: str, words: Words) -> str:
    """Return the words for a kind."""
    return str(KINDS["in_words"]) if kind == "in_words" else words.of("choice", kind)


def finding(result: Result, words: Words) -> str:
    """Say what is asked for most."""
    most, first = result.top("requests"), result.rows[0]
    if most["kind"] == "in_words":
        return _("The requests of %(year)s are in the States' own words and are not put into kinds") % {
            "year": result.year
        }
    values = {
        "kind": word(most["kind"], words),
        "part": words.part(most["requests"], first["all_requests"]),
        "states": words.number(most["states"]),
    }
    return (
        ngettext(
            "“%(kind)s” is asked for most: in %(part)s requests, by %(states)s State",
            "“%(kind)s” is asked for most: in %(part)s requests, by %(states)s States",
            most["states"],
        )
        % values
    )


def denominator(result: Result, words: Words) -> str:
    """Name the requests and the States that make them."""
    first = result.rows[0]
    values = {"requests": words.number(first["all_requests"]), "states": words.number(first["all_states"])}
    return (
        ngettext(
            "%(requests)s requests that name kinds of assistance, by %(states)s State",
            "%(requests)s requests that name kinds of assistance, by %(states)s States",
            first["all_states"],
        )
        % values
    )


def chart(result: Result, words: Words) -> Chart:
    """Show a bar a kind."""
    bars = tuple(Bar(word(row["kind"], words), (row["requests"],)) for row in rows_with(result, "kind"))
    return Bars(bars, (Series("plain", _("Requests")),), _("Requests"))


def finding_by_section(result: Result, words: Words) -> str:
    """Say which kind is named most in which section."""
    pairs = [(row[kind], row, kind) for row in rows_with(result, "section") for kind in KINDS if kind != "in_words"]
    count, row, kind = max(pairs, key=lambda each: each[0])
    if not count:
        return _("The requests of %(year)s are in the States' own words and are not put into kinds") % {
            "year": result.year
        }
    return ngettext(
        "Named most: “%(kind)s” under “%(section)s”, by %(count)s State",
        "Named most: “%(kind)s” under “%(section)s”, by %(count)s States",
        count,
    ) % {
        "kind": KINDS[kind],
        "section": words.of("section", row["section"]),
        "count": words.number(count),
    }


def chart_by_section(result: Result, words: Words) -> Chart:
    """Show small bars by kind for each section."""
    rows = rows_with(result, "section")
    series = (Series("plain", _("Requests")),)
    return Multiples(
        tuple(
            Panel(
                words.of("section", row["section"]),
                Bars(
                    tuple(Bar(str(label), (row[kind],)) for kind, label in KINDS.items() if row[kind]),
                    series,
                    _("Requests"),
                ),
            )
            for row in rows
        )
    )


def figures(words: Words) -> Iterator[Figure]:
    """Yield both figures."""
    empty = unless("states", lambda: _("No report of this round names a kind of assistance."))
    yield Figure(
        name="assistance-kinds",
        shows=gettext_lazy("Kinds of assistance asked for"),
        unit=gettext_lazy("Requests"),
        columns=(
            Column("kind", gettext_lazy("Kind of assistance"), "choice"),
            Column("requests", gettext_lazy("Requests")),
            Column("states", gettext_lazy("States")),
        ),
        finding=finding,
        denominator=denominator,
        chart=chart,
        sql="assistance_kinds",
        note=NOTE,
        empty=empty,
    )
    yield Figure(
        name="assistance-kinds-by-section",
        shows=gettext_lazy("Kinds of assistance asked for, by section of the report"),
        unit=gettext_lazy("Requests"),
        columns=(
            Column("section", gettext_lazy("Section"), "section"),
            *(Column(kind, label) for kind, label in KINDS.items()),
            Column("states", gettext_lazy("States")),
        ),
        finding=finding_by_section,
        denominator=of_reports,
        chart=chart_by_section,
        sql="assistance_kinds_by_section",
        note=NOTE,
        empty=empty,
    )
