"""A national report from the opening of the round to the verified public report, with four people, in two languages.

The Secretariat opens the round; Ana begins, finds the answers of the last report and confirms them; she and Bruno write
the same answer and choose; a plan is attached; customs answers its own section; Bruno approves, the mission submits,
the Secretariat receives and publishes; anybody verifies the file (R5, R6, R8-R11, R15, R16, R22, R26).
"""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page

from poaiss.accounts.demo import PASSWORD, people
from tests.browser.conftest import SHOTS, Demo, overflows, shot, sign_in, violations

pytestmark = pytest.mark.rows("R5", "R6", "R8", "R9", "R10", "R11", "R16", "R22", "R26")
EMAILS = {row["key"]: row["email"] for row in people()}
PLAN = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
TEXT = "textarea[name='value:section_0/p_0_3']"
Visit = Callable[..., BrowserContext]


def somebody(visit: Visit, key: str, language: str) -> Page:
    return sign_in(visit(), EMAILS[key], PASSWORD, language)


def good(page: Page, name: str, *, long: bool = False) -> None:
    assert violations(page) == []
    assert overflows(page) == 0
    if long:  # a picture of what fits in the window: the whole page is metres long
        SHOTS.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=SHOTS / f"{name}.png")
    else:
        shot(page, name)


def press(page: Page, step: str) -> None:
    """Press the button of a step; steps that ask for remarks are folded away."""
    page.locator(f"form[action$='/{step}/'] button[type=submit]").first.click()


def write(page: Page, control: str, words: str) -> None:
    """Type an answer and leave the field: it is saved."""
    with page.expect_response(lambda response: response.url.endswith("/answer/")):
        page.fill(control, words)
        page.locator(control).blur()


def open_round(visit: Visit, language: str, year: int) -> None:
    dalia = somebody(visit, "dalia", language)
    dalia.goto(f"/{language}/rounds/open/")
    dalia.fill("input[name=year]", str(year))
    dalia.fill("input[name=covers_from]", str(year - 2))
    dalia.fill("input[name=covers_until]", str(year - 1))
    dalia.fill("[name=deadline]", f"{year}-05-15")
    dalia.select_option("select[name=version]", index=1)
    good(dalia, f"report-{language}-open-round")
    dalia.locator("main form button[type=submit]").first.click()
    dalia.wait_for_url(f"**/rounds/{year}*/")
    good(dalia, f"report-{language}-round")


def begin(ana: Page, language: str, year: int) -> str:
    ana.goto(f"/{language}/reports/")
    ana.select_option("select[name=round]", value=f"XAV-{year}")
    ana.locator("main form button[type=submit]").click()
    ana.wait_for_load_state()
    good(ana, f"report-{language}-begun")
    return ana.url


def confirm_everything(ana: Page, address: str, language: str) -> None:
    """Confirm what was carried over, section by section; one section in one press: nothing new."""
    links = ana.eval_on_selector_all(".tasks a", "all => all.map(each => each.href)")
    assert len(links) == 12
    pressed = 0
    for at, link in enumerate(links):
        ana.goto(link)
        name = "nothing-new" if at % 3 == 0 else "confirm-all"
        button = ana.locator(f"button[name={name}]")
        if button.count():
            if not pressed:
                good(ana, f"report-{language}-carried", long=True)
            button.click()
            pressed += 1
    assert pressed > 5
    ana.goto(address)


def disagree(ana: Page, bruno: Page, address: str, language: str) -> None:
    for page in (ana, bruno):
        page.goto(f"{address}sections/section_0/")
    write(ana, TEXT, "The register is kept by the police.")
    ana.locator("[id$='p-0-3-state'] .save").wait_for()
    write(bruno, TEXT, "The register is open to customs.")
    assert "The register is kept by the police." in bruno.locator(".conflict").inner_text()
    good(bruno, f"report-{language}-conflict")
    bruno.goto(f"{address}conflicts/")
    good(bruno, f"report-{language}-choose")
    bruno.locator(".conflict details summary").first.click()
    bruno.fill("textarea[name=text]", "The register is kept by the police and open to customs.")
    bruno.locator("button[value=merged]").click()
    bruno.wait_for_load_state()
    assert bruno.input_value(TEXT) == "The register is kept by the police and open to customs."


