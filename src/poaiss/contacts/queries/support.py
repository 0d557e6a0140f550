"""The handover pack and the first steps of a new holder (D8, D11)."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from poaiss.access.visibility import visible_to
from poaiss.accounts.actor import Actor
from poaiss.contacts.enums import DesignationStatus, OnboardingTask
from poaiss.contacts.models import (
    Confirmation,
    Designation,
    HandoverNote,
    Office,
    OnboardingMark,
    Reminder,
    Term,
    Thread,
)
from poaiss.contacts.permissions import current_terms
from poaiss.contacts.queries.messages import with_unread
from poaiss.contacts.queries.offices import OfficeView, office_view


@dataclass(frozen=True, slots=True)
class HandoverPack:
    """What the successor needs: people, notes, open messages, confirmations, designations."""

    view: OfficeView
    notes: list[HandoverNote]
    threads: list[Thread]
    confirmations: list[Confirmation]
    reminders: list[Reminder]
    designations: list[Designation]


def handover_pack(actor: Actor, office: Office) -> HandoverPack:
    """Return the handover pack of OFFICE as the actor sees it."""
    threads = visible_to(actor, Thread).filter(office=office).select_related("started_by").order_by("-last_at")
    past = (DesignationStatus.IN_FORCE, DesignationStatus.SUPERSEDED, DesignationStatus.NOTIFIED)
    return HandoverPack(
        view=office_view(actor, office),
        notes=list(visible_to(actor, HandoverNote).filter(office=office).select_related("written_by")),
        threads=list(with_unread(actor, threads)),
        confirmations=list(visible_to(actor, Confirmation).filter(office=office)[:6]),
        reminders=list(visible_to(actor, Reminder).filter(office=office)[:6]),
        designations=list(visible_to(actor, Designation).filter(office=office, status__in=past)),
    )


def my_term(actor: Actor, office: Office) -> Term | None:
    """Return the actor's own term in the office."""
    return next((term for term in current_terms(office) if term.account_id == actor.identifier), None)


def page_for(task: str, office: Office) -> str:
    """Return the page on which a first step is done; empty when it is done elsewhere."""
    pages = {
        OnboardingTask.READ_HANDOVER: "contacts:handover",
        OnboardingTask.CHECK_DETAILS: "contacts:edit",
        OnboardingTask.NAME_DEPUTY: "contacts:appoint",
        OnboardingTask.MEET_PEERS: "contacts:peers",
        OnboardingTask.STATE_NEEDS: "contacts:edit",
    }
    name = pages.get(OnboardingTask(task))
    return reverse(name, args=[office.pk]) if name else ""


def steps_of(actor: Actor, term: Term) -> list[dict[str, Any]]:
    """Return the first steps with their marks (one query)."""
    done = dict(visible_to(actor, OnboardingMark).filter(term=term).values_list("task", "done_on"))
    return [
        {
            "task": task.value,
            "label": task.label,
            "url": page_for(task.value, term.office),
            "done": bool(done.get(task.value)),
            "status": "done" if done.get(task.value) else "not_started",
            "status_label": _("Done") if done.get(task.value) else _("To do"),
        }
        for task in OnboardingTask
    ]
