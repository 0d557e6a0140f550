"""A real demonstration, a real browser: `poaiss demo` in a data folder of its own, driven by Chromium."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tools.browser import find

PROJECT = Path(__file__).resolve().parents[2]
SHOTS = PROJECT / "var" / "screenshots"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--force-color-profile=srgb",
    "--font-render-hinting=none",
]
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 320, "height": 700}


@pytest.hookimpl(tryfirst=True)  # before xdist reads the groups
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep every browser test on one worker: they share one demonstration."""
    for item in items:
        if PROJECT / "tests" / "browser" in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group("browser"))


@dataclass(frozen=True)
class Demo:
    """The running demonstration: its address and a way to run its commands."""

    address: str
    environment: dict[str, str]

    def command(self, *words: str) -> str:
        program = Path(sys.executable).with_name("poaiss")
        done = subprocess.run(
            [str(program), *words], env=self.environment, capture_output=True, text=True, check=True, cwd=PROJECT
        )
        return done.stdout


def free_port() -> int:
    """Return a port of which nobody else will think: two demonstrations may start at once."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def started(process: "subprocess.Popen[bytes]", log: Path) -> str:
    """Wait until the demonstration has written its address."""
    deadline = time.monotonic() + 180
    while time.monotonic() < deadline and process.poll() is None:
        if found := re.search(r"http://localhost:\d+", log.read_text(encoding="utf-8")):
            return found.group()
        time.sleep(0.2)
    raise AssertionError("The demonstration did not start:\n" + log.read_text(encoding="utf-8")[-3000:])


@pytest.fixture(scope="session")
def demo() -> Iterator[Demo]:
    """Run the demonstration once for all browser tests; it starts from nothing."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("POAISS_", "DATABASE_", "DJANGO_"))}
    folder = PROJECT / "var" / "browser" / os.environ.get("PYTEST_XDIST_WORKER", "alone")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    environment = {**kept, "POAISS_DATA": str(folder)}
    program, log = Path(sys.executable).with_name("poaiss"), folder / "demo.log"
    with log.open("wb") as out:
        process = subprocess.Popen(
            [program, "demo", "--port", str(free_port())], env=environment, stdout=out, stderr=out, cwd=PROJECT
        )
    try:
        address = started(process, log)
        with urllib.request.urlopen(f"{address}/healthz", timeout=10) as answer:
            assert answer.status == 200
        yield Demo(address, environment)
    finally:
        process.terminate()
        assert process.wait(timeout=60) == 0


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start Chromium; fail saying so when there is none."""
    path = find()
    assert path, "No Chromium was found: run make test, or set POAISS_CHROMIUM."
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield running
        running.close()


Visit = Callable[..., Page]


@pytest.fixture
def visit(demo: Demo, browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Open a fresh visitor: ``visit(width=..., javascript=..., language=...)``."""
    opened: list[BrowserContext] = []

    def start(*, viewport: dict[str, int] = WIDE, javascript: bool = True, dark: bool = False) -> BrowserContext:
        context = browser.new_context(
            base_url=demo.address,
            viewport=viewport,  # type: ignore[arg-type]
            java_script_enabled=javascript,
            color_scheme="dark" if dark else "light",
            locale="en-GB",
            timezone_id="UTC",
            reduced_motion="reduce",
        )
        context.set_default_timeout(15_000)
        opened.append(context)
        return context

    yield start
    for context in opened:
        context.close()


def sign_in(context: BrowserContext, email: str, password: str, language: str = "en") -> Page:
    """Sign in as one of the cast, the second factor included (its page shows the code in the demonstration)."""
    page = context.new_page()
    page.goto(f"/{language}/account/login/")
    page.fill("input[name=login]", email)
    page.fill("input[name=password]", password)
    page.click("main form button[type=submit] >> nth=0")
    if "/2fa/" in page.url or page.locator("input[name=code]").count():
        code = page.locator("[data-demo-code]").first.inner_text().strip()
        page.fill("input[name=code]", code)
        page.click("main form button[type=submit] >> nth=0")
    page.wait_for_url(f"**/{language}/workspace/")
    return page


def violations(page: Page) -> list[str]:
    """Return what axe finds on the page, in short."""
    found = Axe().run(page).response["violations"]
    return [f"{each['id']}: {each['nodes'][0]['html'][:160]}" for each in found]


def overflows(page: Page) -> int:
    """Return by how many pixels the page is wider than its window."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


def shot(page: Page, name: str) -> Path:
    """Keep a picture of the whole page for people to look at."""
    SHOTS.mkdir(parents=True, exist_ok=True)
    path = SHOTS / f"{name}.png"
    page.screenshot(path=path, full_page=True)
    return path


def wait_for_htmx(page: Page) -> None:
    """Wait until no element waits for an answer."""
    page.wait_for_function("document.querySelectorAll('.htmx-request').length === 0")
    time.sleep(0.05)
