"""Documents for the tests of earlier reports, made anew for each: PDF, Word, scans, locked and damaged files."""

from pathlib import Path

from docx import Document
from pypdf import PdfReader, PdfWriter

LINES = (
    "Avaria: national report 2012 on the Programme of Action",
    "8. Are there laws, regulations or administrative procedures on brokering? [X] Yes [ ] No",
    "8.2 Must brokers be registered? Yes",
    "8.3 Must each transaction be licensed? [No response]",
    "10.3 How often are inventories taken? Every six months",
    "99.1 A number of no edition? Yes",
)


def text(folder: Path, name: str = "report.txt", lines: tuple[str, ...] = LINES) -> Path:
    path = folder / name
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def word(folder: Path, name: str = "Avaria 2012.docx") -> Path:
    document = Document()
    for line in LINES[:2]:
        document.add_paragraph(line)
    table = document.add_table(rows=0, cols=3)
    for number, question, answer in (("8.2", "Must brokers be registered?", "Yes"), ("10.3", "How often?", "Yearly")):
        for cell, words in zip(table.add_row().cells, (number, question, answer), strict=True):
            cell.text = words
    path = folder / name
    document.save(str(path))
    return path


def pdf(folder: Path, name: str = "report.pdf", pages: tuple[tuple[str, ...], ...] = (LINES[:2], LINES[2:])) -> Path:
    """Write a PDF with a text layer by hand: one line of text a line of the page."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for lines in pages:
        shown = " ".join(f"({line.translate(ESCAPES)}) Tj T*" for line in lines)
        stream = f"BT /F1 10 Tf 14 TL 40 800 Td {shown} ET"
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        content = len(objects)
        resources = "<< /Font << /F1 3 0 R >> >>"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {content} 0 R /Resources {resources} >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    path = folder / name
    path.write_bytes(assembled(objects))
    return path


ESCAPES = {ord("("): "\\(", ord(")"): "\\)", ord("\\"): "\\\\"}


def assembled(objects: list[str]) -> bytes:
    data, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, start=1):
        places.append(len(data))
        data += f"{number} 0 obj\n{each}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    trailer = f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(data)}\n%%EOF"
    return data + (end + trailer).encode()


def scan(folder: Path, name: str = "scan.pdf", pages: int = 2) -> Path:
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(width=595, height=842)
    path = folder / name
    writer.write(path)
    return path


def locked(folder: Path) -> Path:
    writer = PdfWriter(clone_from=PdfReader(pdf(folder, "open.pdf")))
    writer.encrypt("secret", algorithm="RC4-128")
    path = folder / "locked.pdf"
    writer.write(path)
    return path
