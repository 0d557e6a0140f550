"""The database itself refuses drafts of other States: raw SQL over the application's own login (S2)."""

from collections.abc import Callable

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from poaiss.access.rls import acting_as
from poaiss.accounts.actor import NOBODY, Actor
from poaiss.accounts.enums import Role
from poaiss.reporting import actions
from poaiss.reporting.actions import Given
from poaiss.reporting.models import NationalReport, Round
from tests.unit.reporting.people import LAWS, REGISTRATION, actor, answered, brought_to, started, step

pytestmark = [pytest.mark.django_db, pytest.mark.rows("S2")]
SECRET = "Only Avaria may read this sentence."


def count(table: str, who: Actor) -> int:
    with acting_as(who), connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")
        return int(cursor.fetchone()[0])


def attack(sql: str, who: Actor, *values: object) -> int:
    with acting_as(who), connection.cursor() as cursor:
        cursor.execute(sql, values)
        return int(cursor.rowcount)


@pytest.fixture
def draft() -> NationalReport:
    return answered(started(), {LAWS: Given("yes", remark=SECRET), REGISTRATION: Given("no")})


STRANGERS: list[Callable[[], Actor]] = [
    lambda: NOBODY,
    lambda: actor(Role.POINT_OF_CONTACT, "XBO"),
    lambda: actor(Role.SECRETARIAT),
    lambda: actor(Role.SECRETARIAT, exercise=False),
    lambda: actor(Role.ADMINISTRATOR),
    lambda: actor(Role.AUDITOR),
]


@pytest.mark.parametrize("stranger", STRANGERS)
@pytest.mark.parametrize("table", ["reporting_nationalreport", "reporting_answer", "reporting_step"])
def test_a_draft_is_invisible_to_strangers(draft: NationalReport, table: str, stranger: Callable[[], Actor]) -> None:
    assert count(table, actor(Role.CONTRIBUTOR)) > 0
    assert count(table, stranger()) == 0


@pytest.mark.parametrize("stranger", STRANGERS)
def test_strangers_change_and_delete_nothing(draft: NationalReport, stranger: Callable[[], Actor]) -> None:
    who = stranger()
    assert attack("UPDATE reporting_answer SET value = '\"x\"'", who) == 0
    assert attack("UPDATE reporting_nationalreport SET status = 'published'", who) == 0
    assert attack("DELETE FROM reporting_answer", who) == 0
    with acting_as(actor(Role.CONTRIBUTOR)):
        assert draft.answers.get(path=LAWS).remark == SECRET
        assert NationalReport.objects.get(pk=draft.pk).status == "draft"


def test_another_state_cannot_write_into_a_report(draft: NationalReport) -> None:
    sql = """INSERT INTO reporting_answer (report_id, path, number, value, kind, remark, marking, provenance, revision,
             changed_at, changed_by) VALUES (%s, 'p', '1', '"x"', 'answered', '', 'clear', 'typed', 1, now(), '')"""
    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        attack(sql, actor(Role.POINT_OF_CONTACT, "XBO"), draft.pk)
    assert attack(sql, actor(Role.POINT_OF_CONTACT), draft.pk) == 1


def test_another_state_cannot_begin_a_report_in_anothers_name() -> None:
    round = Round.objects.select_related("version").get(year=2026)
    sql = """INSERT INTO reporting_nationalreport (id, status, language, publication, revision, started_at,
             submitted_hash, state_id, round_id, version_id)
             VALUES (gen_random_uuid(), 'draft', 'en', 'public', 0, now(), '', 'XCE', %s, %s)"""
    assert round.version is not None
    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        attack(sql, actor(Role.POINT_OF_CONTACT, "XBO"), round.pk, round.version.pk)
    assert attack(sql, actor(Role.POINT_OF_CONTACT, "XCE"), round.pk, round.version.pk) == 1


def test_the_secretariat_of_the_same_world_sees_what_was_submitted_and_never_edits_answers() -> None:
    report = brought_to(3)
    office = actor(Role.SECRETARIAT)
    assert count("reporting_nationalreport", office) == 1
    assert count("reporting_answer", office) == 1
    assert attack("UPDATE reporting_answer SET value = '\"no\"'", office) == 0
    assert count("reporting_nationalreport", actor(Role.SECRETARIAT, exercise=False)) == 0
    assert count("reporting_answer", actor(Role.POINT_OF_CONTACT, "XBO")) == 0
    with acting_as(office):
        assert report.answers.get(path=LAWS).value == "yes"


def test_an_amendment_is_the_states_own_again() -> None:
    report = brought_to(5)
    step(report, Role.MISSION, actions.amend)
    assert count("reporting_nationalreport", actor(Role.SECRETARIAT)) == 0


def test_answers_change_only_while_the_report_is_open() -> None:
    brought_to(1)
    assert attack("UPDATE reporting_answer SET value = '\"no\"'", actor(Role.CONTRIBUTOR)) == 0


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM reporting_snapshot",
        "UPDATE reporting_snapshot SET sha256 = ''",
        "UPDATE reporting_step SET name = 'x'",
    ],
)
def test_snapshots_and_signed_steps_are_never_changed(sql: str) -> None:
    brought_to(5)
    with pytest.raises(ProgrammingError, match="never changed or removed"), transaction.atomic():
        attack(sql, actor(Role.POINT_OF_CONTACT))


def test_signed_steps_cannot_be_deleted() -> None:
    brought_to(5)
    own = actor(Role.POINT_OF_CONTACT)
    assert attack("DELETE FROM reporting_step", own) == 0
    assert count("reporting_step", own) == 6
