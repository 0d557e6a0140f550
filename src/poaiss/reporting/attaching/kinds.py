"""What a file is, read from its bytes and never from its name; and what it must not carry.

Accepted are documents that people read: PDF, Word and OpenDocument texts and tables without macros, RTF, plain text,
images. Programs, archives, pages of the web and anything unknown are refused.
"""

import codecs
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import puremagic
from django.utils.translation import gettext as _

from poaiss.reporting.attaching.errors import FileActive, FileEmpty, FileKindRefused, FileNameOtherwise
from poaiss.reporting.attaching.names import ending_of

HEAD = 4096
OOXML = "application/vnd.openxmlformats-officedocument."
ODF = "application/vnd.oasis.opendocument."


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file that is accepted: its media type and the endings that its name may have."""

    media_type: str
    endings: tuple[str, ...]


PDF = FileKind("application/pdf", ("pdf",))
RTF = FileKind("application/rtf", ("rtf",))
TEXT = FileKind("text/plain", ("txt",))
CSV = FileKind("text/csv", ("csv",))
PNG = FileKind("image/png", ("png",))
JPEG = FileKind("image/jpeg", ("jpg", "jpeg", "jpe", "jfif"))
TIFF = FileKind("image/tiff", ("tif", "tiff"))
DOCX = FileKind(f"{OOXML}wordprocessingml.document", ("docx",))
XLSX = FileKind(f"{OOXML}spreadsheetml.sheet", ("xlsx",))
ODT = FileKind(f"{ODF}text", ("odt",))
ODS = FileKind(f"{ODF}spreadsheet", ("ods",))

BY_MAGIC = {".pdf": PDF, ".rtf": RTF, ".png": PNG, ".jpg": JPEG, ".tif": TIFF, ".tiff": TIFF}
"""By an ending that puremagic gives for bytes at the very beginning."""
PROGRAMS = (
    (b"MZ", "Windows"),
    (b"\x7fELF", "Linux"),
    (b"\xfe\xed\xfa", "macOS"),
    (b"\xce\xfa\xed\xfe", "macOS"),
    (b"\xcf\xfa\xed\xfe", "macOS"),
    (b"\xca\xfe\xba\xbe", "Java, macOS"),
    (b"dex\n", "Android"),
    (b"\0asm", "WebAssembly"),
    (b"L\0\0\0\x01\x14\x02\0", "Windows"),
    (b"#!", "Unix"),
)
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENDINGS = tuple(
    ending for kind in (PDF, DOCX, ODT, RTF, TEXT, CSV, XLSX, ODS, PNG, JPEG, TIFF) for ending in kind.endings
)
ACCEPTED = "PDF, DOCX, ODT, RTF, TXT, CSV, XLSX, ODS, PNG, JPEG, TIFF"


def examined(path: Path, name: str) -> FileKind:
    """Return what the file at PATH is, or raise why it is not accepted under NAME."""
    with path.open("rb") as stream:
        head = stream.read(HEAD)
    if not head:
        raise FileEmpty(
            _("The file is empty."), place=name, mend=_("Check the file on your computer and send it again.")
        )
    kind = found_in(path, head, name)
    ending = ending_of(name)
    if kind is TEXT and ending == "csv":
        kind = CSV
    if ending and ending not in kind.endings:
        words = {"ending": ending, "kind": kind.endings[0].upper()}
        raise FileNameOtherwise(
            _("The name ends in “.%(ending)s”, but the file is a %(kind)s.") % words,
            place=name,
            mend=_("Send the document itself, under a name that says what it is."),
        )
    return kind


def found_in(path: Path, head: bytes, name: str) -> FileKind:
    """Return the kind of a file by its first bytes, looked into further where they are not enough."""
    for first, system in PROGRAMS:
        if head.startswith(first):
            raise refused(_("This is a program (%(system)s), not a document.") % {"system": system}, name)
    if head.startswith(b"PK"):
        return packed(path, name)
    if head.startswith(OLD_OFFICE):
        raise refused(_("This is a file of an old Office program, or a protected one; it may carry macros."), name)
    magic = magic_of(head)
    for ending, kind in BY_MAGIC.items():
        if ending in magic:
            return without_actions(path, kind, name)
    return plain(path, head, name)


def magic_of(head: bytes) -> frozenset[str]:
    """Return the endings that puremagic gives for what stands at the very beginning."""
    try:
        found = puremagic.magic_string(head)
    except (puremagic.PureError, ValueError):
        return frozenset()
    return frozenset(each.extension for each in found if each.offset == 0)


def refused(reason: str, name: str) -> FileKindRefused:
    """Return the refusal of a kind of file."""
    mend = _("Accepted are: %(kinds)s. Save the document as a PDF and send that.") % {"kinds": ACCEPTED}
    return FileKindRefused(reason, place=name, mend=mend)


# -- Packed documents --------------------------------------------------------------------------------------------

MACROS = re.compile(
    r"(^|/)(vbaproject\.bin|vbadata\.xml)$|^(basic|scripts)/|(^|/)activex/|\.(class|dex|exe|dll|js|vbs)$"
)
PARTS = 5_000
TYPES = 1024 * 1024


def packed(path: Path, name: str) -> FileKind:
    """Return which document a packed file is; only its list of parts and its declared type are read."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = [part.filename.casefold() for part in archive.infolist()]
            kind = declared(archive, parts, name)
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, EOFError, zlib.error) as error:
        raise refused(_("The file cannot be read; it is damaged."), name) from error
    if len(parts) > PARTS or kind is None:
        raise refused(_("This is an archive or a packed file of another kind."), name)
    if any(MACROS.search(part) for part in parts):
        raise active(_("The document carries macros or programs."), name)
    return kind


