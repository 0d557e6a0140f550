"""Reminders: who would get one, in which language; not twice a week; each world apart; neutral words."""

import argparse
import datetime as dt
import json

import pytest
import time_machine
from django.utils import timezone

from poaiss.access.rls import acting_as
from poaiss.access.rules import Refused
from poaiss.accounts.enums import Role
from poaiss.accounts.models import Notification
from poaiss.audit.models import Entry
from poaiss.reporting import commands as reporting
from poaiss.reporting.models import Reminder, Round
from poaiss.reporting.rounds import reminders
from poaiss.reporting.rounds.errors import NobodyToRemind, ScopeUnknown, SenderUnknown
from poaiss.reporting.rounds.reminders import Plan
from tests.unit.reporting.people import actor, brought_to, person

pytestmark = [pytest.mark.django_db, pytest.mark.rows("R22")]


def this() -> Round:
    return Round.objects.get(year=2026, exercise=False)


def planned(scope: str = "all", *, exercise: bool = True, again: bool = False) -> Plan:
    office = actor(Role.SECRETARIAT, exercise=exercise)
    with acting_as(office):
        return reminders.plan(found=this(), scope=scope, by=office, again=again)


def reminded(scope: str = "all", *, text: str = "", again: bool = False, exercise: bool = True) -> Reminder:
    office = actor(Role.SECRETARIAT, exercise=exercise)
    with acting_as(office):
        return reminders.remind(found=this(), scope=scope, by=office, text=text, again=again)


def staffed() -> None:
    for role, state in ((Role.POINT_OF_CONTACT, "XAV"), (Role.MISSION, "XAV"), (Role.MISSION, "XES")):
        person(role, state)
    person(Role.CONTRIBUTOR, "XAV")
    person(Role.POINT_OF_CONTACT, "KEN", exercise=False)


def test_points_of_contact_and_missions_of_ones_own_world() -> None:
    staffed()
    found = planned()
    assert {(each.state, each.roles) for each in found.receivers} == {
        ("XAV", (Role.POINT_OF_CONTACT,)),
        ("XAV", (Role.MISSION,)),
        ("XES", (Role.MISSION,)),
    }
    assert {state.pk for state in found.without_people}.isdisjoint({"XAV", "XES"})
    assert "XBO" in {state.pk for state in found.without_people}
    assert [each.state for each in planned(exercise=False).receivers] == ["KEN"]
    assert Notification.objects.count() == 0


def test_who_has_reported_is_not_reminded() -> None:
    staffed()
    brought_to(3, "XAV")
    assert planned().states == ["XES"]
    assert "XAV" not in reminders.scopes(actor(Role.SECRETARIAT), this())


def test_a_draft_changes_nothing_that_the_secretariat_sees() -> None:
    staffed()
    before = planned()
    brought_to(2, "XES")
    assert planned().states == before.states


@pytest.mark.parametrize(("scope", "states"), [("grulac", ["XES"]), ("XAV", ["XAV"]), ("weog", [])])
def test_a_region_or_one_state(scope: str, states: list[str]) -> None:
    staffed()
    assert planned(scope).states == states


@pytest.mark.parametrize("scope", ["", "KEN", "africa", "ALL", "' OR 1=1"])
def test_a_scope_of_another_world_or_of_none(scope: str) -> None:
    with pytest.raises(ScopeUnknown):
        planned(scope)


def test_each_is_told_in_the_own_language_with_the_senders_words() -> None:
    staffed()
    mission = person(Role.MISSION, "XES")
    mission.language = "fr"
    mission.save(update_fields=["language"])
    made = reminded(text="The help desk answers until six.")
    told = list(Notification.objects.filter(event="reporting.reminder"))
    assert (made.people, made.states, len(told)) == (3, ["XAV", "XES"], 3)
    english = next(each for each in told if each.person_id == person(Role.MISSION, "XAV").pk)
    assert english.body.split("\n\n")[:2] == [
        "The Secretariat kindly recalls the round of national reports of 2026.",
        "Date due: 15 May 2026",
    ]
    assert "Reporting is voluntary." in english.body
    assert english.body.endswith("\n\nThe help desk answers until six.")
    for word in ("overdue", "late", "must", "failed", "missing"):
        assert word not in english.body.casefold().replace("template", "")
    entry = Entry.objects.get(action="reporting.remind")
    assert entry.details == {"scope": "all", "states": ["XAV", "XES"], "people": 3, "again": False}


def test_not_twice_within_a_week_unless_the_sender_says_so() -> None:
    staffed()
    reminded("XAV")
    left = planned()
    assert (left.states, list(left.lately)) == (["XES"], ["XAV"])
    with pytest.raises(NobodyToRemind):
        reminded("XAV")
    assert reminded("XAV", again=True).states == ["XAV"]
    with time_machine.travel(timezone.now() + dt.timedelta(days=8), tick=False):
        assert planned().states == ["XAV", "XES"]


def test_each_world_has_its_own_week() -> None:
    staffed()
    reminded(exercise=False)
    assert planned().lately == {}


@pytest.mark.parametrize("role", [Role.MISSION, Role.ADMINISTRATOR, Role.AUDITOR])
def test_nobody_else_reminds(role: Role) -> None:
    who = actor(role)
    with acting_as(who), pytest.raises(Refused):
        reminders.remind(found=this(), scope="all", by=who)


def run(*words: str) -> int:
    parser = argparse.ArgumentParser()
    reporting.register(parser.add_subparsers())
    arguments = parser.parse_args(["reports", "remind", *words])
    return int(arguments.run(arguments))


def test_the_command_shows_and_sends(capsys: pytest.CaptureFixture[str]) -> None:
    staffed()
    command = ["--round", "2026", "--scope", "grulac", "--by", person(Role.SECRETARIAT).email]
    assert run(*command, "--dry-run") == 0
    shown = json.loads(capsys.readouterr().out)
    assert (shown["sent"], shown["states"], shown["people"], shown["without_people"]) == (False, ["XES"], 1, [])
    assert Reminder.objects.count() == 0
    assert run(*command) == 0
    assert json.loads(capsys.readouterr().out)["sent"] is True
    assert Reminder.objects.get().states == ["XES"]
    with pytest.raises(NobodyToRemind):
        run(*command)


@pytest.mark.parametrize("email", ["nobody@tests.example", "mission.xav.x@tests.example"])
def test_the_command_is_the_secretariats(email: str) -> None:
    staffed()
    with pytest.raises(SenderUnknown):
        run("--round", "2026", "--scope", "all", "--by", email)
    with pytest.raises(ScopeUnknown):
        run("--round", "1999", "--scope", "all", "--by", person(Role.SECRETARIAT).email)
