"""The database itself keeps devices to their person, and what they sent to the State's own desk (R12)."""

import pytest
from django.db import DatabaseError, transaction

from poaiss.access.rls import acting_as
from poaiss.accounts.actor import NOBODY
from poaiss.accounts.enums import Role
from poaiss.reporting.models import DeviceSubmission, DeviceToken
from poaiss.reporting.openrosa import devices
from tests.unit.reporting.people import actor, person, started

pytestmark = [pytest.mark.django_db, pytest.mark.rows("R12", "S2")]


def test_a_device_is_seen_by_its_person_alone() -> None:
    own = actor(Role.CONTRIBUTOR)
    with acting_as(own):
        devices.add(name="Phone", by=own)
        assert DeviceToken.objects.count() == 1
    for other in (actor(Role.APPROVER), actor(Role.CONTRIBUTOR, "XBO"), actor(Role.SECRETARIAT), NOBODY):
        with acting_as(other):
            assert DeviceToken.objects.count() == 0


def test_nobody_makes_a_device_for_somebody_else() -> None:
    victim = person(Role.CONTRIBUTOR)
    with acting_as(actor(Role.APPROVER)), pytest.raises(DatabaseError), transaction.atomic():
        DeviceToken.objects.create(person=victim, name="Mine", token_hash="x")


def test_what_was_sent_is_seen_by_the_desk_alone() -> None:
    report, own = started(), actor(Role.CONTRIBUTOR)
    with acting_as(own):
        who = person(Role.CONTRIBUTOR)
        DeviceSubmission.objects.create(report=report, instance_id="uuid:1", xml="<data/>", by=who)
    seen = {}
    for role, state in (
        (Role.APPROVER, "XAV"),
        (Role.CONTRIBUTOR, "XBO"),
        (Role.AGENCY_OFFICER, "XAV"),
        (Role.SECRETARIAT, "XAV"),
    ):
        with acting_as(actor(role, state)):
            seen[role, state] = DeviceSubmission.objects.count()
    assert list(seen.values()) == [1, 0, 0, 0]
