"""After a publication: open data first, then the figures of its round, so that pages find both ready."""

from django.utils.translation import override

from poaiss.analysis import reading, results
from poaiss.analysis.opendata import writing
from poaiss.analysis.opendata.worlds import WORLDS, World

DRAWN_AT_ONCE = ("en",)
"""Languages whose pictures are drawn at once; the others when somebody first asks for them."""


def refresh_all() -> None:
    """Write the open data of both worlds where something has changed."""
    for world in WORLDS.values():
        writing.refresh(world)


def refresh_after_publication(world: World, year: int) -> None:
    """Write the open data of a world, then compute and draw the figures of a round."""
    writing.refresh(world)
    for language in DRAWN_AT_ONCE:
        with override(language):
            warm(world, year, language)


def warm(world: World, year: int, language: str) -> None:
    """Compute and draw every figure of a round that is not kept yet; one that fails leaves the rest."""
    folder = reading.data_folder(world)
    words = results.words_of(folder, language)
    results.pictures(results.every(world, year, words), words)
