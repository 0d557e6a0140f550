"""Grants (S2): given by the owner to one grantee, revocable; the database itself refuses a stranger's eyes and pen."""

import datetime as dt
from dataclasses import replace

import pytest
from django.db import Error, connection, transaction

from poaiss.access import rules
from poaiss.access.actions import grant, revoke
from poaiss.access.models import Grant
from poaiss.access.rls import acting_as
from poaiss.access.rules import Denied, Refused, rule
from poaiss.access.visibility import visible_to
from poaiss.accounts.actor import MACHINE, NOBODY, Actor
from poaiss.audit.models import Entry
from poaiss.common.clock import now
from poaiss.directory.models import Agency, Organisation, State
from tests.factories.cast import Cast

pytestmark = pytest.mark.rows("S2")
SHARE = "test.share"


@pytest.fixture(autouse=True)
def share(monkeypatch: pytest.MonkeyPatch) -> None:
    """A room's own rule: Avaria alone shares."""
    monkeypatch.setattr(rules, "RULES", dict(rules.RULES))
    rule(SHARE, "share")(lambda actor, obj: None if "XAV" in actor.states else Denied("Only the State shares."))


def thing() -> Agency:
    return Agency.objects.get(key="xav-police")


def avaria() -> State:
    return State.objects.get(code="XAV")


def given(cast: Cast, to: State | Organisation | Agency | object) -> Grant:
    return grant(on=thing(), owner=avaria(), to=to, rule=SHARE, by=cast.actor("hana"))  # type: ignore[arg-type]


def grantees(cast: Cast) -> dict[str, object]:
    return {
        "state": State.objects.get(code="XBO"),
        "organisation": Organisation.objects.get(code="exercise-regional-centre"),
        "agency": Agency.objects.get(key="xbo-police-tracing"),
        "person": cast.grace,
    }


SEERS = {
    "state": {"ana", "hana", "chidi", "leila"},
    "organisation": {"ana", "hana", "idris"},
    "agency": {"ana", "hana", "chidi"},
    "person": {"ana", "hana", "grace"},
}
ASKED = ("ana", "hana", "chidi", "leila", "idris", "grace", "dalia", "emeka", "rosa", "ulrich", "nobody")


@pytest.mark.parametrize("field", SEERS)
def test_who_sees_a_grant_in_python_and_by_raw_sql(cast: Cast, field: str) -> None:
    made = given(cast, grantees(cast)[field])
    assert str(made) == f"directory.agency {thing().pk}: {getattr(made, f'{field}_id')}"
    by_python, by_database = set(), set()
    for name in ASKED:
        with acting_as(cast.actor(name)), connection.cursor() as cursor:
            by_python |= {name} if visible_to(cast.actor(name), Grant).exists() else set()
            cursor.execute("SELECT count(*) FROM access_grant")
            by_database |= {name} if cursor.fetchone()[0] else set()
    assert (by_python, by_database) == (SEERS[field], SEERS[field])


def test_the_machine_sees_every_grant(cast: Cast) -> None:
    given(cast, cast.grace)
    with acting_as(MACHINE):
        assert visible_to(MACHINE, Grant).count() == 1


def attack(actor: Actor, sql: str, *values: object) -> int | str:
    """Run SQL as the application's login; return the rows touched, or the name of the refusal."""
    with acting_as(actor), connection.cursor() as cursor:
        try:
            with transaction.atomic():
                cursor.execute(sql, values)
                return int(cursor.rowcount)
        except Error as refused:
            return type(refused.__cause__).__name__


FORGE = """INSERT INTO access_grant (id, object_type, object_id, owner_id, state_id, purpose, given_by_id, given_at)
    VALUES (gen_random_uuid(), 'contacts.office', '1', 'XAV', 'XBO', '', %s, now())"""


def test_nobody_but_the_owner_writes_by_raw_sql(cast: Cast) -> None:
    given(cast, State.objects.get(code="XBO"))
    for name in ("chidi", "dalia", "emeka", "nobody"):
        assert attack(cast.actor(name), FORGE, cast.chidi.pk) == "InsufficientPrivilege"
        assert attack(cast.actor(name), "UPDATE access_grant SET revoked_at = NULL, expires_at = NULL") == 0
        assert attack(cast.actor(name), "UPDATE access_grant SET state_id = 'XFE'") == 0
    assert attack(cast.actor("hana"), FORGE, cast.hana.pk) == 1


def test_nobody_deletes_disables_or_bypasses(cast: Cast) -> None:
    given(cast, State.objects.get(code="XBO"))
    hana = cast.actor("hana")
    assert attack(hana, "DELETE FROM access_grant") == 0
    assert attack(hana, "ALTER TABLE access_grant DISABLE ROW LEVEL SECURITY") == "InsufficientPrivilege"
    assert attack(hana, "DROP POLICY access_grant_read ON access_grant") == "InsufficientPrivilege"
    assert attack(hana, "TRUNCATE access_grant CASCADE") == "InsufficientPrivilege"
    assert attack(cast.actor("chidi"), "UPDATE access_grant SET owner_id = 'XBO'") == 0
    assert attack(hana, "UPDATE access_grant SET owner_id = 'XBO'") == "InsufficientPrivilege"
    with acting_as(hana):
        assert Grant.objects.count() == 1


def test_a_grant_opens_what_policies_ask_until_it_ends(cast: Cast) -> None:
    made = given(cast, cast.grace)

    def opens(name: str) -> bool:
        with acting_as(cast.actor(name)), connection.cursor() as cursor:
            cursor.execute("SELECT poaiss_granted('directory.agency', %s)", [str(thing().pk)])
            return bool(cursor.fetchone()[0])

    assert [opens(name) for name in ("grace", "chidi", "nobody")] == [True, False, False]
    with acting_as(cast.actor("hana")):
        Grant.objects.filter(pk=made.pk).update(expires_at=now() - dt.timedelta(hours=1))
    assert not opens("grace")


def test_giving_twice_gives_once_and_is_recorded_once(cast: Cast) -> None:
    first, second = given(cast, cast.grace), given(cast, cast.grace)
    assert first == second
    entry = Entry.objects.get(action="access.grant")
    assert (entry.chain, entry.actor_id, entry.object_id) == ("XAV", str(cast.hana.pk), str(thing().pk))
    assert entry.details == {"grant": str(first.pk), "to": "person", "purpose": ""}


def test_a_grant_is_revoked_once_and_can_be_given_anew(cast: Cast) -> None:
    made = given(cast, cast.grace)
    hana = cast.actor("hana")
    ended = revoke(grant=made, on=thing(), rule=SHARE, by=hana)
    again = revoke(grant=made, on=thing(), rule=SHARE, by=cast.actor("ana"))
    assert (ended.revoked_by_id, again.revoked_by_id) == (cast.hana.pk, cast.hana.pk)
    assert Entry.objects.filter(action="access.revoke").count() == 1
    assert given(cast, cast.grace) != made


def test_the_rule_of_the_room_decides(cast: Cast) -> None:
    made = given(cast, cast.grace)
    with pytest.raises(Refused, match="Only the State shares"):
        grant(on=thing(), owner=avaria(), to=cast.chidi, rule=SHARE, by=cast.actor("chidi"))
    with pytest.raises(Refused):
        revoke(grant=made, on=thing(), rule=SHARE, by=cast.actor("grace"))
    with acting_as(MACHINE):
        assert [each.revoked_at for each in Grant.objects.all()] == [None]


def test_nobody_holds_nothing() -> None:
    assert visible_to(NOBODY, Grant).query.where is not None
    assert replace(NOBODY, exercise=True).states == frozenset()
