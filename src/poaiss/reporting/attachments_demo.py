"""Invented laws and plans attached to reports of exercise States, so that the library can be tried; all generated.

Nothing here is about a real State; each file says so on its first line.
"""

import io
from collections.abc import Iterator

from poaiss.access.rls import acting_as
from poaiss.accounts.actor import Actor
from poaiss.directory.queries import name_of
from poaiss.library.enums import Kind
from poaiss.questionnaires.compiled import form_of
from poaiss.reporting import attachments, content
from poaiss.reporting.attaching import library_entries
from poaiss.reporting.models import NationalReport

WITH_FILES = {(2022, "XBO"), (2024, "XAV"), (2024, "XBO"), (2024, "XDR"), (2024, "XFE"), (2026, "XAV"), (2026, "XFE")}
LAWS = 2
"""Laws attached to one report at most."""
NOTICE = "EXERCISE. This text is invented for training. It is not the law of any State."
ARTICLES = {
    Kind.LAW: (
        "Article 1. This Act applies to small arms and light weapons, their parts and ammunition.",
        "Article 2. Nobody may make, trade, broker or carry them without a licence.",
        "Article 3. Each weapon is marked when it is made and when it is imported.",
        "Article 4. Records of making are kept for at least 30 years, other records for 20.",
        "Article 5. Seized weapons are recorded, traced and, unless needed as evidence, destroyed.",
    ),
    Kind.PLAN: (
        "Goal 1. One register of all licences, open to the offices concerned.",
        "Goal 2. Every store of the State inspected once a year.",
        "Goal 3. Tracing requests answered within 30 days.",
        "Goal 4. Women and men take equal part in the coordinating body.",
    ),
}


def load(report: NationalReport, by: Actor) -> int:
    """Attach invented files to a report that has been filled and is still open; return how many."""
    if (report.round.year, report.state_id) not in WITH_FILES:
        return 0
    made = 0
    with acting_as(by):
        for path, title, kind in list(wanted(report)):
            name, data = written(report, title, kind, as_text=made == 1)
            attachments.attach(report=report, path=path, name=name, stream=io.BytesIO(data), by=by)
            made += 1
    return made


def wanted(report: NationalReport) -> Iterator[tuple[str, str, Kind]]:
    """Yield where a law or a plan can be attached: place, title and kind; each title once."""
    stored, form = content.stored_answers(report), form_of(report.version)
    filled = content.evaluation(report.version, stored)
    titles: set[str] = set()
    for path, question in content.leaves(filled):
        if question.type != "file" or not filled.relevant(path):
            continue
        kind = library_entries.kind_of(form, path)
        title = str(stored[path.replace("_file", "_title")].value) if path.replace("_file", "_title") in stored else ""
        if kind == Kind.PLAN:
            yield path, "National action plan", kind
        elif kind == Kind.LAW and title and title not in titles and len(titles) < LAWS:
            titles.add(title)
            yield path, title, kind


def written(report: NationalReport, title: str, kind: Kind, *, as_text: bool) -> tuple[str, bytes]:
    """Return the name and the bytes of an invented text."""
    lines = [NOTICE, "", f"{name_of(report.state_id, 'en')}: {title}", "", *ARTICLES[kind]]
    stem = f"{title} ({report.state_id})"
    if as_text:
        return f"{stem}.txt", "\n".join([*lines, ""]).encode()
    return f"{stem}.pdf", pdf(lines)


def pdf(lines: list[str]) -> bytes:
    """Return a page of plain English lines as a PDF 1.4."""
    shown = "".join(f"({line.translate(ESCAPES)}) Tj T*\n" for line in lines)
    text = f"BT /F1 11 Tf 16 TL 56 780 Td\n{shown}ET".encode("latin-1", "replace")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(text), text),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    found, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, start=1):
        places.append(len(found))
        found += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    tail = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(found))
    return found + head + table + tail


ESCAPES = str.maketrans({"\\": r"\\", "(": r"\(", ")": r"\)"})