def attach(ana: Page, address: str, language: str, file: Path) -> None:
    ana.goto(f"{address}sections/section_1/")
    there_is_a_plan = ana.locator("input[name='value:section_1/q_1_3'][value=yes]")
    if not there_is_a_plan.is_checked():
        with ana.expect_response(lambda response: response.url.endswith("/answer/")):
            there_is_a_plan.check()
    ana.locator("a[href*='/files/section_1/q_1_3_file/']").first.click()
    ana.set_input_files("input[type=file]", file)
    good(ana, f"report-{language}-attach")
    ana.locator("form[enctype='multipart/form-data'] button[type=submit]").first.click()
    ana.wait_for_load_state()
    ana.goto(f"{address}sections/section_1/")
    assert file.name in ana.locator("main").inner_text()


def ask_customs(ana: Page, visit: Visit, address: str, language: str) -> None:
    ana.goto(f"{address}assignments/")
    ana.select_option("select[name=section]", "section_3")
    customs = ana.eval_on_selector_all(
        "select[name=agency] option", "all => all.map(each => [each.value, each.textContent])"
    )
    wanted = ("Customs Service of Avaria", "مصلحة الجمارك في أفاريا")
    ana.select_option("select[name=agency]", next(value for value, words in customs if words in wanted))
    ana.fill("textarea[name=note]", "2025")
    ana.locator("main form.form button[type=submit]").last.click()
    ana.wait_for_load_state()
    good(ana, f"report-{language}-asked")
    farid = somebody(visit, "farid", language)
    farid.goto(address)
    assert farid.locator(".tasks a").count() == 1
    farid.locator(".tasks a").click()
    write(farid, "input[name='value:section_3/p_3_15']", "17")
    good(farid, f"report-{language}-customs", long=True)
    farid.goto(f"{address}sections/section_0/")
    assert farid.locator(TEXT).count() == 0


@pytest.mark.parametrize(("language", "year"), [("en", 2028), ("ar", 2030)])
def test_from_the_opening_of_the_round_to_the_verified_public_report(
    visit: Visit, demo: Demo, tmp_path: Path, language: str, year: int
) -> None:
    plan = tmp_path / "plan.pdf"
    plan.write_bytes(PLAN)
    open_round(visit, language, year)
    ana, bruno = somebody(visit, "ana", language), somebody(visit, "bruno", language)
    address = begin(ana, language, year)
    confirm_everything(ana, address, language)
    disagree(ana, bruno, address, language)
    attach(ana, address, language, plan)
    ask_customs(ana, visit, address, language)
    ana.goto(f"{address}review/")
    good(ana, f"report-{language}-review", long=True)
    ana.goto(address)
    press(ana, "complete")
    ana.wait_for_load_state()
    assert ana.url == address, ana.locator("main").inner_text()[:2000]

    bruno.goto(address)
    press(bruno, "approve")
    hana = somebody(visit, "hana", language)
    hana.goto(address)
    press(hana, "submit")
    hana.goto(f"{address}receipt/")
    good(hana, f"report-{language}-receipt")
    with hana.expect_download() as download:
        hana.locator("main a[href$='document.json']").click()
    file = tmp_path / "report.json"
    download.value.save_as(file)
    assert hashlib.sha256(file.read_bytes()).hexdigest() in hana.locator("main").inner_text()

    dalia = somebody(visit, "dalia", language)
    dalia.goto(address)
    press(dalia, "receive")
    press(dalia, "publish")
    dalia.wait_for_load_state()

    anybody = visit().new_page()
    anybody.goto(f"/{language}/states/avaria/reports/{year}/")
    words = anybody.locator("main").inner_text()
    assert "The register is kept by the police and open to customs." in words
    assert plan.name in words
    good(anybody, f"report-{language}-public", long=True)
    anybody.goto(f"/{language}/verify/")
    anybody.set_input_files("input[type=file]", file)
    anybody.locator("main form button[type=submit]").click()
    assert anybody.locator(".notice--success").count() == 1
    good(anybody, f"report-{language}-verified")
    changed = tmp_path / "changed.json"
    changed.write_bytes(file.read_bytes().replace(b"police", b"Police", 1))
    anybody.set_input_files("input[type=file]", changed)
    anybody.locator("main form button[type=submit]").click()
    assert anybody.locator(".notice--warning").count() == 1
    listed = json.loads(demo.command("reports", "list", "--format", "json"))
    found = next(each for each in listed if (each["state"], each["round"]) == ("XAV", year))
    assert (found["status"], found["exercise"]) == ("published", True)
    assert found["answers"] > 100
    assert found["hash"] == hashlib.sha256(file.read_bytes()).hexdigest()
    assert json.loads(demo.command("reports", "verify", str(file)))["kind"] == "submission"
