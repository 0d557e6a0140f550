"""The part of `make check` that no other tool does: migrations, production settings, translations, documentation."""

import secrets
import subprocess
import sys
import tempfile
from pathlib import Path

from tools import generate, messages

PROJECT = Path(__file__).resolve().parent.parent


def run(*words: str) -> str:
    """Run a command in the project and return what it printed when it failed, else nothing."""
    done = subprocess.run(words, cwd=PROJECT, capture_output=True, text=True, check=False)
    return "" if done.returncode == 0 else (done.stdout + done.stderr).strip()


def migrations() -> list[str]:
    """Return complaints about models without their migration."""
    code = "import django; django.setup(); from django.core.management import call_command as c; "
    code += "c('makemigrations', check=True, dry_run=True, skip_checks=True)"
    settings = {"DATABASE_URL": "postgresql:///unused", "DJANGO_SETTINGS_MODULE": "poaiss.settings"}
    words = ["env", *(f"{key}={value}" for key, value in settings.items()), sys.executable, "-W", "ignore", "-c", code]
    return [found] if (found := run(*words)) else []


def deployment() -> list[str]:
    """Return complaints of Django about the production settings."""
    settings = {
        "POAISS_ENV": "production",
        "POAISS_SECRET_KEY": secrets.token_urlsafe(48),
        "DATABASE_URL": "postgresql:///unused",
        "DJANGO_SETTINGS_MODULE": "poaiss.settings",
    }
    words = ["env", *(f"{key}={value}" for key, value in settings.items()), sys.executable, "-W", "ignore"]
    return [found] if (found := run(*words, "-m", "django", "check", "--deploy", "--fail-level", "WARNING")) else []


def translations() -> list[str]:
    """Return complaints about texts that are not collected, not translated or marked fuzzy."""
    before = {path: path.read_text(encoding="utf-8") if path.exists() else "" for path in messages.catalogues()}
    messages.collect()
    complaints = []
    for path, text in before.items():
        if path.read_text(encoding="utf-8") != text:
            complaints.append(f"{path.relative_to(PROJECT)} was not in step with the source: run make messages")
        if missing := messages.unfinished(path):
            shown = "; ".join(missing[:5])
            complaints.append(f"{path.relative_to(PROJECT)}: {len(missing)} not translated or fuzzy: {shown}")
    return complaints


def documentation() -> list[str]:
    """Return complaints about generated pages that differ from what is committed."""
    with tempfile.TemporaryDirectory() as folder:
        written = generate.write_all(Path(folder))
        return [
            f"docs/{name} is not in step: run make docs"
            for name, path in written.items()
            if (PROJECT / "docs" / name).read_text(encoding="utf-8") != path.read_text(encoding="utf-8")
        ]


def main() -> int:
    """Print every complaint; exit 1 when there is one."""
    complaints = [*migrations(), *deployment(), *translations(), *documentation()]
    for complaint in complaints:
        print(complaint, file=sys.stderr)
    print("check: well" if not complaints else f"check: {len(complaints)} complaints")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
