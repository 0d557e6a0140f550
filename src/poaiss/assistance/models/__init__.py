"""Models of cooperation and assistance, one noun a file."""

from poaiss.assistance.models.committees import Conflict, Decision, Scoring, Selection
from poaiss.assistance.models.matches import Match, MatchStep
from poaiss.assistance.models.needs import Annex, DialogueMessage, Need, Release, Roadmap
from poaiss.assistance.models.projects import (
    Assessment,
    Measurement,
    Milestone,
    Project,
    ProjectDocument,
    ProjectIndicator,
    Transaction,
)
from poaiss.assistance.models.proposals import Activity, BudgetLine, Indicator, Output, Proposal, Risk, SignOff
from poaiss.assistance.models.resources import Call, Rate, Resource
from poaiss.assistance.models.weighing import Checklist, Prioritisation, SuggestionDecision

__all__ = [
    "Activity",
    "Annex",
    "Assessment",
    "BudgetLine",
    "Call",
    "Checklist",
    "Conflict",
    "Decision",
    "DialogueMessage",
    "Indicator",
    "Match",
    "MatchStep",
    "Measurement",
    "Milestone",
    "Need",
    "Output",
    "Prioritisation",
    "Project",
    "ProjectDocument",
    "ProjectIndicator",
    "Proposal",
    "Rate",
    "Release",
    "Resource",
    "Risk",
    "Roadmap",
    "Scoring",
    "Selection",
    "SignOff",
    "SuggestionDecision",
    "Transaction",
]
