"""Delivering the e-mails of the accounts: enqueue after the transaction, deliver in the worker."""

import hashlib
import secrets
from functools import partial

from django.db import transaction
from django.utils import translation
from procrastinate.contrib.django import app

from poaiss.accounts import letters
from poaiss.accounts.mail import send, site_language
from poaiss.accounts.models import Invitation, Notification, Person
from poaiss.common.clock import now

NOTIFICATION = "accounts.send_notification"
INVITATION = "accounts.send_invitation"
SIGN_IN_LINK = "accounts.send_sign_in_link"


def later(task: str, identifier: object) -> None:
    """Enqueue TASK for a row when the transaction is done; nothing is sent of what is rolled back."""
    job = app.configure_task(task)
    transaction.on_commit(partial(job.defer, identifier=str(identifier)))


def new_token() -> str:
    """Return a token that nobody can guess."""
    return secrets.token_urlsafe(32)


def hash_of(token: str) -> str:
    """Return what the database keeps of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def deliver_notification(identifier: str) -> str:
    """Send a notification once; return why it could not be delivered."""
    found = Notification.objects.select_related("person").filter(pk=identifier, sent_at__isnull=True).first()
    if found is None or not found.person.is_active:
        return ""
    with translation.override(site_language(found.person.language)):
        subject, text = letters.notification_letter(found)
    found.failure = send(found.person.email, subject, text)
    found.sent_at = None if found.failure else now()
    found.save(update_fields=["failure", "sent_at"])
    return found.failure


def deliver_invitation(identifier: str) -> str:
    """Send an open invitation with a fresh link, of which the database keeps the hash alone (S1)."""
    related = ("state", "agency", "organisation", "invited_by")
    found = Invitation.objects.select_related(*related).filter(pk=identifier).first()
    if found is None or not found.is_open:
        return ""
    token = new_token()
    Invitation.objects.filter(pk=found.pk).update(token_hash=hash_of(token))  # before the link can be used
    with translation.override(site_language(found.language)):
        subject, text = letters.invitation_letter(found, token)
    found.failure = send(found.email, subject, text)
    found.sent_at = None if found.failure else now()
    found.save(update_fields=["failure", "sent_at"])
    return found.failure


def deliver_sign_in_link(identifier: str) -> str:
    """Send the link with which a person chooses a new password after a recovery (S3)."""
    person = Person.objects.filter(pk=identifier, is_active=True).first()
    if person is None:
        return ""
    with translation.override(site_language(person.language)):
        subject, text = letters.sign_in_letter(person)
    return send(person.email, subject, text)
