"""Writing accounts: invitations, roles, notifications. The rules stand above, in the room ``access``."""

import datetime as dt
import hashlib
import logging
import secrets
from collections.abc import Callable
from functools import partial
from urllib.parse import urljoin

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from poaiss.accounts.actor import Actor
from poaiss.accounts.enums import Role
from poaiss.accounts.models import Invitation, Membership, Notification, Person
from poaiss.audit.actions import record
from poaiss.audit.enums import Kind
from poaiss.common.clock import now
from poaiss.common.errors import PoaissError
from poaiss.directory.models import Agency, Organisation, State

logger = logging.getLogger(__name__)
VALID_FOR = dt.timedelta(days=14)
LANGUAGE_OF_SITE = {"zh": "zh-hans"}


class InvitationSpentError(PoaissError):
    """An invitation was used, withdrawn or has expired."""

    code = "invitation-spent"


def site_language(code: str) -> str:
    """Return the code under which the site speaks a language."""
    return LANGUAGE_OF_SITE.get(code, code)


def digest(token: str) -> str:
    """Return what is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


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
    """Invite somebody to a capacity (S1); the link is sent by e-mail after the commit, only its hash is kept."""
    token = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        email=email.strip().lower(),
        name=name,
        language=language,
        role=role,
        state=state,
        agency=agency,
        organisation=organisation,
        token_hash=digest(token),
        invited_by_id=by.identifier,
        expires_at=now() + VALID_FOR,
    )
    details = {"role": str(role), "invitation": str(invitation.pk)}
    record("accounts.invite", by=by, state=state.code if state else "", kind=Kind.CONFIGURATION, details=details)
    transaction.on_commit(partial(mail_invitation, invitation, token))
    return invitation


def mail_invitation(invitation: Invitation, token: str) -> None:
    """Send the link in the language of the invitation."""
    with override(site_language(invitation.language)):
        link = urljoin(settings.BASE_URL, reverse("accounts:accept", args=[token]))
        subject = _("Invitation to poaiss")
        body = _(
            "You are invited to act as %(role)s. The link works once and until %(date)s:\n\n%(link)s\n\n"
            "If you did not expect it, do nothing."
        ) % {"role": invitation.get_role_display(), "date": f"{invitation.expires_at:%Y-%m-%d}", "link": link}
    deliver(lambda: send_mail(subject, body, settings.DEFAULT_FROM_EMAIL, [invitation.email]))


def deliver(send: Callable[[], object]) -> str:
    """Send and return why it failed, nothing when it left; a mail server that is down stops nobody's work."""
    try:
        send()
    except OSError as error:
        logger.warning("An e-mail could not be sent: %s", type(error).__name__)
        return f"{type(error).__name__}: {error}"
    return ""


@transaction.atomic
def resend_invitation(*, invitation: Invitation, by: Actor) -> Invitation:
    """Withdraw an open invitation and send a new one with a new link."""
    withdraw_invitation(invitation=invitation, by=by)
    return invite(
        email=invitation.email,
        name=invitation.name,
        language=invitation.language,
        role=Role(invitation.role),
        state=invitation.state,
        agency=invitation.agency,
        organisation=invitation.organisation,
        by=by,
    )


@transaction.atomic
def withdraw_invitation(*, invitation: Invitation, by: Actor) -> None:
    """Make the link of an open invitation worthless."""
    found = open_invitation(invitation.token_hash)
    found.withdrawn_at = now()
    found.save(update_fields=["withdrawn_at"])
    details = {"invitation": str(found.pk)}
    record("accounts.withdraw", by=by, state=found.state_id or "", kind=Kind.CONFIGURATION, details=details)


def open_invitation(token_hash: str) -> Invitation:
    """Return the invitation that still works, locked; else say what to do."""
    found = Invitation.objects.select_for_update(of=("self",)).filter(token_hash=token_hash).first()
    if found is None or found.accepted_at or found.withdrawn_at or found.expires_at < now():
        raise InvitationSpentError(
            _("This link was used, withdrawn or has expired."), mend=_("Ask whoever invited you for a new one.")
        )
    return found


