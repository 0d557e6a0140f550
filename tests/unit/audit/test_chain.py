"""The log cannot be rewritten without a trace (S4): tampering is found, and the application cannot even try."""

import json
from collections.abc import Callable

import pytest
from django.db import connection, connections
from django.db.utils import DatabaseError

from poaiss.audit import queries
from poaiss.audit.actions import record
from poaiss.audit.models import Entry
from poaiss.cli import parser

pytestmark = pytest.mark.rows("S4")
Tamper = Callable[[str], None]


@pytest.fixture
def log(transactional_db: None) -> list[Entry]:
    """Five entries of Avaria and two of the system, committed."""
    return [
        *(record(f"contacts.step-{n}", by=None, state="XAV", details={"n": n, "ü": "é"}) for n in range(5)),
        *(record("site.start", by=None) for _ in range(2)),
    ]


@pytest.fixture
def tamper(log: list[Entry]) -> Tamper:
    """Run SQL as the owner with the triggers off: what only the database's owner can do."""

    def change(sql: str) -> None:
        with connections["owner"].cursor() as cursor:
            cursor.execute("ALTER TABLE audit_entry DISABLE TRIGGER USER")
            cursor.execute(sql)
            cursor.execute("ALTER TABLE audit_entry ENABLE TRIGGER USER")

    return change


def broken() -> list[tuple[str, int]]:
    return [(each.chain, each.number) for each in queries.verify().broken]


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
class TestTampering:
    """Each attack is found, and the first broken entry is named."""

    def test_an_untouched_log_holds(self, log: list[Entry]) -> None:
        found = queries.verify()
        assert (found.entries, found.broken) == (Entry.objects.count(), ())
        assert found.heads["XAV"] == (5, Entry.objects.get(chain="XAV", number=5).hash)

    @pytest.mark.parametrize(
        ("sql", "first"),
        [
            ("UPDATE audit_entry SET action = 'contacts.other' WHERE chain = 'XAV' AND number = 3", 3),
            ("UPDATE audit_entry SET details = '{\"n\": 9}' WHERE chain = 'XAV' AND number = 2", 2),
            ("UPDATE audit_entry SET at = at + interval '1 second' WHERE chain = 'XAV' AND number = 1", 1),
            ("UPDATE audit_entry SET actor_name = 'Somebody' WHERE chain = 'XAV' AND number = 5", 5),
            ("DELETE FROM audit_entry WHERE chain = 'XAV' AND number = 3", 3),
            ("DELETE FROM audit_entry WHERE chain = 'XAV' AND number = 1", 1),
            (
                "UPDATE audit_entry SET number = CASE number WHEN 2 THEN 30 ELSE 20 END WHERE chain = 'XAV'"
                " AND number IN (2, 3); UPDATE audit_entry SET number = number / 10 WHERE number >= 20",
                2,
            ),
        ],
    )
    def test_a_change_names_the_first_broken_entry(self, tamper: Tamper, sql: str, first: int) -> None:
        tamper(sql)
        assert broken() == [("XAV", first)]

    def test_a_recomputed_hash_breaks_the_next_entry(self, tamper: Tamper) -> None:
        tamper("UPDATE audit_entry SET action = 'contacts.other' WHERE chain = 'XAV' AND number = 3")
        entry = next(e for e in queries.stored_entries() if (e["chain"], e["number"]) == ("XAV", 3))
        digest = queries.hashlib.sha256(queries.canonical(entry)).hexdigest()
        tamper(f"UPDATE audit_entry SET hash = '{digest}' WHERE chain = 'XAV' AND number = 3")
        assert broken() == [("XAV", 4)]

    def test_a_cut_tail_shows_against_a_head_kept_outside(
        self, tamper: Tamper, capsys: pytest.CaptureFixture[str]
    ) -> None:
        arguments = parser().parse_args(["audit", "heads"])
        assert arguments.run(arguments) == 0
        head = next(line for line in capsys.readouterr().out.splitlines() if line.startswith("XAV:5:"))
        tamper("DELETE FROM audit_entry WHERE chain = 'XAV' AND number > 3")
        assert broken() == []
        arguments = parser().parse_args(["audit", "verify", "--head", head])
        assert arguments.run(arguments) == 1
        told = json.loads(capsys.readouterr().out)
        assert told["broken"] == [{"chain": "XAV", "number": 5, "reason": "the log ends before it"}]
        assert told["heads"]["XAV"].startswith("3:")

    def test_the_whole_chain_rewritten_shows_against_a_head(
        self, tamper: Tamper, capsys: pytest.CaptureFixture[str]
    ) -> None:
        number, digest = queries.verify().heads["XAV"]
        tamper("DELETE FROM audit_entry WHERE chain = 'XAV'")
        for n in range(number):
            record(f"contacts.other-{n}", by=None, state="XAV")
        assert broken() == []
        arguments = parser().parse_args(["audit", "verify", "--head", f"XAV:{number}:{digest}"])
        assert arguments.run(arguments) == 1
        assert json.loads(capsys.readouterr().out)["broken"][0]["reason"] == "it was rewritten"

    def test_an_unreadable_head_is_a_coded_error(self, log: list[Entry]) -> None:
        from poaiss.audit.commands import HeadUnreadableError

        arguments = parser().parse_args(["audit", "verify", "--head", "XAV"])
        with pytest.raises(HeadUnreadableError) as caught:
            arguments.run(arguments)
        assert caught.value.problem.place == "XAV"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE audit_entry SET action = 'x'",
        "DELETE FROM audit_entry",
        "TRUNCATE audit_entry",
        "ALTER TABLE audit_entry DISABLE TRIGGER USER",
        "DROP TABLE audit_entry",
    ],
)
def test_the_application_cannot_rewrite_the_log(sql: str) -> None:
    record("contacts.step", by=None, state="XAV")
    with pytest.raises(DatabaseError), connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.mark.django_db
def test_the_application_cannot_forge_number_time_or_hash() -> None:
    first = record("contacts.step", by=None, state="XAV")
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO audit_entry (chain, number, at, kind, action, outcome, actor_id, actor_name, actor_capacity,"
            " object_type, object_id, object_name, details, previous_hash, hash)"
            " VALUES ('XAV', 99, '2001-01-01', 'change', 'forged', 'done', '', '', '', '', '', '', '{}', 'no', 'no')"
        )
    forged = Entry.objects.get(action="forged")
    first.refresh_from_db()
    assert (forged.number, forged.previous_hash) == (first.number + 1, first.hash)
    assert forged.at.year > 2001
    assert queries.verify().broken == ()
