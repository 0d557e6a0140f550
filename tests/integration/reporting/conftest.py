"""A browser for each kind of person; the middleware asks for a second factor, so each has one."""

from collections.abc import Callable

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from poaiss.accounts.enums import Role
from tests.unit.reporting.people import person

SignedIn = Callable[..., Client]


@pytest.fixture
def signed_in() -> SignedIn:
    """Return a client that is signed in as whoever holds a role for a State."""

    def client(role: Role, state: str = "XAV", *, exercise: bool = True) -> Client:
        who = person(role, state, exercise=exercise)
        Authenticator.objects.get_or_create(user=who, type=Authenticator.Type.TOTP, defaults={"data": {"secret": "x"}})
        found = Client()
        found.force_login(who)
        return found

    return client
