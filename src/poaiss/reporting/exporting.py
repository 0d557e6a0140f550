"""A report as a file: PDF, Word, workbook, JSON, OpenRosa instance; what is issued of a submission gets a receipt."""

import json
from dataclasses import dataclass

from django.utils.translation import gettext as _

from poaiss.directory.models import State
from poaiss.reporting import receipts
from poaiss.reporting.enums import WITH_SECRETARIAT
from poaiss.reporting.errors import NoSuchReport, UnknownFormat
from poaiss.reporting.models import NationalReport, Receipt, Snapshot

FORMATS: dict[str, tuple[str, str]] = {
    "pdf": ("application/pdf", "pdf"),
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
    "json": ("application/json", "json"),
    "xform": ("application/xml", "xml"),
}
"""Formats with their media type and the end of the file's name."""
LANGUAGES = ("ar", "zh", "en", "fr", "ru", "es")


@dataclass(frozen=True, slots=True)
class Exported:
    """A file made of a report."""

    name: str
    media_type: str
    data: bytes
    warnings: tuple[str, ...] = ()


def is_final(report: NationalReport) -> bool:
    """Return whether what the report says is what was submitted."""
    return report.status in WITH_SECRETARIAT


def export(report: NationalReport, format: str, language: str) -> Exported:
    """Return a report as a file with its labels in LANGUAGE; raise UnknownFormat for a format there is not.

    A file made of a submitted report is kept by its digest, so that anyone can tell a copy from another file.
    """
    if format not in FORMATS or language not in LANGUAGES:
        raise UnknownFormat(
            _("There is no document of this kind."),
            place=f"{format} {language}"[:100],
            mend=_("Choose xlsx, pdf, docx, json or xform, and one of the six languages."),
        )
    from poaiss.reporting import documents, workbooks  # large libraries, loaded when the first document is made

    media_type, ending = FORMATS[format]
    if format == "xlsx":
        data, warnings = workbooks.export(report, language), tuple[str, ...]()
    else:
        made = documents.export(report, format, language)
        data, warnings = made.data, tuple(made.warnings)
    final = is_final(report)
    submission = report.submissions.order_by("-number").first() if final else None
    if submission is not None:
        receipts.issue(submission, data, format, language)
    parts = ["poaiss", report.state_id, str(report.round.year)]
    parts += [] if format in ("json", "xform") else [language]
    parts += [] if final else ["draft"]
    return Exported(f"{'-'.join(parts)}.{ending}", media_type, data, warnings)


def export_published(snapshot: Snapshot, format: str, language: str) -> Exported:
    """Return a publication as a document with its labels in LANGUAGE: what the State restricts is not in it."""
    if format not in ("pdf", "docx") or language not in LANGUAGES:
        raise UnknownFormat(_("There is no document of this kind."), place=f"{format} {language}"[:100])
    from poaiss.reporting import documents

    made = documents.export_snapshot(snapshot, format, language)
    media_type, ending = FORMATS[format]
    name = f"poaiss-{snapshot.state_id}-{snapshot.round.year}-published-{snapshot.number}-{language}.{ending}"
    return Exported(name, media_type, made.data, tuple(made.warnings))


def schema() -> bytes:
    """Return the JSON Schema of a report."""
    from poaiss.reporting.documents import json_

    return json.dumps(json_.schema(), ensure_ascii=False, indent=2).encode()


def report_of(reports: list[NationalReport], state: str, year: int) -> NationalReport:
    """Return the report of a State, given by its code or the name in its address, for a round; or say that none is."""
    wanted = state.casefold()
    found = [each for each in reports if wanted in (each.state_id.casefold(), each.state.slug)]
    for each in found:
        if each.round.year == year:
            return each
    if not State.objects.filter(pk=state.upper()).exists() and not State.objects.filter(slug=wanted).exists():
        raise NoSuchReport(_("There is no such State."), place=state[:60], mend=_("Give its code, such as XAV."))
    raise NoSuchReport(
        _("There is no report of this State for the round of %(year)d.") % {"year": year},
        place=state[:60],
        mend=_("`poaiss reports list` shows what there is."),
    )


def receipt_shown(receipt: Receipt) -> dict[str, object]:
    """Return a receipt as the command line and the page tell it; nothing of the content."""
    return {
        "verified": True,
        "kind": receipt.kind,
        "format": receipt.format,
        "language": receipt.file_language,
        "state": receipt.state_id,
        "round": receipt.round.year,
        "exercise": receipt.state.is_exercise,
        "number": receipt.number,
        "submitted_at": receipt.submitted_at.isoformat(),
        "sha256": receipt.sha256,
    }
