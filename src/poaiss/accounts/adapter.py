"""How django-allauth behaves here: accounts by invitation alone; sign-ins are in the audit log."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest, HttpResponse

from poaiss.accounts.actor import actor_of
from poaiss.accounts.models import Person
from poaiss.audit.actions import record
from poaiss.audit.enums import Kind, Outcome


class InvitedPeopleOnly(DefaultAccountAdapter):
    """Sign-up is closed; an invitation creates the account (S1). Sign-ins and refusals are recorded (S4)."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up on their own."""
        return False

    def post_login(self, request: HttpRequest, user: Person, **options: Any) -> HttpResponse:
        """Record the sign-in."""
        record("accounts.sign_in", by=actor_of(user), kind=Kind.ACCESS)
        return super().post_login(request, user, **options)

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Record a refused sign-in, with the person where the address is known; never the password."""
        person = Person.objects.filter(email=str(credentials.get("email", "")).lower()).first()
        by = actor_of(person) if person else None
        record("accounts.sign_in", by=by, kind=Kind.ACCESS, outcome=Outcome.REFUSED)
        super().authentication_failed(request, **credentials)


class SecondFactor(DefaultMFAAdapter):
    """Second factors: TOTP, passkeys and recovery codes."""
