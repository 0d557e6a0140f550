"""A report as a tagged PDF (PDF/UA-1) by Typst; the same view makes the same bytes.

Typst reads the text as data: nothing that a State wrote is ever read as markup. The clock is never asked: the date of
the document is the report's.
"""

import datetime as dt
import json
import threading
from functools import lru_cache
from pathlib import Path
from typing import Any

import typst
from django.utils.translation import gettext as _

from poaiss.reporting.documents import fonts
from poaiss.reporting.documents.pages import Pages
from poaiss.reporting.documents.texts import Letters
from poaiss.reporting.documents.view import Document, ReportView
from poaiss.reporting.documents.words import speaking

TEMPLATE = Path(__file__).with_name("report.typ")
ONE_AT_A_TIME = threading.Lock()
"""The compiler keeps what it read between documents and serves one thread at a time."""


@lru_cache(maxsize=2)
def compiler(place: Path) -> typst.Compiler:
    """Return the compiler with our fonts and no others, made once in a process."""
    found = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(place)])
    return typst.Compiler(str(TEMPLATE), root=str(TEMPLATE.parent), font_paths=found, ignore_system_fonts=True)


def pdf_of(view: ReportView) -> Document:
    """Return a report as PDF; characters that no font has are shown by their code and named in the warnings."""
    place = fonts.folder()
    letters = Letters(fonts.covered(place))
    data = Pages(view, letters).data()
    found = compiled(place, data, view.date)
    return Document(found, "application/pdf", f"{view.file_stem}.pdf", warnings(letters, view.language))


def compiled(place: Path, data: dict[str, Any], date: dt.datetime, **options: Any) -> bytes:
    """Return the pages as Typst sets them."""
    inputs = {"view": json.dumps(data, ensure_ascii=False)}
    given = {"format": "pdf", "pdf_standards": ["ua-1"], **options}
    with ONE_AT_A_TIME:
        found = compiler(place).compile(sys_inputs=inputs, timestamp=int(date.timestamp()), **given)
    return found  # type: ignore[return-value]


def warnings(letters: Letters, language: str) -> tuple[str, ...]:
    """Return a sentence for each character that no font has."""
    with speaking(language):
        sentence = _("No font has the character %(character)s; the document shows its code instead.")
        return tuple(sentence % {"character": each} for each in letters.sentences())
