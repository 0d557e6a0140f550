"""What a State shows to those named, and to whom (D3)."""

from typing import Any

from django.db.models import QuerySet

from poaiss.access.enums import Audience
from poaiss.access.models import Grant
from poaiss.access.visibility import visible_to
from poaiss.accounts.actor import Actor
from poaiss.contacts.models import Detail, Office, Term
from poaiss.contacts.permissions import exercise_of
from poaiss.directory.enums import StateKind
from poaiss.directory.models import State
from poaiss.directory.queries import states

Shareable = dict[str, tuple[Office | Detail | Term, str]]


def shareable(actor: Actor, office: Office) -> Shareable:
    """Return what can be shown to those named, by its identifier, with its words (two queries)."""
    found: Shareable = {}
    if office.is_hidden:
        found[str(office.pk)] = (office, office.name)
    named = {"office": office, "audience": Audience.NAMED, "ended_on__isnull": True}
    for detail in visible_to(actor, Detail).filter(**named).select_related("office__state", "office__organisation"):
        found[str(detail.pk)] = (detail, f"{detail.get_kind_display()}: {detail.value[:60]}")
    for term in visible_to(actor, Term).filter(**named).select_related("office__state", "office__organisation"):
        found[str(term.pk)] = (term, f"{term.get_capacity_display()}: {term.name}")
    return found


def other_states(office: Office) -> QuerySet[State]:
    """Return the other States of the office's world."""
    kinds = [StateKind.EXERCISE] if exercise_of(office) else [StateKind.MEMBER, StateKind.OBSERVER]
    return states(*kinds).exclude(code=office.state_id)


def grants_of(office: Office) -> list[Grant]:
    """Return the grants in force on the office and what hangs on it, the latest first (three queries)."""
    keys = [str(office.pk), *(str(d.pk) for d in office.details.all()), *(str(t.pk) for t in office.terms.all())]
    found = Grant.objects.filter(object_type__startswith="contacts.", object_id__in=keys, revoked_at__isnull=True)
    return list(found.select_related("state", "organisation", "agency", "person"))


def named_grants(grants: list[Grant], things: Shareable) -> list[dict[str, Any]]:
    """Return grants with the words for what they show."""
    return [{"grant": grant, "label": things[grant.object_id][1]} for grant in grants if grant.object_id in things]
