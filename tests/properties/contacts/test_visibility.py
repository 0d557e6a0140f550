"""Seeing is said three times: by the querysets, by the database's policies, and by an oracle written apart (D3, S2)."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import connection, models, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from poaiss.access.models import Grant
from poaiss.access.rls import acting_as
from poaiss.access.visibility import visible_to
from poaiss.accounts.actor import MACHINE, NOBODY, Actor, Capacity
from poaiss.accounts.enums import Role
from poaiss.contacts.enums import OfficeKind
from poaiss.contacts.models import Detail, Office, Term, Thread
from poaiss.directory.models import Agency
from tests.factories.contacts import Cast

AUDIENCES = ("public", "states", "vetted", "named", "own")
STATES = ("XAV", "XBO", "KEN")
EXERCISE = {"XAV": True, "XBO": True, "KEN": False, "exercise-region": True}
GRANTS = ("none", "state", "person", "revoked", "expired")


@dataclass(frozen=True)
class Row:
    """A particular and a term of the same audience, of an office of its own."""

    owner: str
    hidden: bool
    hidden_agency: bool
    audience: str
    ended: bool
    office_grant: str
    row_grant: str


@dataclass(frozen=True)
class Asker:
    """Somebody who asks."""

    role: str
    of: str
    vetted: bool
    second_factor: bool
    exercise: bool
    is_the_person: bool

    def actor(self, person: Any) -> Actor:
        if self.role == "nobody":
            return NOBODY
        if self.role == "machine":
            return MACHINE
        in_state = self.role in {"mission", "agency_officer", "contributor"}
        capacity = Capacity(
            role=Role(self.role),
            state=self.of if in_state else "",
            organisation="exercise-region" if self.role in {"donor", "regional_centre"} else "",
            vetted=self.vetted and in_state,
        )
        return Actor(
            identifier=str(person.pk) if self.is_the_person else "00000000-0000-4000-8000-000000000000",
            name="Asker",
            capacities=frozenset({capacity}),
            exercise=self.exercise,
            has_second_factor=self.second_factor,
        )


seldom = st.sampled_from((False, False, False, True))
rows = st.lists(
    st.builds(
        Row,
        owner=st.sampled_from((*STATES, "exercise-region")),
        hidden=seldom,
        hidden_agency=seldom,
        audience=st.sampled_from(AUDIENCES),
        ended=seldom,
        office_grant=st.sampled_from(GRANTS),
        row_grant=st.sampled_from(GRANTS),
    ),
    min_size=4,
    max_size=10,
)
askers = st.builds(
    Asker,
    role=st.sampled_from(
        (
            "nobody",
            "machine",
            "mission",
            "agency_officer",
            "contributor",
            "donor",
            "regional_centre",
            "secretariat",
            "administrator",
            "auditor",
        )
    ),
    of=st.sampled_from(STATES),
    vetted=st.booleans(),
    second_factor=st.booleans(),
    exercise=st.booleans(),
    is_the_person=st.booleans(),
)


def grant_holds(kind: str, asker: Asker) -> bool:
    """A grant to Borovia, or to the person, that is in force."""
    if asker.role in {"nobody", "machine"}:
        return False
    if kind == "state":
        return asker.role in {"mission", "agency_officer", "contributor"} and asker.of == "XBO"
    return kind == "person" and asker.is_the_person


def office_oracle(row: Row, asker: Asker) -> bool:
    if asker.role == "machine" or owns(row, asker):
        return True
    concealed = row.hidden or (row.hidden_agency and row.owner == "XAV")
    return not concealed or (same_world(row, asker) and grant_holds(row.office_grant, asker))


def owns(row: Row, asker: Asker) -> bool:
    if asker.role in {"mission", "agency_officer", "contributor"}:
        return asker.of == row.owner
    return asker.role in {"donor", "regional_centre"} and row.owner == "exercise-region"


def same_world(row: Row, asker: Asker) -> bool:
    exercise = asker.exercise and asker.role not in {"nobody", "machine"}
    return EXERCISE[row.owner] == exercise


def row_oracle(row: Row, asker: Asker) -> bool:
    if asker.role == "machine":
        return True
    if not office_oracle(row, asker):
        return False
    if owns(row, asker):
        return True
    if row.ended:
        return False
    official = asker.role in {"mission", "agency_officer", "contributor", "secretariat"}
    vouched = asker.vetted and asker.second_factor and asker.role in {"mission", "agency_officer", "contributor"}
    return row.audience == "public" or (
        same_world(row, asker)
        and {
            "states": official,
            "vetted": vouched,
            "named": grant_holds(row.row_grant, asker),
            "own": False,
        }[row.audience]
    )


def give(kind: str, thing: models.Model, person: Any) -> None:
    if kind == "none":
        return
    moment = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
    Grant.objects.create(
        object_type=thing._meta.label_lower,
        object_id=str(thing.pk),
        owner_id="XAV",
        state_id=None if kind == "person" else "XBO",
        person=person if kind == "person" else None,
        given_by=person,
        expires_at=moment if kind == "expired" else None,
        revoked_at=moment if kind == "revoked" else None,
        revoked_by=person if kind == "revoked" else None,
    )


def build(row: Row, person: Any) -> tuple[Office, Detail, Term]:
    """Make the rows as the machine; only here, where every combination is wanted, not through actions."""
    of_state = row.owner in STATES
    agency = Agency.objects.get(key="xav-intelligence") if row.hidden_agency and row.owner == "XAV" else None
    office = Office.objects.create(
        kind=OfficeKind.TECHNICAL if of_state else OfficeKind.REGIONAL,
        state_id=row.owner if of_state else None,
        organisation_id=None if of_state else row.owner,
        name="Office",
        agency=agency,
        hidden=row.hidden,
    )
    end = dt.date(2026, 1, 1) if row.ended else None
    detail = Detail.objects.create(office=office, kind="telephone", value="x", audience=row.audience, ended_on=end)
    term = Term.objects.create(
        office=office, name="x", audience=row.audience, starts_on=dt.date(2025, 1, 1), ended_on=end
    )
    give(row.office_grant, office, person)
    give(row.row_grant, detail, person)
    give(row.row_grant, term, person)
    return office, detail, term


@contextmanager
def undone() -> Iterator[None]:
    """Take back what an example made."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def raw_keys(table: str) -> set[Any]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id FROM {table}")
        return {key for (key,) in cursor.fetchall()}


