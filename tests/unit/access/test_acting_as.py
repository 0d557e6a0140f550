"""Who acts, as the database knows it (S2): for one transaction, restored after nesting, forgotten afterwards."""

import pytest
from django.db import connection, transaction

from poaiss.access.rls import SETTINGS, acting_as, current_actor, settings_of
from poaiss.accounts.actor import MACHINE, NOBODY, Actor
from tests.factories.cast import Cast

pytestmark = pytest.mark.rows("S2")


def told() -> dict[str, str]:
    """Return what the database knows of the actor now."""
    with connection.cursor() as cursor:
        calls = ", ".join(f"coalesce(current_setting('poaiss.{name}', true), '')" for name in SETTINGS)
        cursor.execute(f"SELECT {calls}")
        return dict(zip(SETTINGS, cursor.fetchone(), strict=True))


def known(actor: Actor) -> bool:
    """Return whether database and Python agree that ACTOR acts."""
    return told() == settings_of(actor) and current_actor() == actor


def has(setting: str, value: str | None) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT poaiss_has(%s, %s)", [setting, value])
        return bool(cursor.fetchone()[0])


def test_nested_actors_are_restored(cast: Cast) -> None:
    ana, chidi = cast.actor("ana"), cast.actor("chidi")
    with acting_as(ana):
        assert known(ana)
        with acting_as(chidi):
            assert known(chidi)
            with acting_as(MACHINE):
                assert known(MACHINE)
            assert known(chidi)
        assert known(ana)
    assert current_actor() == NOBODY


def test_an_exception_restores_as_well(cast: Cast) -> None:
    ana = cast.actor("ana")
    with acting_as(ana):
        with pytest.raises(ZeroDivisionError), acting_as(MACHINE):
            1 / 0  # noqa: B018
        assert known(ana)
        with pytest.raises(ZeroDivisionError), acting_as(MACHINE), transaction.atomic():
            1 / 0  # noqa: B018
        assert known(ana)
    with pytest.raises(ZeroDivisionError), acting_as(ana):
        1 / 0  # noqa: B018
    assert current_actor() == NOBODY


def test_a_nested_rollback_by_hand_restores(cast: Cast) -> None:
    ana = cast.actor("ana")
    with acting_as(ana):
        with acting_as(MACHINE):
            transaction.set_rollback(True)
        assert known(ana)


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_the_connection_forgets_with_the_transaction() -> None:
    person = Actor(identifier="00000000-0000-0000-0000-00000000000a")
    with acting_as(person):
        assert has("person", person.identifier)
    assert set(told().values()) == {""}
    with pytest.raises(ZeroDivisionError), acting_as(person):
        1 / 0  # noqa: B018
    assert set(told().values()) == {""}


def test_values_match_whole_and_never_when_empty(cast: Cast) -> None:
    with acting_as(cast.actor("ana")):
        assert has("states", "XAV")
        assert [has("states", value) for value in ("XA", "XAV,XBO", "", None, "%", "xav")] == [False] * 6
        assert not has("organisations", "")
        assert not has("unheard-of", "XAV")
    with acting_as(NOBODY):
        assert not has("person", "")


def test_the_application_owns_nothing_and_bypasses_nothing(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper, rolbypassrls, rolcreaterole FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == (False, False, False)
        cursor.execute("SELECT count(*) FROM pg_class WHERE relowner = current_user::regrole")
        assert cursor.fetchone() == (0,)


def test_each_protected_table_forces_its_policies_on_its_owner(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT relname, relforcerowsecurity FROM pg_class
               WHERE relrowsecurity AND relnamespace = 'public'::regnamespace"""
        )
        found = dict(cursor.fetchall())
    assert set(found.values()) == {True}
    assert "access_grant" in found
