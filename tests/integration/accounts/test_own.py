import pytest

from poaiss.accounts.actions import notify
from poaiss.accounts.models import Notification
from poaiss.audit.actions import record
from tests.integration.accounts.conftest import NOWHERE, House

pytestmark = pytest.mark.rows("S1", "S3")
MINE = {"name": "Ana T.", "language": "ar", "time_zone": "Asia/Beirut"}


def told(house: House, name: str) -> Notification:
    return notify(person=house.person(name), event="e", subject=f"For {name}", body="Look.", path="/en/you/")


def test_the_profile_is_changed(house: House) -> None:
    text = house.visit("ana", "profile").content.decode()
    for address in ("/en/account/2fa/", "/en/account/sessions/", "/en/account/password/change/"):
        assert f'href="{address}"' in text
    assert house.status("ana", "profile", data=MINE) == 302
    ana = house.person("ana")
    assert (ana.name, ana.language, ana.time_zone) == ("Ana T.", "ar", "Asia/Beirut")


@pytest.mark.parametrize("changes", [{"time_zone": "Mars/Olympus"}, {"language": "xx"}, {"name": " "}])
def test_what_is_wrong_is_said(house: House, changes: dict[str, str]) -> None:
    assert house.status("ana", "profile", data={**MINE, **changes}) == 422
    assert house.person("ana").name == "Ana Teller"


def test_notifications_are_listed_and_marked(house: House) -> None:
    first, second, others = told(house, "ana"), told(house, "ana"), told(house, "bruno")
    text = house.visit("ana", "notifications").content.decode()
    assert (text.count('<h2 dir="auto">For ana</h2>'), "For bruno" in text) == (2, False)
    assert house.status("ana", "read", first.pk, data={}) == 302
    for each in (first, second):
        each.refresh_from_db()
    assert (first.read_at is not None, second.read_at) == (True, None)
    assert house.status("ana", "read-all", data={}) == 302
    second.refresh_from_db()
    others.refresh_from_db()
    assert (second.read_at is not None, others.read_at) == (True, None)


def test_another_persons_notification(house: House) -> None:
    others = told(house, "bruno")
    assert house.status("ana", "read", others.pk, data={}) == 404
    assert house.status("ana", "read", NOWHERE, data={}) == 404
    others.refresh_from_db()
    assert others.read_at is None


def test_the_own_activity_alone(house: House) -> None:
    record("site.mine", by=house.actor("ana"))
    record("site.theirs", by=house.actor("bruno"))
    text = house.visit("ana", "activity").content.decode()
    assert ("site.mine" in text, "site.theirs" in text) == (True, False)


@pytest.mark.parametrize("page", ["profile", "notifications", "activity"])
def test_nobody_is_asked_to_sign_in(house: House, page: str) -> None:
    assert house.asks_sign_in(page)


def test_the_wrong_method(house: House) -> None:
    assert house.status("ana", "profile", method="delete") == 405
    assert house.status("ana", "notifications", data={}) == 405
    assert house.status("ana", "activity", data={}) == 405
    assert house.status("ana", "read-all") == 405
    assert house.status("ana", "read", NOWHERE) == 405


def test_the_workspace_leads_there(house: House) -> None:
    told(house, "nadia")
    house.client.force_login(house.person("nadia"))
    text = house.client.get("/en/workspace/").content.decode()
    for words in ("Unread notifications", "Your account", 'href="/en/people/"'):
        assert words in text
