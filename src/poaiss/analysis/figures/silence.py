"""How reports answer, section by section, with every kind of silence (A2)."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from poaiss.analysis.charts import Chart
from poaiss.analysis.figures._common import reports, rows_with, stacked, unless
from poaiss.analysis.figuring import Column, Figure, Result
from poaiss.analysis.words import Words

PARTS = ("yes", "developing", "no", "answered", "unchanged", "restricted", "no_answer")


def finding(result: Result, words: Words) -> str:
    """Say what part of the questions was answered, and which section least."""
    known = [row for row in rows_with(result, "section") if row["asked"]]
    least = min(known, key=lambda row: row["share"])
    values = {
        "part": words.part(result.total("said"), result.total("asked")),
        "section": words.of("section", least["section"]),
        "share": words.share(least["share"]),
    }
    if len(known) == 1:
        return _("%(part)s questions were answered") % values
    return _("%(part)s questions were answered, fewest under “%(section)s” (%(share)s)") % values


def denominator(result: Result, words: Words) -> str:
    """Name the questions that were put to the reporters."""
    count = reports(result)
    return ngettext(
        "%(asked)s questions that applied, in %(count)s report",
        "%(asked)s questions that applied, in %(count)s reports",
        count,
    ) % {"asked": words.number(result.total("asked")), "count": words.number(count)}


def chart(result: Result, words: Words) -> Chart:
    """Show a bar a section, made of the kinds of answer and of silence."""
    return stacked(
        [row for row in rows_with(result, "section") if row["asked"]],
        PARTS,
        lambda row: words.of("section", row["section"]),
        lambda part: words.of("kind", part),
        as_shares=True,
    )


def figures(words: Words) -> Iterator[Figure]:
    """Yield the figure."""
    yield Figure(
        name="silence",
        shows=gettext_lazy("Answers and silences, by section of the report"),
        unit=gettext_lazy("Questions"),
        columns=(
            Column("section", gettext_lazy("Section"), "section"),
            Column("yes", gettext_lazy("Yes")),
            Column("developing", gettext_lazy("In development")),
            Column("no", gettext_lazy("No")),
            Column("answered", gettext_lazy("Answered")),
            Column("unchanged", gettext_lazy("Unchanged")),
            Column("restricted", gettext_lazy("Restricted")),
            Column("no_answer", gettext_lazy("No answer")),
            Column("asked", gettext_lazy("Questions that applied")),
            Column("share", gettext_lazy("Share answered"), "share"),
            Column("not_applicable", gettext_lazy("Not applicable")),
        ),
        finding=finding,
        denominator=denominator,
        chart=chart,
        note=gettext_lazy(
            "Questions that do not apply to a State are in no share. Lists with entries are left out. A restricted "
            "answer was given, but is not for the public."
        ),
        empty=unless("asked", lambda: _("No question of this round applied to any reporter.")),
    )
