"""People with devices."""

from collections.abc import Callable

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache

from poaiss.access.rls import acting_as
from poaiss.accounts.actor import actor_of
from poaiss.accounts.enums import Role
from poaiss.reporting.openrosa import devices
from tests.integration.openrosa.phone import Phone, basic
from tests.unit.reporting.people import person

PhoneOf = Callable[..., Phone]


@pytest.fixture(autouse=True)
def no_attempts(db: None) -> None:
    """Begin each test without failed attempts."""
    cache.clear()


@pytest.fixture
def phone_of(db: None) -> PhoneOf:
    """Return a device of whoever holds a role for a State, with a token of its own."""

    def phone(role: Role = Role.CONTRIBUTOR, state: str = "XAV") -> Phone:
        who = person(role, state)
        Authenticator.objects.get_or_create(user=who, type=Authenticator.Type.TOTP, defaults={"data": {"secret": "x"}})
        actor = actor_of(who)
        with acting_as(actor):
            _row, secret = devices.add(name="Phone", by=actor)
        return Phone(basic(who.email, secret))

    return phone
