"""Sentences that are written from numbers."""

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from poaiss.analysis.figuring import Record, Result
from poaiss.analysis.words import Words

NAMED = 3
"""How many commitments a sentence names at most."""


def no_reports(year: int, held: bool) -> str:
    """Say why there is nothing to analyse."""
    if held:
        return _("No report of the round of %(year)d has been published yet. The chapters say what is missing.") % {
            "year": year
        }
    return _(
        "The reports of the round of %(year)d are not held here. Nothing is said about which States reported; what "
        "others published is quoted at the end."
    ) % {"year": year}


def not_held(year: int) -> str:
    """Say that the reports of a round are not kept here."""
    return _("The reports of the round of %(year)d are not held here.") % {"year": year}


def nothing_to_show(year: int) -> str:
    """Say that a chapter has nothing to show."""
    return _("The published reports of the round of %(year)d say nothing on this.") % {"year": year}


def rules() -> tuple[str, ...]:
    """Return the rules by which the figures are made."""
    return (
        _(
            "Silence is never counted as “no”: no answer, not applicable, not asked, restricted, and no report are "
            "told apart in every table."
        ),
        _("“Unchanged since” is read as the answer that it repeats."),
        _(
            "Shares are of the reports that answer. Where a share is said of all Member States, it stands between two "
            "bounds: the least if every silence hides a “no”, the most if every silence hides a “yes”."
        ),
        _("Reporting is voluntary. No State is ranked, and no score of a State is computed for this document."),
        _("Every number in the text is computed from the data; none is typed."),
    )


def joined(items: list[str]) -> str:
    """Return a list as a reader reads it."""
    return "; ".join(items)


def named(row: Record, words: Words, part: str) -> str:
    """Name a commitment with how many of the reports that answer say so."""
    values = {
        "commitment": words.of("indicator", row["indicator"]),
        "some": words.number(row[part]),
        "whole": words.number(row["answered"]),
    }
    return _("“%(commitment)s” (%(some)s of %(whole)s)") % values


def theme(result: Result, words: Words) -> Iterator[str]:
    """Yield sentences on the commitments of a theme: done, under way, not done, silent, and the bounds."""
    known = [row for row in result.rows if row["answered"]]
    if len(known) < 2:
        return
    done = sorted((row for row in known if row["met"]), key=lambda row: (-row["share"], -row["answered"]))
    if done:
        listed = joined([named(row, words, "met") for row in done[:NAMED]])
        yield _("Reported as done most often: %(commitments)s.") % {"commitments": listed}
    under_way = sorted((row for row in known if row["developing"]), key=lambda row: -row["developing"])
    if under_way:
        listed = joined([named(row, words, "developing") for row in under_way[:NAMED]])
        yield _("In development: %(commitments)s.") % {"commitments": listed}
    gaps = sorted((row for row in known if row["not_met"]), key=lambda row: (row["share"], -row["not_met"]))
    if gaps:
        listed = joined([named(row, words, "not_met") for row in gaps[:NAMED]])
        yield _("Reported as not done most often: %(commitments)s.") % {"commitments": listed}
    silent = max(result.rows, key=lambda row: row["no_answer"] + row["restricted"])
    if count := silent["no_answer"] + silent["restricted"]:
        yield ngettext(
            "Least is known of “%(commitment)s”: %(count)s report gives no clear answer.",
            "Least is known of “%(commitment)s”: %(count)s reports give no clear answer.",
            count,
        ) % {"commitment": words.of("indicator", silent["indicator"]), "count": words.number(count)}
    yield from bounds(known, words)


def bounds(known: list[Record], words: Words) -> Iterator[str]:
    """Yield between which shares of all Member States the commitment lies whose bounds are widest apart."""
    wide = max(known, key=lambda row: (row["most"] or 0) - (row["least"] or 0))
    if wide["most"] is not None and wide["most"] > wide["least"]:
        yield _(
            "For all Member States that are concerned, silence leaves it open: “%(commitment)s” is done by at least "
            "%(least)s and at most %(most)s of them."
        ) % {
            "commitment": words.of("indicator", wide["indicator"]),
            "least": words.share(wide["least"]),
            "most": words.share(wide["most"]),
        }


def across_themes(results: Mapping[str, Result], words: Words) -> Iterator[str]:
    """Yield which commitments of all themes are reported as done most and least often."""
    rows = [row for name, found in results.items() if name.startswith("commitments-") for row in found.rows]
    full = max((row["answered"] for row in rows), default=0)
    known = [row for row in rows if row["answered"] and row["answered"] * 2 >= full]
    if len(known) < 2:
        return
    order = sorted(known, key=lambda row: (-row["share"], -row["answered"], row["indicator"]))
    most = joined([named(row, words, "met") for row in order[:NAMED]])
    least = joined([named(row, words, "met") for row in order[: -NAMED - 1 : -1]])
    yield _("Reported as done most often: %(commitments)s") % {"commitments": most}
    yield _("Reported as done least often: %(commitments)s") % {"commitments": least}
