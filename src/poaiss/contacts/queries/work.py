"""What waits for a person in the workspace."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from poaiss.access.rules import can
from poaiss.access.visibility import visible_to
from poaiss.accounts.actor import Actor
from poaiss.accounts.enums import Role
from poaiss.contacts.enums import DesignationStatus
from poaiss.contacts.models import Designation, Office
from poaiss.contacts.queries.messages import unread_count
from poaiss.contacts.queries.offices import is_lapsed, offices
from poaiss.contacts.visibility import answered_offices, owns


@dataclass(frozen=True, slots=True)
class WorkItem:
    """Something that waits: words, a page, how many."""

    label: str
    url: str
    count: int = 1
    hint: str = ""


def tasks_for(actor: Actor) -> list[WorkItem]:
    """Return what waits for the actor: messages, confirmations, designations (at most four queries)."""
    if not actor.is_signed_in:
        return []
    return [*messages_waiting(actor), *designations_waiting(actor), *confirmations_due(actor)]


def messages_waiting(actor: Actor) -> list[WorkItem]:
    """Return unread messages as one line."""
    count = unread_count(actor) if can(actor, "contacts.read_messages") else 0
    return [WorkItem(_("Unread messages"), reverse("contacts:inbox"), count)] if count else []


def designations_waiting(actor: Actor) -> list[WorkItem]:
    """Return notes that wait for verification, or that came back to the mission."""
    found = visible_to(actor, Designation)
    if can(actor, "contacts.verify"):
        count = found.filter(status=DesignationStatus.NOTIFIED).count()
        return [WorkItem(_("Notes verbales to verify"), reverse("contacts:designations"), count)] if count else []
    if can(actor, "contacts.notify"):
        count = found.filter(status=DesignationStatus.RETURNED).count()
        return [WorkItem(_("Notes verbales returned to you"), reverse("contacts:designations"), count)] if count else []
    return []


def confirmations_due(actor: Actor) -> list[WorkItem]:
    """Return offices of the actor whose particulars wait for a confirmation (D4)."""
    if not can(actor, "contacts.confirm"):
        return []
    mine = answered_offices(actor)
    if actor.holds(Role.MISSION):
        mine |= owns(actor)
    due: list[Office] = [office for office in offices(actor).filter(mine) if is_lapsed(office)]
    return [
        WorkItem(
            _("Confirm the particulars of an office"),
            reverse("contacts:confirm", args=[office.pk]),
            1,
            hint=office.name,
        )
        for office in due
    ]
