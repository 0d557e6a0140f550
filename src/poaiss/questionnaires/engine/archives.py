"""Archives: look a workbook over before anything opens it (it is a zip of XML that a stranger sent)."""

import io
import re
import zipfile
import zlib

from .problems import FormRefused, Problem, problem

MAX_FILE = 20_000_000
MAX_UNPACKED = 40_000_000  # the largest real form seen unpacks to a tenth of this
MAX_PARTS = 2_000
MAX_RATIO = 200
_RATIO_FROM = 2_000_000  # small parts may be packed tightly without harm
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_DECLARATION = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_ENCODING = re.compile(rb"^\s*<\?xml[^>]*encoding\s*=\s*[\"']([A-Za-z0-9._-]+)[\"']")
_ENCODINGS = frozenset({b"utf-8", b"utf8", b"utf-16", b"us-ascii", b"ascii", b"iso-8859-1"})
_MACROS = ("vbaproject.bin", "vbadata.xml", ".xlm")


def refuse(code: str, sheet: str = "", **context: str) -> FormRefused:
    """Return the refusal of a whole file."""
    return FormRefused((problem(code, sheet=sheet, row=None, column="", **context),))


def examined(data: bytes) -> zipfile.ZipFile:
    """Return the archive of a workbook whose every part was looked over; raise FormRefused otherwise.

    The sizes are summed before anything is unpacked; a document type declaration in any part is refused.
    """
    if not data:
        raise refuse("file-empty")
    if len(data) > MAX_FILE:
        raise refuse("file-too-large", size=str(len(data)), limit=str(MAX_FILE))
    if data.startswith(_OLE):
        encrypted = "EncryptedPackage".encode("utf-16-le") in data
        raise refuse("workbook-encrypted" if encrypted else "xls-refused")
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        _check_sizes(archive.infolist())
        _check_parts(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, OSError, RuntimeError) as error:
        raise refuse("zip-broken", detail=str(error) or type(error).__name__) from error
    return archive


def _check_sizes(parts: list[zipfile.ZipInfo]) -> None:
    size = sum(part.file_size for part in parts)
    if size > MAX_UNPACKED or len(parts) > MAX_PARTS:
        raise refuse("zip-too-large", size=str(size), limit=str(MAX_UNPACKED))
    for part in parts:
        if part.flag_bits & 1:
            raise refuse("workbook-encrypted")
        if part.file_size > _RATIO_FROM and part.file_size > MAX_RATIO * max(1, part.compress_size):
            raise refuse("zip-ratio", part=part.filename)
        if part.filename.lower().endswith(_MACROS):
            raise refuse("macros-refused")


def _check_parts(archive: zipfile.ZipFile) -> None:
    names = set(archive.namelist())
    if "[Content_Types].xml" not in names:
        raise refuse("zip-broken", detail="[Content_Types].xml is missing")
    for name in names:
        is_xml = name.lower().endswith((".xml", ".rels", ".vml"))
        if is_xml and (found := hostile_xml(archive.read(name), name)):
            raise FormRefused((found,))


def hostile_xml(data: bytes, part: str) -> Problem | None:
    """Return what is hostile about an XML document: a DOCTYPE or ENTITY in any encoding, or an odd encoding."""
    plain = data.replace(b"\0", b"")  # UTF-16 hides nothing
    if _DECLARATION.search(plain):
        return problem("xml-doctype", part=part)
    declared = _ENCODING.match(plain.lstrip(b"\xef\xbb\xbf\xff\xfe"))
    if declared and declared.group(1).lower() not in _ENCODINGS:
        return problem("xml-broken", part=part, detail=f"encoding {declared.group(1).decode('ascii')}")
    return None
