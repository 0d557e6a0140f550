"""The text of a document page by page: PDF, Word and plain text; never more than a report can have."""

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from poaiss.reporting.attaching.kinds import DOCX, PDF, TEXT, FileKind
from poaiss.reporting.legacy.errors import LegacyDamaged, LegacyEncrypted, LegacyKindRefused, LegacyTooLong

PAGE = "\f"
"""Stands between two pages in the text of a document."""
MOST_PAGES, MOST_TEXT, MOST_UNPACKED = 600, 3_000_000, 60_000_000
READERS = (PDF, DOCX, TEXT)


def text_of(path: Path, kind: FileKind, name: str) -> str:
    """Return the text of the document at PATH, pages apart; '' when it has none (a scan without a text layer)."""
    if kind not in READERS:
        raise LegacyKindRefused(
            _("A report is read from a PDF, Word or text file."),
            place=name,
            mend=_("Save the document as a PDF and send that."),
        )
    pages = {PDF: pdf_pages, DOCX: docx_pages, TEXT: plain_pages}[kind](path, name)
    found, length = [], 0
    for number, page in enumerate(pages, start=1):
        length += len(page)
        if number > MOST_PAGES or length > MOST_TEXT:
            raise LegacyTooLong(
                _("The document is longer than a report can be: more than %(pages)d pages or %(letters)d letters.")
                % {"pages": MOST_PAGES, "letters": MOST_TEXT},
                place=name,
                mend=_("Send the report alone, without its annexes."),
            )
        found.append(page.replace("\0", "").replace(PAGE, "\n").strip())
    return f"{PAGE}\n".join(found) if any(found) else ""


def pdf_pages(path: Path, name: str) -> Iterator[str]:
    """Yield the text of each page of a PDF."""
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, FileNotDecryptedError, PyPdfError

    try:
        reader = PdfReader(path)
        if reader.is_encrypted and not reader.decrypt(""):
            raise encrypted(name)
        for page in reader.pages:
            yield page.extract_text()
    except (FileNotDecryptedError, DependencyError) as error:
        raise encrypted(name) from error
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, OSError) as error:
        raise damaged(name) from error


def docx_pages(path: Path, name: str) -> Iterator[str]:
    """Yield the text of a Word document as one page: paragraphs and tables in their order, cells apart by tabs."""
    from docx import Document
    from docx.table import Table
    from lxml.etree import XMLSyntaxError

    try:
        with zipfile.ZipFile(path) as archive:
            if sum(part.file_size for part in archive.infolist()) > MOST_UNPACKED:
                raise LegacyTooLong(_("The document unpacks to more than a report can have."), place=name)
        with path.open("rb") as stream:
            parts = list(Document(stream).iter_inner_content())
        yield "\n".join(table_text(each) if isinstance(each, Table) else each.text for each in parts)
    except (zipfile.BadZipFile, XMLSyntaxError, ValueError, KeyError, OSError) as error:
        raise damaged(name) from error


def table_text(table: Any) -> str:
    """Return a table as lines; a cell that spans several stands once."""
    lines = []
    for row in table.rows:
        cells: list[str] = []
        seen: set[Any] = set()
        for cell in row.cells:
            if cell._tc not in seen:
                seen.add(cell._tc)
                cells.append(" ".join(cell.text.split()))
        lines.append("\t".join(cells))
    return "\n".join(lines)


def plain_pages(path: Path, name: str) -> Iterator[str]:
    """Yield the pages of a text file, which a form feed keeps apart."""
    data = path.read_bytes()
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise damaged(name) from error
    yield from text.split(PAGE)


def encrypted(name: str) -> LegacyEncrypted:
    """Return the refusal of a document with a password."""
    return LegacyEncrypted(
        _("The document is protected by a password."), place=name, mend=_("Take the protection off and send it again.")
    )


def damaged(name: str) -> LegacyDamaged:
    """Return the refusal of a document that cannot be read."""
    return LegacyDamaged(
        _("The document cannot be read; it is damaged."), place=name, mend=_("Open it, save it anew, and send that.")
    )