def declared(archive: zipfile.ZipFile, parts: list[str], name: str) -> FileKind | None:
    """Return the kind that a packed document declares and has the main part of."""
    if "mimetype" in parts and "content.xml" in parts:
        said = part_of(archive, "mimetype", 200).decode("ascii", "replace").strip()
        return {each.media_type: each for each in (ODT, ODS)}.get(said)
    if "[content_types].xml" not in parts:
        return None
    types = part_of(archive, "[Content_Types].xml", TYPES).decode("utf-8", "replace").casefold()
    if "macroenabled" in types:
        raise active(_("The document carries macros or programs."), name)
    if "word/document.xml" in parts:
        return DOCX if f"{DOCX.media_type}.main+xml" in types else None
    return XLSX if "xl/workbook.xml" in parts and f"{XLSX.media_type}.main+xml" in types else None


def part_of(archive: zipfile.ZipFile, wanted: str, limit: int) -> bytes:
    """Return at most LIMIT bytes of a part, whatever the letters of its name."""
    part = next(each for each in archive.infolist() if each.filename.casefold() == wanted.casefold())
    with archive.open(part) as stream:
        return stream.read(limit)


# -- What runs when a document is opened -------------------------------------------------------------------------

LAUNCH = re.compile(rb"/Launch(?=[\s/<>\[\]()%]|$)")
ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
OBJECTS = re.compile(rb"/ObjStm\b.{0,400}?stream\r?\n", re.DOTALL)
UNPACKED = 4 * 1024 * 1024
PACKED = 256 * 1024
"""Bytes looked at of one packed list of objects, and those that they are taken from."""
STREAMS = 2_000
EMBEDDED = re.compile(rb"\\(objdata|objocx|objautlink)\b")


def active(reason: str, name: str) -> FileActive:
    """Return the refusal of a document that does more than be read."""
    return FileActive(reason, place=name, mend=_("Save it without them, or as a PDF, and send that."))


def without_actions(path: Path, kind: FileKind, name: str) -> FileKind:
    """Return KIND unless the file starts programs when it is opened."""
    if kind is PDF and any(LAUNCH.search(piece) for piece in pdf_pieces(path.read_bytes())):
        raise active(_("The PDF starts a program when it is opened."), name)
    if kind is RTF and EMBEDDED.search(path.read_bytes()):
        raise active(_("The document carries embedded objects."), name)
    return kind


def pdf_pieces(data: bytes) -> Iterator[bytes]:
    """Yield the bytes of a PDF in which names can stand: the file itself and its packed lists of objects."""
    yield ESCAPED.sub(lambda found: bytes([int(found.group(1), 16)]), data)
    for at, found in enumerate(OBJECTS.finditer(data)):
        if at >= STREAMS:
            return
        try:
            piece = zlib.decompressobj().decompress(data[found.end() : found.end() + PACKED], UNPACKED)
        except zlib.error:
            continue
        yield ESCAPED.sub(lambda each: bytes([int(each.group(1), 16)]), piece)


# -- Plain text --------------------------------------------------------------------------------------------------

CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
MARKUP = re.compile(r"<\s*(!doctype|html|svg|script|\?xml|body|head|iframe)", re.IGNORECASE)
PIECE = 256 * 1024


def plain(path: Path, head: bytes, name: str) -> FileKind:
    """Return that a file is plain text in UTF-8, or refuse it."""
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    try:
        with path.open("rb") as stream:
            while piece := stream.read(PIECE):
                if CONTROLS.search(decoder.decode(piece)):
                    raise refused(_("The kind of the file is not known."), name)
            decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        raise refused(_("The kind of the file is not known."), name) from error
    if MARKUP.search(head.decode("utf-8", "replace")):
        raise refused(_("This is a page of the web, which may carry programs."), name)
    return TEXT
