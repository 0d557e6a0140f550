"""What the page of a question that asks for a file shows."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from poaiss.access.visibility import visible_to
from poaiss.accounts.actor import Actor
from poaiss.common.errors import PoaissError
from poaiss.directory.queries import language_code
from poaiss.questionnaires import engine
from poaiss.questionnaires.compiled import form_of
from poaiss.reporting import attachments
from poaiss.reporting.attaching import kinds, library_entries
from poaiss.reporting.attaching.errors import FileEmpty
from poaiss.reporting.models import Attachment, NationalReport
from poaiss.reporting.queries import title_of


def sent_file(sent: "UploadedFile[Any] | None") -> "UploadedFile[Any]":
    """Return the file that a form brought, or raise that it brought none."""
    if sent is None:
        raise FileEmpty(_("No file was chosen."), mend=_("Choose a file and send it."))
    return sent


def attachment_visible(actor: Actor, report: UUID, pk: UUID) -> Attachment | None:
    """Return a file of a report if ACTOR may read it."""
    rows = visible_to(actor, Attachment).filter(pk=pk, report=report)
    return rows.select_related("report__state", "report__round", "report__version").first()


def question_page(report: NationalReport, path: str, problem: PoaissError | None = None) -> dict[str, Any]:
    """Return one question with the file that stands there, those before it, and what is wrong with the one sent."""
    question = attachments.file_question(report, path)
    label = engine.text_in(question.labels, language_code(), "en")
    earlier = report.attachments.filter(path=path).exclude(ended_at=None).select_related("by").order_by("-at")
    return {
        "report": report,
        "title": title_of(report.state_id, report.round.year),
        "exercise": report.state.is_exercise,
        "path": path,
        "section": path.split("/")[0],
        "number": question.number,
        "label": label,
        "entry": "/".join(part.split("[")[1].rstrip("]") for part in path.split("/") if "[" in part),
        "file": attachments.current(report).get(path),
        "earlier": earlier,
        "kind": library_entries.kind_of(form_of(report.version), path),
        "accepted": kinds.ACCEPTED,
        "endings": ",".join(f".{each}" for each in kinds.ENDINGS),
        "limit": settings.ATTACHMENT_LIMIT,
        "problems": [{"message": f"{problem.problem.reason} {problem.problem.mend}", "target": "file"}]
        if problem
        else [],
        "code": problem.code if problem else "",
    }
