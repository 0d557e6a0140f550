"""Lint of the survey sheet: types, names, groups, lists and labels, each with its row and column."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from pyxform.parsing.expression import is_xml_tag

from .headers import KNOWN, column_of, header_of
from .problems import Problem, problem
from .sheets import Sheet, Workbook
from .spelling import near
from .survey import Row, known_types, survey_rows

_EXTERNAL = (".csv", ".xml", ".geojson")
_PREFIXED = re.compile(r"(?:bind|control|body|instance)::\s*([^:\s]+):[^:]")
_NAMESPACE = re.compile(r"([\w.-]+)\s*=")
_BUILT_IN = frozenset({"jr", "orx", "odk", "xsd", "ev", "h", "entities"})
_SILENT = (
    frozenset(("calculate", "hidden", "start", "end", "today", "deviceid", "username", "email", "phonenumber"))
    | frozenset(("simserial", "subscriberid", "audit", "start-geopoint", "background-audio", "background-geopoint"))
    | frozenset(("csv-external", "xml-external"))
)
_LISTED = frozenset({"select_one", "select_multiple", "rank"})


def lint_survey(workbook: Workbook) -> Iterator[Problem]:
    """Yield what is wrong with the survey sheet."""
    if "survey" not in workbook.sheets:
        yield problem("sheet-missing", sheet="survey", value="survey")
        return
    sheet = workbook.sheet("survey")
    yield from lint_headers(workbook, sheet, ("type", "name"))
    if any(sheet.rows) and "type" not in map(column_of, sheet.headers):
        return  # without types there is nothing more to say about the rows
    rows = list(survey_rows(sheet))
    if not any(row.kind in ("question", "begin", "unknown") for row in rows):
        yield problem("sheet-empty", sheet="survey")
    yield from _lint_groups(rows)
    lists = _lists(workbook.sheet("choices"))
    external = _lists(workbook.sheet("external_choices"))
    for row in rows:
        yield from _lint_row(row, lists, external)


def lint_headers(workbook: Workbook, sheet: Sheet, needed: tuple[str, ...]) -> Iterator[Problem]:
    """Yield the columns that are missing, misspelt or in a language without a code, and prefixes not declared."""
    columns = {column_of(header) for header in sheet.headers if header}
    for column in needed:
        if column not in columns and any(sheet.rows):
            yield problem("column-missing", sheet=sheet.name, row=1, column=column, value=column)
    declared = _BUILT_IN | set(_NAMESPACE.findall(workbook.settings.get("namespaces", "")))
    for header in sheet.headers:
        column, language, code = header_of(header)
        if code.startswith("x-"):
            yield problem("language-code-missing", sheet=sheet.name, row=1, column=header, value=language)
        prefix = _PREFIXED.match(header)
        if prefix and prefix.group(1) not in declared:
            yield problem("namespace-undeclared", sheet=sheet.name, row=1, column=header, value=prefix.group(1))
        known = KNOWN.get(sheet.name, frozenset())
        if column and not prefix and column not in known and near(column, known - columns):
            yield problem("column-unknown", sheet=sheet.name, row=1, column=header, value=header)


def _lists(sheet: Sheet) -> set[str]:
    return {sheet.cell(row, "list_name") for _, row in sheet.numbered()} - {""}


@dataclass(slots=True)
class _Group:
    """A group that was begun: its row, and the names in it with their rows."""

    row: Row | None
    names: dict[str, int] = field(default_factory=dict)
    folded: dict[str, int] = field(default_factory=dict)


def _lint_groups(rows: list[Row]) -> Iterator[Problem]:
    """Yield groups that are not ended or not begun, and names used twice in one group."""
    groups = [_Group(None)]
    for row in rows:
        if row.kind == "end":
            opened = groups[-1].row
            if opened is None or opened.type != row.type:
                yield problem("end-unopened", sheet="survey", row=row.number, column="type", value=row.type)
            else:
                groups.pop()
            continue
        if row.kind in ("begin", "question") and row.name and row.type != "audit":
            yield from _lint_name(row, groups[-1])
        if row.kind == "begin":
            groups.append(_Group(row))
    for opened in (group.row for group in groups if group.row is not None):
        yield problem("begin-unclosed", sheet="survey", row=opened.number, column="type", value=opened.type)


def _lint_name(row: Row, group: _Group) -> Iterator[Problem]:
    folded = row.name.lower()
    place = {"sheet": "survey", "column": "name", "value": row.name}
    if row.name in group.names:
        yield problem("name-duplicate", row=row.number, first=str(group.names[row.name]), **place)
    elif folded in group.folded:
        yield problem("name-case", row=row.number, first=str(group.folded[folded]), **place)
    group.names.setdefault(row.name, row.number)
    group.folded.setdefault(folded, row.number)


def _lint_row(row: Row, lists: set[str], external: set[str]) -> Iterator[Problem]:
    if row.kind == "unknown":
        yield _unknown_type(row)
    if row.kind not in ("begin", "question"):
        return
    if not row.name and row.type != "note":
        yield problem("name-missing", sheet="survey", row=row.number, column="name")
    elif row.name and not is_xml_tag(row.name):
        yield problem("name-invalid", sheet="survey", row=row.number, column="name", value=row.name)
    if row.type in _LISTED:
        yield from _lint_list(row, external if "external" in row.raw_type.split(" ")[0] else lists)
    columns = {column_of(header) for header in row.cells}
    if row.type == "calculate" and not columns & {"calculation", "default"}:
        yield problem("calculation-missing", sheet="survey", row=row.number, column="calculation")
    shown = columns & {"label", "image", "big-image", "audio", "video", "hint", "guidance_hint", "calculation"}
    if row.kind == "question" and row.type not in _SILENT and not shown:
        yield problem("label-missing", sheet="survey", row=row.number, column="label")


def _unknown_type(row: Row) -> Problem:
    if not row.raw_type:
        return problem("type-missing", sheet="survey", row=row.number, column="type")
    meant = near(row.raw_type.split(" ")[0], known_types())
    found = problem("type-unknown", sheet="survey", row=row.number, column="type", value=row.raw_type)
    return (
        found
        if not meant
        else problem("type-misspelt", sheet="survey", row=row.number, column="type", value=row.raw_type, near=meant)
    )


def _lint_list(row: Row, lists: set[str]) -> Iterator[Problem]:
    """Yield a list that is missing; files outside the form and earlier answers are lists too."""
    if not row.list_name:
        yield problem("list-missing", sheet="survey", row=row.number, column="type")
    elif row.list_name.endswith(_EXTERNAL):
        yield problem("file-external", sheet="survey", row=row.number, column="type", value=row.list_name)
    elif not row.list_name.startswith("${") and row.list_name not in lists:
        yield problem("list-unknown", sheet="survey", row=row.number, column="type", value=row.list_name)
