"""Who a device speaks for: tokens, passwords where they are allowed, limits, other States (R12, S3)."""

import base64
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from lxml import etree

from poaiss.access.rls import acting_as
from poaiss.accounts.actor import MACHINE, actor_of
from poaiss.accounts.enums import Role
from poaiss.audit.models import Entry
from poaiss.reporting.actions import Given
from poaiss.reporting.models import DeviceSubmission, DeviceToken
from poaiss.reporting.openrosa import devices
from tests.integration.openrosa.conftest import PhoneOf
from tests.integration.openrosa.phone import Phone, basic, fill, in_process
from tests.unit.reporting.people import LAWS, actor, answered, person, started

pytestmark = [pytest.mark.django_db, pytest.mark.rows("R12", "R25", "R4")]
ADDRESSES = [
    ("GET", "/openrosa/formList"),
    ("GET", "/openrosa/forms/poa-iti-c-xav-2026.xml"),
    ("HEAD", "/openrosa/submission"),
    ("POST", "/openrosa/submission"),
]


def refused_entries() -> list[tuple[str, str]]:
    with acting_as(MACHINE):
        found = Entry.objects.filter(action="accounts.device_sign_in", outcome="refused").order_by("number")
        return [(each.actor_name, each.details["reason"]) for each in found]


@pytest.mark.parametrize(("method", "path"), ADDRESSES)
@pytest.mark.parametrize(
    "header",
    [
        "",
        "Basic",
        "Basic !!!",
        "Basic " + base64.b64encode(b"no colon").decode(),
        "Basic " + base64.b64encode(b"\xff\xfe:x").decode(),
        "Digest username=x",
        "Bearer wrong",
        basic("contributor.xav.x@tests.example", "wrong"),
        basic("nobody@tests.example", "wrong"),
        "Basic " + "A" * 5000,
    ],
)
def test_without_right_credentials_everything_asks_for_them(method: str, path: str, header: str) -> None:
    answered(started(), {LAWS: Given("yes")})
    cache.clear()
    answer = in_process(method, f"http://testserver{path}", {"Authorization": header} if header else {}, b"")
    assert answer.status == 401
    assert answer.headers["WWW-Authenticate"].startswith('Basic realm="poaiss"')
    assert answer.headers["X-OpenRosa-Version"] == "1.0"
    assert b"Avaria" not in answer.body
    if method != "HEAD":
        assert (answer.code, answer.message.get("nature")) == ("device-sign-in", "submit_error")


def test_refused_attempts_are_audited_without_what_was_typed() -> None:
    Phone(basic(person(Role.CONTRIBUTOR).email, "hunter2-hunter2")).list()
    assert refused_entries() == [("", "token")]
    assert not Entry.objects.filter(details__icontains="hunter2").exists()


@pytest.mark.parametrize("scheme", ["Bearer", "Token", "bearer"])
def test_a_token_alone_is_enough(phone_of: PhoneOf, scheme: str) -> None:
    started()
    _email, _colon, secret = base64.b64decode(phone_of().authorization.split()[1]).decode().partition(":")
    assert len(Phone(f"{scheme} {secret}").entries()) == 1


def test_a_token_is_read_as_people_type_it(phone_of: PhoneOf) -> None:
    started()
    email, _colon, secret = base64.b64decode(phone_of().authorization.split()[1]).decode().partition(":")
    typed = secret.upper().replace("-", " ")
    assert len(Phone(basic(email.upper(), typed)).entries()) == 1


def test_a_token_is_its_own_persons_alone(phone_of: PhoneOf) -> None:
    _email, _colon, secret = base64.b64decode(phone_of().authorization.split()[1]).decode().partition(":")
    assert Phone(basic(person(Role.APPROVER).email, secret)).list().status == 401


def test_a_token_that_was_taken_back_opens_nothing_and_use_is_shown(phone_of: PhoneOf) -> None:
    started()
    phone, who = phone_of(), actor(Role.CONTRIBUTOR)
    with acting_as(who):
        row = DeviceToken.objects.get()
        assert row.used_at is None
    assert phone.list().status == 200
    with acting_as(who):
        row.refresh_from_db()
        assert row.used_at is not None
        devices.revoke(device=row, by=who)
    assert phone.list().status == 401


def test_the_database_keeps_no_token(phone_of: PhoneOf) -> None:
    _email, _colon, secret = base64.b64decode(phone_of().authorization.split()[1]).decode().partition(":")
    with acting_as(actor(Role.CONTRIBUTOR)):
        row = DeviceToken.objects.get()
    assert row.token_hash == devices.digest_of(secret)
    assert secret.replace("-", "") not in str(vars(row))


def test_somebody_who_left_opens_nothing(phone_of: PhoneOf) -> None:
    phone, who = phone_of(), person(Role.CONTRIBUTOR)
    who.is_active = False
    who.save(update_fields=["is_active"])
    assert phone.list().status == 401


def test_the_password_opens_only_where_the_operator_allows_it(phone_of: PhoneOf, settings: Any) -> None:
    started(), phone_of()
    who = person(Role.CONTRIBUTOR)
    who.set_password("a long enough password")
    who.save(update_fields=["password"])
    phone = Phone(basic(who.email, "a long enough password"))
    settings.OPENROSA_PASSWORDS = True
    assert len(phone.entries()) == 1
    settings.OPENROSA_PASSWORDS = False
    assert phone.list().status == 401


