"""Results and pictures as they are kept: of the present data, or of an earlier version by which somebody cited them."""

import fcntl
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from poaiss.analysis import figuring, reading, results
from poaiss.analysis.figuring import Figure, FigureFailed, Result
from poaiss.analysis.opendata import writing
from poaiss.analysis.opendata.worlds import World, world_called
from poaiss.analysis.words import Words
from poaiss.common.errors import PoaissError

AT_ONCE = 6
"""How many pictures one process draws: starting it costs as much as a few of them."""
VERSION = re.compile(r"[0-9a-f]{16}")


class NoLongerKept(PoaissError):
    """Nothing is kept of that version of the data."""

    code = "version-not-kept"


def generation(world: World, version: str) -> Path | None:
    """Return the folder of a version of the data that is still kept, or None; nothing else is ever reached."""
    if not VERSION.fullmatch(version):
        return None
    found = writing.folder_of(world) / version
    return found if (found / writing.MANIFEST).exists() else None


def result_of(world: World, figure: Figure, year: int, version: str = "") -> Result | None:
    """Return a figure's result on the present data, or on the VERSION by which it was cited; None where it is gone."""
    if version in ("", reading.data_folder(world).name):
        return results.result(world, figure, year)
    if not VERSION.fullmatch(version):
        return None
    root = Path(settings.DATA) / "analysis" / world.name
    kept = [each / str(year) / f"{figure.name}.json" for each in root.glob(f"{version}-*")]
    kept = sorted((each for each in kept if each.exists()), key=lambda each: each.stat().st_mtime)
    if kept:
        return results.loaded(kept[-1])
    folder = generation(world, version)
    return computed(world, figure, year, folder) if folder else None


def computed(world: World, figure: Figure, year: int, folder: Path) -> Result:
    """Compute a figure now, whatever is kept."""
    with reading.opened(folder) as connection:
        figuring.check_round(connection, year)
        return figuring.compute(connection, figure, world, year, results.version_of(folder))


@lru_cache(maxsize=64)
def again(world: str, name: str, year: int, folder: Path, minute: int) -> str:
    """Return the digest of a figure computed anew; at most once a MINUTE, so that nobody can keep the machine busy."""
    from poaiss.directory.queries import language_code

    figure = figuring.figure_called(name, results.words_of(folder, language_code()))
    return computed(world_called(world), figure, year, folder).sha256


def this_minute() -> int:
    """Return the minutes of the clock."""
    return int(time.time() // 60)


@contextmanager
def one_at_a_time(folder: Path) -> Iterator[None]:
    """Let one process draw the pictures of a round at a time; the others find them drawn."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "drawing.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def picture_of(world: World, figure: Figure, found: Result, words: Words, width: int, form: str) -> bytes | None:
    """Return the picture of a figure ("svg" or "png"); whoever asks first has the next ones drawn with it."""
    target = results.picture_place(found, words.language, width, form)
    if target.exists():
        return target.read_bytes()
    with one_at_a_time(target.parent):
        if target.exists():
            return target.read_bytes()
        wanted = those_to_draw(world, figure, found, words) if form == "svg" else [(figure, found)]
        drawn = results.pictures(wanted, words, width=width, formats=[form])
        return drawn.get(figure.name, {}).get(form)


def those_to_draw(world: World, figure: Figure, found: Result, words: Words) -> list[tuple[Figure, Result]]:
    """Return a figure with the next ones of its round, which a reader of the page will ask for; alone on older data."""
    now = reading.data_folder(world).name == found.data_version and found.code_version == figuring.code_version()
    those = results.every(world, found.year, words) if now else []
    start = next((place for place, (each, _result) in enumerate(those) if each.name == figure.name), len(those))
    return [(figure, found), *those[start + 1 : start + AT_ONCE]]


def require(found: Result | None, version: str) -> Result:
    """Return a result, or raise NoLongerKept in the reader's words."""
    from django.utils.translation import gettext as _

    if found is None:
        raise NoLongerKept(
            _("No result of this version of the data is kept here."),
            place=version[:40],
            mend=_("Look at the figure on the present data."),
        )
    return found


__all__ = ["FigureFailed", "NoLongerKept", "again", "generation", "picture_of", "require", "result_of", "this_minute"]
