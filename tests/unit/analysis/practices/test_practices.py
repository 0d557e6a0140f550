"""Good practices (A7): what is found, who asks, and that nothing reaches the library without the State's word."""

from collections.abc import Callable
from uuid import UUID

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from poaiss.access.enums import Marking
from poaiss.access.rls import acting_as
from poaiss.access.rules import Refused
from poaiss.access.visibility import visible_to
from poaiss.accounts.actor import MACHINE, NOBODY, Actor
from poaiss.accounts.enums import Role
from poaiss.accounts.models import Notification
from poaiss.analysis.models import Practice
from poaiss.analysis.opendata.worlds import EXERCISE, STATES
from poaiss.analysis.practices import actions, finding
from poaiss.analysis.practices.errors import PracticeDecided, PracticeGone, TitleMissing
from poaiss.audit.models import Entry as AuditEntry
from poaiss.common import files
from poaiss.directory.models import State
from poaiss.library import queries as library
from poaiss.library.models import Entry
from poaiss.reporting.actions import Given
from tests.unit.analysis.practices.ground import GOOD, KEY, PRACTICE, amended, published
from tests.unit.reporting.people import actor

pytestmark = [pytest.mark.django_db, pytest.mark.rows("A7")]


def avaria() -> State:
    return State.objects.get(pk="XAV")


def do(action: Callable[..., Practice], role: Role, state: str = "XAV", key: str = KEY, **given: str) -> Practice:
    who = actor(role, state)
    with acting_as(who):
        return action(state=State.objects.get(pk="XAV"), key=key, by=who, **given)


def asked() -> Practice:
    return do(actions.ask, Role.SECRETARIAT, note="It may help others.")


def given() -> Practice:
    return do(actions.give, Role.APPROVER, title="Women lead the collection")


def shown() -> list[str]:
    return [entry.title for entry in library.of_state(avaria())]


def texts(state: str = "") -> list[str]:
    return [each.text for each in finding.candidates(EXERCISE, state)]


def test_a_concrete_text_on_practice_is_found_with_where_it_stands() -> None:
    published()
    found = finding.candidates(EXERCISE)
    assert [(each.state, each.year, each.number, each.path, each.language) for each in found] == [
        ("XAV", 2024, "P10.4.1", PRACTICE, "en")
    ]
    assert (found[0].text, found[0].is_asked, found[0].key) == (GOOD, True, KEY)
    assert finding.candidates(STATES) == []
    assert finding.candidates(EXERCISE, "XBO") == []


@pytest.mark.parametrize(
    "text",
    [
        "Women lead 37 committees.",  # short
        "Women lead the collection in many villages and convinced a great many people to hand in their weapons.",
        "Restricted: " + GOOD,
    ],
)
def test_what_is_short_vague_or_restricted_is_no_candidate(text: str) -> None:
    marking = Marking.AMBER if text.startswith("Restricted") else Marking.CLEAR
    published(**{PRACTICE: Given(text, marking=marking)})
    assert texts() == []


def test_other_texts_count_when_they_are_long_and_needs_never_do() -> None:
    criteria, need = "section_3/p_3_4", "section_5/assistance_5/p_5_90_2"
    long = "Each application is scored by three ministries in 10 days, " * 4
    published("No.", **{criteria: Given(long), "section_5/assistance_5/p_5_90": Given("yes"), need: Given(long + "2")})
    assert texts() == [long.strip()]


def test_a_text_that_stands_in_two_reports_counts_once_in_the_latest() -> None:
    published(year=2022)
    published(year=2024)
    assert [(each.year, each.text) for each in finding.candidates(EXERCISE)] == [(2024, GOOD)]


def test_a_state_that_is_asked_agrees_and_the_library_links_back_to_the_report() -> None:
    published()
    made = asked()
    assert (made.decision, shown()) == ("waiting", [])
    made = given()
    entry = made.entry
    assert entry is not None
    assert (made.decision, shown()) == ("given", ["Women lead the collection"])
    assert (entry.kind, entry.year, entry.number, entry.summary, entry.state_id) == (
        "practice",
        2024,
        "P10.4.1",
        GOOD,
        "XAV",
    )
    assert library.origin_text(entry) == (
        "From the national report of 2024, question P10.4.1, with the consent of the State."
    )
    with files.open_kept(entry.sha256) as kept:
        assert kept.read().decode() == (
            f"Women lead the collection\n\n{GOOD}\n\nFrom the national report of Avaria, 2024, question P10.4.1.\n"
        )


def test_those_who_speak_for_the_state_are_told_and_nobody_else() -> None:
    people = {role: actor(role).identifier for role in (Role.POINT_OF_CONTACT, Role.APPROVER, Role.MISSION)}
    others = [actor(Role.CONTRIBUTOR).identifier, actor(Role.APPROVER, "XBO").identifier]
    published()
    asked()
    with acting_as(MACHINE):
        told = set(
            map(str, Notification.objects.filter(event="analysis.practice-asked").values_list("person", flat=True))
        )
    assert told >= set(people.values())
    assert told.isdisjoint(others)


def test_a_state_may_offer_a_text_without_being_asked() -> None:
    published()
    made = given()
    assert (made.asked_at, made.decision, shown()) == (None, "given", ["Women lead the collection"])


