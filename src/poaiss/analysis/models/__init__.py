"""Sourced series, and what a State keeps for its own analysis."""

from poaiss.analysis.models.own import Explanation, MirrorConsent, ScoreChoice, TransferDeclaration
from poaiss.analysis.models.practices import Decision, Practice
from poaiss.analysis.models.series import CoveredState, Instrument, PublishedTotal, ReportYear, SdgObservation

__all__ = [
    "CoveredState",
    "Decision",
    "Explanation",
    "Instrument",
    "MirrorConsent",
    "Practice",
    "PublishedTotal",
    "ReportYear",
    "ScoreChoice",
    "SdgObservation",
    "TransferDeclaration",
]
