"""Offices before persons: particulars with audiences, terms, designations, confirmations, messages."""

from poaiss.contacts.models.designations import Designation, Term
from poaiss.contacts.models.freshness import Confirmation, Reminder
from poaiss.contacts.models.messages import Message, Reading, Thread
from poaiss.contacts.models.offices import Detail, Office
from poaiss.contacts.models.support import HandoverNote, OnboardingMark

__all__ = [
    "Confirmation",
    "Designation",
    "Detail",
    "HandoverNote",
    "Message",
    "Office",
    "OnboardingMark",
    "Reading",
    "Reminder",
    "Term",
    "Thread",
]
