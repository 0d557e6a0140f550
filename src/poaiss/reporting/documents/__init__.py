"""Documents of a national report: PDF, Word, JSON and the OpenRosa instance, draft and final, in six languages (R13).

A report that the State has submitted goes out as it was submitted; until then as a draft, and marked so.
"""

from poaiss.questionnaires import engine
from poaiss.questionnaires.compiled import form_of
from poaiss.reporting import comparing, content
from poaiss.reporting.documents.building import filled_with
from poaiss.reporting.documents.view import Document, ReportView
from poaiss.reporting.enums import WITH_SECRETARIAT
from poaiss.reporting.models import NationalReport, Snapshot, Submission

FORMATS = ("pdf", "docx", "json", "xform", "xlsx")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

__all__ = ["FORMATS", "Document", "ReportView", "export", "export_snapshot", "submission_of"]


def submission_of(report: NationalReport) -> Submission | None:
    """Return what was submitted last while it stands; None for a draft and for a report that is being amended."""
    if report.status not in WITH_SECRETARIAT:
        return None
    return report.submissions.order_by("-number").first()


def export(report: NationalReport, format: str, language: str) -> Document:
    """Return a report as a document in one of FORMATS, its labels in LANGUAGE (a two-letter code).

    Raise ValueError for another format.
    """
    submission = submission_of(report)
    if format in ("pdf", "docx"):
        from poaiss.reporting.documents.assembling import view_of

        view = view_of(report, language=language, final=submission is not None, changes=comparing.changes_since(report))
        return laid_out(view, format)
    if format == "xlsx":
        from poaiss.reporting import workbooks

        return Document(workbooks.export(report, language), XLSX, f"{stem(report, submission)}-{language}.xlsx")
    name = stem(report, submission)
    if format == "json":
        return Document(content.canonical(content_of(report, submission)), "application/json", f"{name}.json")
    if format == "xform":
        return Document(instance_of(report, submission), "application/xml", f"{name}.xml")
    raise ValueError(format)


def export_snapshot(snapshot: Snapshot, format: str, language: str) -> Document:
    """Return a publication as PDF, Word or JSON; without what the State does not publish and without names.

    Raise ValueError for another format.
    """
    if format in ("pdf", "docx"):
        from poaiss.reporting.documents.assembling import view_of_snapshot

        earlier = comparing.predecessor(snapshot)
        changes = comparing.only_changed(comparing.between(earlier, snapshot)) if earlier else ()
        return laid_out(view_of_snapshot(snapshot, language=language, changes=changes), format)
    if format == "json":
        name = f"{snapshot.state_id}-{snapshot.round.year}-published-{snapshot.number}.json"
        return Document(content.canonical(snapshot.content), "application/json", name)
    raise ValueError(format)


def laid_out(view: ReportView, format: str) -> Document:
    """Return a view as PDF or Word."""
    if format == "pdf":
        from poaiss.reporting.documents.pdf import pdf_of

        return pdf_of(view)
    from poaiss.reporting.documents.word import docx_of

    return docx_of(view)


def stem(report: NationalReport, submission: Submission | None) -> str:
    """Return the name of a file without its ending."""
    return f"{report.state_id}-{report.round.year}-{'final' if submission else 'draft'}"


def content_of(report: NationalReport, submission: Submission | None) -> dict[str, object]:
    """Return what was submitted, or the content of the draft as it stands."""
    if submission is not None:
        return dict(submission.content)
    return content.content(report, content.stored_answers(report), number=0, public=False)


def instance_of(report: NationalReport, submission: Submission | None) -> bytes:
    """Return the answers as an OpenRosa instance, which any ODK client reads (R7)."""
    form = form_of(report.version)
    if submission is None:
        return engine.to_instance_xml(content.evaluation(report.version, content.stored_answers(report)))
    return engine.to_instance_xml(filled_with(form, submission.content["answers"]))
