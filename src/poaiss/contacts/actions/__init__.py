"""The only doors to a change of the contacts, one function for each thing that a person can do."""

from poaiss.contacts.actions.daily import run_daily
from poaiss.contacts.actions.designations import (
    Notified,
    bring_designations_into_force,
    notify_designation,
    notify_designation_again,
    return_designation,
    verify_designation,
    withdraw_designation,
)
from poaiss.contacts.actions.freshness import (
    Chased,
    chase_lapsed_confirmations,
    confirm_by_link,
    confirm_office,
    note_failure,
)
from poaiss.contacts.actions.messages import mark_read, reply_in_thread, write_to_office
from poaiss.contacts.actions.offices import (
    Particular,
    close_office,
    create_office,
    edit_office,
    keep_particulars,
    show_to,
    stop_showing,
)
from poaiss.contacts.actions.registration import register_designation
from poaiss.contacts.actions.support import leave_handover_note, mark_first_step
from poaiss.contacts.actions.terms import (
    Incoming,
    appoint_deputy,
    deputy_takes_over,
    end_take_over,
    end_term,
    record_holder,
)

__all__ = [
    "Chased",
    "Incoming",
    "Notified",
    "Particular",
    "appoint_deputy",
    "bring_designations_into_force",
    "chase_lapsed_confirmations",
    "close_office",
    "confirm_by_link",
    "confirm_office",
    "create_office",
    "deputy_takes_over",
    "edit_office",
    "end_take_over",
    "end_term",
    "keep_particulars",
    "leave_handover_note",
    "mark_first_step",
    "mark_read",
    "note_failure",
    "notify_designation",
    "notify_designation_again",
    "record_holder",
    "register_designation",
    "reply_in_thread",
    "return_designation",
    "run_daily",
    "show_to",
    "stop_showing",
    "verify_designation",
    "withdraw_designation",
    "write_to_office",
]
