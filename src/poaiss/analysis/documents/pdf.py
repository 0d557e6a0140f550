"""The analysis as a tagged PDF (PDF/UA-1, ISO 14289-1) by Typst; the same document makes the same bytes.

Typst reads the texts as data from a file beside its template: no text is ever read as markup. The clock is never
asked: the file is dated as its data are.
"""

import json
import shutil
import tempfile
import threading
from functools import lru_cache
from pathlib import Path
from typing import Any

import typst

from poaiss.analysis.documents import pictures
from poaiss.analysis.documents.blocks import Document
from poaiss.analysis.documents.pages import Pages
from poaiss.analysis.documents.words import stamp
from poaiss.reporting.documents import fonts
from poaiss.reporting.documents.texts import Letters

TEMPLATE = Path(__file__).with_name("analysis.typ")
ONE_AT_A_TIME = threading.Lock()
"""The compiler keeps what it read between documents and serves one thread at a time."""


@lru_cache(maxsize=2)
def typefaces(place: Path) -> typst.Fonts:
    """Return our fonts and no others, read once in a process."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(place)])


def render(document: Document) -> bytes:
    """Return a document as PDF; characters that no font has are shown by their code."""
    found: bytes = compiled(document, format="pdf", pdf_standards=["ua-1"])
    return found


def compiled(document: Document, **options: Any) -> Any:
    """Return the pages as Typst sets them; OPTIONS are the compiler's (format, ppi)."""
    place = fonts.folder()
    pages = Pages(document, Letters(fonts.covered(place)), ("svg", "png"))
    with tempfile.TemporaryDirectory(prefix="poaiss-analysis-") as name, ONE_AT_A_TIME:
        folder = Path(name)
        write(folder, pages.data(), pages.drawn)
        compiler = typst.Compiler(
            str(folder / TEMPLATE.name), root=name, font_paths=typefaces(place), ignore_system_fonts=True
        )
        return compiler.compile(timestamp=int(stamp(document).timestamp()), **options)


def write(folder: Path, data: dict[str, Any], drawn: dict[str, pictures.Picture]) -> None:
    """Put the template, the texts and the pictures into a folder that the compiler may read, and nothing else."""
    shutil.copyfile(TEMPLATE, folder / TEMPLATE.name)
    (folder / "document.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    for name, picture in drawn.items():
        (folder / name).write_bytes(picture.data)
