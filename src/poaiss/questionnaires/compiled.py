"""From a stored version to the compiled form of the engine, compiled once in a process."""

from functools import lru_cache
from typing import Any

from poaiss.questionnaires import engine
from poaiss.questionnaires.models import Version

Sheets = dict[str, Any]


def sheets_of(workbook: engine.Workbook) -> Sheets:
    """Return the sheets as JSON keeps them: headers and rows by name."""
    return {name: {"headers": sheet.headers, "rows": sheet.rows} for name, sheet in workbook.sheets.items()}


def workbook_of(version: Version) -> engine.Workbook:
    """Return the sheets of a version as the engine reads them."""
    sheets = {name: engine.Sheet(name, each["headers"], each["rows"]) for name, each in version.sheets.items()}
    return engine.Workbook(version.form_id, sheets)


@lru_cache(maxsize=32)
def _form(sha256: str, pk: str) -> engine.Form:
    return engine.compile_form(workbook_of(Version.objects.get(pk=pk)))


def form_of(version: Version) -> engine.Form:
    """Return the compiled form of a version; the digest is the key, so that a changed draft is compiled anew."""
    return _form(version.sha256, str(version.pk))