def test_a_declined_text_stays_out_and_is_not_asked_for_again_but_the_state_may_change_its_mind() -> None:
    published()
    asked()
    do(actions.decline, Role.MISSION)
    assert (practice_now().decision, shown()) == ("declined", [])
    with pytest.raises(PracticeDecided):
        asked()
    assert given().decision == "given"
    assert shown() == ["Women lead the collection"]


def test_a_withdrawn_text_leaves_the_library_and_comes_back_as_the_same_entry() -> None:
    published()
    first = given()
    do(actions.withdraw, Role.POINT_OF_CONTACT)
    assert (practice_now().decision, shown()) == ("withdrawn", [])
    assert library.entry_visible(NOBODY, first.entry_id) is None
    again = given()
    assert (again.entry_id, shown()) == (first.entry_id, ["Women lead the collection"])


def practice_now() -> Practice:
    with acting_as(actor(Role.APPROVER)):
        return Practice.objects.get()


def test_every_step_is_in_the_log_and_no_text_is() -> None:
    published()
    asked()
    given()
    do(actions.withdraw, Role.MISSION)
    with acting_as(actor(Role.AUDITOR)):
        rows = AuditEntry.objects.filter(action__endswith="_practice").order_by("at")
        found = [(row.action, row.details) for row in rows]
    assert found == [
        ("analysis.ask_practice", {}),
        ("analysis.decide_practice", {"decision": "given"}),
        ("analysis.decide_practice", {"decision": "withdrawn"}),
    ]


def test_nobody_else_speaks_for_the_state() -> None:
    published()
    asked()
    doings = ((actions.give, {"title": "x"}), (actions.decline, {}), (actions.withdraw, {}))
    for role in (Role.CONTRIBUTOR, Role.AGENCY_OFFICER, Role.STATE_ADMINISTRATOR, Role.SECRETARIAT):
        for action, more in doings:
            with pytest.raises(Refused):
                do(action, role, **more)
    with pytest.raises(Refused):
        do(actions.give, Role.APPROVER, "XBO", title="x")
    assert (practice_now().decision, shown()) == ("waiting", [])


def test_only_the_secretariat_of_the_same_world_asks() -> None:
    published()
    for role in (Role.APPROVER, Role.CHAIR, Role.ADMINISTRATOR):
        with pytest.raises(Refused):
            do(actions.ask, role, note="")
    real = actor(Role.SECRETARIAT, exercise=False)
    with acting_as(real), pytest.raises(Refused):
        actions.ask(state=avaria(), key=KEY, note="", by=real)
    with acting_as(actor(Role.APPROVER)):
        assert Practice.objects.count() == 0


def test_a_text_that_is_no_longer_published_cannot_be_asked_for_or_given() -> None:
    report = published()
    asked()
    amended(report, "We no longer say this.")
    with pytest.raises(PracticeGone):
        given()
    assert shown() == []
    with pytest.raises(PracticeGone):
        do(actions.ask, Role.SECRETARIAT, key="0" * 16, note="")


def test_what_was_decided_meanwhile_is_said_and_a_title_is_needed() -> None:
    published()
    with pytest.raises(PracticeDecided):
        do(actions.decline, Role.APPROVER)
    with pytest.raises(PracticeDecided):
        do(actions.withdraw, Role.APPROVER)
    with pytest.raises(TitleMissing):
        do(actions.give, Role.APPROVER, title="  ")
    with acting_as(MACHINE):
        assert Entry.objects.count() == 0


def count(who: Actor) -> int:
    with acting_as(who), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM analysis_practice")
        return int(cursor.fetchone()[0])


def test_the_database_keeps_what_was_asked_between_the_state_and_the_secretariat() -> None:
    published()
    asked()
    real = actor(Role.SECRETARIAT, exercise=False)
    others = (actor(Role.APPROVER, "XBO"), actor(Role.AGENCY_OFFICER), real, actor(Role.ADMINISTRATOR))
    for who in (NOBODY, *others):
        assert count(who) == 0
        with acting_as(who):
            assert visible_to(who, Practice).count() == 0
    for friend in (actor(Role.CONTRIBUTOR), actor(Role.SECRETARIAT)):
        assert count(friend) == 1
        with acting_as(friend):
            assert visible_to(friend, Practice).count() == 1


def test_the_secretariat_cannot_write_the_word_of_a_state_into_the_database() -> None:
    published()
    made, office = asked(), actor(Role.SECRETARIAT)
    with acting_as(office), connection.cursor() as cursor:
        cursor.execute("UPDATE analysis_practice SET note = 'x'")
        assert cursor.rowcount == 0
    forged = """INSERT INTO analysis_practice (id, state_id, key, year, number, concept, theme, language, text, note,
                decision, decided_at, decided_by_id)
                VALUES (gen_random_uuid(), 'XAV', 'k', 2024, '1', '', '', 'en', 't', '', 'declined', now(), %s)"""
    with (
        pytest.raises(ProgrammingError, match="row-level security"),
        transaction.atomic(),
        acting_as(office),
        connection.cursor() as cursor,
    ):
        cursor.execute(forged, [UUID(office.identifier)])
    assert made.decision == "waiting"
