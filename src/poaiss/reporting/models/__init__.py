"""National reports with their rounds, history, submissions and snapshots; and, apart from these, excerpts."""

from poaiss.reporting.models.devices import DeviceSubmission, DeviceToken
from poaiss.reporting.models.drafting import (
    AnswerRevision,
    AnswerTranslation,
    Assignment,
    Comment,
    Conflict,
    SectionChoice,
)
from poaiss.reporting.models.excerpts import CorrectionRequest, Excerpt, ExcerptAnswer
from poaiss.reporting.models.files import Attachment
from poaiss.reporting.models.help import HelpRequest
from poaiss.reporting.models.legacy import LegacyCandidate, LegacyDocument
from poaiss.reporting.models.reports import Answer, NationalReport, Step
from poaiss.reporting.models.rounds import Reminder, Round
from poaiss.reporting.models.snapshots import Snapshot
from poaiss.reporting.models.submissions import Receipt, Submission

__all__ = [
    "Answer",
    "AnswerRevision",
    "AnswerTranslation",
    "Assignment",
    "Attachment",
    "Comment",
    "Conflict",
    "CorrectionRequest",
    "DeviceSubmission",
    "DeviceToken",
    "Excerpt",
    "ExcerptAnswer",
    "HelpRequest",
    "LegacyCandidate",
    "LegacyDocument",
    "NationalReport",
    "Receipt",
    "Reminder",
    "Round",
    "SectionChoice",
    "Snapshot",
    "Step",
    "Submission",
]
