"""``poaiss doctor``: check the installation and say how to mend it."""

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.conf import settings
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from poaiss.common.databases import database as database_settings
from poaiss.common.embedded_postgres import EmbeddedPostgres, EmbeddedPostgresError

GIGABYTE = 1024**3


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was checked: well or not, what was found, how to mend it."""

    name: str
    well: bool
    found: str
    mend: str = ""

    def line(self) -> str:
        """Return the finding as a line for a terminal."""
        mark = "ok  " if self.well else "MEND"
        mend = f" -> {self.mend}" if self.mend and not self.well else ""
        return f"{mark}  {self.name}: {self.found}{mend}"


def python() -> Finding:
    """Check the version of Python."""
    found = ".".join(map(str, sys.version_info[:3]))
    return Finding("Python", sys.version_info >= (3, 11), found, "Install Python 3.11 or newer.")


def data_folder() -> Finding:
    """Check that the folder of run-time state can be written."""
    try:
        settings.DATA.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=settings.DATA):
            pass
    except OSError as error:
        return Finding(
            "data folder", False, f"{settings.DATA}: {error.strerror}", "Set POAISS_DATA to a folder of yours."
        )
    return Finding("data folder", True, str(settings.DATA))


def disk() -> Finding:
    """Check that a gigabyte is free."""
    free = shutil.disk_usage(settings.DATA if settings.DATA.exists() else settings.PROJECT).free
    return Finding("disk", free > GIGABYTE, f"{free / GIGABYTE:.1f} GB free", "Free at least 1 GB.")


def database() -> Finding:
    """Check that the database answers and is not too old."""
    with connections["default"].cursor() as cursor:
        cursor.execute("SHOW server_version")
        version = str(cursor.fetchone()[0])
    well = int(version.split(".")[0]) >= 15
    return Finding("PostgreSQL", well, version, "Use PostgreSQL 15 or newer.")


def application_login() -> Finding:
    """Check that the application's login cannot pass row-level security and owns no table."""
    with connections["default"].cursor() as cursor:
        cursor.execute(
            """SELECT (SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user),
                      (SELECT count(*) FROM pg_tables WHERE schemaname = 'public' AND tableowner = current_user)"""
        )
        powerful, owned = cursor.fetchone()
    found = "may bypass row-level security" if powerful else f"owns {owned} tables, bypasses nothing"
    mend = "Give DATABASE_URL a login of its own, without SUPERUSER or BYPASSRLS; see docs/how-to/run-in-production.md."
    return Finding("application login", not powerful and not owned, found, mend)


def schema() -> Finding:
    """Check that every migration has run."""
    executor = MigrationExecutor(connections["owner"])
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return Finding("schema", not waiting, f"{len(waiting)} migrations waiting", "Run: poaiss setup")


def static_files() -> Finding:
    """Check that the static files have been collected."""
    well = (settings.STATIC_ROOT / "staticfiles.json").exists()
    return Finding("static files", well, "collected" if well else "missing", "Run: poaiss setup")


def translations() -> Finding:
    """Check that each catalogue has been compiled."""
    missing = [p for p in (settings.ROOT / "locale").glob("*/LC_MESSAGES/*.po") if not p.with_suffix(".mo").exists()]
    return Finding("translations", not missing, f"{len(missing)} not compiled", "Run: poaiss setup")


def attempt(check: Callable[[], Finding]) -> Finding:
    """Run CHECK; an exception is a finding, never a traceback."""
    try:
        return check()
    except Exception as error:  # whatever is wrong with the installation is what we are here to say
        reason = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
        return Finding(check.__name__.replace("_", " "), False, reason, "Run: poaiss setup; then poaiss doctor again.")


@contextmanager
def reachable() -> Iterator[None]:
    """Hold the embedded database where it is in use, and point the connections at it."""
    if os.environ.get("POAISS_EMBEDDED") != "1":
        yield
        return
    with EmbeddedPostgres(settings.DATA / "postgres").hold() as urls:
        for alias, url in (("default", urls.app), ("owner", urls.owner)):
            connections[alias].settings_dict.update(database_settings(url))
        yield
        connections.close_all()


def examine() -> list[Finding]:
    """Run every check, holding the embedded database where it is in use."""
    findings = [attempt(check) for check in (python, data_folder, disk)]
    try:
        with reachable():
            findings += [attempt(check) for check in (database, application_login, schema)]
    except EmbeddedPostgresError as error:
        findings.append(Finding("embedded PostgreSQL", False, error.reason, error.mend))
    return findings + [attempt(check) for check in (static_files, translations)]
