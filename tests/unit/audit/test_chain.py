"""The chains of the audit log against somebody who owns the database, and against the application's login (S4)."""

import hashlib
import json
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, connections, transaction
from django.db.utils import DatabaseError, ProgrammingError

from poaiss.accounts.actor import MACHINE
from poaiss.audit.actions import record
from poaiss.audit.commands import HeadUnreadableError
from poaiss.audit.models import Entry
from poaiss.audit.queries import Broken, Head, canonical, heads, stored_entries, verify
from poaiss.cli import parser

pytestmark = [pytest.mark.rows("S4"), pytest.mark.django_db(transaction=True, databases=["default", "owner"])]

UNHASHED = "its content does not match its hash"
UNLINKED = "it does not name the hash of the entry before it"
MISSING = "it is missing"
UNNOTED = "it is not the entry that was noted"


def run(*words: str) -> int:
    arguments = parser().parse_args(["audit", *words])
    return int(arguments.run(arguments))


def tamper(*statements: str) -> None:
    """Run statements as the owner of the table, its triggers switched off."""
    with transaction.atomic("owner"), connections["owner"].cursor() as cursor:
        cursor.execute("ALTER TABLE audit_entry DISABLE TRIGGER USER")
        for statement in statements:
            cursor.execute(statement)
        cursor.execute("ALTER TABLE audit_entry ENABLE TRIGGER USER")


@pytest.fixture
def log(transactional_db: None) -> list[Head]:
    """Five entries about Avaria, two of the system; loading the reference data may have left others."""
    tamper("TRUNCATE audit_entry RESTART IDENTITY")
    for number in range(1, 6):
        record("contacts.edit", by=MACHINE, state="XAV", details={"step": number, "to": "ürsprünglich"})
        if number < 3:
            record("site.prepare", by=MACHINE)
    return heads()


def test_an_untouched_log_holds(log: list[Head], capsys: pytest.CaptureFixture[str]) -> None:
    assert [(head.chain, head.number) for head in log] == [("XAV", 5), ("system", 2)]
    assert run("verify", *(word for head in log for word in ("--head", str(head)))) == 0
    assert json.loads(capsys.readouterr().out) == {
        "entries": 7,
        "heads": {"XAV": f"5:{log[0].hash}", "system": f"2:{log[1].hash}"},
        "broken": [],
    }
    assert run("heads") == 0
    assert capsys.readouterr().out.splitlines() == [str(head) for head in log]


def test_an_empty_log_holds(log: list[Head], capsys: pytest.CaptureFixture[str]) -> None:
    tamper("TRUNCATE audit_entry")
    assert run("verify") == 0
    assert json.loads(capsys.readouterr().out) == {"entries": 0, "heads": {}, "broken": []}


WHERE = "WHERE chain = 'XAV' AND number ="


@pytest.mark.parametrize(
    ("statements", "number", "reason"),
    [
        ([f"UPDATE audit_entry SET actor_name = 'Somebody' {WHERE} 3"], 3, UNHASHED),
        ([f"UPDATE audit_entry SET outcome = 'refused' {WHERE} 5"], 5, UNHASHED),
        ([f"UPDATE audit_entry SET at = at + interval '1 microsecond' {WHERE} 1"], 1, UNHASHED),
        ([f"UPDATE audit_entry SET at = at - interval '4051 years' {WHERE} 2"], 2, UNHASHED),
        ([f"UPDATE audit_entry SET at = 'infinity' {WHERE} 2"], 2, UNHASHED),
        ([f"UPDATE audit_entry SET details = details || '{{\"step\": 9}}' {WHERE} 4"], 4, UNHASHED),
        ([f"UPDATE audit_entry SET previous_hash = hash {WHERE} 4"], 4, UNLINKED),
        ([f"UPDATE audit_entry SET action = 'contacts.', object_type = 'edit' {WHERE} 4"], 4, UNHASHED),
        ([f"DELETE FROM audit_entry {WHERE} 3"], 3, MISSING),
        ([f"DELETE FROM audit_entry {WHERE} 1"], 1, MISSING),
        ([f"DELETE FROM audit_entry {WHERE} 2", f"UPDATE audit_entry SET actor_id = 'x' {WHERE} 4"], 2, MISSING),
        ([f"UPDATE audit_entry SET number = 0 {WHERE} 1"], 0, UNHASHED),
        (
            [
                f"UPDATE audit_entry SET number = 99 {WHERE} 2",
                f"UPDATE audit_entry SET number = 2 {WHERE} 3",
                f"UPDATE audit_entry SET number = 3 {WHERE} 99",
            ],
            2,
            UNLINKED,
        ),
        (
            [f"DELETE FROM audit_entry {WHERE} 3", f"UPDATE audit_entry SET number = number - 1 {WHERE} 4"],
            3,
            UNLINKED,
        ),
        ([f"UPDATE audit_entry SET chain = 'XBO', number = 1 {WHERE} 2"], 2, MISSING),
    ],
)
def test_the_first_broken_entry_is_named(
    log: list[Head], statements: list[str], number: int, reason: str, capsys: pytest.CaptureFixture[str]
) -> None:
    tamper(*statements)
    assert run("verify") == 1
    broken = json.loads(capsys.readouterr().out)["broken"]
    assert broken[0] == {"chain": "XAV", "number": number, "reason": reason}
    assert {each["chain"] for each in broken} <= {"XAV", "XBO"}


