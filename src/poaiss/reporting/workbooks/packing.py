"""Writing the same bytes for the same report: fixed times in the archive and in the document's properties."""

import datetime as dt
import io
import re
import zipfile

from openpyxl import Workbook

CORE = "docProps/core.xml"
_TIMES = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</dcterms:)")


def packed(book: Workbook, at: dt.datetime) -> bytes:
    """Return the workbook as a file whose every time is AT (UTC)."""
    loose = io.BytesIO()
    book.save(loose)
    moment = at.astimezone(dt.UTC)
    stamp = moment.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    result = io.BytesIO()
    with (
        zipfile.ZipFile(loose) as source,
        zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as target,
    ):
        for part in source.infolist():
            data = source.read(part)
            if part.filename == CORE:
                data = _TIMES.sub(rb"\g<1>" + stamp + rb"\g<2>", data)
            place = zipfile.ZipInfo(part.filename, moment.timetuple()[:6])
            place.compress_type, place.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            target.writestr(place, data)
    return result.getvalue()
