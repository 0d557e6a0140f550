"""Grants: a State lets somebody see one of its records, for a time, and takes it back."""

import datetime as dt
from uuid import UUID

from django.db import models

from poaiss.access.models import Grant
from poaiss.access.rls import acting_as
from poaiss.access.rules import check
from poaiss.accounts.actor import Actor
from poaiss.accounts.models import Person
from poaiss.audit.actions import record
from poaiss.common.clock import now
from poaiss.directory.models import Agency, Organisation, State

Grantee = State | Organisation | Agency | Person
FIELDS: dict[type[models.Model], str] = {
    State: "state",
    Organisation: "organisation",
    Agency: "agency",
    Person: "person",
}


def grant(
    *,
    on: models.Model,
    owner: State,
    to: Grantee,
    rule: str,
    by: Actor,
    purpose: str = "",
    expires_at: dt.datetime | None = None,
) -> Grant:
    """Let TO see ON until it expires or is revoked; RULE of the calling room decides. Giving twice gives once (S2)."""
    with acting_as(by):
        check(by, rule, on)
        scope = {"object_type": on._meta.label_lower, "object_id": str(on.pk), "owner": owner, FIELDS[type(to)]: to}
        in_force = Grant.objects.filter(**scope, revoked_at=None, expires_at=expires_at)
        if found := in_force.first():
            return found
        made = Grant.objects.create(**scope, purpose=purpose, expires_at=expires_at, given_by_id=UUID(by.identifier))
        details = {"grant": str(made.pk), "to": FIELDS[type(to)], "purpose": purpose}
        record("access.grant", by=by, on=on, state=owner.code, details=details)
        return made


def revoke(*, grant: Grant, on: models.Model, rule: str, by: Actor) -> Grant:
    """Take a grant back; the row is kept with who revoked it and when (S2). Revoking twice changes nothing."""
    with acting_as(by):
        check(by, rule, on)
        found = Grant.objects.select_for_update().get(pk=grant.pk)
        if found.revoked_at:
            return found
        found.revoked_at, found.revoked_by_id = now(), UUID(by.identifier)
        found.save(update_fields=["revoked_at", "revoked_by"])
        record("access.revoke", by=by, on=on, state=found.owner_id, details={"grant": str(found.pk)})
        return found
