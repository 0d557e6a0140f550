"""How django-allauth behaves here: accounts by invitation alone; no names in one-time-code labels."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest


class InvitedPeopleOnly(DefaultAccountAdapter):
    """Sign-up is closed; an invitation creates the account (S1)."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up on their own."""
        return False


class SecondFactor(DefaultMFAAdapter):
    """Second factors: TOTP, passkeys and recovery codes."""
