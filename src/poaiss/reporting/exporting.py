"""A report as a file: PDF, Word, workbook, JSON, OpenRosa instance; what is issued of a submission gets a receipt."""

import json
from dataclasses import replace

from django.utils.translation import gettext as _

from poaiss.directory.enums import LANGUAGES
from poaiss.directory.models import State
from poaiss.reporting import receipts
from poaiss.reporting.documents.view import Document
from poaiss.reporting.errors import NoSuchReport, UnknownFormat
from poaiss.reporting.models import NationalReport, Receipt, Snapshot


def check_asked(format: str, formats: tuple[str, ...], language: str) -> None:
    """Raise UnknownFormat for a format or a language that there is not."""
    if format not in formats or language not in LANGUAGES:
        raise UnknownFormat(
            _("There is no document of this kind."),
            place=f"{format} {language}"[:100],
            mend=_("Choose xlsx, pdf, docx, json or xform, and one of the six languages."),
        )


def export(report: NationalReport, format: str, language: str) -> Document:
    """Return a report as a file with its labels in LANGUAGE; raise UnknownFormat for a format there is not.

    A file made of a submitted report is kept by its digest, so that anyone can tell a copy from another file.
    """
    from poaiss.reporting import documents  # large libraries, loaded when the first document is made

    check_asked(format, documents.FORMATS, language)
    made = documents.export(report, format, language)
    if submission := documents.submission_of(report):
        receipts.issue(submission, made.data, format, language)
    return replace(made, name=f"poaiss-{made.name}")


def export_published(snapshot: Snapshot, format: str, language: str) -> Document:
    """Return a publication as a document with its labels in LANGUAGE: what the State restricts is not in it."""
    from poaiss.reporting import documents

    check_asked(format, ("pdf", "docx"), language)
    made = documents.export_snapshot(snapshot, format, language)
    return replace(made, name=f"poaiss-{made.name}")


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
