"""The database itself keeps a State's own analysis to its desks: raw SQL over the application's own login (S2)."""

from collections.abc import Callable
from uuid import UUID

import pytest
from django.db import connection, transaction
from django.db.utils import IntegrityError, ProgrammingError

from poaiss.access.rls import acting_as
from poaiss.access.visibility import visible_to
from poaiss.accounts.actor import MACHINE, NOBODY, Actor
from poaiss.accounts.enums import Role
from poaiss.analysis.models import Explanation, MirrorConsent, ScoreChoice, TransferDeclaration
from tests.unit.reporting.people import actor

pytestmark = [pytest.mark.django_db, pytest.mark.rows("S2", "A5", "A9")]
SECRET = "Only Avaria may read this sentence."
KEPT = (ScoreChoice, Explanation, MirrorConsent)
STRANGERS: list[Callable[[], Actor]] = [
    lambda: NOBODY,
    lambda: MACHINE,
    lambda: actor(Role.POINT_OF_CONTACT, "XCE"),
    lambda: actor(Role.AGENCY_OFFICER),
    lambda: actor(Role.STATE_ADMINISTRATOR),
    lambda: actor(Role.SECRETARIAT),
    lambda: actor(Role.SECRETARIAT, exercise=False),
    lambda: actor(Role.ADMINISTRATOR),
    lambda: actor(Role.AUDITOR),
]


def attack(sql: str, who: Actor, *values: object) -> int:
    with acting_as(who), connection.cursor() as cursor:
        cursor.execute(sql, values)
        return int(cursor.rowcount)


def count(model: type, who: Actor) -> int:
    with acting_as(who), connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {model._meta.db_table}")  # type: ignore[attr-defined]
        return int(cursor.fetchone()[0])


def consent(state: str, partner: str) -> MirrorConsent:
    who = actor(Role.APPROVER, state)
    with acting_as(who):
        return MirrorConsent.objects.create(state_id=state, partner_id=partner, given_by_id=UUID(who.identifier))


@pytest.fixture
def kept() -> Actor:
    """Avaria keeps a score, an explanation and a consent, and has declared a transfer."""
    who = actor(Role.APPROVER)
    with acting_as(who):
        ScoreChoice.objects.create(state_id="XAV", is_on=True, changed_by_id=UUID(who.identifier))
        Explanation.objects.create(
            state_id="XAV", rule="turned", year=2024, path="a/b", text=SECRET, written_by_id=UUID(who.identifier)
        )
    consent("XAV", "XBO")
    with acting_as(MACHINE):
        TransferDeclaration.objects.create(
            state_id="XAV", partner_id="XBO", year=2023, direction="export", category="rifles", items=40
        )
    return who


@pytest.mark.parametrize("stranger", STRANGERS)
@pytest.mark.parametrize("model", KEPT)
def test_strangers_see_nothing(kept: Actor, model: type, stranger: Callable[[], Actor]) -> None:
    assert count(model, kept) == 1
    assert count(model, stranger()) == 0


@pytest.mark.parametrize("stranger", STRANGERS)
def test_strangers_change_and_delete_nothing(kept: Actor, stranger: Callable[[], Actor]) -> None:
    who = stranger()
    assert attack("UPDATE analysis_scorechoice SET is_on = false", who) == 0
    assert attack("UPDATE analysis_explanation SET text = 'x'", who) == 0
    assert attack("UPDATE analysis_mirrorconsent SET ended_at = now(), ended_by_id = given_by_id", who) == 0
    for model in KEPT:
        assert attack(f"DELETE FROM {model._meta.db_table}", who) == 0
    with acting_as(kept):
        assert ScoreChoice.objects.get().is_on
        assert Explanation.objects.get().text == SECRET
        assert MirrorConsent.objects.get().ended_at is None


def test_an_explanation_is_never_rewritten_even_by_its_own_state(kept: Actor) -> None:
    assert attack("UPDATE analysis_explanation SET text = 'x'", kept) == 0
    assert attack("DELETE FROM analysis_explanation", kept) == 0


