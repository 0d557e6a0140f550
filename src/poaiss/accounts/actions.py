"""What a person or the system can do with accounts."""

import datetime as dt
import hashlib
import secrets

from django.db import transaction

from poaiss.accounts.actor import Actor
from poaiss.accounts.enums import Role
from poaiss.accounts.models import Invitation, Notification, Person
from poaiss.audit.actions import record
from poaiss.common.clock import now
from poaiss.directory.models import Agency, Organisation, State

VALID_FOR = dt.timedelta(days=14)


@transaction.atomic
def invite(
    *,
    email: str,
    name: str,
    language: str,
    role: Role,
    state: State | None = None,
    agency: Agency | None = None,
    organisation: Organisation | None = None,
    by: Actor,
) -> Invitation:
    """Invite somebody to a capacity (S1); the link is sent by e-mail and only its hash is kept."""
    token = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        email=email.strip().lower(),
        name=name,
        language=language,
        role=role,
        state=state,
        agency=agency,
        organisation=organisation,
        token_hash=hashlib.sha256(token.encode()).hexdigest(),
        invited_by_id=by.identifier,
        expires_at=now() + VALID_FOR,
    )
    record("accounts.invite", by=by, on=invitation, state=state.code if state else "")
    return invitation


def notify(*, person: Person, event: str, subject: str, body: str, path: str) -> Notification:
    """Tell a person something, in the workspace and by e-mail."""
    return Notification.objects.create(person=person, event=event, subject=subject, body=body, path=path)