def test_a_recomputed_hash_breaks_the_next_entry(log: list[Head]) -> None:
    tamper(f"UPDATE audit_entry SET actor_name = 'Somebody' {WHERE} 3")
    third = next(entry for entry in stored_entries() if (entry["chain"], entry["number"]) == ("XAV", 3))
    forged = hashlib.sha256(canonical(third)).hexdigest()
    tamper(f"UPDATE audit_entry SET hash = '{forged}' {WHERE} 3")
    assert verify().broken == (Broken("XAV", 4, UNLINKED),)


def rewrite_from_third() -> None:
    """Forge the third entry and every hash after it: the chain holds within itself."""
    tamper(f"UPDATE audit_entry SET actor_name = 'Somebody' {WHERE} 3")
    previous = Entry.objects.get(chain="XAV", number=2).hash
    for number in (3, 4, 5):
        tamper(f"UPDATE audit_entry SET previous_hash = '{previous}' {WHERE} {number}")
        entry = next(each for each in stored_entries() if (each["chain"], each["number"]) == ("XAV", number))
        previous = hashlib.sha256(canonical(entry)).hexdigest()
        tamper(f"UPDATE audit_entry SET hash = '{previous}' {WHERE} {number}")


@pytest.mark.parametrize(
    ("attack", "broken"),
    [
        (lambda: tamper(f"DELETE FROM audit_entry {WHERE} 5"), Broken("XAV", 5, MISSING)),
        (lambda: tamper("DELETE FROM audit_entry WHERE chain = 'XAV' AND number > 2"), Broken("XAV", 3, MISSING)),
        (lambda: tamper("DELETE FROM audit_entry WHERE chain = 'XAV'"), Broken("XAV", 1, MISSING)),
        (rewrite_from_third, Broken("XAV", 5, UNNOTED)),
    ],
)
def test_only_a_noted_head_shows_a_tail_cut_off(
    log: list[Head], attack: Callable[[], None], broken: Broken, capsys: pytest.CaptureFixture[str]
) -> None:
    attack()
    assert verify().broken == ()
    assert verify(log).broken == (broken,)
    assert run("verify", "--head", str(log[0])) == 1
    assert json.loads(capsys.readouterr().out)["broken"][0]["number"] == broken.number


def test_a_chain_that_grew_still_holds_its_noted_head(log: list[Head]) -> None:
    record("contacts.edit", by=MACHINE, state="XAV")
    assert verify(log).broken == ()
    assert verify([Head("XAV", 5, "0" * 64)]).broken == (Broken("XAV", 5, UNNOTED),)


@pytest.mark.parametrize("text", ["XAV", "XAV:5", "XAV:five:abc", ":5:abc", "XAV:0:abc"])
def test_an_unreadable_head_is_a_coded_error(text: str) -> None:
    with pytest.raises(HeadUnreadableError) as caught:
        run("verify", "--head", text)
    assert (caught.value.problem.code, caught.value.problem.place) == ("audit-head-unreadable", text)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_entry SET actor_name = 'Somebody'",
        "DELETE FROM audit_entry",
        "TRUNCATE audit_entry",
        "ALTER TABLE audit_entry DISABLE TRIGGER USER",
        "DROP TRIGGER audit_entry_fixed ON audit_entry",
        "DROP TABLE audit_entry",
        "SET session_replication_role = replica",
        "CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN OLD; END'",
        """INSERT INTO audit_entry (id, chain, number, at, kind, action, outcome, actor_id, actor_name,
           actor_capacity, object_type, object_id, object_name, details, previous_hash, hash)
           SELECT id, 'XBO', 1, at, kind, action, outcome, actor_id, 'Somebody', '', '', '', '', details, '', ''
           FROM audit_entry ON CONFLICT (id) DO UPDATE SET actor_name = 'Somebody'""",
    ],
)
def test_the_application_cannot_change_what_was_written(log: list[Head], statement: str) -> None:
    with pytest.raises(ProgrammingError), connection.cursor() as cursor:
        cursor.execute(statement)
    assert verify(log) == verify()
    assert heads() == log


@pytest.mark.parametrize(
    "statement",
    ["UPDATE audit_entry SET actor_name = 'Somebody'", "DELETE FROM audit_entry", "TRUNCATE audit_entry"],
)
def test_the_triggers_refuse_the_owner_as_well(log: list[Head], statement: str) -> None:
    with pytest.raises(DatabaseError, match="never changed"), connections["owner"].cursor() as cursor:
        cursor.execute(statement)
    assert heads() == log


def test_number_time_and_hashes_are_the_databases_own(log: list[Head]) -> None:
    forged: list[Any] = ["XAV", 77, "1999-01-01", "f" * 64, "e" * 64]
    with connection.cursor() as cursor:
        cursor.execute(
            """INSERT INTO audit_entry (chain, number, at, previous_hash, hash, kind, action, outcome, actor_id,
               actor_name, actor_capacity, object_type, object_id, object_name, details)
               VALUES (%s, %s, %s, %s, %s, 'change', 'forged', 'done', '', '', '', '', '', '', '{}')""",
            forged,
        )
    entry = Entry.objects.get(action="forged")
    assert (entry.number, entry.previous_hash) == (6, log[0].hash)
    assert entry.at.year > 1999
    assert entry.hash not in forged
    assert verify(log).broken == ()
