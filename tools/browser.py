"""Find Chromium for the browser tests, or install it, or fail saying so.

Order: POAISS_CHROMIUM; a Chromium on the path; as root on Debian apt without recommends; Playwright's own.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def installed() -> str:
    """Return the path of a browser on this machine, or nothing."""
    if given := os.environ.get("POAISS_CHROMIUM"):
        return given
    return next((path for name in NAMES if (path := shutil.which(name))), "")


def of_playwright() -> str:
    """Return the path of the browser that Playwright keeps, or nothing."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else ""


def by_apt() -> bool:
    """Install Debian's package as root; return whether that was possible."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    quiet = {"env": {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}, "stdout": subprocess.DEVNULL}
    subprocess.run(["apt-get", "update", "-qq"], check=False, **quiet)
    words = ["apt-get", "install", "-qq", "-y", "--no-install-recommends", "chromium", "fonts-dejavu-core"]
    return subprocess.run(words, check=False, **quiet).returncode == 0


def by_playwright() -> bool:
    """Let Playwright download its browser; return whether that was possible."""
    words = [sys.executable, "-m", "playwright", "install", "chromium"]
    return subprocess.run(words, check=False).returncode == 0


def find() -> str:
    """Return the path of a browser, installing one where needed; nothing when there is no way."""
    if path := installed() or of_playwright():
        return path
    if by_apt() and (path := installed()):
        return path
    return of_playwright() if by_playwright() else ""


def main() -> int:
    """Print the browser's path; exit 1 with the mend when there is none."""
    if path := find():
        print(f"Browser for the tests: {path}")
        return 0
    print("No Chromium was found and none could be installed. Install one and set POAISS_CHROMIUM.", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