@pytest.mark.rows("D3", "S2")
@given(given_rows=rows, asker=askers)
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_queryset_policies_and_oracle_agree(cast: Cast, given_rows: list[Row], asker: Asker) -> None:
    with undone():
        with acting_as(MACHINE):
            made = [(row, *build(row, cast.chidi)) for row in given_rows]
        actor = asker.actor(cast.chidi)
        expected_offices = {office.pk for row, office, _d, _t in made if office_oracle(row, asker)}
        expected_details = {detail.pk for row, _o, detail, _t in made if row_oracle(row, asker)}
        expected_terms = {term.pk for row, _o, _d, term in made if row_oracle(row, asker)}
        with acting_as(actor):
            assert raw_keys("contacts_office") == expected_offices
            assert raw_keys("contacts_detail") == expected_details
            assert raw_keys("contacts_term") == expected_terms
        with acting_as(MACHINE):  # nothing but the queryset restrains here
            assert set(visible_to(actor, Office).values_list("pk", flat=True)) == expected_offices
            assert set(visible_to(actor, Detail).values_list("pk", flat=True)) == expected_details
            assert set(visible_to(actor, Term).values_list("pk", flat=True)) == expected_terms


PEOPLE = ("ana", "chidi", "dalia", "emeka", "farid", "grace", "hana", "idris", "julia", "kofi", "leila", "omar", "rosa")


@pytest.mark.rows("D10")
@given(
    holder=st.sampled_from(("julia", "", "nobody-yet")),
    deputy=st.sampled_from(("kofi", "")),
    writer=st.sampled_from(("chidi", "leila", "idris", "dalia")),
    reader=st.sampled_from(PEOPLE),
)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_thread_is_seen_by_writer_and_whoever_answers(
    cast: Cast, holder: str, deputy: str, writer: str, reader: str
) -> None:
    with undone():
        with acting_as(MACHINE):
            office = Office.objects.create(kind=OfficeKind.POA, state_id="XAV", name="Office")
            start = dt.date(2025, 1, 1)
            if holder:
                Term.objects.create(office=office, name="x", starts_on=start, person=cast.people.get(holder))
            if deputy:
                Term.objects.create(
                    office=office, name="x", capacity="deputy", starts_on=start, person=cast.people[deputy]
                )
        with acting_as(cast.actor(writer)):
            made = Thread.objects.create(
                office=office,
                subject="x",
                started_by=cast.people[writer],
                started_for="x",
                last_at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC),
            )
        answering = {name for name in (holder, deputy) if name in cast.people} or {"hana"}
        expected = {made.pk} if reader in {writer, *answering} else set()
        with acting_as(cast.actor(reader)):
            assert raw_keys("contacts_thread") == expected
            assert set(visible_to(cast.actor(reader), Thread).values_list("pk", flat=True)) == expected
