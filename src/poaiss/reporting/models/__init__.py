"""National reports with their rounds and snapshots; and, apart from these, excerpts from secondary sources."""

from poaiss.reporting.models.excerpts import CorrectionRequest, Excerpt, ExcerptAnswer
from poaiss.reporting.models.reports import Answer, NationalReport, Step
from poaiss.reporting.models.rounds import Round
from poaiss.reporting.models.snapshots import Snapshot

__all__ = [
    "Answer",
    "CorrectionRequest",
    "Excerpt",
    "ExcerptAnswer",
    "NationalReport",
    "Round",
    "Snapshot",
    "Step",
]
