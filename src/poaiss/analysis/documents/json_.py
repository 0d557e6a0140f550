"""The analysis as data: the same blocks as in the other forms, nested by heading, in canonical JSON."""

import datetime as dt
import json
import math
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

from poaiss.analysis.documents.blocks import Bullets, Document, Figure, Note, Paragraph, Table
from poaiss.analysis.documents.shaping import Part, parts

FORM = "poaiss.analysis/1"
FILE = Path(__file__).parent / "schema" / "analysis.json"
Json = dict[str, Any]


@lru_cache(maxsize=1)
def schema() -> Json:
    """Return the JSON Schema (draft 2020-12) of ``poaiss.analysis/1``."""
    found: Json = json.loads(FILE.read_text(encoding="utf-8"))
    return found


def render(document: Document) -> bytes:
    """Return a document as JSON in UTF-8: keys in order, so that the same document gives the same bytes."""
    text = json.dumps(as_data(document), ensure_ascii=False, indent=1, sort_keys=True, allow_nan=False)
    return f"{text}\n".encode()


def as_data(document: Document) -> Json:
    """Return a document as plain data after the schema."""
    opening, sections = nested(parts(document))
    found = {
        "form": FORM,
        "title": document.title,
        "subtitle": document.subtitle,
        "language": document.language,
        "date": document.date,
        "operator": document.operator,
        "exercise": document.exercise,
        "notice": document.words.get("not_official", ""),
        "facts": facts(document.facts),
        "opening": opening,
        "sections": sections,
        "data": document.data,
    }
    return {key: plain(value) for key, value in found.items()}


def empty() -> Json:
    """Return what a section holds before anything stands in it."""
    return {"paragraphs": [], "lists": [], "notes": [], "tables": [], "figures": []}


def nested(found: tuple[Part, ...]) -> tuple[Json, list[Json]]:
    """Return what stands before the first heading, and the sections within one another."""
    opening, top = empty(), list[Json]()
    within: list[tuple[Json, list[Json]]] = [(opening, top)]
    for part in found:
        if part.level:
            block: Any = part.block
            section = {"heading": block.text, "key": block.key, "level": part.level, **empty(), "sections": []}
            del within[part.level :]
            within[-1][1].append(section)
            within.append((section, section["sections"]))
        else:
            place(part, within[-1][0])
    return opening, top


def place(part: Part, section: Json) -> None:
    """Put a block into its section."""
    match part.block:
        case Paragraph(text):
            section["paragraphs"].append(text)
        case Bullets(items):
            section["lists"].append(list(items))
        case Note(text, title):
            section["notes"].append({"title": title, "text": text})
        case Table():
            section["tables"].append({"number": part.number, **table(part.block)})
        case Figure():
            section["figures"].append({"number": part.number, **figure(part.block)})


def figure(found: Figure) -> Json:
    """Return a figure without its picture: the numbers and how they were computed say the same."""
    return {
        "name": found.name,
        "title": found.title,
        "shows": found.shows,
        "alt": found.alt,
        "facts": facts(found.facts),
        "table": table(found.table),
    }


def table(found: Table) -> Json:
    """Return a table as it is read: words and numbers as texts."""
    return {
        "caption": found.caption,
        "columns": [{"label": each.label, "numeric": each.numeric} for each in found.columns],
        "rows": [list(row) for row in found.rows],
        "note": found.note,
    }


def facts(found: tuple[tuple[str, str], ...]) -> list[Json]:
    """Return facts as label and text."""
    return [{"label": label, "text": text} for label, text in found]


def plain(value: Any) -> Any:
    """Return a value as JSON knows it: days as ISO 8601, what is no number as null, halves of pairs as a mark."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, bool | int | None):
        return value
    if isinstance(value, float | Decimal):
        return float(value) if math.isfinite(value) else None
    if isinstance(value, Mapping):
        return {plain(str(key)): plain(each) for key, each in value.items()}
    if isinstance(value, set | frozenset):
        return sorted((plain(each) for each in value), key=str)
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    return value.isoformat() if isinstance(value, dt.date | dt.time) else plain(str(value))
