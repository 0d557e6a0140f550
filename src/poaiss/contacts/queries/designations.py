"""Designations as their State and the Secretariat see them (D5)."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from poaiss.access.visibility import visible_to
from poaiss.accounts.actor import Actor
from poaiss.accounts.enums import Role
from poaiss.contacts.enums import DesignationStatus
from poaiss.contacts.models import Designation, Office
from poaiss.directory.models import State


def designations(actor: Actor) -> QuerySet[Designation]:
    """Return the designations that the actor sees, those that wait first."""
    found = visible_to(actor, Designation).select_related(
        "office__state", "office__agency", "state", "notified_by", "verified_by", "returned_by"
    )
    return found.order_by("-notified_at")


def pending_designation(actor: Actor, office: Office) -> Designation | None:
    """Return the designation for OFFICE that waits, if the actor sees it."""
    pending = (DesignationStatus.NOTIFIED, DesignationStatus.VERIFIED)
    return visible_to(actor, Designation).filter(office=office, status__in=pending).first()


def timeline(designation: Designation) -> list[dict[str, Any]]:
    """Return what happened to a designation, the latest first."""
    who = {name: getattr(designation, f"{name}_by") for name in ("notified", "verified", "returned")}
    entries = [
        (designation.in_force_at, _("In force"), None, ""),
        (designation.withdrawn_at, _("Withdrawn"), None, ""),
        (designation.returned_at, _("Returned: authenticity not established"), who["returned"], designation.remarks),
        (designation.verified_at, _("Verified as authentic"), who["verified"], verification_of(designation)),
        (designation.notified_at, _("Notified with a note verbale"), who["notified"], designation.note_number),
    ]
    found = [
        {"at": at, "title": title, "who": str(person or ""), "detail": detail}
        for at, title, person, detail in entries
        if at
    ]
    return sorted(found, key=lambda entry: entry["at"], reverse=True)


def verification_of(designation: Designation) -> str:
    """Return how the note was verified, in words."""
    parts = (designation.get_method_display() if designation.method else "", designation.method_note)
    return ". ".join(part for part in parts if part)


def state_of_mission(actor: Actor) -> State:
    """Return the State whose permanent mission the actor is; the first by code of several."""
    codes = sorted(capacity.state for capacity in actor.capacities if capacity.role == Role.MISSION)
    found = State.objects.filter(code__in=codes[:1]).first()
    if found is None:
        raise Http404
    return found


def initial_of(designation: Designation) -> dict[str, Any]:
    """Return what a returned designation held, to start from when it is notified again."""
    return {
        "name": designation.holder_name,
        "title": designation.holder_title,
        "email": designation.holder_email,
        "language": designation.holder_language,
        "audience": designation.holder_audience,
        "starts_on": designation.starts_on,
        "note_number": designation.note_number,
        "note_date": designation.note_date,
    }
