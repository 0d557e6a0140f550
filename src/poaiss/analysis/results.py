"""Computed figures kept in files: read on every page, computed once for each version of data and code.

What was computed stays, so that the address of a figure keeps its meaning after later publications.
"""

import json
import logging
import os
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.utils.translation import override

from poaiss.analysis import figuring, reading
from poaiss.analysis.charts import Drawing
from poaiss.analysis.figuring import Figure, Result
from poaiss.analysis.opendata.worlds import World, world_called
from poaiss.analysis.words import Words, words_in
from poaiss.common.errors import Problem

log = logging.getLogger(__name__)


def place(world: World, year: int, data_version: str, code_version: str) -> Path:
    """Return the folder of the results for a round, a version of the data and of the code."""
    return Path(settings.DATA) / "analysis" / world.name / f"{data_version}-{code_version}" / str(year)


@lru_cache(maxsize=24)
def words_of(folder: Path, language: str) -> Words:
    """Return the words of the data in FOLDER, which never change, in LANGUAGE."""
    with override("zh-hans" if language == "zh" else language), reading.opened(folder) as connection:
        return words_in(connection, language)


@lru_cache(maxsize=8)
def version_of(folder: Path) -> str:
    """Return the version of the data in FOLDER, which never change."""
    return reading.data_version(folder)


@lru_cache(maxsize=8)
def years_of(folder: Path) -> tuple[int, ...]:
    """Return the years of the rounds of the data in FOLDER."""
    with reading.opened(folder) as connection:
        return tuple(row[0] for row in connection.execute("SELECT year FROM rounds ORDER BY year").fetchall())


def result(world: World, figure: Figure, year: int) -> Result:
    """Return a figure's result for a round, from its file or computed now; raise FigureFailed or NoSuchRound."""
    folder = reading.data_folder(world)
    version = version_of(folder)
    target = place(world, year, version, figuring.code_version()) / f"{figure.name}.json"
    try:
        return loaded(target)
    except FileNotFoundError:
        pass
    with reading.opened(folder) as connection:
        figuring.check_round(connection, year)
        found = figuring.compute(connection, figure, world, year, version)
    store(target, found)
    return found


def keep(world: World, found: Result) -> None:
    """Keep a result that was computed with others."""
    store(place(world, found.year, found.data_version, found.code_version) / f"{found.name}.json", found)


def every(world: World, year: int, words: Words) -> list[tuple[Figure, Result]]:
    """Return each figure of a round with its result, from its file or computed in one go; what fails is left out."""
    return [(figure, found) for figure, found, _problem in every_with_problems(world, year, words) if found is not None]


def every_with_problems(world: World, year: int, words: Words) -> list[tuple[Figure, Result | None, Problem | None]]:
    """Return each figure of a round with its result, or with the problem that kept it from being computed."""
    folder = reading.data_folder(world)
    version, figures = version_of(folder), figuring.figures(words)
    target = place(world, year, version, figuring.code_version())
    if all((target / f"{name}.json").exists() for name in figures):
        return [(figure, loaded(target / f"{name}.json"), None) for name, figure in figures.items()]
    with reading.opened(folder, kept=True) as connection:
        figuring.check_round(connection, year)
        answer = list(figuring.every(connection, world, year, version, words))
    for _figure, found, _problem in answer:
        if found is not None:
            keep(world, found)
    return answer


def loaded(path: Path) -> Result:
    """Return a result from its file."""
    found = json.loads(path.read_bytes())
    return Result(**{**found, "rows": tuple(found["rows"])})


def store(target: Path, found: Result) -> None:
    """Keep a result in its file, by a rename."""
    content = {
        "name": found.name,
        "world": found.world,
        "year": found.year,
        "rows": list(found.rows),
        "data_version": found.data_version,
        "code_version": found.code_version,
    }
    put(target, json.dumps(content, ensure_ascii=False).encode())


def put(target: Path, data: bytes) -> None:
    """Write a file by a rename, so that nobody reads half of it."""
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = target.with_suffix(f"{target.suffix}.{os.getpid()}")
    temporary.write_bytes(data)
    os.replace(temporary, target)


Pictures = dict[str, dict[str, bytes]]
FORMATS = ("svg", "png", "print")
"""How a figure is drawn: for a page, as dots, and in the fonts of documents."""


def pictures(
    found: Iterable[tuple[Figure, Result]], words: Words, *, width: int = 680, formats: Sequence[str] = ("svg",)
) -> Pictures:
    """Return the pictures of figures by name and format, drawn once and kept; what cannot be drawn is left out."""
    answer: Pictures = {}
    missing: list[tuple[Result, Drawing]] = []
    for figure, each in found:
        places = {form: picture_place(each, words.language, width, form) for form in formats}
        if all(path.exists() for path in places.values()):
            answer[each.name] = {form: path.read_bytes() for form, path in places.items()}
        elif (drawing := drawing_of(figure, each, words, width)) is not None:
            missing.append((each, drawing))
    if missing:
        answer |= drawn_now(missing, words.language, width, formats)
    return answer


def drawn_now(missing: list[tuple[Result, Drawing]], language: str, width: int, formats: Sequence[str]) -> Pictures:
    """Draw figures in one process and keep them; one that cannot be drawn is told in the log and left out."""
    from poaiss.analysis.charts.drawing import draw

    answer: Pictures = {}
    drawings = draw([drawing for _result, drawing in missing], formats)
    for (result, drawing), picture in zip(missing, drawings, strict=True):
        if picture.problem is not None:
            log.warning("figure not drawn", extra={"code": picture.problem.code, "place": drawing.name})
            continue
        made = {"svg": picture.svg, "png": picture.png, "print": picture.print_svg}
        answer[drawing.name] = {form: made[form] for form in formats}
        for form in formats:
            put(picture_place(result, language, width, form), made[form])
    return answer


def picture_place(found: Result, language: str, width: int, form: str) -> Path:
    """Return where the picture of a result is kept."""
    folder = place(world_called(found.world), found.year, found.data_version, found.code_version)
    ending = "print.svg" if form == "print" else form
    return folder / f"{found.name}.{language}-{width}.{ending}"


def drawing_of(figure: Figure, found: Result, words: Words, width: int) -> Drawing | None:
    """Return what is to be drawn of a figure; None where it has no picture or nothing to show."""
    if figure.empty(found, words):
        return None
    chart = figure.chart(found, words)
    if chart is None:
        return None
    return Drawing(found.name, chart, words.language, width, alt=figure.finding(found, words))
