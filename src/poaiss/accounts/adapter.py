"""How django-allauth behaves here: accounts by invitation alone; every sign-in, sign-out and refusal is recorded."""

import base64
import hashlib
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.stagekit import get_pending_stage
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from poaiss.accounts.actor import actor_of
from poaiss.accounts.models import Person
from poaiss.accounts.queries import person_with
from poaiss.audit.actions import record
from poaiss.audit.enums import Kind, Outcome

LOCKED = _(
    "Too many attempts to sign in have failed. For your safety the address is locked for up to 15 minutes; "
    "try again then, or choose a new password."
)


def record_access(action: str, person: Person | None, outcome: Outcome = Outcome.DONE, reason: str = "") -> None:
    """Keep an event of signing in or out; never what was typed, which may be a password (S4)."""
    actor = actor_of(person) if person else None
    states = sorted(actor.states) if actor else []
    record(
        action,
        by=actor if outcome == Outcome.DONE else None,  # whoever fails has not shown to be that person
        on=person,
        state=states[0] if len(states) == 1 else "",
        kind=Kind.ACCESS,
        outcome=outcome,
        details={"reason": reason} if reason else {},
    )


class InvitedPeopleOnly(DefaultAccountAdapter):
    """Sign-up is closed; an invitation creates the account (S1)."""

    error_messages = {**DefaultAccountAdapter.error_messages, "too_many_login_attempts": LOCKED}

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up on their own."""
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Refuse a locked address, and keep that it was tried (S3)."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            record_access("accounts.sign_in", person_with(credentials.get("email", "")), Outcome.REFUSED, "locked")
            raise

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Keep that a password was refused."""
        record_access("accounts.sign_in", person_with(credentials.get("email", "")), Outcome.REFUSED, "password")

    def post_login(self, request: HttpRequest, user: AbstractBaseUser, **options: Any) -> HttpResponse:
        """Keep that somebody signed in, second factor included."""
        if isinstance(user, Person):
            record_access("accounts.sign_in", user)
        return super().post_login(request, user, **options)

    def logout(self, request: HttpRequest) -> None:
        """Keep that somebody signed out."""
        if isinstance(request.user, Person):
            record_access("accounts.sign_out", request.user)
        super().logout(request)


def cipher() -> Fernet:
    """Return the cipher of stored second factors; its key follows from the installation's secret."""
    key = hashlib.sha256(f"poaiss.second-factor:{settings.SECRET_KEY}".encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))


class SecondFactor(DefaultMFAAdapter):
    """Second factors: TOTP, passkeys and recovery codes; their secrets are encrypted in the database."""

    def encrypt(self, text: str) -> str:
        """Return what is stored of a secret."""
        return cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Return a stored secret."""
        return cipher().decrypt(encrypted_text.encode()).decode()

    def validation_error(self, code: str, *args: Any) -> ValidationError:
        """Keep that a code or passkey was refused while somebody signs in."""
        stage = get_pending_stage(context.request) if code == "incorrect_code" else None
        if stage and isinstance(stage.login.user, Person):
            record_access("accounts.sign_in", stage.login.user, Outcome.REFUSED, "second factor")
        return super().validation_error(code, *args)
