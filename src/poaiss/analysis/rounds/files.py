"""A figure to take away: table, picture, rows, query; each with an entity tag that follows from the result (A10)."""

import csv
import hashlib
import io
import json

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response

from poaiss.analysis import figuring
from poaiss.analysis.figuring import Figure, Result
from poaiss.analysis.opendata.worlds import World
from poaiss.analysis.rounds import keeping
from poaiss.analysis.rounds.showing import MEDIA_TYPES, NARROW, WIDE
from poaiss.analysis.words import Words

LIFE = "public, max-age=300"
LONG_LIFE = "public, max-age=86400"
"""For an address that names the version of the data."""
FORMULA = tuple("=+-@\t\r")


def answer(request: HttpRequest, world: World, figure: Figure, found: Result, words: Words, form: str) -> HttpResponse:
    """Return a file of a figure, or “not modified” where the reader has it already."""
    width = NARROW if request.GET.get("width") == str(NARROW) else WIDE
    tag = tag_of(found, form, words.language, width)
    known = get_conditional_response(request, etag=tag)
    response = known or HttpResponse(content(world, figure, found, words, form, width), MEDIA_TYPES[form])
    response.headers["ETag"] = tag
    response.headers["Cache-Control"] = LONG_LIFE if request.GET.get("data") else LIFE
    response.headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    if form not in ("svg", "png"):
        response.headers["Content-Disposition"] = f'attachment; filename="{figure.name}-{found.year}.{form}"'
    return response


def tag_of(found: Result, form: str, language: str, width: int) -> str:
    """Return the entity tag: it changes with the result, the code and whatever the file shows."""
    parts = (found.sha256, found.data_version, figuring.code_version(), form, language, str(width))
    return f'"{hashlib.sha256(" ".join(parts).encode()).hexdigest()[:32]}"'


def content(world: World, figure: Figure, found: Result, words: Words, form: str, width: int) -> bytes:
    """Return the bytes of a file."""
    if form == "csv":
        return table(figure, found, words)
    if form == "json":
        return as_json(figure, found)
    if form == "sql":
        return figuring.script(figure, found.year).encode()
    picture = keeping.picture_of(world, figure, found, words, width, form)
    if not picture:
        raise Http404
    return picture


def table(figure: Figure, found: Result, words: Words) -> bytes:
    """Return the rows as CSV: codes and numbers as they are, with the words of the codes beside them."""
    out = io.StringIO()
    writer = csv.writer(out)
    coded = [each for each in figure.columns if is_code(each.kind)]
    names = list(
        dict.fromkeys([*(each.name for each in figure.columns), *(name for row in found.rows for name in row)])
    )
    writer.writerow([*names, *(f"{each.name}_label" for each in coded)])
    for row in found.rows:
        labels = [words.cell(each.kind, row.get(each.name)) for each in coded]
        writer.writerow([safe(row.get(name)) for name in names] + [safe(label) for label in labels])
    return ("\ufeff" + out.getvalue()).encode()


def is_code(kind: str) -> bool:
    """Return whether the values of a column are codes whose words stand elsewhere."""
    return kind not in ("text", "count", "share", "number", "year")


def safe(value: object) -> object:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


def as_json(figure: Figure, found: Result) -> bytes:
    """Return the rows with everything by which they can be computed again."""
    answer = {
        "format": "poaiss.figure/1",
        "figure": found.name,
        "world": found.world,
        "round": found.year,
        "data_version": found.data_version,
        "code_version": found.code_version,
        "sha256": found.sha256,
        "query": f"{figure.sql or figure.name}.sql",
        "rows": list(found.rows),
    }
    return json.dumps(answer, ensure_ascii=False, indent=1).encode()