def test_nobody_consents_or_explains_or_switches_for_another_state(kept: Actor) -> None:
    thief = actor(Role.POINT_OF_CONTACT, "XBO")
    forged = {
        "INSERT INTO analysis_mirrorconsent (id, state_id, partner_id, given_at, given_by_id)"
        " VALUES (gen_random_uuid(), 'XCE', 'XBO', now(), %s)",
        "INSERT INTO analysis_scorechoice (state_id, is_on, weights, changed_at, changed_by_id)"
        " VALUES ('XCE', true, '{}', now(), %s)",
        "INSERT INTO analysis_explanation (id, state_id, rule, year, path, fingerprint, text, written_at,"
        " written_by_id)"
        " VALUES (gen_random_uuid(), 'XCE', 'r', 2024, 'p', '', 't', now(), %s)",
    }
    for sql in forged:
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            attack(sql, thief, UUID(thief.identifier))
    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        attack("UPDATE analysis_mirrorconsent SET state_id = 'XCE', partner_id = 'XBO'", kept)


def test_a_partner_sees_the_consent_and_cannot_withdraw_it(kept: Actor) -> None:
    partner = actor(Role.POINT_OF_CONTACT, "XBO")
    assert count(MirrorConsent, partner) == 1
    assert attack("UPDATE analysis_mirrorconsent SET ended_at = now(), ended_by_id = given_by_id", partner) == 0


def test_a_declaration_shows_to_the_other_state_while_both_consent(kept: Actor) -> None:
    partner, third = actor(Role.MISSION, "XBO"), actor(Role.MISSION, "XCE")
    assert (count(TransferDeclaration, kept), count(TransferDeclaration, partner)) == (1, 0)
    consent("XBO", "XCE")
    consent("XCE", "XBO")
    assert (count(TransferDeclaration, partner), count(TransferDeclaration, third)) == (0, 0)
    consent("XBO", "XAV")
    assert (count(TransferDeclaration, partner), count(TransferDeclaration, third)) == (1, 0)
    assert count(TransferDeclaration, actor(Role.AGENCY_OFFICER, "XBO")) == 0
    assert count(TransferDeclaration, actor(Role.SECRETARIAT)) == 0
    assert attack("UPDATE analysis_mirrorconsent SET ended_at = now(), ended_by_id = given_by_id", kept) == 1
    assert count(TransferDeclaration, partner) == 0


@pytest.mark.parametrize("code", ["XAV", "XBO", "XCE"])
def test_python_and_database_say_the_same(kept: Actor, code: str) -> None:
    consent("XBO", "XAV")
    for role in (Role.POINT_OF_CONTACT, Role.CONTRIBUTOR, Role.APPROVER, Role.MISSION, Role.STATE_ADMINISTRATOR):
        who = actor(role, code)
        for model in (*KEPT, TransferDeclaration):
            with acting_as(who):
                seen = visible_to(who, model).count()
            assert (code, role, model.__name__, seen) == (code, role, model.__name__, count(model, who))


def test_invented_transfers_are_refused_for_real_states_and_from_people() -> None:
    sql = """INSERT INTO analysis_transferdeclaration (state_id, partner_id, year, direction, category, items, remark)
             VALUES (%s, %s, 2023, 'export', 'rifles', 1, '')"""
    for pair in (("AUT", "XBO"), ("XAV", "AUT")):
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            attack(sql, MACHINE, *pair)
    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        attack(sql, actor(Role.POINT_OF_CONTACT), "XAV", "XBO")
    assert attack(sql, MACHINE, "XAV", "XBO") == 1


def test_a_state_has_one_consent_in_force_for_another() -> None:
    consent("XAV", "XBO")
    with pytest.raises(IntegrityError), transaction.atomic():
        consent("XAV", "XBO")
    with pytest.raises(IntegrityError), transaction.atomic():
        consent("XAV", "XAV")
