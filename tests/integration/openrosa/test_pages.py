"""The pages of devices: a token shown once, taken back at any time; what came from devices and its outcome (R12)."""

import re
import uuid

import pytest
from django.test import Client

from poaiss.access.rls import acting_as
from poaiss.accounts.enums import Role
from poaiss.reporting.actions import Given
from poaiss.reporting.models import DeviceToken
from tests.integration.openrosa.conftest import PhoneOf
from tests.integration.openrosa.phone import Phone, basic, fill
from tests.integration.reporting.conftest import SignedIn
from tests.integration.reporting.conftest import signed_in as signed_in
from tests.unit.reporting.people import LAWS, REGISTRATION, actor, answered, person, started

pytestmark = [pytest.mark.django_db, pytest.mark.rows("R12")]
DEVICES = "/en/you/devices/"
TOKEN = re.compile(r"\b(?:[a-z2-9]{5}-){4}[a-z2-9]{5}\b")


def tokens(page: bytes) -> set[str]:
    return set(TOKEN.findall(page.decode()))


def test_a_token_is_shown_once_and_works(signed_in: SignedIn) -> None:
    started()
    own = signed_in(Role.CONTRIBUTOR)
    made = own.post(DEVICES, {"name": "Tablet of the registry"})
    [secret] = tokens(made.content)
    assert "no-store" in made.headers["Cache-Control"]
    assert "Tablet of the registry" in made.content.decode()
    again = own.get(DEVICES)
    assert (tokens(again.content), "Tablet of the registry" in again.content.decode()) == (set(), True)
    assert len(Phone(basic(person(Role.CONTRIBUTOR).email, secret)).entries()) == 1


def test_a_device_without_a_name_is_not_made(signed_in: SignedIn) -> None:
    own = signed_in(Role.CONTRIBUTOR)
    assert own.post(DEVICES, {"name": "  "}).status_code == 422
    with acting_as(actor(Role.CONTRIBUTOR)):
        assert not DeviceToken.objects.exists()


def test_there_is_an_end_to_devices(signed_in: SignedIn) -> None:
    own = signed_in(Role.CONTRIBUTOR)
    assert [own.post(DEVICES, {"name": f"Phone {n}"}).status_code for n in range(21)] == [200] * 20 + [422]


def test_a_device_is_taken_back(signed_in: SignedIn, phone_of: PhoneOf) -> None:
    phone, own = phone_of(), signed_in(Role.CONTRIBUTOR)
    with acting_as(actor(Role.CONTRIBUTOR)):
        row = DeviceToken.objects.get()
    assert own.get(f"{DEVICES}{row.pk}/revoke/").status_code == 405
    assert own.post(f"{DEVICES}{row.pk}/revoke/").headers["Location"] == DEVICES
    assert phone.list().status == 401


def test_nobody_takes_back_anothers_device(signed_in: SignedIn, phone_of: PhoneOf) -> None:
    phone = phone_of()
    with acting_as(actor(Role.CONTRIBUTOR)):
        row = DeviceToken.objects.get()
    other = signed_in(Role.APPROVER)
    assert other.post(f"{DEVICES}{row.pk}/revoke/").status_code == 404
    assert other.post(f"{DEVICES}{uuid.uuid4()}/revoke/").status_code == 404
    assert "Phone" not in other.get(DEVICES).content.decode().split("<main")[1].split("Add a device")[0]
    assert phone.list().status == 200


def test_what_came_from_devices_is_listed_with_its_outcome(signed_in: SignedIn, phone_of: PhoneOf) -> None:
    report, phone = started(), phone_of()
    form = phone.form()
    answered(report, {LAWS: Given("yes")})
    assert phone.send(fill(form, {LAWS: "no", REGISTRATION: "yes"}, extra="never_asked")).status == 201
    desk = signed_in(Role.APPROVER)
    page = desk.get(f"/en/reports/{report.pk}/devices/").content.decode()
    for words in ("1 answer changed", "side by side for: 4.1", "never_asked[1]", "somebody typed this"):
        assert words in page
    own = signed_in(Role.CONTRIBUTOR).get(DEVICES).content.decode()
    assert "1 answer changed" in own
    [address] = set(re.findall(r"/en/reports/devices/[0-9a-f-]+\.xml", page))
    sent = desk.get(address)
    assert b"<never_asked>somebody typed this</never_asked>" in sent.content
    assert sent.headers["Content-Disposition"].startswith("attachment")
    assert signed_in(Role.CONTRIBUTOR, "XBO").get(address).status_code == 404


@pytest.mark.parametrize("path", [DEVICES, "/en/reports/{report}/devices/", "/en/reports/devices/{report}.xml"])
def test_who_opens_the_pages(signed_in: SignedIn, path: str) -> None:
    address = path.format(report=started().pk)
    assert "/account/login/" in Client().get(address).headers["Location"]
    assert signed_in(Role.AGENCY_OFFICER).get(address).status_code == 403
    assert signed_in(Role.SECRETARIAT).get(address).status_code == 403
    if "reports" in path:
        assert signed_in(Role.CONTRIBUTOR, "XBO").get(address).status_code == 404
        assert signed_in(Role.CONTRIBUTOR).post(address).status_code == 405
    assert signed_in(Role.CONTRIBUTOR).get(path.replace("{report}", "7")).status_code == (
        200 if path == DEVICES else 404
    )


def test_the_account_leads_there_for_those_who_report(signed_in: SignedIn) -> None:
    assert DEVICES in signed_in(Role.CONTRIBUTOR).get("/en/you/").content.decode()
    assert DEVICES not in signed_in(Role.AGENCY_OFFICER).get("/en/you/").content.decode()
