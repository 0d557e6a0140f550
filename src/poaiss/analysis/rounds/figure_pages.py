"""The page of a figure: what it says, and how anyone can compute it again (A10)."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from poaiss.analysis import figuring, reading, results
from poaiss.analysis.figuring import Figure, Result
from poaiss.analysis.opendata.worlds import World
from poaiss.analysis.rounds import keeping
from poaiss.analysis.rounds.facts import facts_of
from poaiss.analysis.rounds.pages import known_round, round_url
from poaiss.analysis.rounds.showing import address_of, shown
from poaiss.analysis.words import Words
from poaiss.directory.queries import language_code


def found(world: World, year: int, name: str, version: str = "") -> tuple[Figure, Result, Words]:
    """Return a figure with its result and the words for it; raise what the site's error pages know."""
    folder = reading.data_folder(world)
    words = results.words_of(folder, language_code())
    figure = figuring.figure_called(name, words)
    known_round(world, facts_of(folder), year)
    return figure, keeping.require(keeping.result_of(world, figure, year, version), version), words


def figure_page(world: World, year: int, name: str, *, version: str = "", anew: bool = False) -> dict[str, Any]:
    """Return the page of a figure; ANEW: compute it now and say whether the result is the same."""
    figure, result, words = found(world, year, name, version)
    view = shown(world, figure, result, words)
    present = reading.data_folder(world).name
    return {
        "world": world,
        "exercise": not world.is_real,
        "shown": view,
        "year": year,
        "parent_label": _("Round of %(year)d") % {"year": year},
        "parent_url": round_url(world, year),
        "is_old": result.data_version != present,
        "present_url": address_of(world, year, name),
        "query": figure.query,
        "settings": {name: figuring.literal(each) for name, each in figuring.variables(figure, year).items()},
        "cli": command(world, year, name),
        "recomputed": recomputed(world, result, view.address) if anew else None,
        "embed": embed_snippet(world, year, name, view.title),
        "rounds": other_rounds(world, year, name),
    }


def command(world: World, year: int, name: str) -> str:
    """Return the command that writes the query of a figure."""
    exercise = "" if world.is_real else " --exercise"
    return f"poaiss analyse figure {name} --round {year}{exercise} --format sql > {name}.sql"


def recomputed(world: World, result: Result, address: str) -> dict[str, Any]:
    """Return what computing a figure now gives; an earlier version of the data may no longer be here."""
    folder = keeping.generation(world, result.data_version)
    if folder is None:
        return {"possible": False}
    digest = keeping.again(world.name, result.name, result.year, folder, keeping.this_minute())
    return {"possible": True, "sha256": digest, "same": digest == result.sha256}


def other_rounds(world: World, year: int, name: str) -> list[dict[str, Any]]:
    """Return the same figure in the other rounds."""
    years = [each["year"] for each in facts_of(reading.data_folder(world)).rounds]
    return [{"year": each, "url": address_of(world, each, name), "current": each == year} for each in years]


def embed_url(world: World, year: int, name: str) -> str:
    """Return the whole address by which another site shows the figure."""
    return settings.BASE_URL + reverse("analysis:embed", args=[world.name, year, name])


def embed_snippet(world: World, year: int, name: str, title: str) -> dict[str, str]:
    """Return what another site writes into its page."""
    return {"url": embed_url(world, year, name), "title": title}


def embed_page(world: World, year: int, name: str) -> dict[str, Any]:
    """Return a figure for another site's page."""
    figure, result, words = found(world, year, name)
    view = shown(world, figure, result, words)
    return {"shown": view, "exercise": not world.is_real, "year": year, "operator": settings.OPERATOR}