@transaction.atomic
def accept_invitation(*, token: str, name: str = "", password: str = "", person: Person | None = None) -> Person:
    """Take up an invitation: as the person signed in, or as somebody new with a name and a password."""
    invitation = open_invitation(digest(token))
    taker = person or new_person(invitation, name, password)
    scope = {"state": invitation.state, "agency": invitation.agency, "organisation": invitation.organisation}
    Membership.objects.get_or_create(
        person=taker, role=invitation.role, ended_at=None, **scope, defaults={"given_by": invitation.invited_by}
    )
    invitation.accepted_at, invitation.accepted_by = now(), taker
    invitation.save(update_fields=["accepted_at", "accepted_by"])
    details = {"role": invitation.role, "person": str(taker.pk), "invitation": str(invitation.pk)}
    record("accounts.accept", by=None, state=invitation.state_id or "", kind=Kind.CONFIGURATION, details=details)
    return taker


def new_person(invitation: Invitation, name: str, password: str) -> Person:
    """Create the person of an invitation; the link proves the address."""
    person = Person.objects.create_user(
        invitation.email,
        password,
        name=name or invitation.name,
        language=invitation.language,
        exercise=invitation.invited_by.exercise,
    )
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    return person


@transaction.atomic
def end_role(*, membership: Membership, by: Actor) -> None:
    """End a capacity; it stands in the history. It takes effect at the person's next request."""
    found = Membership.objects.select_for_update(of=("self",)).get(pk=membership.pk)
    if found.ended_at is None:
        found.ended_at, found.ended_by_id = now(), by.identifier
        found.save(update_fields=["ended_at", "ended_by"])
        details = {"role": found.role, "person": str(found.person_id)}
        record("accounts.end_role", by=by, state=found.state_id or "", kind=Kind.CONFIGURATION, details=details)


@transaction.atomic
def vet(*, membership: Membership, vetted: bool, by: Actor) -> None:
    """Vouch for an officer, or take it back (D3)."""
    Membership.objects.filter(pk=membership.pk).update(vetted=vetted)
    details = {"person": str(membership.person_id), "vetted": vetted}
    record("accounts.vet", by=by, state=membership.state_id or "", kind=Kind.CONFIGURATION, details=details)


@transaction.atomic
def recover(*, person: Person, letter_number: str, letter_date: dt.date, by: Actor) -> None:
    """Give access back on a mission's letter (S3): second factors and sessions go, a link for a password follows."""
    Authenticator.objects.filter(user=person).delete()
    for session in UserSession.objects.filter(user=person):
        session.end()
    person.set_unusable_password()
    person.save(update_fields=["password"])
    details = {"person": str(person.pk), "letter": letter_number, "date": letter_date.isoformat()}
    record("accounts.recover", by=by, kind=Kind.CONFIGURATION, details=details)


@transaction.atomic
def update_profile(*, person: Person, name: str, language: str, time_zone: str, by: Actor) -> Person:
    """Change one's own name, language of e-mails and time zone."""
    person.name, person.language, person.time_zone = name, language, time_zone
    person.save(update_fields=["name", "language", "time_zone"])
    record("accounts.profile", by=by, details={"language": language, "time_zone": time_zone})
    return person


def notify(*, person: Person, event: str, subject: str, body: str, path: str) -> Notification:
    """Tell a person something, in the workspace and, after the commit, by e-mail."""
    from poaiss.accounts.tasks import send_notification  # the task calls back into this module

    notification = Notification.objects.create(person=person, event=event, subject=subject, body=body, path=path)
    transaction.on_commit(lambda: send_notification.defer(notification_id=str(notification.pk)))
    return notification


def send_notification_mail(*, notification_id: str) -> None:
    """Send a notification by e-mail and keep when it left or why it could not (S13)."""
    found = Notification.objects.select_related("person").filter(pk=notification_id, sent_at=None).first()
    if found is None:
        return
    link = urljoin(settings.BASE_URL, found.path)
    body = "\n\n".join(part for part in (found.body, link) if part)
    found.failure = deliver(lambda: send_mail(found.subject, body, settings.DEFAULT_FROM_EMAIL, [found.person.email]))
    if not found.failure:
        found.sent_at = now()
    found.save(update_fields=["sent_at", "failure"])
    if found.failure:
        raise ConnectionError(found.failure)  # the job is tried again


def mark_all_read(*, person: Person) -> int:
    """Mark every notification of a person as read and return how many were not."""
    return Notification.objects.filter(person=person, read_at=None).update(read_at=now())
