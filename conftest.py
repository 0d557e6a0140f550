"""Fixtures of the whole suite: the embedded database, the reference data, a clean database after each test."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from django.db import connections
from django.test import TransactionTestCase
from django.test.utils import setup_databases, teardown_databases

hypothesis.settings.register_profile(  # a busy machine is no reason to fail
    "poaiss", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("poaiss")

Loaded = dict[str, frozenset[Any]]


def pytest_sessionstart() -> None:
    """Compile the catalogues before anything is translated: a process reads them once."""
    from poaiss.site.translations import compile_all

    compile_all()


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_modify_db_settings: None, django_db_blocker: Any
) -> Iterator[None]:
    """Create the test database as the owner, give the application its rights, load the reference data once."""
    from poaiss.site import preparation

    with django_db_blocker.unblock():
        drop_abandoned()
        created = setup_databases(verbosity=0, interactive=False, aliases=["default", "owner"], serialized_aliases=[])
        preparation.grant_rights()
        for _name, load in preparation.data_steps():
            load()
        loaded = keys_by_table()
    before = TransactionTestCase._fixture_teardown
    TransactionTestCase._fixture_teardown = lambda self: clean(loaded)  # type: ignore[method-assign]
    yield
    TransactionTestCase._fixture_teardown = before  # type: ignore[method-assign]
    with django_db_blocker.unblock():
        connections.close_all()
        teardown_databases(created, verbosity=0)


def drop_abandoned() -> None:
    """Drop the test databases of runs that were killed: their process is no more."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database WHERE datname ~ '^test_poaiss_[0-9]+'")
        for (name,) in cursor.fetchall():
            if not Path("/proc", name.split("_")[2]).exists() and Path("/proc/self").exists():
                cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
    connections["owner"].close()


def tables(cursor: Any) -> list[tuple[str, str]]:
    """Return each table with its primary key's first column."""
    cursor.execute(
        """SELECT c.relname, a.attname FROM pg_class c JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary
           JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[0]
           WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')"""
    )
    return [(table, key) for table, key in cursor.fetchall() if table != "django_migrations"]


def keys_by_table() -> Loaded:
    """Return the keys of the rows that the reference data brought."""
    with connections["owner"].cursor() as cursor:
        found = {}
        for table, key in tables(cursor):
            cursor.execute(f'SELECT "{key}" FROM "{table}"')
            if keys := frozenset(row[0] for row in cursor.fetchall()):
                found[table] = keys
    return found


def referenced(cursor: Any, loaded: Loaded) -> set[str]:
    """Return the tables without reference data to which tables with reference data point."""
    cursor.execute(
        """SELECT DISTINCT confrelid::regclass::text FROM pg_constraint
           WHERE contype = 'f' AND conrelid::regclass::text = ANY(%s)""",
        [list(loaded)],
    )
    return {row[0] for row in cursor.fetchall()} - set(loaded)


def clean(loaded: Loaded) -> None:
    """After a test that commits: empty every table as the owner, but keep the reference data."""
    with connections["owner"].cursor() as cursor:
        found = tables(cursor)
        named = referenced(cursor, loaded)  # what kept rows could point to cannot be truncated
        emptied = [f'"{table}"' for table, _ in found if table not in {*loaded, *named, "audit_entry"}]
        cursor.execute("ALTER TABLE audit_entry DISABLE TRIGGER audit_entry_kept")
        cursor.execute(f"TRUNCATE audit_entry, {', '.join(emptied)} RESTART IDENTITY")
        cursor.execute("ALTER TABLE audit_entry ENABLE TRIGGER audit_entry_kept")
        for table, key in reversed(found):
            if table in loaded:
                cursor.execute(f'DELETE FROM "{table}" WHERE NOT ("{key}" = ANY(%s))', [list(loaded[table])])
        for table in named:
            cursor.execute(f'DELETE FROM "{table}"')
    for connection in connections.all(initialized_only=True):
        connection.close()
