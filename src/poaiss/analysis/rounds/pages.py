"""What the pages of rounds and figures show; what was once shown of a version of the data is kept in memory."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from poaiss.analysis import chapters, figuring, reading, results
from poaiss.analysis.documents import narrating
from poaiss.analysis.figuring import Figure, NoSuchRound
from poaiss.analysis.opendata.worlds import World, world_called
from poaiss.analysis.rounds.facts import WORLDS, Facts, Record, facts_of
from poaiss.analysis.rounds.showing import Shown, shown
from poaiss.analysis.words import Words
from poaiss.common.errors import Problem
from poaiss.directory.queries import language_code

Part = dict[str, Any]


def world_name(world: World) -> str:
    """Return what a world is called on pages."""
    return _("Member States") if world.is_real else _("Exercise States")


def world_words(world: World) -> str:
    """Return what a world is, in a sentence."""
    if world.is_real:
        return _("From reports that States published here. Rounds before this installation are known by totals alone.")
    return _("Invented reports of invented States, for training. Nothing here is about a real State.")


def round_url(world: World, year: int) -> str:
    """Return the address of the page of a round."""
    return reverse("analysis:round", args=[world.name, year])


def rounds_page() -> dict[str, Any]:
    """Return the rounds of both worlds, which are never joined."""
    return {"worlds": [world_shown(world, facts_of(reading.data_folder(world))) for world in WORLDS]}


def world_shown(world: World, facts: Facts) -> Part:
    """Return the rounds of a world for the list, the latest first."""
    lines = [{**each, "url": round_url(world, each["year"]), "standing": standing(each)} for each in facts.rounds]
    return {"key": world.name, "name": world_name(world), "words": world_words(world), "rounds": lines}


def standing(found: Record) -> str:
    """Return what a round holds, in words."""
    if not found["held"]:
        return _("reports not held here")
    if not found["reports"]:
        return _("no report published yet")
    return _("%(reports)d of %(members)d") % {"reports": found["reports"], "members": found["members"]}


def known_round(world: World, facts: Facts, year: int) -> Record:
    """Return a round, or raise NoSuchRound with the years that there are."""
    found = facts.round(year)
    if found is None:
        raise NoSuchRound(
            _("There is no round of %(year)d.") % {"year": year},
            place=str(year),
            mend=_("Choose one of: %(years)s.") % {"years": ", ".join(str(each["year"]) for each in facts.rounds)},
        )
    return found


def round_page(world: World, year: int) -> dict[str, Any]:
    """Return the page of a round: findings first, then chapter by chapter."""
    folder = reading.data_folder(world)
    facts = facts_of(folder)
    found = known_round(world, facts, year)
    body = body_of(world.name, folder, year, language_code(), figuring.code_version())
    return {
        "world": world,
        "exercise": not world.is_real,
        "round": found,
        "neighbours": neighbours(world, facts, year),
        "totals": totals_shown(facts, year) if not found["reports"] else [],
        "data_version": folder.name,
        "body": body,
    }


def totals_shown(facts: Facts, year: int) -> list[Record]:
    """Return the published totals of a round, in the reader's language where they were translated."""
    name = f"label_{language_code()}"
    return [{**each, "words": each.get(name) or "", "counts": each["counts"]} for each in facts.totals_of(year)]


def neighbours(world: World, facts: Facts, year: int) -> list[Part]:
    """Return the other rounds of the world."""
    years = [each["year"] for each in facts.rounds]
    return [{"year": each, "url": round_url(world, each), "current": each == year} for each in years]


@dataclass(frozen=True, slots=True)
class Body:
    """The part of a round's page that follows from the data alone."""

    title: str
    findings: tuple[Part, ...]
    chapters: tuple[Part, ...]
    problems: tuple[Problem, ...]


@lru_cache(maxsize=24)
def body_of(world: str, folder: Path, year: int, language: str, code: str) -> Body:
    """Return what a round's page shows of a version of the data and of the code, in the active LANGUAGE."""
    words = results.words_of(folder, language)
    return composed(world_called(world), results.every_with_problems(world_called(world), year, words), words)


def composed(
    world: World,
    found: list[tuple[Figure, figuring.Result | None, Problem | None]],
    words: Words,
    pictures: Mapping[str, str] | None = None,
) -> Body:
    """Return figures with their results as the body of a page; PICTURES: for a preview, which leads nowhere else."""
    known = {figure.name: figure for figure, _result, _problem in found}
    views = {figure.name: shown(world, figure, result, words) for figure, result, _problem in found if result}
    parts = [chapter_part(each, known, views, words, pictures) for each in chapters.ROUND]
    themes = narrating.across_themes({name: view.result for name, view in views.items() if not view.empty}, words)
    across = [{"title": sentence, "anchor": "chapter-commitments"} for sentence in themes]
    first = views.get("participation")
    return Body(
        title=first.title if first and not first.empty else "",
        findings=tuple(
            finding for part in parts for finding in (across if part["key"] == "commitments" else part["findings"])
        ),
        chapters=tuple(parts),
        problems=tuple(problem for _figure, _result, problem in found if problem),
    )


def chapter_part(
    chapter: chapters.Chapter,
    known: dict[str, Figure],
    views: dict[str, Shown],
    words: Words,
    pictures: Mapping[str, str] | None,
) -> Part:
    """Return a chapter with its figures as HTML; of a theme, only those that have something to show."""
    groups: list[Part] = []
    findings: list[Part] = []
    for theme, figures in chapters.in_chapter(chapter, known, words):
        those = [views[each.name] for each in figures if each.name in views]
        those = [each for each in those if not (theme and each.empty)]
        findings += [{"title": each.title, "anchor": each.name} for each in those if not each.empty and not theme][:1]
        if those:
            made = [block(each, 4 if theme else 3, pictures) for each in those]
            groups.append({"title": words.of("theme", theme) if theme else "", **parted(made, theme)})
    return {"key": chapter.key, "title": str(chapter.title), "groups": groups, "findings": findings}


def parted(figures: list[SafeString], theme: str) -> Part:
    """Return the figures of a group; of a theme the first is seen at once, the others (over rounds) are folded."""
    return {"figures": figures[:1], "folded": figures[1:]} if theme else {"figures": figures, "folded": []}


def block(view: Shown, level: int, pictures: Mapping[str, str] | None) -> SafeString:
    """Return a figure as HTML, made once."""
    context = {
        "shown": view,
        "level": level,
        "preview": pictures is not None,
        "drawn": (pictures or {}).get(view.name, ""),
    }
    return render_to_string("analysis/rounds/figure_block.html", context)
