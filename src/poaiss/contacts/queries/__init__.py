"""Reading the contacts; each function takes the actor first where rows have an audience."""

from poaiss.contacts.queries.coverage import GroupCoverage, coverage
from poaiss.contacts.queries.designations import designations, pending_designation, timeline
from poaiss.contacts.queries.messages import inbox_of, thread_view, threads, unread_count
from poaiss.contacts.queries.offices import (
    AS_SEEN_BY,
    OfficeView,
    directory,
    grants_of,
    is_lapsed,
    office_view,
    offices,
    offices_of,
    peers_of,
    terms,
)
from poaiss.contacts.queries.support import HandoverPack, handover_pack, my_term, steps_of
from poaiss.contacts.queries.work import WorkItem, tasks_for

__all__ = [
    "AS_SEEN_BY",
    "GroupCoverage",
    "HandoverPack",
    "OfficeView",
    "WorkItem",
    "coverage",
    "designations",
    "directory",
    "grants_of",
    "handover_pack",
    "inbox_of",
    "is_lapsed",
    "my_term",
    "office_view",
    "offices",
    "offices_of",
    "peers_of",
    "pending_designation",
    "steps_of",
    "tasks_for",
    "terms",
    "thread_view",
    "threads",
    "timeline",
    "unread_count",
]
