"""What a file is comes from its bytes; programs, archives, macros and misleading names are refused."""

import io
import zlib
from pathlib import Path

import openpyxl
import pytest
from docx import Document

from poaiss.common.errors import PoaissError
from poaiss.reporting.attaching import kinds
from poaiss.reporting.attaching.names import LENGTH, cleaned
from tests.unit.reporting.attachments import samples

pytestmark = [pytest.mark.rows("R16")]


def examined(folder: Path, data: bytes, name: str) -> str:
    path = folder / "file"
    path.write_bytes(data)
    return kinds.examined(path, name).media_type


def written_docx() -> bytes:
    target = io.BytesIO()
    document = Document()
    document.add_paragraph("Article 1")
    document.save(target)
    return target.getvalue()


def written_xlsx() -> bytes:
    target = io.BytesIO()
    openpyxl.Workbook().save(target)
    return target.getvalue()


ACCEPTED = {
    "law.pdf": (samples.PDF, "application/pdf"),
    "LAW.PDF": (samples.PDF, "application/pdf"),
    "law.docx": (samples.DOCX, f"{samples.OOXML}wordprocessingml.document"),
    "written.docx": (written_docx(), f"{samples.OOXML}wordprocessingml.document"),
    "table.xlsx": (samples.XLSX, f"{samples.OOXML}spreadsheetml.sheet"),
    "written.xlsx": (written_xlsx(), f"{samples.OOXML}spreadsheetml.sheet"),
    "law.odt": (samples.ODT, "application/vnd.oasis.opendocument.text"),
    "table.ods": (samples.ODS, "application/vnd.oasis.opendocument.spreadsheet"),
    "law.rtf": (samples.RTF, "application/rtf"),
    "scan.png": (samples.PNG, "image/png"),
    "scan.jpeg": (samples.JPEG, "image/jpeg"),
    "scan.jpg": (samples.JPEG, "image/jpeg"),
    "scan.tiff": (samples.TIFF, "image/tiff"),
    "law.txt": ("\ufeffقانون الأسلحة\r\nArticle 1\t1925\n".encode(), "text/plain"),
    "table.csv": (b"year,seized\n2025,12\n", "text/csv"),
    "no-ending": (samples.PDF, "application/pdf"),
}


@pytest.mark.parametrize("name", ACCEPTED)
def test_documents_are_accepted_by_their_bytes(tmp_path: Path, name: str) -> None:
    data, media_type = ACCEPTED[name]
    assert examined(tmp_path, data, name) == media_type


PACKED_LAUNCH = b"%PDF-1.7\n5 0 obj << /Type /ObjStm /N 1 /First 4 >>\nstream\n" + zlib.compress(
    b"6 0 << /S /Launch /F (cmd.exe) >>"
)
REFUSED = {
    "law.pdf": (samples.EXE, "attachment-kind"),
    "law.docx": (samples.EXE, "attachment-kind"),
    "tool.exe": (samples.EXE, "attachment-kind"),
    "law.txt": (samples.ELF, "attachment-kind"),
    "scan.png": (samples.MACHO, "attachment-kind"),
    "run.txt": (samples.SCRIPT, "attachment-kind"),
    "java.docx": (samples.JAR, "attachment-kind"),
    "android.xlsx": (samples.APK, "attachment-kind"),
    "archive.zip": (samples.ZIP, "attachment-kind"),
    "archive.docx": (samples.ZIP, "attachment-kind"),
    "damaged.docx": (samples.DOCX[:40], "attachment-kind"),
    "macro.docm": (samples.DOCM, "attachment-active"),
    "macro.docx": (samples.WITH_MACROS, "attachment-active"),
    "macro.odt": (samples.ODT_MACROS, "attachment-active"),
    "old.doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504, "attachment-kind"),
    "page.html": (b"<!DOCTYPE html><script>alert(1)</script>", "attachment-kind"),
    "page.txt": (b"<html><body>x</body></html>", "attachment-kind"),
    "drawing.svg": (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "attachment-kind"),
    "unknown.txt": (b"\x01\x02\x03 law", "attachment-kind"),
    "latin1.txt": ("Décret".encode("latin-1"), "attachment-kind"),
    "cut.txt": ("Décre".encode()[:2], "attachment-kind"),
    "launch.pdf": (b"%PDF-1.7\n1 0 obj << /S /Launch /F (cmd.exe) >> endobj", "attachment-active"),
    "escaped.pdf": (b"%PDF-1.7\n1 0 obj << /S /L#61unch /F (cmd.exe) >> endobj", "attachment-active"),
    "packed.pdf": (PACKED_LAUNCH, "attachment-active"),
    "object.rtf": (rb"{\rtf1{\object\objemb{\*\objdata 0105}}}", "attachment-active"),
    "empty.pdf": (b"", "attachment-empty"),
    "law.png": (samples.PDF, "attachment-name"),
    "law.exe": (samples.PDF, "attachment-name"),
    "law.bat": (b"del *.*", "attachment-name"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_document_is_refused_with_a_code_a_reason_and_a_mend(tmp_path: Path, name: str) -> None:
    data, code = REFUSED[name]
    with pytest.raises(PoaissError) as found:
        examined(tmp_path, data, name)
    assert found.value.code == code
    assert str(found.value.problem.reason)
    assert str(found.value.problem.mend)


NAMES = {
    "law\u202efdp.exe": "lawfdp.exe",
    "..\\..\\windows\\law.pdf": "law.pdf",
    "/etc/passwd": "passwd",
    "Loi no\u0302 5.pdf": "Loi n\u00f4 5.pdf",
    "law\0\r\n.pdf": "law.pdf",
    'a<b>:"c|?*.pdf': "a-b---c---.pdf",
    "قانون\u200fالأسلحة.pdf": "قانونالأسلحة.pdf",
    "می\u200cشود.pdf": "می\u200cشود.pdf",
    "  .hidden.pdf. ": "hidden.pdf",
    "..": "",
}


@pytest.mark.parametrize("given", NAMES)
def test_names_are_cleaned(given: str) -> None:
    assert cleaned(given) == NAMES[given]


def test_a_long_name_keeps_its_ending() -> None:
    found = cleaned("x" * 400 + ".docx")
    assert len(found) == LENGTH
    assert found.endswith("x.docx")
