"""Row-level security: the database itself refuses a row, whatever the Python says.

``acting_as`` opens a transaction and tells the database who acts, for that transaction alone. Policies read it
through ``poaiss_has(setting, value)``. A table under ``ProtectRows`` FORCEs its policies on its owner as well.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import connection, migrations, transaction

from poaiss.access.visibility import audiences
from poaiss.accounts.actor import NOBODY, Actor

_current: ContextVar[Actor] = ContextVar("actor", default=NOBODY)

SETTINGS = ("person", "states", "desks", "organisations", "agencies", "audiences", "world")


def settings_of(actor: Actor) -> dict[str, str]:
    """Return what the database is told of ACTOR: comma-separated codes, never names."""
    return {
        "person": actor.identifier,
        "states": ",".join(sorted(actor.states)),
        "desks": ",".join(sorted(actor.desks)),
        "organisations": ",".join(sorted(actor.organisations)),
        "agencies": ",".join(sorted(actor.agencies)),
        "audiences": ",".join(sorted(audiences(actor))),
        "world": "exercise" if actor.exercise else "real",
    }


def _tell(actor: Actor) -> None:
    calls = ", ".join(f"set_config('poaiss.{name}', %s, true)" for name in SETTINGS)
    values = settings_of(actor)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {calls}", [values[name] for name in SETTINGS])


def current_actor() -> Actor:
    """Return who acts in this context; nobody outside ``acting_as``."""
    return _current.get()


@contextmanager
def acting_as(actor: Actor) -> Iterator[None]:
    """Run the block in one transaction in which the database knows ACTOR; afterwards the actor before is back."""
    before = _current.get()
    token = _current.set(actor)
    try:
        with transaction.atomic():
            _tell(actor)
            yield
        if connection.in_atomic_block:  # nested: a rollback restores it by itself, a release does not
            _tell(before)
    finally:
        _current.reset(token)


class ProtectRows(migrations.RunSQL):
    """Migration operation: put TABLE under row-level security with READ and WRITE conditions in SQL."""

    def __init__(self, table: str, *, read: str, write: str, update: str = "") -> None:
        """Take conditions over the table's columns; UPDATE defaults to WRITE; nobody may delete."""
        changed = update or write
        forward = f"""
            ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
            ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
            CREATE POLICY {table}_read ON {table} FOR SELECT USING ({read});
            CREATE POLICY {table}_write ON {table} FOR INSERT WITH CHECK ({write});
            CREATE POLICY {table}_update ON {table} FOR UPDATE USING ({changed}) WITH CHECK ({changed});
        """
        backward = f"""
            DROP POLICY {table}_update ON {table};
            DROP POLICY {table}_write ON {table};
            DROP POLICY {table}_read ON {table};
            ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY;
            ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;
        """
        super().__init__(forward, backward)
