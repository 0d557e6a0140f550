"""What people do with a national report: draft, complete, approve, submit, receive, return, publish, amend."""

from poaiss.reporting.actions.answering import Given, Saved, answer, preview, resolve
from poaiss.reporting.actions.steps import (
    amend,
    approve,
    check_answers,
    choose_publication,
    choose_section,
    locked,
    mark_complete,
    move,
    publish,
    receive,
    reopen,
    return_with_remarks,
    sign,
    start_report,
    submit,
)

__all__ = [
    "Given",
    "Saved",
    "amend",
    "answer",
    "approve",
    "check_answers",
    "choose_publication",
    "choose_section",
    "locked",
    "mark_complete",
    "move",
    "preview",
    "publish",
    "receive",
    "reopen",
    "resolve",
    "return_with_remarks",
    "sign",
    "start_report",
    "submit",
]
