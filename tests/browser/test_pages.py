"""Every public page: no accessibility violation, nothing wider than the window, in English and in Arabic (S8, S10)."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext

from tests.browser.conftest import NARROW, WIDE, overflows, shot, violations

pytestmark = pytest.mark.rows("S8", "S10", "S16", "O9", "O10")
PAGES = (
    "",
    "states/",
    "states/antigua-and-barbuda/",
    "states/antigua-and-barbuda/reports/2010/",
    "states/avaria/",
    "contacts/",
    "contacts/coverage/",
    "contacts/note-verbale/",
    "figures/",
    "figures/participation/",
    "figures/sdg-16-4-2/",
    "figures/answers-across-editions/",
    "figures/rounds/",
    "figures/rounds/exercise/2024/",
    "figures/rounds/exercise/2024/participation/",
    "figures/rounds/states/2018/",
    "figures/embed/exercise/2024/participation/",
    "figures/matrix/exercise/",
    "figures/matrix/exercise/?part=s:4&round=2024",
    "figures/matrix/exercise/2024/XAV/C:4.1.2/",
    "figures/matrix/states/",
    "figures/open-data/",
    "questionnaires/",
    "search/?q=marking",
    "search/?q=zzzz",
    "glossary/",
    "paragraphs/",
    "calendar/",
    "help/",
    "about/",
    "accessibility/",
    "account/login/",
    "account/password/reset/",
    "nothing-here/",
)
Visit = Callable[..., BrowserContext]


def name(language: str, path: str, width: int) -> str:
    words = re.sub(r"[/?=:&]", "-", path.strip("/")) or "home"
    return f"{words}-{language}-{width}"


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_page_is_accessible_and_fits(visit: Visit, language: str, path: str) -> None:
    page = visit(viewport=WIDE).new_page()
    answer = page.goto(f"/{language}/{path}")
    assert answer is not None
    assert answer.status == (404 if path == "nothing-here/" else 200)
    assert page.locator("html").get_attribute("dir") == ("rtl" if language == "ar" else "ltr")
    assert page.locator("h1").count() == 1
    assert violations(page) == []
    assert overflows(page) == 0
    shot(page, name(language, path, 1280))
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    assert overflows(page) == 0
    shot(page, name(language, path, 320))


@pytest.mark.parametrize("path", ["", "states/avaria/", "figures/participation/", "account/login/"])
def test_a_page_is_accessible_in_the_dark(visit: Visit, path: str) -> None:
    page = visit(dark=True).new_page()
    page.goto(f"/en/{path}")
    assert violations(page) == []


def test_the_first_visit_is_light_and_calls_nobody_else(visit: Visit, demo: object) -> None:
    context = visit()
    sizes: dict[str, int] = {}

    def keep(response: object) -> None:
        length = response.header_value("content-length")  # type: ignore[attr-defined]
        body = int(length) if length else len(response.body())  # type: ignore[attr-defined]
        sizes[response.url] = body  # type: ignore[attr-defined]

    page = context.new_page()
    page.on("response", keep)
    page.goto("/en/", wait_until="networkidle")
    assert {url.split("/")[2] for url in sizes} == {page.url.split("/")[2]}
    assert sum(sizes.values()) <= 60_000, sizes


def test_the_page_works_with_the_keyboard_alone(visit: Visit) -> None:
    page = visit().new_page()
    page.goto("/en/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent.trim()") == "Skip to the main content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.focus("#search")
    page.keyboard.type("Tuvalu")
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/search/?q=Tuvalu")
    assert page.locator("main a", has_text="Tuvalu").first.get_attribute("href") == "/en/states/tuvalu/"


def test_search_and_languages_work_without_javascript(visit: Visit) -> None:
    page = visit(javascript=False).new_page()
    page.goto("/en/")
    page.fill("#search", "Brazil")
    page.press("#search", "Enter")
    page.click("main a:has-text('Brazil')")
    assert page.url.endswith("/en/states/brazil/")
    page.click("footer a[lang=ar]")
    assert page.url.endswith("/ar/states/brazil/")
    assert page.locator("h1").inner_text() == "البرازيل"
