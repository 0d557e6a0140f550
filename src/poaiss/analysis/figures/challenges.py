"""Of which challenges and opportunities the reports of a round speak, in any of the six languages (A6).

The lexicon ``reference-data/topic_terms.csv`` finds words, not meanings. It misses what is said in other words, in a
seventh language, with spelling errors, by a pronoun or in irony, and a denial in the sentence before; and a topic
that is mentioned need not be a trouble. So the figure counts States that speak of a topic, never how grave it is,
says how many texts name no known topic, and leads to the passages, which a reader checks before quoting a count.
"""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from poaiss.analysis.charts import Bar, Bars, Chart, Series
from poaiss.analysis.figures._common import rows_with, unless
from poaiss.analysis.figuring import Column, Figure, Record, Result
from poaiss.analysis.words import Words

NOTE = gettext_lazy(
    "A list of words in six languages finds the topics; a sentence that denies (“no longer”, “no lack of”) is left "
    "out. What is said in other words is missed, and a topic that is mentioned need not be grave: read the passages."
)


def most(result: Result) -> list[Record]:
    """Return the topics of which most States speak: several where they are level, none where nobody names one."""
    highest = result.top("states")["states"]
    return [row for row in result.rows if highest and row["states"] == highest]


def values_of(found: list[Record], words: Words) -> dict[str, str]:
    """Return the words of the finding."""
    first = found[0]
    return {
        "topic": words.of("topic", first["topic"]),
        "part": words.part(first["states"], first["writers"]),
        "count": words.number(len(found)),
    }


def finding(result: Result, words: Words) -> str:
    """Say which challenge most States name, or that several are level."""
    found = most(result)
    if not found:
        return _("The texts on challenges name none of the topics that are looked for")
    if len(found) > 1:
        text = _("No challenge stands out: %(count)s are named by %(part)s States each, “%(topic)s” among them")
        return text % values_of(found, words)
    text = _("Challenge named by most States: “%(topic)s”, by %(part)s States that describe challenges")
    return text % values_of(found, words)


def finding_of_opportunities(result: Result, words: Words) -> str:
    """Say which opportunity most States name, or that several are level."""
    found = most(result)
    if not found:
        return _("The texts on opportunities name none of the topics that are looked for")
    if len(found) > 1:
        text = _("No opportunity stands out: %(count)s are named by %(part)s States each, “%(topic)s” among them")
        return text % values_of(found, words)
    text = _("Opportunity named by most States: “%(topic)s”, by %(part)s States that describe opportunities")
    return text % values_of(found, words)


def denominator(result: Result, words: Words) -> str:
    """Name who wrote such texts, what could not be read, and all reports."""
    first = result.rows[0]
    values = {name: words.number(first[name]) for name in ("writers", "other", "unread", "reports")}
    text = (
        ngettext(
            "%(writers)s State that wrote of it, in %(reports)s reports; the texts of %(other)s name no known topic",
            "%(writers)s States that wrote of it, in %(reports)s reports; the texts of %(other)s name no known topic",
            first["writers"],
        )
        % values
    )
    if first["unread"]:
        text += "; " + _("those of %(unread)s are in a language for which there is no list of words") % values
    return text


def chart(result: Result, words: Words) -> Chart:
    """Show a bar a topic that somebody names."""
    rows = [row for row in rows_with(result, "topic") if row["states"]]
    bars = tuple(Bar(words.of("topic", row["topic"]), (row["states"],)) for row in rows)
    return Bars(bars, (Series("plain", _("States")),), _("States"))


def columns() -> tuple[Column, ...]:
    """Return the columns of the table."""
    return (
        Column("topic", gettext_lazy("Topic"), "topic"),
        Column("states", gettext_lazy("States")),
        Column("share", gettext_lazy("Share of the States that wrote such a text"), "share"),
        Column("passages", gettext_lazy("Passages")),
    )


def figures(words: Words) -> Iterator[Figure]:
    """Yield a figure of challenges and one of opportunities."""
    yield Figure(
        name="challenges",
        shows=gettext_lazy("Challenges that reports describe"),
        unit=gettext_lazy("States"),
        columns=columns(),
        finding=finding,
        denominator=denominator,
        chart=chart,
        sql="challenges",
        values={"kind": "challenge"},
        note=NOTE,
        empty=unless("writers", lambda: _("No report of this round describes a challenge.")),
    )
    yield Figure(
        name="opportunities",
        shows=gettext_lazy("Opportunities that reports describe"),
        unit=gettext_lazy("States"),
        columns=columns(),
        finding=finding_of_opportunities,
        denominator=denominator,
        chart=chart,
        sql="challenges",
        values={"kind": "opportunity"},
        note=NOTE,
        empty=unless("writers", lambda: _("No report of this round describes an opportunity.")),
    )
