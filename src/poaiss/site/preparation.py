"""Preparing an installation: schema, rights, translations, fonts, static files, reference data; idempotent.

With the embedded database every command prepares by itself when something has changed; with a database of
one's own, ``poaiss setup`` is run on purpose.
"""

import fcntl
import hashlib
import json
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connections

from poaiss.analysis import loading as analysis_loading
from poaiss.analysis import refreshing
from poaiss.assistance import loading as assistance_loading
from poaiss.directory import loading as directory_loading
from poaiss.meetings import loading as meetings_loading
from poaiss.questionnaires import loading as questionnaires_loading
from poaiss.reporting import loading as reporting_loading
from poaiss.reporting.documents import fonts as document_fonts
from poaiss.site import translations
from poaiss.site.fonts import build_arabic_subset

Step = tuple[str, Callable[[], object]]


def migrate() -> None:
    """Bring the schema up to date as the owner and give the application its rights."""
    call_command("migrate", database="owner", verbosity=0, interactive=False)
    call_command("createcachetable", database="owner", verbosity=0)
    grant_rights()


def grant_rights() -> None:
    """Let the application read and write rows, own nothing, and never change the audit log."""
    login = connections["owner"].ops.quote_name(settings.APPLICATION_LOGIN)
    with connections["owner"].cursor() as cursor:
        cursor.execute(f"GRANT USAGE ON SCHEMA public TO {login}")
        cursor.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {login}")
        cursor.execute(f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {login}")
        cursor.execute(f"REVOKE UPDATE, DELETE, TRUNCATE ON audit_entry FROM {login}")
        cursor.execute(f"REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {login}")


def fonts() -> None:
    """Cut the Arabic font once."""
    target = settings.DATA / "fonts" / "arabic.woff2"
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        build_arabic_subset(target)
    settings.STATICFILES_DIRS[:] = [("poaiss/fonts", target.parent)]


def static_files() -> None:
    """Collect, hash and compress the static files."""
    call_command("collectstatic", verbosity=0, interactive=False, clear=False)


def steps() -> tuple[Step, ...]:
    """Return the steps in order, each with what is said while it runs."""
    return (
        ("schema", migrate),
        ("translations", translations.compile_all),
        ("fonts", fonts),
        ("fonts of documents", document_fonts.prepare),
        ("static files", static_files),
        *data_steps(),
        ("open data", refreshing.refresh_all),
    )


def data_steps() -> tuple[Step, ...]:
    """Return the steps that load reference data, in the order in which they build on each other."""
    return (
        ("reference data", directory_loading.load_all),
        ("calendar of meetings", meetings_loading.load_meetings),
        ("series of figures", analysis_loading.load_series),
        ("offers of assistance", assistance_loading.load_resources),
        ("questionnaires", questionnaires_loading.load_questionnaires),
        ("rounds of reporting", reporting_loading.load_rounds),
        ("excerpts of earlier reports", reporting_loading.load_excerpts),
    )


def prepare(say: Callable[[str], object] = lambda text: None) -> None:
    """Run every step."""
    for name, step in steps():
        say(name)
        step()


def watched() -> Iterable[Path]:
    """Yield the files whose change asks for a new preparation."""
    yield from settings.ROOT.glob("*/migrations/*.py")
    yield from settings.ROOT.glob("locale/*/LC_MESSAGES/*.po")
    yield from (settings.ROOT / "site" / "static").rglob("*")
    yield from settings.REFERENCE_DATA.rglob("*")
    yield from settings.QUESTIONNAIRES.rglob("*")


def fingerprint() -> str:
    """Return a hash over names, sizes and times of the watched files and the database in use."""
    lines = [settings.DATABASE_URL]
    for file in sorted(watched()):
        if file.is_file() and file.suffix != ".mo":
            found = file.stat()
            lines.append(f"{file.relative_to(settings.PROJECT)} {found.st_size} {found.st_mtime_ns}")
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


@contextmanager
def preparing() -> Iterator[None]:
    """Let one process prepare at a time."""
    settings.DATA.mkdir(parents=True, exist_ok=True)
    with (settings.DATA / "preparing.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def prepare_once(say: Callable[[str], object] = lambda text: None) -> bool:
    """Prepare when the embedded database is in use and something has changed; return whether it did."""
    if os.environ.get("POAISS_EMBEDDED") != "1":
        return False
    note = settings.DATA / "prepared.json"
    with preparing():
        found = fingerprint()
        if note.exists() and json.loads(note.read_text()).get("fingerprint") == found:
            return False
        prepare(say)
        note.write_text(json.dumps({"fingerprint": fingerprint()}))
    return True
