"""The order of the analysis: which figures stand in which chapter, on the page of a round and in its document."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from poaiss.analysis.figuring import Figure
from poaiss.analysis.words import Words
from poaiss.common.errors import Text

BY_THEME = ("commitments", "trend", "changes")
"""Figures that exist once for each theme: their names end in the theme."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter with the names of its figures; the chapter on commitments goes theme by theme."""

    key: str
    title: Text
    figures: tuple[str, ...] = ()
    by_theme: tuple[str, ...] = ()


ROUND = (
    Chapter(
        "participation",
        _("Participation"),
        (
            "participation",
            "participation-world",
            "participation-over-rounds",
            "participation-groups-over-rounds",
            "reporting-frequency",
            "languages",
        ),
    ),
    Chapter("commitments", _("What States report on their commitments"), by_theme=BY_THEME),
    Chapter(
        "assistance",
        _("Needs and requests for assistance"),
        ("assistance-requested", "assistance-kinds", "assistance-proposals"),
    ),
    Chapter("challenges", _("Challenges and opportunities"), ("challenges", "opportunities")),
    Chapter(
        "weapons",
        _("Weapons seized, traced and destroyed"),
        ("quantities", "quantities-over-rounds", "sdg-16-4-2"),
    ),
    Chapter("laws", _("Laws and records"), ("laws", "record-retention")),
    Chapter("people", _("Women and men"), ("coordination-gender",)),
    Chapter("measures", _("Measures adopted at earlier meetings"), ("measures-progress",)),
    Chapter("limits", _("How far the data reach"), ("silence", "completeness")),
    Chapter("published", _("Figures that others published"), ("published-figures",)),
)
"""The chapters of the analysis of a round."""

ASSESSMENT = (
    Chapter(
        "participation",
        _("Participation"),
        ("participation-over-rounds", "participation-groups-over-rounds", "reporting-frequency"),
    ),
    Chapter("commitments", _("Commitments over the rounds"), by_theme=("trend", "changes")),
    Chapter(
        "assistance",
        _("Needs and requests for assistance"),
        ("assistance-requested", "assistance-kinds", "assistance-proposals"),
    ),
    Chapter("challenges", _("Challenges and opportunities"), ("challenges", "opportunities")),
    Chapter("weapons", _("Weapons seized, traced and destroyed"), ("quantities-over-rounds", "sdg-16-4-2")),
    Chapter("measures", _("Measures adopted at earlier meetings"), ("measures-progress",)),
    Chapter("limits", _("How far the data reach"), ("silence", "completeness")),
    Chapter("published", _("Figures that others published"), ("published-figures",)),
)
"""The chapters of the comprehensive assessment over many rounds (¶38)."""


def in_chapter(chapter: Chapter, figures: dict[str, Figure], words: Words) -> Iterator[tuple[str, list[Figure]]]:
    """Yield the figures of a chapter, grouped by theme (an empty text where there is none)."""
    if chapter.figures:
        yield "", [figures[name] for name in chapter.figures if name in figures]
    for theme in words.codes("theme_with_indicators") if chapter.by_theme else ():
        names = [f"{kind}-{theme}" for kind in chapter.by_theme]
        yield theme, [figures[name] for name in names if name in figures]
