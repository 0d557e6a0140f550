"""Who may have devices that fill the report offline, and who sees what devices sent."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from poaiss.access.rules import Denied, rule
from poaiss.access.visibility import visibility
from poaiss.accounts.actor import Actor
from poaiss.accounts.enums import REPORTING_ROLES
from poaiss.reporting.models import DeviceSubmission, DeviceToken

NOT_A_DRAFTER = Denied(_("Only those who work on the national report of a State may do this."))
NOT_YOURS = Denied(_("This is somebody else’s."))


@rule("reporting.devices", _("fill the national report of one’s State on a device, offline, and send it"))
def may_use_devices(actor: Actor, obj: Any) -> Denied | None:
    """Whoever sees the report as a whole; OBJ is a device, which is its person's alone."""
    if not actor.holds(*REPORTING_ROLES):
        return NOT_A_DRAFTER
    return NOT_YOURS if isinstance(obj, DeviceToken) and str(obj.person_id) != actor.identifier else None


@visibility(DeviceToken)
def devices_seen(actor: Actor) -> Q:
    """The own ones."""
    if actor.is_machine:
        return Q()
    return Q(person=actor.identifier) if actor.is_signed_in else Q(pk__in=[])


@visibility(DeviceSubmission)
def submissions_seen(actor: Actor) -> Q:
    """What one's own devices sent, and what any device sent to a report that one sees as a whole."""
    if not actor.is_signed_in:
        return Q(pk__in=[])
    return Q(by=actor.identifier) | Q(report__state__in=actor.desks)
