"""Attacks by raw SQL over the application's own login; each has something that could leak (S2)."""

from typing import Any

import pytest
from django.db import connection
from django.db.utils import ProgrammingError

from poaiss.access.enums import Audience
from poaiss.access.rls import acting_as
from poaiss.accounts.actor import NOBODY
from poaiss.contacts import actions
from poaiss.contacts.enums import DetailKind
from poaiss.contacts.models import Office
from tests.factories import contacts as make

pytestmark = pytest.mark.rows("S2", "D3")
ATTACKERS = ("chidi", "leila", "grace", "emeka", "rosa", "idris", "nobody")
"""Another State's police and point of contact, a donor, the administrator, the auditor, a regional centre, nobody."""


def sql(query: str, *values: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return cursor.fetchall()


@pytest.fixture
def office(cast: make.Cast) -> Office:
    return make.point_of_contact(cast)


def test_the_login_owns_nothing_and_bypasses_nothing(cast: make.Cast) -> None:
    assert sql("SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user") == [(False, False)]
    forced = sql(
        "SELECT relname FROM pg_class WHERE relname LIKE 'contacts\\_%%' AND relkind = 'r' AND NOT relforcerowsecurity"
    )
    assert forced == []


SEEN = {
    "julia": {"public", "states", "vetted", "named", "own"},
    "farid": {"public", "states", "vetted", "named", "own"},
    "chidi": {"public", "states", "vetted"},
    "leila": {"public", "states"},
    "dalia": {"public", "states"},
    "grace": {"public"},
    "emeka": {"public"},
    "rosa": {"public"},
    "idris": {"public"},
    "nobody": {"public"},
}


@pytest.mark.parametrize("name", SEEN)
def test_each_reads_only_the_particulars_of_its_audiences(cast: make.Cast, office: Office, name: str) -> None:
    make.one_for_each_audience(office, cast.actor("julia"))
    with acting_as(cast.actor(name)):
        found = sql("SELECT value FROM contacts_detail")
    assert {value.removeprefix("+999 ") for (value,) in found} == SEEN[name]


@pytest.mark.parametrize("name", ATTACKERS)
def test_duty_lines_names_and_hidden_offices_stay_closed(cast: make.Cast, office: Office, name: str) -> None:
    hidden = make.hidden_office(cast)
    make.particulars(hidden, cast.actor("nadia"), (DetailKind.EMAIL, "desk@avaria.exercise.example", Audience.PUBLIC))
    make.particulars(office, cast.actor("julia"), (DetailKind.DUTY_LINE, "+999 00", Audience.OWN))
    actions.record_holder(office=hidden, who=make.who(audience=Audience.PUBLIC), by=cast.actor("nadia"))
    with acting_as(cast.actor(name)):
        assert sql("SELECT id FROM contacts_office WHERE id = %s", hidden.pk) == []
        assert sql("SELECT value FROM contacts_detail") == []
        assert sql("SELECT name FROM contacts_term WHERE office_id = %s", hidden.pk) == []


def test_the_hidden_office_is_seen_by_its_own_state_and_whom_it_is_shown_to(cast: make.Cast) -> None:
    hidden = make.hidden_office(cast)
    actions.show_to(thing=hidden, state=make.state("XBO"), purpose="joint action", by=cast.actor("nadia"))
    seen = {}
    for name in ("farid", "leila", "grace", "dalia", "nobody"):
        with acting_as(cast.actor(name)):
            seen[name] = sql("SELECT name FROM contacts_office")
    desk = [("Liaison desk",)]
    assert seen == {"farid": desk, "leila": desk, "grace": [], "dalia": [], "nobody": []}


@pytest.mark.parametrize("name", ATTACKERS)
def test_designations_and_their_notes_stay_closed(cast: make.Cast, name: str) -> None:
    make.notified(cast)
    with acting_as(cast.actor("dalia")):
        assert sql("SELECT note_number FROM contacts_designation") == [("AV/2026/014",)]
    with acting_as(cast.actor(name)):
        assert sql("SELECT note_number, holder_email, note_file FROM contacts_designation") == []


@pytest.mark.parametrize("name", ["leila", "grace", "emeka", "rosa", "idris", "dalia", "farid", "hana", "nobody"])
def test_messages_stay_with_writer_and_office(cast: make.Cast, office: Office, name: str) -> None:
    make.thread(cast, office, by="chidi")
    actions.leave_handover_note(office=office, text="The key is in the safe.", by=cast.actor("julia"))
    for reader in ("chidi", "julia", "kofi"):
        with acting_as(cast.actor(reader)):
            assert sql("SELECT text FROM contacts_message") == [("The serial number is on the frame.",)]
    with acting_as(cast.actor(name)):
        assert sql("SELECT subject FROM contacts_thread") == []
        assert sql("SELECT text FROM contacts_message") == []
        assert sql("SELECT read_at FROM contacts_reading") == []
        assert sql("SELECT text FROM contacts_handovernote") == []


@pytest.mark.parametrize("name", ATTACKERS)
def test_reminders_and_confirmations_stay_with_the_state_and_the_secretariat(
    cast: make.Cast, office: Office, name: str
) -> None:
    with acting_as(cast.actor("dalia")):
        assert len(sql("SELECT confirmed_on FROM contacts_confirmation")) == 1
    with acting_as(cast.actor(name)):
        assert sql("SELECT confirmed_on FROM contacts_confirmation") == []


@pytest.mark.parametrize("name", [*ATTACKERS, "dalia"])
def test_nobody_else_changes_a_row(cast: make.Cast, office: Office, name: str) -> None:
    make.one_for_each_audience(office, cast.actor("julia"))
    with acting_as(cast.actor(name)), connection.cursor() as cursor:
        cursor.execute("UPDATE contacts_detail SET audience = 'public'")
        assert cursor.rowcount == 0
        cursor.execute("UPDATE contacts_office SET hidden = false, name = 'taken'")
        assert cursor.rowcount == 0
        cursor.execute("UPDATE contacts_term SET name = 'taken'")
        assert cursor.rowcount == 0
        cursor.execute("DELETE FROM contacts_detail")
        assert cursor.rowcount == 0


@pytest.mark.parametrize("name", [*ATTACKERS, "dalia"])
def test_nobody_else_adds_a_term(cast: make.Cast, office: Office, name: str) -> None:
    insert = """INSERT INTO contacts_term (id, office_id, capacity, position, name, title, audience, starts_on)
                VALUES (gen_random_uuid(), %s, 'deputy', 3, 'me', '', 'public', '2026-01-01')"""
    with pytest.raises(ProgrammingError, match="row-level security"), acting_as(cast.actor(name)):
        sql(insert, office.pk)


def test_one_does_not_write_in_the_name_of_another(cast: make.Cast, office: Office) -> None:
    insert = """INSERT INTO contacts_thread (id, office_id, subject, started_by_id, started_for, started_at, last_at)
                VALUES (gen_random_uuid(), %s, 'x', %s, 'XBO', now(), now())"""
    with pytest.raises(ProgrammingError, match="row-level security"), acting_as(cast.actor("leila")):
        sql(insert, office.pk, cast.chidi.pk)


def test_outside_an_action_the_database_knows_nobody(cast: make.Cast, office: Office) -> None:
    make.one_for_each_audience(office, cast.actor("julia"))
    with acting_as(cast.actor("julia")), acting_as(NOBODY):
        pass
    assert sql("SELECT value FROM contacts_detail") == [("+999 public",)]
