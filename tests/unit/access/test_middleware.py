"""Each request asks anew who acts (S3): second factor, ended roles, closed accounts, sessions."""

from typing import Any

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.test import Client, RequestFactory
from django.utils import timezone

from poaiss.access.middleware import activate_time_zone
from poaiss.accounts.models import Membership, Person
from poaiss.common.clock import now
from tests.factories.cast import Cast

pytestmark = pytest.mark.rows("S3")
WORKSPACE, MFA, SIGN_IN = "/en/workspace/", "/en/account/2fa/", "/en/account/login/"
HTMX: dict[str, Any] = {"headers": {"HX-Request": "true"}}


@pytest.fixture
def ana(cast: Cast) -> Client:
    """Ana's browser; her second factor is gone."""
    Authenticator.objects.filter(user=cast.ana).delete()
    return cast.client("ana")


def test_restricted_pages_lead_to_the_second_factor(ana: Client) -> None:
    response = ana.get(WORKSPACE)
    assert (response.status_code, response.headers["Location"]) == (302, MFA)
    assert ana.get(MFA).status_code == 200  # no loop


def test_a_part_of_a_page_is_not_replaced_by_another_page(ana: Client, cast: Cast) -> None:
    led = ana.get(WORKSPACE, **HTMX)
    assert (led.status_code, led.headers["HX-Redirect"]) == (200, MFA)
    signed_out = Client().get(WORKSPACE, **HTMX)
    assert signed_out.status_code == 200
    assert signed_out.headers["HX-Redirect"].startswith(SIGN_IN)
    assert "HX-Redirect" not in cast.client("bruno").get(WORKSPACE, **HTMX).headers


def test_public_pages_show_what_the_public_sees(ana: Client) -> None:
    response = ana.get("/en/")
    assert response.status_code == 200
    actor = response.wsgi_request.actor  # type: ignore[attr-defined]
    assert (actor.is_signed_in, actor.capacities) == (True, frozenset())


def test_signing_out_and_the_language_stay_open(ana: Client) -> None:
    assert ana.get("/ar/account/2fa/").status_code == 200
    assert ana.get("/fr/").status_code == 200
    assert ana.post("/en/account/logout/").headers["Location"] == "/en/"


def test_whoever_needs_no_second_factor_goes_on(cast: Cast) -> None:
    assert cast.client("grace").get(WORKSPACE).status_code == 200


@pytest.mark.parametrize("path", ["email/", "password/set/", "confirm-email/", "confirm-email/abc/"])
def test_pages_of_the_library_that_are_not_offered(cast: Cast, path: str) -> None:
    assert cast.client("bruno").get(f"/en/account/{path}").status_code == 404
    assert Client().get(f"/en/account/{path}").status_code in {302, 404}  # the sign-in may come first


def test_an_ended_role_is_gone_at_the_next_request(cast: Cast) -> None:
    browser = cast.client("grace")
    before = browser.get(WORKSPACE).wsgi_request.actor  # type: ignore[attr-defined]
    Membership.objects.filter(person=cast.grace).update(ended_at=now(), ended_by=cast.emeka)
    after = browser.get(WORKSPACE).wsgi_request.actor  # type: ignore[attr-defined]
    assert [len(actor.capacities) for actor in (before, after)] == [1, 0]


def test_a_closed_account_is_signed_out_at_the_next_request(cast: Cast) -> None:
    browser = cast.client("bruno")
    assert browser.get(WORKSPACE).status_code == 200
    Person.objects.filter(pk=cast.bruno.pk).update(is_active=False)
    assert browser.get(WORKSPACE).headers["Location"].startswith(SIGN_IN)


def test_the_session_is_new_after_signing_in(cast: Cast) -> None:
    browser = Client()
    browser.get(SIGN_IN)
    session = browser.session
    session["planted"] = "by somebody else"
    session.save()
    browser.cookies["sessionid"] = session.session_key or ""
    browser.force_login(cast.grace)
    assert browser.session.session_key != session.session_key


def test_times_are_shown_in_the_persons_time_zone(cast: Cast) -> None:
    with time_machine.travel("2026-03-01 12:00:00+00:00", tick=False):
        activate_time_zone(cast.ana)
        assert timezone.localtime().hour == 14
        cast.ana.time_zone = "Atlantis/Nowhere"
        activate_time_zone(cast.ana)
        assert timezone.localtime().hour == 12
    cast.client("bruno").get(WORKSPACE)
    assert timezone.get_current_timezone_name() == "UTC"


def test_a_request_without_a_view_has_nobody(db: None) -> None:
    assert RequestFactory().get("/").path == "/"
    assert Client().get("/en/nowhere/").status_code == 404
