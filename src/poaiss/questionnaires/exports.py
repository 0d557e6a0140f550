"""Downloads of a version: the XLSForm as a workbook, the XForm as it stands."""

import io

from openpyxl import Workbook

from poaiss.questionnaires.models import Version

SHEETS = ("survey", "choices", "settings")


def xlsx(version: Version) -> bytes:
    """Return the sheets of VERSION as an .xlsx; loading it again gives the same digest."""
    book = Workbook(write_only=False)
    book.remove(book.worksheets[0])
    names = sorted(version.sheets, key=lambda name: (SHEETS.index(name) if name in SHEETS else len(SHEETS), name))
    for name in names:
        sheet = book.create_sheet(name)
        headers = version.sheets[name]["headers"]
        lines = [headers, *([row.get(header) for header in headers] for row in version.sheets[name]["rows"])]
        for at, line in enumerate(lines, start=1):
            for column, text in enumerate(line, start=1):
                if text:
                    sheet.cell(at, column, text).data_type = "s"  # text that begins with = is no formula
        sheet.freeze_panes = "A2"
    stored = io.BytesIO()
    book.save(stored)
    return stored.getvalue()


def file_name(version: Version, suffix: str) -> str:
    """Return a file name that says what is in the file."""
    return f"{version.form_id}-{version.number}.{suffix}"
