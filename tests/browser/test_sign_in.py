"""The cast signs in and finds a workspace, in English and in Arabic (S1, S3, S14)."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext

from poaiss.accounts.demo import NAMED, PASSWORD, people
from tests.browser.conftest import Demo, overflows, shot, sign_in, violations

pytestmark = pytest.mark.rows("S1", "S3", "S14")
CAST = {row["key"]: row for row in people() if row["key"] in NAMED}
DOORS = {
    "ana": {"Messages", "National report"},
    "hana": {"Notify a contact", "National report"},
    "dalia": {"Designations"},
}
Visit = Callable[..., BrowserContext]


@pytest.mark.parametrize("key", NAMED)
def test_the_cast_signs_in_and_sees_a_workspace(visit: Visit, key: str) -> None:
    page = sign_in(visit(), CAST[key]["email"], PASSWORD)
    assert CAST[key]["given_name"] in page.locator("h1").inner_text()
    assert violations(page) == []
    doors = set(page.locator("main h3 a").all_inner_texts())
    assert DOORS.get(key, set()) <= doors
    shot(page, f"workspace-{key}-en")
    page.goto("/ar/workspace/")
    assert page.locator("html").get_attribute("dir") == "rtl"
    assert violations(page) == []
    assert overflows(page) == 0
    shot(page, f"workspace-{key}-ar")


def test_a_wrong_password_is_refused_with_words(visit: Visit) -> None:
    page = visit().new_page()
    page.goto("/en/account/login/")
    page.fill("input[name=login]", "nobody@avaria.exercise.example")
    page.fill("input[name=password]", "not the password")
    page.click("main form button[type=submit] >> nth=0")
    assert "/account/login/" in page.url
    assert "not correct" in page.locator("main").inner_text()
    assert violations(page) == []


def test_a_page_for_the_signed_in_leads_to_the_sign_in_and_back(visit: Visit, demo: Demo) -> None:
    page = visit().new_page()
    page.goto("/en/workspace/")
    assert "/en/account/login/?next=/en/workspace/" in page.url


@pytest.mark.rows("S1", "S4")
@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_pages_of_an_administrator_are_accessible_and_fit(visit: Visit, language: str) -> None:
    emails = {row["key"]: row["email"] for row in people()}
    page = sign_in(visit(), emails["nadia"], PASSWORD, language)
    for path in (
        "people/",
        "people/invite/",
        "you/",
        "you/notifications/",
        "you/activity/",
        "audit/",
        "2fa/",
        "sessions/",
    ):
        address = f"/{language}/{'account/' if path in {'2fa/', 'sessions/'} else ''}{path}"
        answer = page.goto(address)
        assert answer is not None
        assert answer.status == 200, address
        assert violations(page) == [], address
        page.set_viewport_size({"width": 320, "height": 700})
        assert overflows(page) == 0, address
        shot(page, f"administrator-{path.strip('/').replace('/', '-')}-{language}-320")
        page.set_viewport_size({"width": 1280, "height": 900})
        shot(page, f"administrator-{path.strip('/').replace('/', '-')}-{language}-1280")
