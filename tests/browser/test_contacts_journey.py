"""A mission notifies a contact, the Secretariat verifies, the deputy takes over, a message reaches the holder,
a lapsed confirmation is chased; other people see only what they may (D1-D5, D10)."""

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page

from poaiss.accounts.demo import PASSWORD, people
from tests.browser.conftest import Demo, overflows, shot, sign_in, violations

pytestmark = pytest.mark.rows("D1", "D2", "D3", "D4", "D5", "D10")
EMAILS = {row["key"]: row["email"] for row in people()}
NOTE = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
TODAY = dt.datetime.now(dt.UTC).date()
Visit = Callable[..., BrowserContext]


def somebody(visit: Visit, key: str, language: str = "en", **options: object) -> Page:
    return sign_in(visit(**options), EMAILS[key], PASSWORD, language)


def press(page: Page, words: str) -> None:
    page.get_by_role("button", name=words, exact=True).click()


def good(page: Page, name: str) -> None:
    assert violations(page) == []
    assert overflows(page) == 0
    shot(page, name)


def test_a_mission_notifies_and_the_secretariat_verifies(visit: Visit, tmp_path: Path) -> None:
    note = tmp_path / "note.pdf"
    note.write_bytes(NOTE)
    mission = somebody(visit, "hana")
    mission.click("main a:has-text('Notify a contact')")
    mission.select_option("select[name=kind]", label="national point of contact, brokering")
    mission.eval_on_selector("main form", "form => { form.noValidate = true; }")
    press(mission, "Notify")
    assert mission.locator(".errors a").count() >= 3
    good(mission, "journey-notify-errors")
    mission.fill("input[name=office_name]", "Licensing unit")
    mission.fill("input[name=name]", "Sela Marwick")
    mission.fill("input[name=email]", "sela@avaria.exercise.example")
    mission.fill("input[name=starts_on]", TODAY.isoformat())
    mission.fill("input[name=note_number]", "XAV/2026/077")
    mission.fill("input[name=note_date]", TODAY.isoformat())
    mission.set_input_files("input[name=note_file]", note)
    press(mission, "Notify")
    mission.wait_for_url("**/contacts/designations/*/")
    good(mission, "journey-notified")
    address = mission.url

    secretariat = somebody(visit, "dalia")
    secretariat.goto(address)
    good(secretariat, "journey-verify")
    secretariat.locator("input[name=method]").first.check()
    press(secretariat, "It is authentic")
    assert "Sela Marwick" in secretariat.locator("main").inner_text()

    mission.reload()
    assert "in force" in mission.locator(".lede").inner_text().lower()
    stranger = somebody(visit, "grace")
    answer = stranger.goto(address)
    assert answer is not None
    assert answer.status in {403, 404}


def test_the_deputy_takes_over_and_a_message_reaches_whoever_holds(visit: Visit) -> None:
    holder = somebody(visit, "julia")
    holder.goto("/en/states/avaria/")
    holder.click("main a:has-text('National point of contact, Programme of Action')")
    office = holder.url
    press(holder, "Let this deputy take over")
    assert "acts for the holder" in holder.locator("main").inner_text()
    good(holder, "journey-take-over")

    writer = somebody(visit, "leila", "fr")
    writer.goto(office.replace("/en/", "/fr/") + "write/")
    writer.fill("input[name=subject]", "Patrouille commune")
    writer.fill("textarea[name=text]", "Pouvez-vous confirmer la date de la patrouille ?")
    writer.locator("main form button[type=submit]").first.click()
    good(writer, "journey-written")

    deputy = somebody(visit, "kofi")
    deputy.goto("/en/contacts/messages/")
    deputy.click("main a:has-text('Patrouille commune')")
    assert "confirmer la date" in deputy.locator("main").inner_text()
    good(deputy, "journey-thread")

    for key in ("grace", "emeka", "chidi"):
        other = somebody(visit, key)
        other.goto("/en/contacts/messages/")
        assert "Patrouille commune" not in other.content()


def test_duty_lines_are_for_vetted_officers_alone(visit: Visit) -> None:
    officer = somebody(visit, "farid", "ar")
    officer.goto("/ar/states/borovia/")
    officer.locator("#contacts a").first.click()
    assert "+999 00 090" in officer.content()
    good(officer, "journey-duty-line-ar")
    for key in ("dalia", "emeka", "grace"):
        other = somebody(visit, key)
        other.goto(officer.url.replace("/ar/", "/en/"))
        assert "+999 00 090" not in other.content()
    public = visit().new_page()
    public.goto(officer.url.replace("/ar/", "/en/"))
    assert "+999" not in public.content()
    assert "due" not in public.locator("main").inner_text()


def test_a_lapsed_confirmation_is_chased_once(demo: Demo) -> None:
    day = (TODAY + dt.timedelta(days=1)).isoformat()
    first = json.loads(demo.command("contacts", "chase", "--on", day))
    assert first["reminders"] >= 1
    again = json.loads(demo.command("contacts", "chase", "--on", day))
    assert again["reminders"] == 0


def test_a_contact_is_written_to_from_a_small_screen_without_javascript(visit: Visit) -> None:
    page = somebody(visit, "omar", "en", javascript=False, viewport={"width": 320, "height": 700})
    page.goto("/en/states/avaria/")
    page.click("main a:has-text('Permanent mission')")
    page.click("main a:has-text('Write to this office')")
    page.fill("input[name=subject]", "Note received")
    page.fill("textarea[name=text]", "Thank you.")
    page.locator("main form button[type=submit]").first.click()
    assert "Thank you." in page.locator("main").inner_text()
    assert overflows(page) == 0
    shot(page, "journey-small-screen")
