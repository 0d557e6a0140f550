"""What the reports of a round say about the commitments of a theme, with bounds for what they do not say (A1, A11)."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from poaiss.analysis.charts import Bar, Bars, Chart, Series
from poaiss.analysis.figuring import Column, Figure, Result
from poaiss.analysis.words import Words

PARTS = ("met", "developing", "not_met", "no_answer", "restricted", "not_applicable", "not_asked")
TONES = {"met": "yes", "not_met": "no"}
NOTE = gettext_lazy(
    "The share is of the reports that answer. “At least” counts as done only what was reported so; “at most” also "
    "counts every silence, and every Member State without a report, as if it were done: the truth lies between."
)


def reporters(result: Result) -> float:
    """Return how many reports the figure speaks of."""
    return max((sum(row[part] for part in PARTS) for row in result.rows), default=0)


def finding(result: Result, words: Words) -> str:
    """Say which commitment of the theme is reported as done most, and which least."""
    known = [row for row in result.rows if row["answered"]]
    if not known:
        return _("No report answers the questions on this theme")
    most = max(known, key=lambda row: (row["share"], row["answered"]))
    least = min(known, key=lambda row: (row["share"], -row["answered"]))
    values = {
        "most": words.of("indicator", most["indicator"]),
        "most_part": words.part(most["met"], most["answered"]),
        "least": words.of("indicator", least["indicator"]),
        "least_part": words.part(least["met"], least["answered"]),
    }
    if most is least or most["share"] == least["share"]:
        return _("“%(most)s”: reported as done by %(most_part)s") % values
    return _("Reported as done most: “%(most)s”, by %(most_part)s; least: “%(least)s”, by %(least_part)s") % values


def denominator(result: Result, words: Words) -> str:
    """Name both denominators."""
    values = {
        "reports": words.number(reporters(result)),
        "silent": words.number(max((row["did_not_report"] for row in result.rows), default=0)),
    }
    text = _("%(reports)s reports; %(silent)s Member States without a report stand in the bounds alone") % values
    theme = result.name.removeprefix("commitments-")
    if left_out := words.texts.get("left_out", {}).get(theme):
        text += ". " + _("Left out, because their expression is faulty: %(names)s") % {"names": left_out}
    return text


def chart(result: Result, words: Words) -> Chart:
    """Show a bar a commitment, made of what the reports say."""
    used = [part for part in PARTS if result.total(part)]
    series = tuple(Series(TONES.get(part, part), word_of(part, words)) for part in used)  # type: ignore[arg-type]
    asked = [row for row in result.rows if row["is_open"] or row["not_applicable"]]
    bars = tuple(Bar(words.of("indicator", row["indicator"]), tuple(row[part] for part in used)) for row in asked)
    return Bars(bars, series, _("Reports"))


def word_of(part: str, words: Words) -> str:
    """Return the words for a part."""
    return words.of("kind", part) if part in ("no_answer", "restricted") else words.of("outcome", part)


def columns() -> tuple[Column, ...]:
    """Return the columns of the table."""
    return (
        Column("indicator", gettext_lazy("Commitment"), "indicator"),
        Column("met", gettext_lazy("Reported as done")),
        Column("developing", gettext_lazy("In development")),
        Column("not_met", gettext_lazy("Reported as not done")),
        Column("no_answer", gettext_lazy("No answer")),
        Column("restricted", gettext_lazy("Restricted")),
        Column("not_applicable", gettext_lazy("Not applicable")),
        Column("not_asked", gettext_lazy("Not asked")),
        Column("share", gettext_lazy("Share of answers"), "share"),
        Column("least", gettext_lazy("At least"), "share"),
        Column("most", gettext_lazy("At most"), "share"),
    )


def nobody(result: Result, words: Words) -> str:
    """Say that no report is there."""
    return "" if reporters(result) else _("No report of this round is published here.")


def figures(words: Words) -> Iterator[Figure]:
    """Yield a figure for each theme that has commitments."""
    for theme in words.codes("theme_with_indicators"):
        yield Figure(
            name=f"commitments-{theme}",
            shows=gettext_lazy("What the reports say about each commitment"),
            unit=gettext_lazy("Reports"),
            columns=columns(),
            finding=finding,
            denominator=denominator,
            chart=chart,
            sql="commitments",
            values={"theme": theme},
            note=NOTE,
            empty=nobody,
        )
