"""Run ODK Validate, the validator that JavaRosa's authors give out with pyxform, on XForms.

Order for Java: POAISS_JAVA; a java on the path; as root on Debian apt without recommends.
Use: ``python -m tools.odk FORM.xml ...``; without a form it only finds or installs Java.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pyxform

JAR = Path(pyxform.__file__).parent / "validators" / "odk_validate" / "bin" / "ODK_Validate.jar"


def installed() -> str:
    """Return the path of a Java on this machine, or nothing."""
    return os.environ.get("POAISS_JAVA") or shutil.which("java") or ""


def by_apt() -> bool:
    """Install Debian's package as root; return whether that was possible."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    quiet = {"env": {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}, "stdout": subprocess.DEVNULL}
    subprocess.run(["apt-get", "update", "-qq"], check=False, **quiet)
    words = ["apt-get", "install", "-qq", "-y", "--no-install-recommends", "default-jre-headless"]
    return subprocess.run(words, check=False, **quiet).returncode == 0


def find() -> str:
    """Return the path of a Java, installing one where needed; nothing when there is no way."""
    return installed() or (installed() if by_apt() else "")


def validate(java: str, form: Path) -> tuple[bool, str]:
    """Return whether ODK Validate accepts a form, and what it says."""
    words = [java, "-Djava.awt.headless=true", "-jar", str(JAR), str(form)]
    done = subprocess.run(words, capture_output=True, text=True, timeout=300, check=False)
    return done.returncode == 0 and "Xform is valid" in done.stdout + done.stderr, done.stdout + done.stderr


def main() -> int:
    """Validate the forms that are named; exit 1 when one is refused, 2 when there is no Java."""
    java = find()
    if not java:
        print("No Java was found and none could be installed. Install one and set POAISS_JAVA.", file=sys.stderr)
        return 2
    print(f"Java for ODK Validate: {java}")
    results = [(name, *validate(java, Path(name))) for name in sys.argv[1:]]
    for name, is_valid, said in results:
        print(f"{name}: {'valid' if is_valid else said.strip()}")
    return 0 if all(is_valid for _name, is_valid, _said in results) else 1


if __name__ == "__main__":
    sys.exit(main())
