"""What ends by itself: offers whose last day has passed, matches nobody moved on; reminders before that (N8, N14)."""

import datetime as dt
from dataclasses import asdict, dataclass

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from poaiss.accounts.actor import Actor
from poaiss.accounts.enums import ORGANISATION_ROLES, Role
from poaiss.accounts.models import Membership, Person
from poaiss.assistance.enums import ResourceStatus
from poaiss.assistance.models import Resource
from poaiss.audit.actions import record
from poaiss.contacts.notices import Words, tell

AHEAD = dt.timedelta(days=30)
"""An owner is reminded so long before the last day."""
UNCONFIRMED = dt.timedelta(days=182)
"""An owner is asked after half a year whether an offer is still right."""
AGAIN = dt.timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Ended:
    """What the daily job did with offers."""

    offers_expired: int = 0
    offers_nudged: int = 0

    def as_dict(self) -> dict[str, int]:
        """Return the counts."""
        return asdict(self)


def owners_of(resource: Resource) -> list[Person]:
    """Return who acts for the owner of an offer, in its world."""
    rows = Membership.objects.filter(ended_at__isnull=True).select_related("person")
    if resource.organisation_id:
        rows = rows.filter(organisation=resource.organisation_id, role__in=ORGANISATION_ROLES)
    elif resource.state_id:
        rows = rows.filter(state=resource.state_id, role__in=(Role.POINT_OF_CONTACT, Role.MISSION))
    else:
        return []
    return [row.person for row in rows if row.person.exercise == resource.exercise]


def words(resource: Resource, *, expired: bool) -> Words:
    """Return what an owner is told, in the language that is active."""
    page = reverse("assistance:resource", args=[resource.slug])
    if expired:
        subject = _("Your offer has expired: %(title)s") % {"title": resource.title}
        return (
            subject,
            _("Its last day has passed. Give it a new last day and open it again if you still offer it."),
            page,
        )
    subject = _("Is your offer still right? %(title)s") % {"title": resource.title}
    return subject, _("Say “still right”, change it, or close it. Those who look for help rely on it."), page


def expire(day: dt.date, by: Actor) -> int:
    """Let the offers expire whose last day has passed, and tell their owners; return how many."""
    found = list(Resource.objects.select_for_update().filter(status=ResourceStatus.OPEN, valid_until__lt=day))
    for each in found:
        each.status = ResourceStatus.EXPIRED
        each.save(update_fields=["status"])
        details = {"before": "open", "after": "expired"}
        record("assistance.offer", by=by, on=each, state=each.state_id or "", details=details)
        tell(owners_of(each), "assistance.offer-expired", lambda each=each: words(each, expired=True))  # type: ignore[misc]
    return len(found)


def nudge(day: dt.date) -> int:
    """Remind the owners of offers that end soon or that nobody confirmed for long; return how many offers."""
    soon = Q(valid_until__lte=day + AHEAD)
    old = Q(confirmed_at__date__lte=day - UNCONFIRMED) | Q(confirmed_at=None, created_at__date__lte=day - UNCONFIRMED)
    rested = Q(nudged_on=None) | Q(nudged_on__lte=day - AGAIN)
    count = 0
    for each in Resource.objects.select_for_update().filter(soon | old, rested, status=ResourceStatus.OPEN):
        if people := owners_of(each):
            tell(people, "assistance.offer-nudge", lambda each=each: words(each, expired=False))  # type: ignore[misc]
            each.nudged_on = day
            each.save(update_fields=["nudged_on"])
            count += 1
    return count


@transaction.atomic
def expire_offers(*, day: dt.date, by: Actor) -> Ended:
    """Do what is due on DAY; doing it twice on one day does it once."""
    return Ended(offers_expired=expire(day, by), offers_nudged=nudge(day))
