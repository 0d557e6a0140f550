"""Survey: walk the rows of the survey sheet as the tree that they describe by beginning and ending groups."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from pyxform import aliases
from pyxform.question_type_dictionary import QUESTION_TYPE_DICT

from .sheets import Sheet

_BEGIN = re.compile(r"begin[\s_](group|lgroup|repeat|looped group|loop)(?:\s+(?:over\s+)?(\S+))?")
_END = re.compile(r"end[\s_](group|lgroup|repeat|looped group|loop)")
_SELECT = re.compile(
    "(" + "|".join(sorted(map(re.escape, aliases.select), key=len, reverse=True)) + r")(?:\s+(.*?))??"
    r"(\s+(?:or specify other|or_other|or other))?"
)
_CANONICAL = {"select one": "select_one", "select all that apply": "select_multiple", "rank": "rank"}
_PLAIN = {
    "photo": "image",
    "int": "integer",
    "string": "text",
    "dateTime": "datetime",
    "select one external": "select_one",
}
_TYPES = frozenset(QUESTION_TYPE_DICT) | frozenset(aliases._type_alias_map) | frozenset(aliases.settings_header)
KINDS = {"lgroup": "repeat", "looped group": "repeat"}


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the survey sheet: its number, its cells, and what its type says.

    ``kind`` is ``begin``, ``end``, ``question``, ``setting``, ``remark`` (neither type nor name) or ``unknown``.
    """

    number: int
    cells: dict[str, str]
    kind: str
    type: str
    name: str
    path: str = ""
    list_name: str = ""
    or_other: bool = False
    raw_type: str = ""


def survey_rows(sheet: Sheet) -> Iterator[Row]:
    """Yield the rows of a survey sheet, each with the path that the groups begun before it make.

    An end without a beginning is yielded and changes nothing; whoever checks the form says so.
    """
    groups: list[str] = []
    for number, cells in sheet.numbered():
        if sheet.cell(cells, "disabled").lower() in ("yes", "true", "true()"):
            continue
        raw = " ".join(sheet.cell(cells, "type", "command").split())
        name = sheet.cell(cells, "name", "tag", "value")
        row = _row(number, cells, raw, name, groups)
        if row.kind == "end" and groups:
            groups.pop()
        yield row
        if row.kind == "begin":
            groups.append(name)


def _row(number: int, cells: dict[str, str], raw: str, name: str, groups: list[str]) -> Row:
    kind, type_, list_name, or_other = _read_type(raw)
    if type_ == "audit":
        name, groups = "audit", ["meta"]
    if not raw:
        kind = (
            "remark"
            if not name and "label" not in {header.partition(":")[0].lower() for header in cells}
            else "unknown"
        )
    return Row(number, cells, kind, type_, name, "/".join((*groups, name)), list_name, or_other, raw)


@lru_cache(maxsize=4096)
def _read_type(raw: str) -> tuple[str, str, str, bool]:
    """Return kind, type, list and whether 'other' may be specified, of the text in the column type."""
    if begin := _BEGIN.fullmatch(raw):
        return "begin", KINDS.get(begin.group(1), begin.group(1)), begin.group(2) or "", False
    if end := _END.fullmatch(raw):
        return "end", KINDS.get(end.group(1), end.group(1)), "", False
    if select := _SELECT.fullmatch(raw):
        found = aliases.select[select.group(1)]
        return "question", _CANONICAL.get(found, _PLAIN.get(found, found)), select.group(2) or "", bool(select.group(3))
    if raw in aliases.settings_header:
        return "setting", raw, "", False
    if raw in _TYPES:
        found = aliases._type_alias_map.get(raw, raw)
        return "question", _PLAIN.get(found, found), "", False
    if raw.split(" ")[0] == "osm":
        return "question", "osm", raw.partition(" ")[2], False
    return "unknown", raw, "", False


def known_types() -> frozenset[str]:
    """Return every type that XLSForm knows, its older names included."""
    return _TYPES | frozenset(aliases.select) | {"begin group", "begin repeat", "end group", "end repeat", "audit"}


def rows_by_path(sheet: Sheet) -> dict[str, Row]:
    """Return the rows that begin a group or ask a question, by path."""
    return {row.path: row for row in survey_rows(sheet) if row.kind in ("begin", "question") and row.name}
