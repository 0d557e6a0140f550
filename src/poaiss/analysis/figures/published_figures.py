"""Figures that others published, beside what the rows held here give (¶34; a quoted figure reproduces nothing)."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from poaiss.analysis.figuring import Column, Figure, Result
from poaiss.analysis.words import Words


def counted(result: Result, status: str) -> int:
    """Return how many figures stand so."""
    return sum(row["status"] == status for row in result.rows)


def finding(result: Result, words: Words) -> str:
    """Say how many published figures the rows held here reproduce, and that the others are quoted or missing."""
    known = [row for row in result.rows if row["status"] == "recomputed"]
    values = {
        "agreeing": words.number(sum(bool(row["agrees"]) for row in known)),
        "known": words.number(len(known)),
        "all": words.number(len(result.rows)),
    }
    return (
        ngettext(
            "Of %(all)s published figure, %(known)s can be recomputed here, and %(agreeing)s agrees",
            "Of %(all)s published figures, %(known)s can be recomputed here, and %(agreeing)s agree",
            len(result.rows),
        )
        % values
    )


def denominator(result: Result, words: Words) -> str:
    """Say how many are quoted and how many cannot be computed."""
    values = {
        "quoted": words.number(counted(result, "quoted")),
        "missing": words.number(counted(result, "not_computable")),
    }
    return _("%(quoted)s follow from other quoted figures; for %(missing)s the rows are not held") % values


def figures(words: Words) -> Iterator[Figure]:
    """Yield the figure; it is a table alone."""
    yield Figure(
        name="published-figures",
        shows=gettext_lazy("Published figures: recomputed, quoted or not computable"),
        unit=gettext_lazy("as published"),
        columns=(
            Column("key", gettext_lazy("What it counts"), "published"),
            Column("period", gettext_lazy("Period"), "text"),
            Column("published", gettext_lazy("Published"), "number"),
            Column("denominator", gettext_lazy("Out of"), "number"),
            Column("status", gettext_lazy("Status"), "status"),
            Column("recomputed", gettext_lazy("Recomputed"), "number"),
            Column("reason", gettext_lazy("What it rests on, or what is missing"), "reason"),
        ),
        finding=finding,
        denominator=denominator,
        chart=lambda result, words: None,
        sql="published_figures",
        empty=lambda result, words: "" if result.rows else _("No figures were published on these States."),
    )
