"""Reading the contacts; each function takes the actor first where rows have an audience."""

from poaiss.contacts.queries.coverage import GroupCoverage, coverage
from poaiss.contacts.queries.designations import (
    designations,
    initial_of,
    pending_designation,
    state_of_mission,
    timeline,
)
from poaiss.contacts.queries.messages import inbox_of, thread_view, threads, unread_count
from poaiss.contacts.queries.offices import (
    AS_SEEN_BY,
    EVERY_KIND,
    OfficeView,
    directory,
    doors_of,
    is_lapsed,
    office_of_link,
    office_view,
    office_views,
    offices,
    offices_of,
    peers_of,
    preview_tabs,
    terms,
)
from poaiss.contacts.queries.sharing import grants_of, named_grants, other_states, shareable
from poaiss.contacts.queries.support import HandoverPack, handover_pack, my_term, steps_of
from poaiss.contacts.queries.work import WorkItem, tasks_for

__all__ = [
    "AS_SEEN_BY",
    "EVERY_KIND",
    "GroupCoverage",
    "HandoverPack",
    "OfficeView",
    "WorkItem",
    "coverage",
    "designations",
    "directory",
    "doors_of",
    "grants_of",
    "handover_pack",
    "inbox_of",
    "initial_of",
    "is_lapsed",
    "my_term",
    "named_grants",
    "office_of_link",
    "office_view",
    "office_views",
    "offices",
    "offices_of",
    "other_states",
    "peers_of",
    "pending_designation",
    "preview_tabs",
    "shareable",
    "state_of_mission",
    "steps_of",
    "tasks_for",
    "terms",
    "thread_view",
    "threads",
    "timeline",
    "unread_count",
]
