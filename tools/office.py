"""Find LibreOffice for the tests of workbooks, or install it, or fail saying so.

Order: POAISS_SOFFICE; a soffice on the path; as root on Debian apt without recommends. A Python that can speak to it
(``import uno``) is needed too: that of the system, or the one that LibreOffice brings along.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("soffice", "libreoffice", "localc")
PACKAGES = ("libreoffice-calc-nogui", "python3-uno")


def installed() -> str:
    """Return the path of LibreOffice on this machine, or nothing."""
    if given := os.environ.get("POAISS_SOFFICE"):
        return given
    return next((path for name in NAMES if (path := shutil.which(name))), "")


def python(office: str) -> str:
    """Return the path of a Python that can speak to LibreOffice, or nothing."""
    beside = Path(office).resolve().parent / "python"
    for path in (str(beside), "/usr/bin/python3", shutil.which("python3") or ""):
        if path and Path(path).exists():
            found = subprocess.run([path, "-c", "import uno"], check=False, capture_output=True)
            if found.returncode == 0:
                return path
    return ""


def by_apt() -> bool:
    """Install Debian's packages as root; return whether that was possible."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    quiet = {"env": {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}, "stdout": subprocess.DEVNULL}
    subprocess.run(["apt-get", "update", "-qq"], check=False, **quiet)
    words = ["apt-get", "install", "-qq", "-y", "--no-install-recommends", *PACKAGES]
    return subprocess.run(words, check=False, **quiet).returncode == 0


def found() -> tuple[str, str]:
    """Return LibreOffice and a Python that speaks to it; nothing for either where there is none."""
    office = installed()
    return (office, python(office)) if office else ("", "")


def main() -> int:
    """Print what was found, after installing it where needed; exit 1 with the mend when there is none."""
    if not all(found()):
        by_apt()
    office, speaker = found()
    if office and speaker:
        print(f"LibreOffice for the tests: {office}, spoken to by {speaker}")
        return 0
    print(f"No LibreOffice was found and none could be installed. Install {' and '.join(PACKAGES)}.", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
