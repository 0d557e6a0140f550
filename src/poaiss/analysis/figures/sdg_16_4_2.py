"""SDG indicator 16.4.2 as reported, State by State, with the custodians' figures beside it (A8)."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from poaiss.analysis.charts import Bars, Chart
from poaiss.analysis.figures._common import missing, rows_with, stacked
from poaiss.analysis.figuring import Column, Figure, Record, Result
from poaiss.analysis.words import Words


def standing(result: Result, *names: str) -> list[Record]:
    """Return the rows whose numbers stand so."""
    return [row for row in result.rows if row["standing"] in names]


def states(rows: list[Record]) -> int:
    """Return how many States the rows are of."""
    return len({row["state"] for row in rows})


def sums(rows: list[Record]) -> tuple[float, float]:
    """Return the sums of numerators and denominators."""
    return sum(row["numerator"] or 0 for row in rows), sum(row["denominator"] or 0 for row in rows)


def finding(result: Result, words: Words) -> str:
    """Say the share over the States that give both numbers, and between which bounds it lies with the others."""
    usable = standing(result, "usable")
    if not usable:
        return _("No State gives both numbers, so that no share can be computed")
    traced, whole = sums(usable)
    count = states(usable)
    return ngettext(
        "The origin of %(part)s weapons seized, found or surrendered was traced or established, as reported by "
        "%(states)s State",
        "The origin of %(part)s weapons seized, found or surrendered was traced or established, as reported by "
        "%(states)s States",
        count,
    ) % {"part": words.part(traced, whole), "states": words.number(count)}


def bounds(result: Result, words: Words) -> str:
    """Say between which bounds the share lies when weapons without a number of traced ones are counted too."""
    traced, whole = sums(standing(result, "usable"))
    others = standing(result, "denominator_only")
    open_whole = sums(others)[1]
    if not open_whole:
        return ""
    count = states(others)
    return ngettext(
        "with the weapons of %(count)s State that does not say how many were traced, the share lies between "
        "%(least)s and %(most)s",
        "with the weapons of %(count)s States that do not say how many were traced, the share lies between "
        "%(least)s and %(most)s",
        count,
    ) % {
        "count": words.number(count),
        "least": words.share(traced / (whole + open_whole)),
        "most": words.share((traced + open_whole) / (whole + open_whole)),
    }


def unusable(result: Result, words: Words) -> str:
    """Name the States whose numbers cannot be used, since more was traced than there was."""
    names = sorted({words.of("state", row["state"]) for row in standing(result, "exceeds")})
    if not names:
        return ""
    return _("not usable, because more weapons are given as traced than there were: %(states)s") % {
        "states": _(", ").join(names)
    }


def denominator(result: Result, words: Words) -> str:
    """Name the States with both numbers, those without, the bounds and what is not usable."""
    asked = len({row["state"] for row in rows_with(result, "state")})
    usable = states(standing(result, "usable"))
    first = ngettext("%(part)s report gives both numbers", "%(part)s reports give both numbers", asked) % {
        "part": words.part(usable, asked)
    }
    return _("; ").join(filter(None, (first, bounds(result, words), unusable(result, words))))


def chart(result: Result, words: Words) -> Chart | None:
    """Show, for each year, what part of the weapons was traced: States are in the table alone, in no order of merit."""
    years: dict[int, list[Record]] = {}
    for row in standing(result, "usable"):
        years.setdefault(row["year"] or 0, []).append(row)
    rows = []
    for year, those in sorted(years.items()):
        traced, whole = sums(those)
        rows.append({"year": year, "yes": traced, "no": whole - traced})
    if not any(row["yes"] + row["no"] for row in rows):
        return None
    bars: Bars = stacked(
        rows,
        ("yes", "no"),
        lambda row: str(row["year"] or _("No year given")),
        lambda part: _("Origin traced or established") if part == "yes" else _("Not traced"),
        as_shares=True,
    )
    return bars


def empty(result: Result, words: Words) -> str:
    """Say what is missing."""
    if missing(result, words):
        return missing(result, words)
    if not rows_with(result, "state"):
        return _("The reports of this round were not asked for the numbers of SDG indicator 16.4.2.")
    if not standing(result, "usable", "exceeds", "denominator_only", "numerator_only"):
        return _("No report of this round gives a number for SDG indicator 16.4.2.")
    return ""


def figures(words: Words) -> Iterator[Figure]:
    """Yield the figure."""
    yield Figure(
        name="sdg-16-4-2",
        shows=gettext_lazy("SDG indicator 16.4.2 as reported, beside the figures of its custodians"),
        unit=gettext_lazy("Weapons"),
        columns=(
            Column("state", gettext_lazy("State"), "state"),
            Column("year", gettext_lazy("Year"), "year"),
            Column("denominator", gettext_lazy("Seized, found and surrendered"), "number"),
            Column("numerator", gettext_lazy("Origin traced or established"), "number"),
            Column("share", gettext_lazy("Share as reported"), "share"),
            Column("standing", gettext_lazy("Use"), "standing"),
            Column("dated_share", gettext_lazy("Custodians, latest dated release"), "share"),
            Column("undated_share", gettext_lazy("Custodians, undated release"), "share"),
        ),
        finding=finding,
        denominator=denominator,
        chart=chart,
        sql="sdg_16_4_2",
        note=gettext_lazy(
            "“As reported” is what States write in their reports under the Programme of Action. The custodians of the "
            "indicator, UNODC and the Office for Disarmament Affairs, publish their own figures, some of them averages "
            "of two years; the two are never merged."
        ),
        empty=empty,
    )
