"""The answer matrix to take away: everything that is filtered, every page of it."""

import csv
import hashlib
import io
import json
from collections.abc import Iterator, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from openpyxl import Workbook
from openpyxl.styles import Font

from poaiss.analysis import reading
from poaiss.analysis.opendata.worlds import World
from poaiss.analysis.rounds import cells
from poaiss.analysis.rounds.catalogue import Catalogue, catalogue_of
from poaiss.analysis.rounds.cells import Cell
from poaiss.analysis.rounds.facts import facts_of
from poaiss.analysis.rounds.files import LIFE, safe
from poaiss.analysis.rounds.matrix import Chosen, asked_of, choose
from poaiss.directory.queries import language_code

MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
    "sql": "application/sql; charset=utf-8",
}
COLUMNS = (
    *("state", "state_name", "round", "concept", "edition", "number", "question", "kind", "kind_label"),
    *("value", "value_label", "amount", "entries", "unchanged_since", "remark"),
)


def answer(request: HttpRequest, world: World, form: str) -> HttpResponse:
    """Return the matrix as a file, or “not modified” where the reader has it already."""
    folder = reading.data_folder(world)
    catalogue = catalogue_of(folder, language_code())
    chosen = choose(asked_of(request.GET.dict()), facts_of(folder), catalogue)
    mark = f"{folder.name} {chosen.asked.query()} {form} {language_code()}"
    tag = f'"{hashlib.sha256(mark.encode()).hexdigest()[:32]}"'
    response = get_conditional_response(request, etag=tag)
    if response is None:
        data = WRITERS[form](world, chosen, catalogue)
        response = HttpResponse(data, MEDIA_TYPES[form])
        response.headers["Content-Disposition"] = f'attachment; filename="{name_of(world, chosen)}.{form}"'
    response.headers["ETag"] = tag
    response.headers["Cache-Control"] = LIFE
    return response


def name_of(world: World, chosen: Chosen) -> str:
    """Return the name of a file."""
    what = chosen.asked.question or chosen.asked.part
    parts = ["answers", world.name, what.replace(":", "-"), str(chosen.asked.round or ""), chosen.asked.group]
    return "-".join("".join(letter for letter in each if letter.isalnum() or letter in ".-_") for each in parts if each)


def lines(world: World, chosen: Chosen, catalogue: Catalogue) -> Iterator[dict[str, Any]]:
    """Yield a line a cell: codes, and the words for them."""
    codes = {state["code"] for state in chosen.states}
    for each in cells.read(reading.data_folder(world), chosen.concepts, chosen.years):
        if each.state in codes:
            yield line(each, catalogue)


def line(cell: Cell, catalogue: Catalogue) -> dict[str, Any]:
    """Return one cell as a line."""
    return {
        "state": cell.state,
        "state_name": catalogue.states[cell.state]["name"],
        "round": cell.round,
        "concept": cell.concept,
        "edition": cell.edition,
        "number": cell.number,
        "question": catalogue.questions[cell.concept].label,
        "kind": cell.kind,
        "kind_label": cells.kind_words(cell.kind, catalogue),
        "value": cell.value,
        "value_label": cells.value_words(cell, catalogue),
        "amount": cell.amount,
        "entries": cell.entries,
        "unchanged_since": cell.unchanged_since,
        "remark": cell.remark,
    }


def as_csv(world: World, chosen: Chosen, catalogue: Catalogue) -> bytes:
    """Return the matrix as CSV."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for each in lines(world, chosen, catalogue):
        writer.writerow([safe(each[name]) for name in COLUMNS])
    return ("\ufeff" + out.getvalue()).encode()


def as_xlsx(world: World, chosen: Chosen, catalogue: Catalogue) -> bytes:
    """Return the matrix as a workbook: texts stay texts, whatever they begin with."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None  # noqa: S101 a new workbook has a sheet
    sheet.title = "answers"
    sheet.append(list(COLUMNS))
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for each in lines(world, chosen, catalogue):
        sheet.append([safe(each[name]) for name in COLUMNS])
    sheet.freeze_panes = "C2"
    sheet.auto_filter.ref = sheet.dimensions
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def as_json(world: World, chosen: Chosen, catalogue: Catalogue) -> bytes:
    """Return the matrix as JSON with the version of its data."""
    found: Mapping[str, Any] = {
        "format": "poaiss.answer-matrix/1",
        "world": world.name,
        "data_version": reading.data_folder(world).name,
        "rounds": list(chosen.years),
        "concepts": {each.concept: dict(each.numbers) for each in chosen.questions},
        "answers": list(lines(world, chosen, catalogue)),
    }
    return json.dumps(found, ensure_ascii=False, indent=1).encode()


def as_sql(world: World, chosen: Chosen, catalogue: Catalogue) -> bytes:
    """Return the query, which runs unchanged in DuckDB."""
    return cells.script(chosen.concepts, chosen.years).encode()


WRITERS = {"csv": as_csv, "xlsx": as_xlsx, "json": as_json, "sql": as_sql}
