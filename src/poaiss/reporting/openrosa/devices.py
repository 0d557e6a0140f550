"""Devices of a person: a token for each, shown once, kept as a digest, revoked at any time."""

import hashlib
import re
import secrets
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from poaiss.access.rules import check
from poaiss.access.visibility import visible_to
from poaiss.accounts.actor import Actor
from poaiss.audit.actions import record
from poaiss.audit.enums import Kind
from poaiss.common.clock import now
from poaiss.common.errors import PoaissError
from poaiss.reporting.models import DeviceToken

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""No letters that look like others: a token is typed on a small screen."""
GROUPS, LENGTH = 5, 5
AT_ONCE = 20
"""Devices of one person that are in force at once."""


class DevicesTooMany(PoaissError):
    """A person has as many devices as one may have."""

    code = "devices-too-many"


def new_token() -> str:
    """Return a token that nobody can guess (more than 120 bits), in groups that a person can type."""
    return "-".join("".join(secrets.choice(LETTERS) for _letter in range(LENGTH)) for _group in range(GROUPS))


def digest_of(token: str) -> str:
    """Return what the database keeps of a token; hyphens, spaces and capitals do not count."""
    plain = re.sub(r"[\s-]+", "", token).casefold()
    return hashlib.sha256(f"device:{plain}".encode()).hexdigest()


def devices_of(actor: Actor) -> QuerySet[DeviceToken]:
    """Return the actor's own devices: those in force first, then the revoked ones."""
    return visible_to(actor, DeviceToken).order_by("revoked_at", "-created_at")


@transaction.atomic
def add(*, name: str, by: Actor) -> tuple[DeviceToken, str]:
    """Make a token for a device and return it with the secret, which is shown this once."""
    check(by, "reporting.devices")
    if devices_of(by).filter(revoked_at=None).count() >= AT_ONCE:
        raise DevicesTooMany(
            _("You have %(count)d devices already.") % {"count": AT_ONCE},
            place="name",
            mend=_("Take back those that you no longer use."),
        )
    secret = new_token()
    row = DeviceToken.objects.create(person_id=UUID(by.identifier), name=name.strip(), token_hash=digest_of(secret))
    record("reporting.add_device", by=by, on=row, state=state_of(by), kind=Kind.CONFIGURATION)
    return row, secret


@transaction.atomic
def revoke(*, device: DeviceToken, by: Actor) -> DeviceToken:
    """Take a token back; the device can neither read nor send any more."""
    check(by, "reporting.devices", device)
    row = visible_to(by, DeviceToken).select_for_update().get(pk=device.pk)
    if row.revoked_at is None:
        row.revoked_at = now()
        row.save(update_fields=["revoked_at"])
        record("reporting.revoke_device", by=by, on=row, state=state_of(by), kind=Kind.CONFIGURATION)
    return row


def state_of(actor: Actor) -> str:
    """Return the State in whose chain an event of the person stands; '' where there is not just one."""
    return next(iter(actor.states)) if len(actor.states) == 1 else ""
