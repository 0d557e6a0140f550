from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache

from poaiss.accounts import demo
from poaiss.audit.models import Entry
from tests.integration.accounts.conftest import SIGN_IN, House

pytestmark = pytest.mark.rows("S3", "S4")


@pytest.fixture(autouse=True)
def memory(settings: Any) -> Iterator[None]:
    """A cache that counts, of this test alone."""
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "sign-in"}}
    cache.clear()
    yield
    cache.clear()


def sign_in(house: House, name: str, password: str = demo.PASSWORD) -> Any:
    return house.client.post(SIGN_IN, {"login": house.person(name).email, "password": password})


def log() -> list[tuple[str, str, str, str, str]]:
    found = Entry.objects.filter(kind="access").order_by("pk")
    return [(e.chain, e.action, e.outcome, e.actor_name, e.details.get("reason", "")) for e in found]


def test_signing_in_and_out_is_recorded(house: House) -> None:
    assert sign_in(house, "grace").status_code == 302
    house.client.post("/en/account/logout/")
    assert log() == [
        ("system", "accounts.sign_in", "done", "Grace Lindqvar", ""),
        ("system", "accounts.sign_out", "done", "Grace Lindqvar", ""),
    ]


def test_with_a_second_factor_only_the_whole_counts(house: House) -> None:
    assert sign_in(house, "ana").headers["Location"] == "/en/account/2fa/authenticate/"
    assert log() == []
    house.client.post("/en/account/2fa/authenticate/", {"code": "000000"})
    assert log() == [("XAV", "accounts.sign_in", "refused", "", "second factor")]
    house.client.post("/en/account/2fa/authenticate/", {"code": demo.code_of(house.person("ana"))})
    assert log()[1:] == [("XAV", "accounts.sign_in", "done", "Ana Teller", "")]


def test_a_wrong_password_is_recorded_without_what_was_typed(house: House) -> None:
    sign_in(house, "ana", "not-the-password")
    house.client.post(SIGN_IN, {"login": "my-password@typed.example", "password": "x"})
    assert log() == [
        ("XAV", "accounts.sign_in", "refused", "", "password"),
        ("system", "accounts.sign_in", "refused", "", "password"),
    ]
    assert "typed" not in str(list(Entry.objects.values()))


def test_the_sixth_attempt_is_refused_even_with_the_right_password(house: House) -> None:
    for _attempt in range(5):
        assert "Too many attempts" not in sign_in(house, "grace", "wrong").content.decode()
    refused = sign_in(house, "grace")
    assert "Too many attempts to sign in have failed." in refused.content.decode()
    assert "_auth_user_id" not in house.client.session
    assert [reason for *_rest, reason in log()] == ["password"] * 5 + ["locked"]


def test_another_address_is_not_locked_with_it(house: House) -> None:
    for _attempt in range(6):
        sign_in(house, "ana", "wrong")
    assert sign_in(house, "grace").status_code == 302
    assert house.client.session["_auth_user_id"] == str(house.person("grace").pk)
