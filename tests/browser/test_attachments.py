"""Files against the real server: 200 MB, a disguised program, a real law; the draft stays as it was."""

import http.client
import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.browser.conftest import NARROW, Demo, Visit, overflows, sign_in, violations

pytestmark = [pytest.mark.rows("R16")]
ANA = "ana@avaria.exercise.example"
FILE = "section_4/brokering_details/q_4_1_1[1]/q_4_1_1_file"
HUGE = 200 * 1024 * 1024


def password(demo: Demo) -> str:
    log = (Path(demo.environment["POAISS_DATA"]) / "demo.log").read_text(encoding="utf-8")
    found = re.search(r"Every password: (\S+)", log)
    assert found
    return found.group(1)


@pytest.fixture
def drafter(visit: Visit, demo: Demo) -> Page:
    context: BrowserContext = visit()
    page = sign_in(context, ANA, password(demo))
    page.goto("/en/reports/")
    page.click("main ul.rows a:has-text('2026')")
    page.goto(f"{page.url}files/{FILE}/")
    return page


def attached(page: Page) -> list[str]:
    return page.eval_on_selector_all("main dl.summary a", "all => all.map(each => each.innerText)")


def send(page: Page, path: Path) -> None:
    page.set_input_files("#file", path)
    page.click("main form[enctype] button[type=submit]")
    page.wait_for_load_state()


def test_a_law_is_attached_replaced_and_survives_what_is_refused(drafter: Page, tmp_path: Path) -> None:
    law, program, huge = tmp_path / "Ley 5.pdf", tmp_path / "law.pdf", tmp_path / "huge.pdf"
    law.write_bytes(b"%PDF-1.7\n%%EOF\n")
    program.write_bytes(b"MZ\x90\0" + b"\0" * 100)
    with huge.open("wb") as stream:
        stream.truncate(HUGE)
    place = drafter.url
    send(drafter, law)
    assert "/sections/section_4/" in drafter.url
    drafter.goto(place)
    assert attached(drafter) == ["Ley 5.pdf"]
    send(drafter, program)
    assert "attachment-kind" in drafter.inner_text("main")
    assert violations(drafter) == []
    send(drafter, huge)
    assert "request-too-large" in drafter.inner_text("main")
    assert violations(drafter) == []
    drafter.goto(place)
    assert attached(drafter) == ["Ley 5.pdf"]


def test_two_hundred_megabytes_of_zeros_get_a_page_and_leave_nothing(drafter: Page, demo: Demo) -> None:
    parts = urlsplit(drafter.url)
    assert parts.hostname
    cookies = "; ".join(f"{each['name']}={each['value']}" for each in drafter.context.cookies())
    before = list(Path(demo.environment["POAISS_DATA"], "files").rglob("*"))
    connection = http.client.HTTPConnection(parts.hostname, parts.port or 80, timeout=60)
    connection.putrequest("POST", parts.path)
    for name, value in (("Cookie", cookies), ("Content-Type", "multipart/form-data; boundary=x")):
        connection.putheader(name, value)
    connection.putheader("Content-Length", str(HUGE))
    connection.endheaders()
    for _piece in range(HUGE // (1024 * 1024)):
        connection.send(bytes(1024 * 1024))
    answer = connection.getresponse()
    status, text = answer.status, answer.read()
    connection.close()
    assert status == 413
    assert b"request-too-large" in text
    assert list(Path(demo.environment["POAISS_DATA"], "files").rglob("*")) == before


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_library_is_read_by_everybody(visit: Visit, language: str) -> None:
    page = visit(viewport=NARROW).new_page()
    page.goto(f"/{language}/library/")
    assert (overflows(page), violations(page)) == (0, [])
    page.click("main ul.rows a >> nth=0")
    assert (overflows(page), violations(page)) == (0, [])
    with page.expect_download() as found:
        page.click("main .actions a.button")
    assert "Arms Act" in found.value.suggested_filename