def test_a_role_that_needs_a_second_factor_needs_it_here_too(settings: Any) -> None:
    started()
    who = person(Role.CONTRIBUTOR)
    assert actor_of(who).needs_second_factor
    who.set_password("a long enough password")
    who.save(update_fields=["password"])
    answer = Phone(basic(who.email, "a long enough password")).list()
    assert (answer.status, answer.code) == (403, "second-factor-missing")


def test_too_many_failures_lock_the_address_for_right_credentials_too(phone_of: PhoneOf) -> None:
    phone = phone_of()
    email = person(Role.CONTRIBUTOR).email
    assert [Phone(basic(email, f"wrong {n}")).list().status for n in range(5)] == [401] * 5
    answer = phone.list()
    assert (answer.status, answer.code) == (429, "device-locked")
    assert refused_entries()[-1] == ("", "locked")


def test_many_right_requests_lock_nothing(phone_of: PhoneOf) -> None:
    phone = phone_of()
    assert {phone.head().status for _n in range(40)} == {204}


@pytest.mark.parametrize("role", [Role.CONTRIBUTOR, Role.POINT_OF_CONTACT, Role.APPROVER, Role.MISSION])
def test_everybody_at_the_desk_has_the_form(phone_of: PhoneOf, role: Role) -> None:
    started()
    [entry] = phone_of(role).entries()
    assert entry["formID"] == "poa-iti-c-xav-2026"


def test_another_state_is_told_that_there_is_no_such_form(phone_of: PhoneOf) -> None:
    answered(started(), {LAWS: Given("yes", remark="secret remark")})
    own, other = phone_of(), phone_of(state="XBO")
    xml = fill(own.form(), {LAWS: "no"})
    assert other.entries() == []
    answer = other.request("GET", "http://testserver/openrosa/forms/poa-iti-c-xav-2026.xml")
    assert (answer.status, answer.code) == (404, "form-unknown")
    answer = other.send(xml)
    assert (answer.status, answer.code) == (404, "form-unknown")
    with acting_as(actor(Role.CONTRIBUTOR)):
        assert not DeviceSubmission.objects.exists()


@pytest.mark.parametrize("role", [Role.AGENCY_OFFICER, Role.STATE_ADMINISTRATOR, Role.SECRETARIAT, Role.ADMINISTRATOR])
def test_roles_without_the_whole_report_get_nothing(role: Role, phone_of: PhoneOf) -> None:
    answered(started(), {LAWS: Given("yes")})
    xml = fill(phone_of().form(), {LAWS: "no"})
    who = person(role)
    who.set_password("a long enough password")
    who.save(update_fields=["password"])
    from allauth.mfa.models import Authenticator

    Authenticator.objects.create(user=who, type=Authenticator.Type.TOTP, data={"secret": "x"})
    phone = Phone(basic(who.email, "a long enough password"))
    assert phone.entries() == []
    answer = phone.request("GET", "http://testserver/openrosa/forms/poa-iti-c-xav-2026.xml")
    assert (answer.status, answer.code) == (403, "refused")
    answer = phone.send(xml)
    assert (answer.status, answer.code) == (403, "refused")
    with acting_as(MACHINE):
        refused = Entry.objects.filter(action="reporting.devices", outcome="refused")
        assert [each.actor_id for each in refused] == [str(who.pk)] * 2


def test_a_browsers_session_counts_for_nothing(phone_of: PhoneOf) -> None:
    started(), phone_of()
    client = Client()
    client.force_login(person(Role.CONTRIBUTOR))
    assert client.get("/openrosa/formList").status_code == 401


def test_the_blank_template_is_for_everybody(db: None) -> None:
    answered(started(), {LAWS: Given("yes")})
    answer = Phone("").request("GET", "http://testserver/openrosa/forms/poa-iti-c.xml")
    assert answer.status == 200
    root = etree.fromstring(answer.body)
    instance = next(iter(next(root.iter("{http://www.w3.org/2002/xforms}instance"))))
    assert instance.get("id") == "poa-iti-c"
    assert [each.text for each in instance.iter() if (each.text or "").strip()] == []
    assert Phone("").request("GET", "http://testserver/openrosa/forms/never.xml").status == 401


def test_a_blank_template_takes_no_submission(phone_of: PhoneOf) -> None:
    started()
    blank = Phone("").request("GET", "http://testserver/openrosa/forms/poa-iti-c.xml").body
    answer = phone_of().send(fill(blank, {LAWS: "yes"}))
    assert (answer.status, answer.code) == (404, "form-unknown")


@pytest.mark.parametrize(
    ("method", "path"),
    [("POST", "/openrosa/formList"), ("PUT", "/openrosa/submission"), ("GET", "/openrosa/submission")],
)
def test_other_methods_are_not_allowed(phone_of: PhoneOf, method: str, path: str) -> None:
    assert phone_of().request(method, f"http://testserver{path}").status == 405


def test_errors_speak_the_language_of_the_person(phone_of: PhoneOf) -> None:
    who = person(Role.CONTRIBUTOR)
    phone = phone_of()
    who.language = "fr"
    who.save(update_fields=["language"])
    answer = phone.list()
    assert answer.headers["Content-Language"] == "fr"
