"""Who a device speaks for: HTTP Basic with the e-mail address and a device token, or a bearer token.

The account's own password is accepted only where the operator allows it (``OPENROSA_PASSWORDS``: in development and
in the demonstration, never in production unless asked for): a password without its second factor is weaker than the
sign-in of the site, and a device token can be taken back alone. A role that needs a second factor still needs the
account to have one. Failed attempts count together with those of the sign-in page (S3).
"""

import base64
import binascii
from dataclasses import dataclass
from typing import Any

from allauth.core.internal import ratelimit
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest
from django.utils.translation import gettext as _

from poaiss.access.rls import acting_as
from poaiss.accounts.actor import MACHINE, Actor, actor_of
from poaiss.accounts.adapter import record_access
from poaiss.accounts.models import Person
from poaiss.accounts.queries import person_with
from poaiss.audit.enums import Outcome
from poaiss.common.clock import now
from poaiss.reporting.models import DeviceToken
from poaiss.reporting.openrosa.devices import digest_of
from poaiss.reporting.openrosa.errors import NotSignedIn, SecondFactorMissing, TooManyAttempts

ACTION = "accounts.device_sign_in"
LIMITS: dict[str, Any] = {"app": "allauth.account", "action": "login_failed", "limit_get": True}
LONGEST = 1_000


@dataclass(frozen=True, slots=True)
class Credentials:
    """What a client sent: a secret, with the e-mail address where it is HTTP Basic."""

    secret: str
    email: str = ""
    is_basic: bool = False


def not_signed_in() -> NotSignedIn:
    """Return the one refusal for missing and for wrong credentials."""
    return NotSignedIn(
        _("The user name or the token is wrong, or missing."),
        mend=_("User name: your e-mail address. Password: the token of this device, from the page “Devices”."),
    )


def credentials_in(header: str) -> Credentials | None:
    """Return the credentials in an Authorization header; None without one or with one that cannot be read."""
    scheme, _space, rest = header.strip().partition(" ")
    rest = rest.strip()
    if not rest or len(header) > LONGEST:
        return None
    if scheme.casefold() in ("bearer", "token"):
        return Credentials(rest)
    if scheme.casefold() != "basic":
        return None
    try:
        email, colon, secret = base64.b64decode(rest, validate=True).decode().partition(":")
    except (binascii.Error, ValueError):
        return None
    return Credentials(secret, email.strip().lower(), is_basic=True) if colon and secret and "\0" not in email else None


def authenticated(request: HttpRequest) -> tuple[Person, Actor]:
    """Return who sent a request, or raise; nothing of a browser's session counts."""
    given = credentials_in(request.headers.get("Authorization", ""))
    if given is None:
        raise not_signed_in()
    usage = ratelimit.consume(request, key=given.email or digest_of(given.secret), **LIMITS)
    if usage is None:
        record_access(ACTION, person_with(given.email), Outcome.REFUSED, "locked")
        raise TooManyAttempts(
            _("Too many attempts have failed; the address is locked for up to 15 minutes."),
            mend=_("Check user name and token, and try again later."),
        )
    person = person_of(given)
    if person is None:
        record_access(ACTION, person_with(given.email), Outcome.REFUSED, "token")
        raise not_signed_in()
    usage.rollback()
    return person, actor_with_second_factor(person)


def actor_with_second_factor(person: Person) -> Actor:
    """Return the actor; an account that still lacks a second factor opens nothing restricted (S3)."""
    actor = actor_of(person)
    if actor.needs_second_factor:
        raise SecondFactorMissing(
            _("Your role needs a second factor, and your account has none."),
            mend=_("Sign in to the site and set one up."),
        )
    return actor


def person_of(given: Credentials) -> Person | None:
    """Return the person whose token or password was sent; None when neither fits."""
    return by_token(given) or (by_password(given) if given.is_basic and settings.OPENROSA_PASSWORDS else None)


def by_token(given: Credentials) -> Person | None:
    """Return the person of a token in force, and keep when it was last used."""
    with acting_as(MACHINE):
        rows = DeviceToken.objects.filter(token_hash=digest_of(given.secret), revoked_at=None, person__is_active=True)
        found = rows.select_related("person").first()
        if found is None or (given.is_basic and found.person.email != given.email):
            return None
        found.used_at = now()
        found.save(update_fields=["used_at"])
    return found.person


def by_password(given: Credentials) -> Person | None:
    """Return the person whose password is right; an unknown address takes as long as a wrong password."""
    person = person_with(given.email)
    if person is None or not person.is_active:
        make_password(given.secret)
        return None
    return person if person.check_password(given.secret) else None
