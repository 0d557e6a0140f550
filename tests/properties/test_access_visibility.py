"""Seeing a grant or an entry, held to an oracle that reads row by row, and to the database's own answer (S2, S4)."""

import datetime as dt
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from poaiss.access.models import Grant
from poaiss.access.rls import acting_as
from poaiss.access.visibility import visible_to
from poaiss.accounts.actor import MACHINE, Actor
from poaiss.audit.enums import Kind
from poaiss.audit.models import Entry
from poaiss.directory.models import Agency, Organisation
from tests.factories.cast import Cast

pytestmark = [pytest.mark.rows("S2", "S4"), pytest.mark.django_db]

PEOPLE = ("ana", "chidi", "dalia", "emeka", "farid", "grace", "hana", "idris", "nadia", "omar", "rosa", "nobody")
STATES, AGENCIES = ("XAV", "XBO", "XFE"), ("xav-customs", "xbo-police-tracing")
QUIET = settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
GRANTEES = st.one_of(
    st.tuples(st.just("state_id"), st.sampled_from(STATES)),
    st.tuples(st.just("person"), st.sampled_from(PEOPLE[:-1])),
    st.tuples(st.just("agency"), st.sampled_from(AGENCIES)),
    st.tuples(st.just("organisation_id"), st.just("exercise-regional-centre")),
)
GRANTS = st.lists(st.tuples(st.sampled_from(STATES), st.sampled_from(PEOPLE[:-1]), GRANTEES), min_size=1, max_size=8)
ENTRIES = st.lists(
    st.tuples(
        st.sampled_from([*STATES, "KEN", "system"]),
        st.sampled_from(list(Kind)),
        st.sampled_from(PEOPLE),
        st.sampled_from(["contacts.designation", "contacts.office"]),
    ),
    min_size=1,
    max_size=10,
)


def make_grant(cast: Cast, owner: str, giver: str, grantee: tuple[str, str]) -> Grant:
    name, value = grantee
    found: Any = value
    if name == "person":
        found = cast.people[value]
    if name == "agency":
        found = Agency.objects.get(key=value)
    return Grant.objects.create(
        object_type="contacts.detail", object_id="1", owner_id=owner, given_by=cast.people[giver], **{name: found}
    )


def concerns(actor: Actor, grant: Grant) -> bool:
    """Say by hand whether ACTOR is on either side of the grant."""
    people = {grant.given_by_id, grant.person_id} - {None}
    if actor.identifier and UUID(actor.identifier) in people:
        return True
    mine = {*actor.states, *actor.organisations, *actor.agencies}
    return bool(mine & {grant.owner_id, grant.state_id, grant.organisation_id, str(grant.agency_id)})


def raw(actor: Actor) -> set[UUID]:
    """Return what the database shows to ACTOR without any filter of ours."""
    with acting_as(actor), connection.cursor() as cursor:
        cursor.execute("SELECT id FROM access_grant")
        return {row[0] for row in cursor.fetchall()}


@QUIET
@given(given=GRANTS)
def test_grants_by_python_by_hand_and_by_the_database(
    cast: Cast, given: list[tuple[str, str, tuple[str, str]]]
) -> None:
    assert Organisation.objects.filter(code="exercise-regional-centre").exists()
    with acting_as(MACHINE):
        Grant.objects.update(revoked_at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC), revoked_by=cast.ana)
        made = [make_grant(cast, *each) for each in given]
    for name in PEOPLE:
        actor = cast.actor(name)
        with acting_as(actor):
            shown = set(visible_to(actor, Grant).values_list("pk", flat=True))
        new = {grant.pk for grant in made}
        assert shown & new == {grant.pk for grant in made if concerns(actor, grant)}, name
        assert raw(actor) == shown, name


def may_read(cast: Cast, name: str, entry: Entry) -> bool:
    """Say by hand whether the person may read the entry."""
    if name == "nobody":
        return False
    if entry.actor_id == cast.actor(name).identifier:
        return True
    by_exercise = entry.chain == "system" and entry.actor_id != ""
    in_world = entry.chain.startswith("X") or by_exercise
    if name == "nadia":
        return entry.chain == "XAV"
    if name == "rosa":
        return in_world and (entry.kind != Kind.CHANGE or entry.chain == "system")
    return name == "dalia" and in_world and entry.object_type == "contacts.designation"


@QUIET
@given(given=ENTRIES)
def test_entries_by_python_and_by_hand(cast: Cast, given: list[tuple[str, Kind, str, str]]) -> None:
    made = [
        Entry.objects.create(
            chain=chain,
            kind=kind,
            action="a.b",
            outcome="done",
            actor_id=cast.actor(who).identifier,
            object_type=about,
        )
        for chain, kind, who, about in given
    ]
    for name in PEOPLE:
        found = visible_to(cast.actor(name), Entry).filter(pk__in=[entry.pk for entry in made])
        assert {entry.pk for entry in found} == {entry.pk for entry in made if may_read(cast, name, entry)}, name
