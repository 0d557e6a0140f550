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
