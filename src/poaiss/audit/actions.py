"""Writing to the audit log: the last thing that every action does, in its own transaction."""

from collections.abc import Mapping
from typing import Any, Protocol

from django.db import models

from poaiss.audit.enums import Kind, Outcome
from poaiss.audit.models import Entry

SYSTEM = "system"


class Somebody(Protocol):
    """What the log needs to know of an actor; the rooms above bring their own."""

    @property
    def identifier(self) -> str:
        """Stable identifier; empty for nobody."""

    @property
    def name(self) -> str:
        """Name as shown."""

    @property
    def capacity_text(self) -> str:
        """Capacity in words, such as 'approver, XAV'."""


def record(
    action: str,
    *,
    by: Somebody | None,
    on: models.Model | None = None,
    state: str = "",
    kind: Kind = Kind.CHANGE,
    outcome: Outcome = Outcome.DONE,
    details: Mapping[str, Any] | None = None,
) -> Entry:
    """Append one entry to the chain of STATE (or of the system) and return it (S4).

    ON is named by value: its label, key and ``str()``. DETAILS is JSON; never put secrets there.
    """
    return Entry.objects.create(
        chain=state or SYSTEM,
        kind=kind,
        action=action,
        outcome=outcome,
        actor_id=by.identifier if by else "",
        actor_name=by.name if by else "",
        actor_capacity=by.capacity_text if by else "",
        object_type=on._meta.label_lower if on else "",
        object_id=str(on.pk) if on else "",
        object_name=str(on) if on else "",
        details=dict(details or {}),
    )
