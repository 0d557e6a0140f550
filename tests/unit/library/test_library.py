"""The room: who reads what, search and filters, the exercise apart."""

from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.db.utils import ProgrammingError

from poaiss.access.rls import acting_as
from poaiss.access.rules import Refused
from poaiss.access.visibility import visible_to
from poaiss.accounts.actor import NOBODY, Actor
from poaiss.accounts.enums import Role
from poaiss.directory.models import State
from poaiss.library import actions, queries
from poaiss.library.enums import Kind, Shown
from poaiss.library.models import Entry
from tests.unit.reporting.people import actor

pytestmark = [pytest.mark.django_db, pytest.mark.rows("R16", "L1")]
DIGEST = "ab" * 32


def deposited(state: str = "XAV", *, by: Actor | None = None, sha256: str = DIGEST, **described: Any) -> Entry:
    who = by or actor(Role.CONTRIBUTOR, state, exercise=state.startswith("X"))
    file = actions.File("law.pdf", sha256, "application/pdf", 10)
    facts = {"title": "Firearms Act", "kind": Kind.LAW, "theme": "brokering", "year": 2026, **described}
    with acting_as(who):
        return actions.deposit(
            state=State.objects.get(pk=state),
            origin=f"reporting.attachment:{uuid4()}",
            file=file,
            described=actions.Described(**facts),
            by=who,
        )


def released(entry: Entry, **public: Any) -> Entry:
    state = State.objects.get(pk=entry.state_id)
    office = actor(Role.SECRETARIAT, exercise=state.is_exercise)
    facts = {"title": entry.title, "kind": Kind(entry.kind), "theme": entry.theme, "year": entry.year, **public}
    with acting_as(office):
        actions.release(state=state, texts={entry.origin: actions.Described(**facts)}, by=office)
    return entry


def titles(who: Actor) -> set[str]:
    with acting_as(who):
        return {each.title for each in visible_to(who, Entry)}


def found(**wanted: str) -> list[str]:
    with acting_as(NOBODY):
        return [each.title for each in queries.found(queries.Wanted(**wanted))]


def test_an_entry_is_its_states_own_until_released() -> None:
    entry = deposited()
    watchers = (actor(Role.POINT_OF_CONTACT), actor(Role.CONTRIBUTOR, "XBO"), actor(Role.SECRETARIAT), NOBODY)
    assert [titles(each) for each in watchers] == [{"Firearms Act"}, set(), set(), set()]
    released(entry)
    assert [titles(each) for each in watchers] == [{"Firearms Act"}] * 4


def test_what_it_was_called_before_does_not_become_public() -> None:
    entry = deposited(title="Secret draft", title_english="Secret", summary="Secret")
    released(entry, title="law.pdf")
    with acting_as(NOBODY):
        shown = Entry.objects.get()
    assert (shown.title, shown.title_english, shown.summary) == ("law.pdf", "", "")


def test_withheld_again_it_is_the_states_own() -> None:
    entry = released(deposited())
    by = actor(Role.MISSION)
    with acting_as(by):
        actions.withhold(state=State.objects.get(pk="XAV"), origins=[entry.origin], by=by)
    assert titles(NOBODY) == set()
    assert titles(actor(Role.CONTRIBUTOR)) == {"Firearms Act"}


def test_the_same_origin_is_one_entry_described_anew() -> None:
    who = actor(Role.CONTRIBUTOR)
    file = actions.File("law.pdf", DIGEST, "application/pdf", 10)
    with acting_as(who):
        for title in ("law.pdf", "Firearms Act"):
            actions.deposit(
                state=State.objects.get(pk="XAV"),
                origin="reporting.attachment:1",
                file=file,
                described=actions.Described(title),
                by=who,
            )
        assert [each.title for each in Entry.objects.all()] == ["Firearms Act"]


def test_another_state_and_another_world_release_nothing() -> None:
    entry, state = deposited(), State.objects.get(pk="XAV")
    texts = {entry.origin: actions.Described("Firearms Act")}
    for by in (actor(Role.MISSION, "XBO"), actor(Role.SECRETARIAT, exercise=False), actor(Role.AGENCY_OFFICER)):
        with pytest.raises(Refused), acting_as(by):
            actions.release(state=state, texts=texts, by=by)
    assert titles(NOBODY) == set()


def test_an_origin_of_another_state_is_not_released_with_ones_own() -> None:
    entry, by = deposited("XBO"), actor(Role.MISSION, "XAV")
    with acting_as(by):
        done = actions.release(state=State.objects.get(pk="XAV"), texts={entry.origin: actions.Described("x")}, by=by)
    assert done == []
    assert titles(NOBODY) == set()


def test_words_state_kind_and_theme_narrow_the_list() -> None:
    released(deposited(title="Loi sur le courtage", title_english="Brokering Act"), title_english="Brokering Act")
    released(deposited("XBO", kind=Kind.PLAN, title="Plan 2026", theme="coordination", sha256="cd" * 32))
    assert found() == ["Loi sur le courtage", "Plan 2026"]
    assert found(words="COURTAGE") == ["Loi sur le courtage"]
    assert found(words="brokering act") == ["Loi sur le courtage"]
    assert found(words="Borovia") == ["Plan 2026"]
    assert found(words="nothing of the kind") == []
    assert found(state="XBO") == ["Plan 2026"]
    assert found(kind="law") == ["Loi sur le courtage"]
    assert found(theme="coordination") == ["Plan 2026"]
    assert found(kind="'; DROP TABLE") == []


def test_the_same_file_in_a_later_round_stands_once() -> None:
    released(deposited(year=2024))
    released(deposited(year=2026))
    with acting_as(NOBODY):
        assert [each.year for each in queries.public_entries()] == [2026]


def test_real_states_and_the_exercise_are_listed_apart() -> None:
    released(deposited())
    with acting_as(NOBODY):
        rows = queries.found(queries.Wanted())
        assert list(queries.real(rows)) == []
        assert [each.state_id for each in queries.exercise(rows)] == ["XAV"]


def test_the_database_itself_refuses() -> None:
    entry = deposited()
    stranger = actor(Role.MISSION, "XBO")
    with acting_as(stranger):
        assert Entry.objects.count() == 0
        assert Entry.objects.filter(pk=entry.pk).update(audience=Shown.PUBLIC) == 0
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM library_entry")
            assert cursor.rowcount == 0
    with pytest.raises(ProgrammingError), acting_as(NOBODY):
        Entry.objects.create(
            state_id="XAV",
            title="x",
            origin="x",
            sha256=DIGEST,
            name="x",
            media_type="x",
            size=1,
            created_by_id=stranger.identifier,
        )
