"""Small files of each kind, made here; and disguised ones."""

import io
import zipfile

PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\2\0\0\0"
JPEG = b"\xff\xd8\xff\xe0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0\xff\xd9"
TIFF = b"II*\0\x08\0\0\0\0\0\0\0"
RTF = rb"{\rtf1\ansi A law.}"
EXE = b"MZ\x90\0\3\0\0\0\4\0\0\0\xff\xff\0\0" + b"\0" * 48 + b"This program cannot be run in DOS mode."
ELF = b"\x7fELF\2\1\1\0" + b"\0" * 56
MACHO = b"\xcf\xfa\xed\xfe\7\0\0\1" + b"\0" * 24
SCRIPT = b"#!/bin/sh\nrm -rf /\n"
OOXML = "application/vnd.openxmlformats-officedocument."


def packed(parts: dict[str, str | bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def office(kind: str, part: str, **more: str) -> bytes:
    types = f'<Types><Override PartName="/{part}" ContentType="{kind}"/></Types>'
    return packed({"[Content_Types].xml": types, part: "<a/>", **more})


DOCX = office(f"{OOXML}wordprocessingml.document.main+xml", "word/document.xml")
XLSX = office(f"{OOXML}spreadsheetml.sheet.main+xml", "xl/workbook.xml")
ODT = packed({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"})
ODS = packed({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<a/>"})
DOCM = office("application/vnd.ms-word.document.macroEnabled.main+xml", "word/document.xml")
WITH_MACROS = office(
    f"{OOXML}wordprocessingml.document.main+xml", "word/document.xml", **{"word/vbaProject.bin": "macro"}
)
ODT_MACROS = packed(
    {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>", "Basic/Standard/a.xml": "<a/>"}
)
JAR = packed({"META-INF/MANIFEST.MF": "Main-Class: Law", "Law.class": b"\xca\xfe\xba\xbe"})
APK = packed({"AndroidManifest.xml": "x", "classes.dex": b"dex\n035"})
ZIP = packed({"law.txt": "Article 1"})
