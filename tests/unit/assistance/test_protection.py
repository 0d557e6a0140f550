"""The database itself refuses a need that its State did not release (N9)."""

import uuid
from typing import Any

import pytest
from django.db import connection

from poaiss.access.rls import acting_as
from poaiss.access.visibility import visible_to
from poaiss.accounts.actor import NOBODY, actor_of
from poaiss.accounts.models import Person
from poaiss.assistance.enums import Part, ReleasedTo
from poaiss.assistance.models import Need, Release

pytestmark = [pytest.mark.django_db, pytest.mark.rows("N9")]


def need_of(cast: Any) -> Need:
    """State a need for Avaria as Ana."""
    with acting_as(actor_of(cast.ana)):
        return Need.objects.create(
            state_id="XAV", theme="stockpiles", title="Locks for three depots", created_by=cast.ana
        )


def rows(person: Person | None) -> list[str]:
    """Return what raw SQL over the application's login shows, whatever the Python says."""
    actor = actor_of(person) if person else NOBODY
    with acting_as(actor), connection.cursor() as cursor:
        cursor.execute("SELECT title FROM assistance_need")
        raw = [row[0] for row in cursor.fetchall()]
        assert sorted(raw) == sorted(visible_to(actor, Need).values_list("title", flat=True))
        return raw


@pytest.mark.parametrize("name", ["chidi", "grace", "idris", "dalia", "emeka"])
def test_a_need_is_its_states_alone(cast: Any, name: str) -> None:
    need_of(cast)
    assert rows(cast.ana) == ["Locks for three depots"]
    assert rows(getattr(cast, name)) == []
    assert rows(None) == []


@pytest.mark.parametrize(
    ("to", "sees", "blind"),
    [
        (ReleasedTo.STATES, {"chidi", "dalia"}, {"grace", "idris", "emeka"}),
        (ReleasedTo.PUBLIC, {"chidi", "dalia", "grace", "idris", "emeka"}, set()),
    ],
)
def test_a_release_opens_it_to_those_meant_and_ends(cast: Any, to: str, sees: set[str], blind: set[str]) -> None:
    need = need_of(cast)
    with acting_as(actor_of(cast.ana)):
        made = Release.objects.create(state_id="XAV", part=Part.NEED, object_id=need.pk, to=to, released_by=cast.ana)
    assert {name for name in sees | blind if rows(getattr(cast, name))} == sees
    with acting_as(actor_of(cast.ana)):
        Release.objects.filter(pk=made.pk).update(ended_at=need.created_at, ended_by=cast.ana)
    assert {name for name in sees | blind if rows(getattr(cast, name))} == set()


def test_a_named_donor_sees_it_and_no_other(cast: Any) -> None:
    need = need_of(cast)
    organisation = next(iter(actor_of(cast.grace).organisations))
    with acting_as(actor_of(cast.ana)):
        Release.objects.create(
            state_id="XAV",
            part=Part.NEED,
            object_id=need.pk,
            to=ReleasedTo.DONOR,
            organisation_id=organisation,
            released_by=cast.ana,
        )
    assert rows(cast.grace) == ["Locks for three depots"]
    assert rows(cast.idris) == rows(cast.chidi) == rows(cast.dalia) == rows(None) == []


def test_nobody_releases_what_is_anothers(cast: Any) -> None:
    need = need_of(cast)
    with pytest.raises(Exception, match="row-level security"), acting_as(actor_of(cast.grace)):
        Release.objects.create(
            id=uuid.uuid4(),
            state_id="XAV",
            part=Part.NEED,
            object_id=need.pk,
            to=ReleasedTo.PUBLIC,
            released_by=cast.grace,
        )
